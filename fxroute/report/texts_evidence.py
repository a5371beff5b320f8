"""Texts of evidence, in English and Chinese, as in `fxroute.report.texts`."""

__all__ = ["EVIDENCE_TEXTS"]

EVIDENCE_TEXTS: dict[str, tuple[str, str]] = {
    "evidence_sound": ("Nothing was changed; lines: {count}", "共 {count} 条记录,未被改动"),
    "evidence_broken": ("The chain is broken", "记录链已损坏"),
    "evidence_line": ("Line", "行"),
    "evidence_what": ("What is wrong", "问题"),
    "evidence_head": (
        "Last hash {head}: keep it elsewhere, and nobody can cut off the end unseen",
        "末条哈希 {head}:请另行保存,以防末尾被截断",
    ),
    "evidence_kind": ("Kind", "类型"),
    "evidence_kind_decision": ("decision", "裁定"),
    "evidence_kind_review": ("review", "复核"),
    "evidence_day": ("Day", "日期"),
    "evidence_verdict": ("Verdict", "结论"),
    "evidence_by": ("By", "经办"),
    "evidence_hash": ("Hash", "哈希"),
    "evidence_retain": ("Keep until", "保存至"),
    "evidence_kept": ("Recorded as {hash}", "已记录,哈希 {hash}"),
    "outcome_release": ("release", "放行"),
    "outcome_hold": ("hold", "暂停"),
    "outcome_reject": ("reject", "拒绝"),
    "replay_same": (
        "Record {line} decided anew: {verdict}, nothing differs",
        "第 {line} 行重新裁定:{verdict},无差异",
    ),
    "replay_differs": (
        "Record {line} decided anew: then {then}, now {now}",
        "第 {line} 行重新裁定:当时 {then},现在 {now}",
    ),
    "replay_change": ("Change", "变化"),
    "replay_name": ("Of", "对象"),
    "replay_then": ("Then", "当时"),
    "replay_now": ("Now", "现在"),
    "replay_kind_rules": ("rule base", "规则库"),
    "replay_kind_rule_new": ("rule speaks now", "规则新适用"),
    "replay_kind_rule_gone": ("rule spoke then", "规则不再适用"),
    "replay_kind_rule_version": ("other version", "规则版本变化"),
    "replay_kind_rule_says": ("says otherwise", "结论变化"),
    "replay_kind_list": ("list changed", "名单变化"),
}
"""Text of every key, one for each language of `fxroute.report.texts.LANGUAGES`."""
