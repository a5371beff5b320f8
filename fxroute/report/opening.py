"""What opens a way, in the reader's language; the English clause is the change's own."""

from dataclasses import fields
from datetime import datetime
from enum import Enum

from fxroute.model import FactGiven, Money, Opening, OpeningChange
from fxroute.plan.changes import change_name
from fxroute.report.words import Words

__all__ = ["openings_text"]

_CHINESE = {
    "amount_at_most": "金额不超过 {limit}",
    "amount_at_least": "金额不低于 {limit}",
    "started_by": "在 {instant} UTC 或之前发起",
    "credited_by": "可接受 {instant} UTC 入账",
    "record_allowed": "允许 {record}",
    "passage_freed": "不要求经过 {passage}",
    "floor_lowered": "将可信度下限降至 {floor}",
    "bound_raised": "将 {bound} 提高至 {to}",
    "vehicles_freed": "允许任何中介货币",
    "cheaper_by": "经 {passage} 的路径优惠 {amount}",
    "account_opened": "{owner} 在 {servicer} 开立 {currency} 账户",
    "desk_opened": "{institution} 开设 {pair} 兑换柜台",
    "validity_extended": "{record} 在当日有效",
    "record_out": "停用 {record}",
    "fact_given_rate": "补充 {subject} 汇率",
    "fact_given_tariff": "补充 {subject} 收费标准",
    "fact_given_desk": "补充 {subject} 兑换柜台",
    "fact_given_hours": "补充 {subject} 的营业时间",
}


def openings_text(openings: tuple[Opening, ...], words: Words) -> str:
    """Return the openings as one clause, each an alternative to the others."""
    if words.lang == "en":
        return ", or ".join(str(opening) for opening in openings)
    return ",或".join("并且".join(_chinese(change, words) for change in opening.changes) for opening in openings)


def _chinese(change: OpeningChange, words: Words) -> str:
    name = change_name(change)
    if isinstance(change, FactGiven):
        name = f"{name}_{change.kind}"
    values = {field.name: _shown(getattr(change, field.name), words) for field in fields(change)}
    return _CHINESE[name].format(**values)


def _shown(value: object, words: Words) -> str:
    if isinstance(value, Money):
        return f"{value.amount} {value.currency.code}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Enum):
        return words.phrase(value.value)
    return words.phrase(str(value))
