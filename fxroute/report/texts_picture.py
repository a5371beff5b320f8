"""Texts of the pictures of a plan, in English and Chinese, in the manner of `fxroute.report.texts`."""

__all__ = ["PICTURE_TEXTS"]

PICTURE_TEXTS: dict[str, tuple[str, str]] = {
    # The head
    "picture_title": ("{question} · fxroute", "{question} · fxroute"),
    "picture_answer_send": (
        "{which} delivers {delivered} on {when}, for a total debit of {debited}: {loss} lost against mid.",
        "{which}:{when} 到账 {delivered},借记总额 {debited};相对中间价损失 {loss}。",
    ),
    "picture_answer_start": (
        "{which} delivers {delivered} when started by {when}, for a total debit of {debited}: {loss} lost against mid.",
        "{which}:最迟 {when} 发起,到账 {delivered},借记总额 {debited};相对中间价损失 {loss}。",
    ),
    "picture_first_of": ("The first of {count} routes", "共 {count} 条路径,第一条"),
    "picture_only": ("The only route", "唯一路径"),
    "picture_none": ("There is no route. What stands in the way is told below.", "没有可行路径;原因见下。"),
    "picture_debtor": ("Debtor", "付款人"),
    "picture_creditor": ("Creditor", "收款人"),
    "picture_purpose": ("Purpose", "用途"),
    "picture_warnings": ("Before you rely on it", "使用前须知"),
    "picture_warning_priors": (
        "Route {n} stands on {priors} of {records}: plausible, and confirmed nowhere.",
        "路径 {n} 所依 {records}中有{priors}:合理但未经证实。",
    ),
    "picture_warning_stale": (
        "Route {n} uses a rate that is {days} days old when dealt.",
        "路径 {n} 成交时所用汇率已有 {days} 天。",
    ),
    "picture_warning_incomplete": (
        "The answer is incomplete ({why}): there may be better routes.",
        "答案不完整({why}):可能存在更优路径。",
    ),
    "picture_warning_provisional": (
        "Route {n} uses a calendar that is not announced so far.",
        "路径 {n} 所用日历尚未公布。",
    ),
    "picture_warning_tied": (
        "Route {n} is ahead of another only within the band of an estimated charge.",
        "路径 {n} 的领先幅度在估计费用的区间之内。",
    ),
    "picture_warning_indicative": (
        "Route {n} has an indicative rate: what arrives is not fixed before it is dealt.",
        "路径 {n} 含参考汇率:成交之前到账金额不确定。",
    ),
    # The front
    "picture_front": ("The routes: amount against time", "路径总览:金额与时间"),
    "picture_front_desc": (
        "{count} routes and {others} next-best ways; every one stands in the table below with its amount and time.",
        "{count} 条路径及 {others} 条次优路径;各自的金额与时间见下表。",
    ),
    "picture_axis_delivered": ("Delivered: higher is better", "到账金额:越高越好"),
    "picture_axis_debit": ("Total debit: lower is better", "借记总额:越低越好"),
    "picture_axis_credited": ("Credited, {zone} time: further left is better", "入账时间({zone}):越靠左越好"),
    "picture_axis_start": (
        "Latest start, {zone} time: further right is better",
        "最迟发起时间({zone}):越靠右越好",
    ),
    "picture_front_legend": (
        "Filled: routes of the answer. Hollow: next-best ways that the answer leaves out.",
        "实心:答案中的路径。空心:答案未收的次优路径。",
    ),
    # One route
    "picture_line": ("Through whom", "经手机构"),
    "picture_at_rate": ("{source} → {target} at {pair} {dealt}", "{source} → {target},{pair} {dealt}"),
    "picture_against_mid": ("mid {mid}, spread {bp}", "中间价 {mid},点差 {bp}"),
    "picture_leg": ("leg {n}", "第 {n} 段"),
    "picture_timeline": ("When", "时间线"),
    "picture_timeline_desc": (
        "{count} legs from {first} to {last}; every start, end and cut-off stands in the table of legs.",
        "共 {count} 段,{first} 至 {last};各段起止与截止时间见分段表。",
    ),
    "picture_bar": ("Leg {n}, {kind}: {start} to {end}", "第 {n} 段 {kind}:{start} 至 {end}"),
    "picture_wait": ("Waits {duration} before leg {n}", "第 {n} 段之前等待 {duration}"),
    "picture_cut_off_mark": ("Cut-off {at}", "截止 {at}"),
    "picture_closed_mark": ("Closed from {start} to {end}", "{start} 至 {end} 关闭"),
    "picture_key_moves": ("funds move", "资金划转"),
    "picture_key_converts": ("conversion, until delivery", "兑换(至交割)"),
    "picture_key_waits": ("waits", "等待"),
    "picture_key_closed": ("closed", "关闭"),
    "picture_key_late": ("open, past the cut-off", "已过截止、尚未关闭"),
    "picture_key_cut_off": ("cut-off", "截止时间"),
    "picture_weekend": ("weekend", "周末"),
    "picture_holiday": ("closed", "休市"),
    "picture_debtor_clock": ("debtor: {zone}", "付款方:{zone}"),
    "picture_creditor_clock": ("creditor: {zone}", "收款方:{zone}"),
    "picture_loss": ("What is lost on the way", "途中损失"),
    "picture_loss_note": (
        "All at mid, in {currency}. The parts add up to the difference, to the last minor unit.",
        "均按中间价折为 {currency};各项之和与差额分毫不差。",
    ),
    "picture_loss_what": ("What", "项目"),
    "picture_loss_amount": ("Amount", "金额"),
    "picture_loss_bp": ("bp", "基点"),
    "picture_loss_bar": ("Share", "占比"),
    "picture_loss_start": ("Total debit {debited} at mid", "借记总额 {debited}(按中间价)"),
    "picture_loss_start_claims": (
        "Total debit {debited} and claims of {claimed}, at mid",
        "借记总额 {debited} 及索偿 {claimed}(按中间价)",
    ),
    "picture_loss_charge": ("{function} of {agent}, {amount}", "{agent} {function},{amount}"),
    "picture_loss_spread": (
        "Spread {pair}, {dealt} against mid {mid}",
        "{pair} 点差,成交 {dealt},中间价 {mid}",
    ),
    "picture_loss_gap": ("Mid rates of {pairs} against {direct}", "{pairs} 与 {direct} 中间价之差"),
    "picture_loss_rounding": ("Rounding to minor units", "最小货币单位舍入"),
    "picture_loss_end": ("Delivered", "到账金额"),
    "picture_loss_sum": ("Lost in all", "损失合计"),
    "picture_legs": ("Leg by leg", "分段明细"),
    "picture_evidence": ("Evidence: every record with its source", "依据:各记录及其来源"),
    "picture_sheet_more": ("{count} more routes stand in the page.", "另有 {count} 条路径,见网页。"),
    # What fell out, and from what it was made
    "picture_limit": ("Limit", "限制"),
    "picture_value": ("Asked", "请求"),
    "picture_input_network": ("Network", "网络"),
    "picture_input_rates": ("Rates", "汇率"),
    "picture_input_as_of": ("Newest quote", "最新报价"),
    "picture_input_version": ("Made by", "生成"),
}
