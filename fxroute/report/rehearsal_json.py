"""A run sheet as plain values for machines: stable keys, instants in UTC, amounts as text."""

from datetime import UTC, datetime

from fxroute.compliance.checklist import Entry
from fxroute.model import Money
from fxroute.plan import Missed, RunSheet, RunTask
from fxroute.report.tasks import duty_json

__all__ = ["rehearsal_json"]

_Json = dict[str, object]


def rehearsal_json(sheet: RunSheet) -> _Json:
    """Return the stable JSON form of a run sheet."""
    return {
        "route": sheet.route.id,
        "credited_at": _instant(sheet.route.credited_at),
        "zones": list(sheet.zones),
        "verdict": sheet.checklist.verdict.value,
        "tasks": [_task(task) for task in sheet.tasks],
    }


def _task(task: RunTask) -> _Json:
    return {
        "n": task.n,
        "kind": task.kind.value,
        "actor": task.actor.value,
        "unit": task.unit,
        "leg": task.leg,
        "latest_at": _instant(task.latest_at),
        "waits_for": list(task.waits_for),
        "items": [_item(entry) for entry in task.entries],
        "rules": list(task.rules),
        "missed": None if task.missed is None else _missed(task.missed),
        "duty": None if task.duty is None else duty_json(task.duty),
    }


def _item(entry: Entry) -> _Json:
    return {
        "item": "" if entry.item is None else entry.item.id,
        "provider": "" if entry.item is None else entry.item.provider.value,
        "mark": entry.mark.value,
        "detail": entry.detail,
    }


def _missed(missed: Missed) -> _Json:
    other = missed.fallback
    return {
        "opens_at": _instant(missed.opens_at),
        "credited_at": _instant(missed.credited_at),
        "fallback": None
        if other is None
        else {"route": other.route_id, "credited_at": _instant(other.credited_at), "loss": _money(other.loss)},
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _money(money: Money) -> _Json:
    return {"amount": str(money.amount), "currency": money.currency.code}
