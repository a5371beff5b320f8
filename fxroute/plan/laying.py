"""Laying overlays over a network and its rates: each change goes to the part that it is of."""

from collections.abc import Iterable

from fxroute.errors import FxRouteError
from fxroute.model import Confidence
from fxroute.model.amendment import RateMoved, RateSet
from fxroute.model.overlay import Overlay, joined
from fxroute.network import Network
from fxroute.network.opening import Origin
from fxroute.network.overlay import try_changes
from fxroute.rates import RateTable
from fxroute.rates.moving import try_rate_changes

__all__ = ["changes_rates", "laid_over"]


def laid_over(network: Network, rates: RateTable, overlays: Iterable[Overlay]) -> tuple[Network, RateTable]:
    """Return a network and its rates with overlays laid over them, in order; what does not change is shared.

    Records that are opened have the name of their overlay as source and the confidence `example`.

    Raises:
        UnknownInstitution: an overlay names what is not there.
        UsageError: a change that cannot be made.
        InvalidValue: a value that is refused; or several faults of several kinds, all told.
    """
    faults: list[FxRouteError] = []
    for overlay in overlays:
        placed = [(_where(overlay, number), change) for number, change in enumerate(overlay.changes, 1)]
        of_network = [(where, change) for where, change in placed if not isinstance(change, RateSet | RateMoved)]
        of_rates = [(where, change) for where, change in placed if isinstance(change, RateSet | RateMoved)]
        network, in_network = try_changes(network, of_network, Origin(f"overlay {overlay.name}", Confidence.EXAMPLE))
        rates, in_rates = try_rate_changes(rates, of_rates)
        faults += [*in_network, *in_rates]
    if faults:
        raise joined(faults)
    return network, rates


def changes_rates(overlays: Iterable[Overlay]) -> bool:
    """Tell whether an overlay changes a rate."""
    return any(isinstance(change, RateSet | RateMoved) for overlay in overlays for change in overlay.changes)


def _where(overlay: Overlay, number: int) -> str:
    return f"overlay {overlay.name}, change {number}" if len(overlay.changes) > 1 else f"overlay {overlay.name}"
