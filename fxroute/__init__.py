"""Clearing paths through correspondent banks: find them, price them, check them, settle them.

The names below are the public ones. They are imported on first use, so that `import fxroute` costs nothing and the
command line starts quickly; files are read by `fxroute.sources`, tables are made by `fxroute.report`.
"""

from sys import modules
from typing import TYPE_CHECKING

from fxroute.display import show_with
from fxroute.errors import (
    ContradictoryRate,
    CurrencyMismatch,
    DataFileError,
    DataFileErrors,
    FxRouteError,
    InvalidValue,
    MissingCalendar,
    MissingRate,
    UnknownInstitution,
    UsageError,
)

if TYPE_CHECKING:
    # For type checkers; `__getattr__` imports the same names when they are asked for.
    from fxroute.model import (
        Bounds,
        ChargeBearer,
        Confidence,
        CurrencyPair,
        Evidence,
        Leg,
        LegKind,
        Money,
        Payment,
        Reason,
        Route,
        RuledOut,
        Side,
    )
    from fxroute.network import Network
    from fxroute.plan import Plan, Planner, Window
    from fxroute.rates import RateTable

__all__ = [
    "Bounds",
    "ChargeBearer",
    "Confidence",
    "ContradictoryRate",
    "CurrencyMismatch",
    "CurrencyPair",
    "DataFileError",
    "DataFileErrors",
    "Evidence",
    "FxRouteError",
    "InvalidValue",
    "Leg",
    "LegKind",
    "MissingCalendar",
    "MissingRate",
    "Money",
    "Network",
    "Payment",
    "Plan",
    "Planner",
    "RateTable",
    "Reason",
    "Route",
    "RuledOut",
    "Side",
    "UnknownInstitution",
    "UsageError",
    "Window",
]


def __getattr__(name: str) -> object:
    """Import the public names on first use."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from fxroute.plan import Planner

    globals()["Planner"] = Planner
    for part in _PARTS:
        # The planner has brought all parts with it.
        members = vars(modules[part])
        globals().update({public: members[public] for public in __all__ if public in members})
    return globals()[name]


def __dir__() -> list[str]:
    """Name everything public, imported so far or not."""
    return __all__


def _plan_html(plan: object) -> str:
    """Import the pages when the first plan is shown."""
    from fxroute.report import notebook_html

    return notebook_html(plan)  # type: ignore[arg-type]  # only plans are shown as plans


show_with("plan", _plan_html)

_PARTS = ("fxroute.model", "fxroute.network", "fxroute.rates", "fxroute.plan")
