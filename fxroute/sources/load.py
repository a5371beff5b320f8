"""Loading: shipped files and own ones above them become a network, a rate table, a planner."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fxroute.errors import DataFileError, DataFileErrors
from fxroute.model import Payment
from fxroute.network import Network
from fxroute.rates import RateTable
from fxroute.sources.content import NetworkContent, RateContent
from fxroute.sources.files import SourceFile, list_shipped_files, read_file
from fxroute.sources.payment_file import PaymentFile
from fxroute.sources.snapshot import kept

if TYPE_CHECKING:
    from fxroute.plan import Planner

__all__ = ["load_both", "load_network", "load_payment", "load_payment_file", "load_planner", "load_rates", "schema_of"]

_Loaded = TypeVar("_Loaded")


def load_network(*own_files: str | Path, shipped: bool = True) -> Network:
    """Return the shipped network with own files layered over it.

    Each own file adds records, replaces those whose id it gives again, and removes those it lists under `disable`;
    later files stand above earlier ones. `data/README.md` states every field. What was read is kept as a snapshot in
    the user's cache folder and read from there as long as no file changes.

    Args:
        own_files: paths of YAML files.
        shipped: false leaves the shipped data out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.

    Example:
        >>> load_network().get_institution("RIBLSARI").country
        'SA'
    """
    files = _files(own_files, shipped=shipped)
    return _content("network", files, _read_network, NetworkContent).network()


def load_rates(*own_files: str | Path, shipped: bool = True) -> RateTable:
    """Return the shipped rates with own files layered over them, as `load_network` does.

    Args:
        own_files: paths of YAML files with the keys `rates`, `forward_points`, `conventions`.
        shipped: false leaves the shipped rates out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.
    """
    files = _files(own_files, shipped=shipped)
    return _content("rates", files, _read_rates, RateContent).table()


def load_both(
    network_files: tuple[str | Path, ...], rate_files: tuple[str | Path, ...], *, shipped: bool = True
) -> tuple[Network, RateTable]:
    """Return network and rates, so that the faults of one do not hide those of the other.

    Args:
        network_files: own files above the shipped network, as `load_network` takes them.
        rate_files: own files above the shipped rates, as `load_rates` takes them.
        shipped: false leaves the shipped data out.

    Raises:
        DataFileErrors: every fault of every file of both; nothing is loaded then.
    """
    network, in_network = _tried(partial(load_network, *network_files, shipped=shipped))
    rates, in_rates = _tried(partial(load_rates, *rate_files, shipped=shipped))
    if network is None or rates is None:
        faults = {(fault.where, fault.what): fault for fault in (*in_network, *in_rates)}
        raise DataFileErrors(tuple(faults.values()))
    return network, rates


def load_payment(path: str | Path) -> Payment:
    """Return the payment that a file describes; `load_payment_file` returns all that stands beside it too.

    Raises:
        DataFileErrors: every fault of the file, with line and column.
    """
    return load_payment_file(path).payment


def load_payment_file(path: str | Path) -> PaymentFile:
    """Return everything a payment file says: payment, bounds, parties, accounts, documents, facts.

    Raises:
        DataFileErrors: every fault of the file, with line and column.
    """
    (file,) = _files((path,), shipped=False)
    return _read_payment(file)


def load_planner(*own_files: str | Path, shipped: bool = True) -> "Planner":
    """Return a planner over the shipped network and rates with own files layered over them.

    Args:
        own_files: paths of YAML files with records of networks, of rates, or of both.
        shipped: false leaves the shipped data out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.
    """
    from fxroute.plan import Planner  # reading data alone needs no engine

    network, rates = load_both(own_files, own_files, shipped=shipped)
    return Planner(network=network, rates=rates)


def schema_of(kind: str) -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a kind of file: `network`, `rates` or `payment`.

    Raises:
        UsageError: there is no such kind.
    """
    from fxroute.sources.describe import describe  # schemas are imported late, see below

    return describe(kind)


# The readers are imported late: their schemas take longer to import than a snapshot takes to load.


def _read_network(files: tuple[SourceFile, ...]) -> NetworkContent:
    from fxroute.sources.assemble import read_network  # see above

    return read_network(files)


def _read_rates(files: tuple[SourceFile, ...]) -> RateContent:
    from fxroute.sources.assemble import read_rates  # see above

    return read_rates(files)


def _read_payment(file: SourceFile) -> PaymentFile:
    from fxroute.sources.payment_schema import read_payment  # see above

    return read_payment(file)


def _tried(load: Callable[[], _Loaded]) -> tuple[_Loaded | None, tuple[DataFileError, ...]]:
    try:
        return load(), ()
    except DataFileErrors as errors:
        return None, errors.faults


def _content(
    part: str,
    files: tuple[SourceFile, ...],
    read: Callable[[tuple[SourceFile, ...]], _Loaded],
    kind: type[_Loaded],
) -> _Loaded:
    """Return what files hold; a file that could not be read has no bytes to know a snapshot by."""
    make = partial(read, files)
    return make() if any(file.refusal for file in files) else kept(part, files, make, kind)


def _files(own_files: tuple[str | Path, ...], *, shipped: bool) -> tuple[SourceFile, ...]:
    """Return the files, with its refusal each one that cannot be read: it is one fault among those of the others."""
    files = list(list_shipped_files()) if shipped else []
    for path in own_files:
        try:
            files.append(read_file(path))
        except DataFileError as error:
            files.append(SourceFile(str(path), b"", refusal=error))
    return tuple(files)
