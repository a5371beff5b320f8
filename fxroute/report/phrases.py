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
    "{change}, with the other changes": "{change},并同时作其余各项更改",
    "raise labels_max or tighten the bounds": "提高 labels_max 或收紧限制条件",
    "the floor is lowered to {floor}": "将可信度下限降至 {floor}",
    "{name} is allowed": "允许 {name}",
    "{name} need not be passed": "不要求经过 {name}",
    "{name} is raised to {least}": "将 {name} 提高至 {least}",
    "{name} is raised": "提高 {name}",
    "more vehicle currencies are allowed": "允许更多中介货币",
    "another day is chosen": "另选日期",
    "the amount is at most {limit}": "金额不超过 {limit}",
    "the amount is at least {limit}": "金额不低于 {limit}",
    "the record is valid on the day": "该记录在当日有效",
    "a rate for {pair} is given": "补充 {pair} 汇率",
    "a rate that values the {charge} is given": "补充可折算 {charge} 的汇率",
    "a tariff for the {charge} is given": "补充 {charge} 收费标准",
    "hours of {names} are given": "补充 {names} 的营业时间",
    "the rate table": "汇率表",
    "a desk for {pair} is added, for instance at {unit}": "增设 {pair} 兑换柜台,例如在 {unit}",
    "an account in {currency} is opened, for instance of {owner} at {servicer}": (
        "开立 {currency} 账户,例如 {owner} 在 {servicer} 开立"
    ),
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
