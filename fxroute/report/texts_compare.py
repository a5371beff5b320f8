"""Texts of the comparison of answers, in English and Chinese."""

__all__ = ["COMPARE_TEXTS"]

COMPARE_TEXTS: dict[str, tuple[str, str]] = {
    "compare_title": ("Side by side", "对比"),
    "compare_as_it_is": ("as it is", "现状"),
    "compare_agents": ("{debtor} to {creditor}", "{debtor} 至 {creditor}"),
    "compare_first": ("First by {ordering}", "按{ordering}排序的首选"),
    "compare_no_route": ("no route", "无路径"),
    "compare_over": ("Over", "经由"),
    "compare_straight": ("nobody between", "无中间行"),
    "compare_routes": ("Routes", "路径数"),
    # The sentence
    "compare_with": ("With {name}, {text}", "若 {name},{text}"),
    "compare_without": ("Without {name}, {text}", "若无 {name},{text}"),
    "compare_of": ("{name}: {text}", "{name}:{text}"),
    "compare_nothing": ("nothing changes.", "没有变化。"),
    "compare_same_first": (
        "the first route stays as it is; what changes are others.",
        "首选路径不变;变化的是其他路径。",
    ),
    "compare_none_both": ("there is no route, as before.", "仍然没有可行路径。"),
    "compare_gone": ("there is no route any more{reason}.", "不再有可行路径{reason}。"),
    "compare_reason": (": {option}, {reason}, at {where}", ":{option},{reason},位于 {where}"),
    "compare_found_send": (
        "there is a route: it delivers {amount}, credited {at}, {over}.",
        "出现可行路径:到账 {amount},{at} 入账,{over}。",
    ),
    "compare_found_receive": (
        "there is a route: it debits {amount}, credited {at}, {over}.",
        "出现可行路径:借记 {amount},{at} 入账,{over}。",
    ),
    "compare_differs": ("the best way {amount}{time}, {over}.", "最优路径{amount}{time},{over}。"),
    "compare_more_send": ("delivers {gap} more", "多到账 {gap}"),
    "compare_less_send": ("delivers {gap} less", "少到账 {gap}"),
    "compare_more_receive": ("debits {gap} more", "多借记 {gap}"),
    "compare_less_receive": ("debits {gap} less", "少借记 {gap}"),
    "compare_equal": ("has the same amount", "金额不变"),
    "compare_later_at": (" and arrives {time} later", ",晚 {time} 到账"),
    "compare_earlier_at": (" and arrives {time} earlier", ",早 {time} 到账"),
    "compare_later_by": (" and may start {time} later", ",可晚 {time} 发起"),
    "compare_earlier_by": (" and must start {time} earlier", ",须早 {time} 发起"),
    "compare_same_time": (" at the same time", ",时间不变"),
    "compare_same_way": ("on the same way", "路径相同"),
    "compare_over_names": ("over {names}", "经 {names}"),
    "compare_over_nobody": ("with nobody between", "无中间行"),
    # The parts
    "compare_amount_parts": ("Amount: {total}", "金额差:{total}"),
    "compare_time_parts": ("Time: {total}", "时间差:{total}"),
    "compare_part_amount": ("another amount", "金额不同"),
    "compare_part_mid": ("mid rate {subject}", "中间价 {subject}"),
    "compare_part_spread": ("dealt beside mid, {subject}", "成交价与中间价之差 {subject}"),
    "compare_part_charge": ("{function} of {agent}", "{agent} {function}"),
    "compare_time_start": ("another start", "发起时间不同"),
    "compare_time_other_way": ("other legs", "路段不同"),
    "compare_time_processing": ("{leg} {subject}: processing", "{leg} {subject}:处理时间"),
    "compare_time_wait": ("{leg} {subject}: waits for another opening", "{leg} {subject}:等待另一营业时段"),
    "compare_time_cut_off": (
        "{leg} {subject}: cut-off {before}, then {after}",
        "{leg} {subject}:截止时间 {before},改为 {after}",
    ),
    "compare_time_closed": ("{leg} {subject}: closed on {days}", "{leg} {subject}:{days} 不营业"),
    # The routes
    "compare_counts": (
        "Of {before} routes {same} stay, {changes} change, {vanishes} vanish; {appears} appear.",
        "原有 {before} 条路径:{same} 条不变,{changes} 条变化,{vanishes} 条消失;新增 {appears} 条。",
    ),
    "compare_route_appears": ("appears", "新增"),
    "compare_route_vanishes": ("vanishes", "消失"),
    "compare_route_changes": ("changes", "变化"),
    "compare_route_more": ("and {count} more", "另有 {count} 条"),
}
