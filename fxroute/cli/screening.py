"""Screening beside a check: everybody of a payment against the lists that are kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fxroute.errors import DataFileError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.dossier import Dossier
    from fxroute.model import Institution, Payment

__all__ = ["screened"]


def screened(dossier: "Dossier", payment: "Payment", units: "Iterable[Institution]", day: date) -> "Dossier":
    """Return the dossier with the screening of its payment.

    Args:
        dossier: what is told.
        payment: who pays whom.
        units: the institutions on the way.
        day: on which reviews must hold.

    Raises:
        DataFileError: no list is kept.
    """
    from fxroute.compliance.screening.screener import Screener
    from fxroute.compliance.screening.subjects import subjects_of
    from fxroute.sources.lists import ListStore, load_lists

    store = ListStore()
    lists = load_lists(store)
    if not lists:
        raise DataFileError(
            what="no sanctions list is kept, so that nobody could be found",
            where=str(store.path),
            mend="fetch or import one first: fxroute lists fetch un",
        )
    subjects = subjects_of(payment, dossier, units)
    return replace(dossier, screening=Screener(lists, None, store.reviews()).screen(subjects, day=day))
