"""Checks of a screening: that the right lists were asked, on the day, and what they said."""

from decimal import Decimal

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, unclear
from fxroute.compliance.item import Standing
from fxroute.compliance.predicate import View
from fxroute.compliance.screening.screened import Band, Hit

__all__ = ["SCREENING_CHECKS"]


def _hits(view: View, lists: tuple[str, ...]) -> list[Hit]:
    screening = view.facts.dossier.screening
    hits = () if screening is None else screening.hits
    return [hit for hit in hits if hit.list_name in lists and hit.band is not Band.RELEASED and _is_on_way(hit, view)]


def _is_on_way(hit: Hit, view: View) -> bool:
    """A bank counts on the ways that it is on; one without a BIC cannot be told from others, and counts on all."""
    subject = hit.subject
    if subject.role != "agent" or not subject.bic:
        return True
    return any(subject.bic in (leg.from_id, leg.to_id) for leg in view.facts.legs)


def _is_asked(view: View, name: str) -> bool:
    screening = view.facts.dossier.screening
    return screening is not None and screening.asked(name)


def _asked(*lists: str) -> Check:
    """Return the check that a list was asked, and that nobody is on it by name or number."""

    def check(view: View) -> Standing:
        if not any(_is_asked(view, name) for name in lists):
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


def _asked_with_owners(name: str) -> Check:
    """Return the check of a list whose law counts ownership and control: who is caught by them is looked at."""

    def check(view: View) -> Standing:
        direct = _asked(name)(view)
        through = [hit for hit in _hits(view, (name,)) if hit.share_percent or hit.is_control]
        return unclear("; ".join(_told(hit) for hit in through)) if direct is HELD and through else direct

    return check


def _blocked(view: View) -> Standing:
    """Nobody stands on the list of blocked persons; who stands on the other lists of OFAC is looked at."""
    blocked = _asked(_SDN)(view)
    other = [hit for hit in _hits(view, (_CONS,)) if not hit.share_percent and not hit.is_control]
    return unclear("; ".join(_told(hit) for hit in other)) if blocked is HELD and other else blocked


def _owned(view: View) -> Standing:
    """Nobody is owned to half or more by blocked parties, their shares added up (OFAC guidance of 13 August 2014)."""
    if not _is_asked(view, _SDN):
        return _NOT_ASKED
    owned = [hit for hit in _hits(view, (_SDN,)) if hit.share_percent and not hit.is_control]
    return _verdict([hit for hit in owned if Decimal(hit.share_percent) >= _HALF])


def _controlled(view: View) -> Standing:
    if not _is_asked(view, _SDN):
        return _NOT_ASKED
    hits = [hit for hit in _hits(view, (_SDN,)) if hit.is_control]
    return unclear("; ".join(_told(hit) for hit in hits)) if hits else HELD


def _editions(view: View) -> Standing:
    """Every list that was asked is recorded with its version and where it came from; its day is always there."""
    screening = view.facts.dossier.screening
    editions = () if screening is None else screening.editions
    return held_if(editions and all(edition.version and edition.source for edition in editions))


def _screened_today(view: View) -> Standing:
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    same = screening.day == view.facts.day
    return HELD if same else contrary(f"screened on {screening.day}, the payment is of {view.facts.day}")


def _all_decided(view: View) -> Standing:
    """Every hit that is no match was decided by a person, whose review says why."""
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    open_hits = [
        hit for hit in screening.hits if hit.band is Band.POSSIBLE or (hit.band is Band.RELEASED and hit.review is None)
    ]
    return unclear("; ".join(_told(hit) for hit in open_hits)) if open_hits else HELD


def _score(view: View) -> Standing:
    screening = view.facts.dossier.screening
    if screening is None:
        return MISSING
    return _verdict([hit for hit in screening.hits if hit.band is not Band.RELEASED])


_SDN, _CONS = "OFAC_SDN", "OFAC_CONS"
_NOT_ASKED = Standing(MISSING.state, f"not screened against {_SDN}")
_HALF = 50

SCREENING_CHECKS: dict[str, Check] = {
    "control_by_listed": _controlled,
    "decision_reason": _all_decided,
    "list_edition": _editions,
    "match_policy": lambda view: held_if(view.facts.dossier.screening and view.facts.dossier.screening.policy),
    "match_score": _score,
    "owned_by_listed": _owned,
    "screened_on_day": _screened_today,
    "screening_cn": _asked("CN_MFA"),
    "screening_ofac": _blocked,
    "screening_uk": _asked_with_owners("UK_SL"),
    "screening_un": _asked("UN"),
}
"""Checks by the item they are of."""
