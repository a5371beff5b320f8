"""Checks of the way: where it converts, how its ends take part in a system, and where they sit."""

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, told
from fxroute.compliance.item import Standing
from fxroute.compliance.place import GROUPS
from fxroute.compliance.predicate import View

__all__ = ["WAY_CHECKS"]


def _access(view: View) -> Standing:
    legs = view.facts.legs if view.leg is None else (view.leg,)
    unknown = [f"leg {leg.n}" for leg in legs if leg.via and not leg.access]
    return Standing(MISSING.state, f"participation not known on {', '.join(unknown)}") if unknown else HELD


def _settlement_agent(view: View) -> Standing:
    """Who takes part directly needs no settlement agent; whose participation is not known is told as such."""
    legs = view.facts.legs if view.leg is None else (view.leg,)
    if all(leg.access != "indirect" for leg in legs if leg.via):
        return HELD
    return told(view.facts.dossier.confirmed.get("settlement_agent"))


def _permission(view: View) -> Standing:
    """A participant sends what the system carries, unless an officer knows that it may not."""
    permitted = view.facts.dossier.confirmed.get("message_permission")
    return _access(view) if permitted is None else told(permitted)


def _conversion(view: View) -> Standing:
    """Where both currencies are one, nothing is to convert."""
    facts = view.facts
    return held_if(facts.conversion_country or facts.debtor_currency == facts.creditor_currency)


def _in_gulf(end: str) -> Check:
    def check(view: View) -> Standing:
        legs = view.facts.legs if view.leg is None else (view.leg,)
        outside = sorted({getattr(leg, end) for leg in legs} - GROUPS["GCC"])
        return contrary(f"{', '.join(outside)} is no state of the Gulf Cooperation Council") if outside else HELD

    return check


def _year_told(kind: str) -> Check:
    def check(view: View) -> Standing:
        totals = view.facts.dossier.totals
        return held_if(any(one.window.value == "year" and one.kind == kind for one in totals))

    return check


WAY_CHECKS: dict[str, Check] = {
    "amount_of_transfer": lambda _: HELD,
    "charges_transparency": lambda view: held_if(view.facts.charge_bearer),
    "clearing_access": _access,
    "conversion_country": _conversion,
    "execution_date": lambda view: held_if(view.facts.day),
    "fx_transparency": lambda view: held_if(view.facts.legs),
    "message_permission": _permission,
    "receiving_country_in_gcc": _in_gulf("to_country"),
    "sending_country_in_gcc": _in_gulf("from_country"),
    "settlement_agent": _settlement_agent,
    "total_of_year_goods": _year_told("goods"),
    "total_of_year_individual": _year_told("individual"),
}
"""Checks by the item they are of."""
