"""Texts of an empty payment file and of a checked one, in English and Chinese, as in `fxroute.report.texts`."""

__all__ = ["TEMPLATE_TEXTS"]

TEMPLATE_TEXTS: dict[str, tuple[str, str]] = {
    "template_heading": (
        "Payment file: {source} to {target}, {purposes}. Law of {day}.",
        "付款文件:{source} 至 {target},{purposes}。适用 {day} 的规定。",
    ),
    "template_how": (
        (
            'Fill in whatever stands as "". What does not fit the case goes out, line by line; what is not told counts'
            " as not there. A line that begins with #? may be needed: take the #? away."
        ),
        '请填写所有 "" 处。不适用的行请删除;未说明的视为没有。以 #? 开头的行可能需要:去掉 #? 即可。',
    ),
    "template_then": (
        "Then: fxroute check THIS-FILE.yaml",
        "然后:fxroute check 本文件.yaml",
    ),
    "template_many": ("{count} purposes", "{count} 种用途"),
    "template_item": ("{title}: {provider}; {rules}", "{title}:{provider};{rules}"),
    "template_decides": ("decides whether these apply: {rules}", "决定是否适用:{rules}"),
    "template_only": ("only for {purposes}", "仅适用于 {purposes}"),
    "template_choices": ("one of: {choices}", "可填:{choices}"),
    "template_purpose": ("{id}: {title}", "{id}:{title}"),
    "template_codes": ("known codes: {codes}", "已知代码:{codes}"),
    "template_documents": ("Papers on the table. A paper that is not there goes out.", "已提供的单证。没有的请删除。"),
    "template_totals": ("What was paid before this payment; 0 where nothing was.", "此前已付金额;没有则填 0。"),
    "template_confirmed": (
        "Statements of those who know: take the #? away where it is so, or write it under denied: instead.",
        "由知情人确认的事项:属实则去掉 #?,不属实则改列于 denied: 之下。",
    ),
    "template_circumstances": (
        "Circumstances under which further rules apply: take the #? away where it is so.",
        "特殊情形,将适用其他规则:属实则去掉 #?。",
    ),
    "template_reports": ("Due after the payment", "付款后应办"),
    "template_found_out": (
        "Found out from the way, from screening, or from the file as a whole",
        "由路径、名单筛查或整个文件得出",
    ),
    "template_rules": ("The rules", "规则"),
    "template_rule": ("{rule}: {title} ({citation}; {grade})", "{rule}:{title}({citation};{grade})"),
    # A checked payment
    "check_purpose": ("Purpose", "用途"),
    "check_way": ("Way", "路径"),
    "check_no_way": ("none that may be taken", "没有可用路径"),
    "check_law": ("Law of", "适用法规日期"),
    "check_law_payment": ("the day of the payment", "付款当日"),
    "check_known": ("As known on", "以何日所知为准"),
    "check_known_all": ("all that is known", "目前所知"),
    "check_idle": ("Rules in force that do not apply", "有效但不适用的规则"),
    "check_rule_title": ("What it is about", "内容"),
    "check_because": ("Because", "原因"),
}
"""Text of every key, one for each language of `fxroute.report.texts.LANGUAGES`."""
