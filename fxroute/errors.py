"""Everything that can go wrong, under one base.

    FxRouteError                 what, where, mend; a stable code and exit status
    ├── InvalidValue             a value was refused (amount, currency, BIC, instant, rate)
    ├── CurrencyMismatch         two amounts in different currencies met
    ├── MissingRate              no quote, and no path of quotes, for a pair
    ├── ContradictoryRate        a quote denies another, itself, or several of them
    ├── MissingCalendar          no business days known for a place or currency
    ├── UnknownInstitution       an id or BIC that the network does not hold
    ├── DataFileError            one record of a data file is wrong
    ├── DataFileErrors           several of them at once (also an exception group)
    └── UsageError               a combination of options that makes no sense

A payment without a route, a cut-off that was missed and a limit that was exceeded are data
(`fxroute.model.RuledOut`), not errors: a caller may meet them in a good run.
"""

from collections.abc import Sequence
from typing import ClassVar, Self

__all__ = [
    "ContradictoryRate",
    "CurrencyMismatch",
    "DataFileError",
    "DataFileErrors",
    "FxRouteError",
    "InvalidValue",
    "MissingCalendar",
    "MissingRate",
    "UnknownInstitution",
    "UsageError",
]


class FxRouteError(Exception):
    """Base of every error: the fact, its place, and one action that mends it.

    Attributes:
        what: the fact, with the offending value and the expected one.
        where: file and record, parameter, institution or leg.
        mend: one action the reader can take.
        exit_status: status with which the command line leaves; one per leaf.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, *, what: str, where: str, mend: str) -> None:
        """Keep the three parts; the text is built from them."""
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    @property
    def code(self) -> str:
        """Stable name of the leaf, for machines."""
        return type(self).__name__

    def __str__(self) -> str:
        """Three lines: what, where, mend."""
        return f"{self.what}\n  where: {self.where}\n  mend:  {self.mend}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling although the constructor takes keywords only."""
        return (_rebuild, (type(self), self.what, self.where, self.mend))


def _rebuild(leaf: type[FxRouteError], what: str, where: str, mend: str) -> FxRouteError:
    return leaf(what=what, where=where, mend=mend)


class InvalidValue(FxRouteError):
    """A value object was refused."""

    exit_status = 3


class CurrencyMismatch(FxRouteError):
    """Two amounts in different currencies met."""

    exit_status = 4


class MissingRate(FxRouteError):
    """No quote for a pair, neither direct nor through other quotes."""

    exit_status = 5


class ContradictoryRate(FxRouteError):
    """A quote denies another, or itself (bid above offer), or several let money be made in a circle."""

    exit_status = 6


class MissingCalendar(FxRouteError):
    """No business days are known for a place or currency."""

    exit_status = 7


class UnknownInstitution(FxRouteError):
    """An id or BIC that the network does not hold."""

    exit_status = 8


class DataFileError(FxRouteError):
    """One record of a data file is wrong."""

    exit_status = 9


class DataFileErrors(FxRouteError, ExceptionGroup[DataFileError]):
    """All faults of one loading, none lost.

    Caught as `FxRouteError` and as an exception group alike; `faults` holds them in file order.
    """

    exit_status = 9

    def __new__(cls, faults: tuple[DataFileError, ...]) -> Self:
        """Build the group over at least one fault."""
        return super().__new__(cls, _count(faults), list(faults))

    def __init__(self, faults: tuple[DataFileError, ...]) -> None:
        """Keep the faults and name their number."""
        super().__init__(
            what=_count(faults),
            where="; ".join(dict.fromkeys(fault.where.split(":", 1)[0] for fault in faults)),
            mend="mend each fault listed; nothing was loaded",
        )
        self.faults = faults

    def derive(self, excs: Sequence[DataFileError], /) -> "DataFileErrors":  # type: ignore[override]  # only these are held
        """Keep the class when a group is split."""
        return DataFileErrors(tuple(excs))

    def __str__(self) -> str:
        """Every fault, three lines each, after a line that counts them."""
        return "\n".join([self.what, *(str(fault) for fault in self.faults)])

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling with all faults."""
        return (DataFileErrors, (self.faults,))


def _count(faults: tuple[DataFileError, ...]) -> str:
    return "1 fault in a data file" if len(faults) == 1 else f"{len(faults)} faults in data files"


class UsageError(FxRouteError):
    """A combination of options that makes no sense."""

    exit_status = 2
