"""The fifty per cent rule: who is blocked because blocked persons own half of it, together and through others.

Shares of blocked owners are added. An owner that is not listed counts with its whole share when it is itself owned to
half or more by blocked persons, and not at all when it is not: layers count only through entities owned by half
(OFAC, revised guidance on entities owned by persons whose property is blocked, 13 August 2014). Control without half
does not block; it is said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal

from fxroute.compliance.screening.normalise import normalise
from fxroute.compliance.screening.screened import Owner
from fxroute.errors import InvalidValue

__all__ = ["OwnedShare", "owned_by_blocked", "owner_names"]

_HALF = Decimal(50)
_WHOLE = Decimal(100)
_LAYERS_MAX = 30
_PERCENT = re.compile(r"\d{1,9}(\.\d{1,18})?")
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class OwnedShare:
    """What blocked persons hold of somebody: the sum of shares, through whom, and whether they control without half."""

    percent: Decimal
    through: tuple[str, ...]
    is_control: bool

    @property
    def is_blocked(self) -> bool:
        """Whether half or more is owned by blocked persons."""
        return self.percent >= _HALF


def owned_by_blocked(name: str, owners: tuple[Owner, ...], is_blocked: Callable[[Owner], bool]) -> OwnedShare:
    """Return what blocked persons hold of `name`.

    Args:
        name: who is owned.
        owners: who owns it, each with its own owners.
        is_blocked: whether an owner is itself on a list.

    Raises:
        InvalidValue: a share is no number from 0 to 100, the shares of one owned exceed 100, or somebody owns itself
            through others; all faults at once.
    """
    faults = list(_faults(name, owners, above=()))
    if faults:
        raise InvalidValue(
            what="; ".join(faults),
            where=f"owners of {name}",
            mend="give each share as decimal text from 0 to 100, at most 100 in all, and nobody below itself",
        )
    return _owned(owners, is_blocked)


def owner_names(owners: tuple[Owner, ...]) -> Iterator[Owner]:
    """Every owner, and the owners of owners."""
    for owner in owners:
        yield owner
        yield from owner_names(owner.owners)


def _owned(owners: tuple[Owner, ...], is_blocked: Callable[[Owner], bool]) -> OwnedShare:
    percent = Decimal(0)
    through: list[str] = []
    is_control = False
    for owner in owners:
        upper = _owned(owner.owners, is_blocked)
        if is_blocked(owner) or upper.is_blocked:
            percent = _EXACT.add(percent, Decimal(owner.share_percent))
            through.append(owner.name)
            is_control = is_control or owner.is_control
        elif upper.is_control and (owner.is_control or Decimal(owner.share_percent) >= _HALF):
            is_control = True
            through.append(owner.name)
    return OwnedShare(percent, tuple(through), is_control and percent < _HALF)


def _faults(name: str, owners: tuple[Owner, ...], *, above: tuple[str, ...]) -> Iterator[str]:
    key = normalise(name).text or name
    if key in above:
        yield f"{name!r} owns itself through others"
        return
    if len(above) >= _LAYERS_MAX:
        yield f"{name!r} stands more than {_LAYERS_MAX} layers above"
        return
    shares = [owner.share_percent for owner in owners]
    yield from (
        f"{owner.name!r} holds {owner.share_percent[:40]!r} of {name!r}, which is no share from 0 to 100"
        for owner in owners
        if not _is_share(owner.share_percent)
    )
    total = Decimal(0)
    for share in shares:
        total = _EXACT.add(total, Decimal(share)) if _is_share(share) else total
    if total > _WHOLE:
        yield f"the owners of {name!r} hold {total} per cent together"
    for owner in owners:
        yield from _faults(owner.name, owner.owners, above=(*above, key))


def _is_share(text: str) -> bool:
    return text.isascii() and _PERCENT.fullmatch(text) is not None and Decimal(text) <= _WHOLE
