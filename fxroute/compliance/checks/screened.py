"""Checks of a screening: that the right lists were asked, on the day, and what they said."""

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, unclear
from fxroute.compliance.item import Standing
from fxroute.compliance.predicate import View
from fxroute.compliance.screening.screened import Band, Hit

__all__ = ["SCREENING_CHECKS"]


def _hits(view: View, lists: tuple[str, ...]) -> list[Hit]:
    screening = view.facts.dossier.screening
    hits = () if screening is None else screening.hits
    return [hit for hit in hits if hit.list_name in lists and hit.band is not Band.RELEASED]


def _asked(*lists: str) -> Check:
    """Return the check that a list was asked, and that nobody is on it by name or number."""

    def check(view: View) -> Standing:
        screening = view.facts.dossier.screening
        if screening is None or not any(screening.asked(name) for name in lists):
            return Standing(MISSING.state, f"not screened against {' or '.join(lists)}")
        direct = [hit for hit in _hits(view, lists) if not hit.share_percent and not hit.is_control]
        return _verdict(direct)

    return check


def _verdict(hits: list[Hit]) -> Standing:
    matches = [hit for hit in hits if hit.band is Band.MATCH]
    if matches:
        return contrary("; ".join(_told(hit) for hit in matches))
    return unclear("; ".join(_told(hit) for hit in hits)) if hits else HELD


def _told(hit: Hit) -> str:
    share = f", {hit.share_percent} % through {', '.join(hit.through)}" if hit.share_percent else ""
    return f"{hit.subject.role} {hit.subject.name} is like {hit.entry_name} ({hit.list_name} {hit.entry_id}){share}"


def _owned(view: View) -> Standing:
    """Nobody is owned to half or more by listed parties, their shares added up (OFAC guidance of 13 August 2014)."""
    if view.facts.dossier.screening is None:
        return MISSING
    owned = [hit for hit in _hits(view, _OFAC) if hit.share_percent and not hit.is_control]
    return _verdict(owned)


def _controlled(view: View) -> Standing:
    if view.facts.dossier.screening is None:
        return MISSING
    hits = [hit for hit in _hits(view, _OFAC) if hit.is_control]
    return unclear("; ".join(_told(hit) for hit in hits)) if hits else HELD


def _screened_today(view: View) -> Standing:
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    same = screening.day == view.facts.day
    return HELD if same else contrary(f"screened on {screening.day}, the payment is of {view.facts.day}")


def _all_decided(view: View) -> Standing:
    """Every hit that is no match was decided by a person, with a reason."""
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    open_hits = [hit for hit in screening.hits if hit.band is Band.POSSIBLE]
    return unclear("; ".join(_told(hit) for hit in open_hits)) if open_hits else HELD


def _score(view: View) -> Standing:
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    return _verdict([hit for hit in screening.hits if hit.band is not Band.RELEASED])


_OFAC = ("OFAC_SDN", "OFAC_CONS")

SCREENING_CHECKS: dict[str, Check] = {
    "control_by_listed": _controlled,
    "decision_reason": _all_decided,
    "list_edition": lambda view: held_if(view.facts.dossier.screening and view.facts.dossier.screening.editions),
    "match_policy": lambda view: held_if(view.facts.dossier.screening and view.facts.dossier.screening.policy),
    "match_score": _score,
    "owned_by_listed": _owned,
    "screened_on_day": _screened_today,
    "screening_cn": _asked("CN_MFA"),
    "screening_ofac": _asked(*_OFAC),
    "screening_uk": _asked("UK_SL"),
    "screening_un": _asked("UN"),
}
"""Checks by the item they are of."""
