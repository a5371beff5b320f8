"""Phrases of the plan that stand in what was ruled out, with their Chinese; `{names}` are values and stay.

The plan says these things in English, in a closed set of phrases (`fxroute.plan.gaps`); a test plans its way through
all of them and finds none without its Chinese.
"""

import re
from functools import cache

__all__ = ["PHRASES", "patterns"]

PHRASES: dict[str, str] = {
    "the search": "搜索",
    "every way": "所有路径",
    "an agent": "代理行",
    "avoid": "避开",
    "via": "必经",
    "the rate table": "汇率表",
    "commission {currency}": "{currency} 汇出手续费",
    "surcharge {currency}": "{currency} 附加费",
    "inward {currency}": "{currency} 汇入手续费",
    "transit {currency}": "{currency} 转汇费",
    "credited {late} instead of {early}": "{late} 入账,而非 {early}",
    "{amount}, credited {instant}, conversions {conversions}, intermediaries {banks}": (
        "{amount},{instant} 入账,兑换 {conversions} 次,中间行 {banks} 家"
    ),
    "{amount}, started {instant}, conversions {conversions}, intermediaries {banks}": (
        "{amount},{instant} 发起,兑换 {conversions} 次,中间行 {banks} 家"
    ),
    "cut-off {cut_off}, open again {opens}": "截止 {cut_off},{opens} 再次开放",
    "open again {opens}": "{opens} 再次开放",
    "delivered {instant}": "{instant} 交割",
    "{agent} reaches no currency": "{agent} 不能到达任何币种",
    "{creditor} is paid {currency} from nowhere; {debtor} reaches {same} at nowhere": (
        "{creditor} 无处收取 {currency};{debtor} 无处取得 {same}"
    ),
    "{creditor} is paid {currency} from nowhere; {debtor} reaches {same} at {places}": (
        "{creditor} 无处收取 {currency};{debtor} 可在 {places} 取得 {same}"
    ),
    "{creditor} is paid {currency} from {feeders}; {debtor} reaches {same} at nowhere": (
        "{creditor} 可由 {feeders} 收取 {currency};{debtor} 无处取得 {same}"
    ),
    "{creditor} is paid {currency} from {feeders}; {debtor} reaches {same} at {places}": (
        "{creditor} 可由 {feeders} 收取 {currency};{debtor} 可在 {places} 取得 {same}"
    ),
    "{system} for institutions in {country}": "{system}({country} 的机构)",
    "the way": "该路径",
    "the payment": "整笔付款",
    "a party of the payment": "付款当事方",
    "{names} and {count} more": "{names} 等,另有 {count} 家",
    "{agent} reaches {currencies}": "{agent} 可到达 {currencies}",
    "{kind} {origin} to {target}": "{kind} {origin} 至 {target}",
    "{origin} to {target}": "{origin} 至 {target}",
    "high": "高",
    "medium": "中",
    "low": "低",
    "prior": "推定",
    "example": "示例",
    "labels_max": "工作量上限",
    "evidence_floor": "可信度下限",
    "conversions_max": "兑换次数上限",
    "intermediaries_max": "中间行数上限",
    "legs_max": "段数上限",
    "vehicles": "中介货币",
}

_VALUE = re.compile(r"\\\{(\w+)\\\}")


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Return what recognises each phrase, in the order of `PHRASES`."""
    return tuple(re.compile(_VALUE.sub(r"(?P<\1>.+?)", re.escape(phrase))) for phrase in PHRASES)
