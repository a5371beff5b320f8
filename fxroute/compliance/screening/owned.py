"""Hits by ownership: what the owners of a subject were found to be, summed for each list."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from fxroute.compliance.screening.match import BELOW_EXACT
from fxroute.compliance.screening.ownership import OwnedShare, owned_by_blocked, owner_names
from fxroute.compliance.screening.screened import Band, Feature, Hit, Owner, Subject, worst_first

__all__ = ["owned_hits"]


def owned_hits(subject: Subject, hits_of: Callable[[Subject], Iterable[Hit]]) -> Iterator[Hit]:
    """Return at most one hit for each list on which owners of the subject were found.

    Half or more in the hands of matches is a match; half or more when possible ones are counted too is possible.
    Control without half, and a share below half, are possible: a person looks at them.

    Args:
        subject: whose owners are screened, those behind others too.
        hits_of: the hits of an owner as a subject, reviews applied.

    Raises:
        InvalidValue: the shares contradict each other.
    """
    owned_by_blocked(subject.name, subject.owners, lambda _: False)
    found: dict[str, dict[Owner, Hit]] = {}
    for owner in dict.fromkeys(owner_names(subject.owners)):
        for hit in sorted(hits_of(_as_subject(owner)), key=worst_first):
            if hit.band is not Band.RELEASED:
                found.setdefault(hit.list_name, {}).setdefault(owner, hit)
    for _, owners in sorted(found.items()):
        matches = {owner: hit for owner, hit in owners.items() if hit.band is Band.MATCH}
        share = owned_by_blocked(subject.name, subject.owners, matches.__contains__)
        if share.is_blocked:
            yield _hit(subject, share, matches, Band.MATCH)
        else:
            share = owned_by_blocked(subject.name, subject.owners, owners.__contains__)
            if share.through:
                yield _hit(subject, share, owners, Band.POSSIBLE)


def _as_subject(owner: Owner) -> Subject:
    return Subject(role="owner", name=owner.name, kind=owner.kind, countries=owner.countries)


def _hit(subject: Subject, share: OwnedShare, owners: dict[Owner, Hit], band: Band) -> Hit:
    worst = min(owners.values(), key=worst_first)
    least = min(hit.score for hit in owners.values())
    score: Decimal = least if band is Band.MATCH else min(least, BELOW_EXACT)
    return Hit(
        subject=subject,
        list_name=worst.list_name,
        entry_id=worst.entry_id,
        entry_name=worst.entry_name,
        entry_sha256=worst.entry_sha256,
        score=score,
        band=band,
        features=(Feature("ownership", "; ".join(share.through), f"{share.percent} per cent", score),),
        share_percent=f"{share.percent}",
        through=share.through,
        is_control=share.is_control,
    )
