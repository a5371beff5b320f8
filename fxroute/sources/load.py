"""Loading: shipped files and own ones above them become a network, a rate table, a rule base, a planner."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import DataFileError, DataFileErrors
from fxroute.model import Payment
from fxroute.model.overlay import Overlay
from fxroute.network import Network
from fxroute.rates import RateTable
from fxroute.sources.content import NetworkContent, RateContent, RuleContent
from fxroute.sources.files import SourceFile, list_shipped_files, list_shipped_rule_files, read_file
from fxroute.sources.payment_file import PaymentFile
from fxroute.sources.snapshot import kept

if TYPE_CHECKING:
    from fxroute.plan import Plan, Planner

__all__ = [
    "load_answer",
    "load_network",
    "load_overlays",
    "load_payment",
    "load_payment_file",
    "load_planner",
    "load_rates",
    "load_rules",
    "schema_of",
]

_Loaded = TypeVar("_Loaded")
_Content = TypeVar("_Content")


def load_network(*own_files: str | Path, shipped: bool = True) -> Network:
    """Return the shipped network with own files layered over it.

    Each own file adds records, replaces those whose id it gives again, and removes those it lists under `disable`;
    later files stand above earlier ones. `data/README.md` states every field. What was read is kept as a snapshot in
    the user's cache folder and read from there as long as no file changes.

    Args:
        own_files: paths of YAML files, or of files with one record on a line (`.jsonl`, `.parquet`).
        shipped: false leaves the shipped data out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.

    Example:
        >>> load_network().get_institution("RIBLSARI").country
        'SA'
    """
    return _network(_files(own_files, shipped=shipped))


def load_rates(*own_files: str | Path, shipped: bool = True) -> RateTable:
    """Return the shipped rates with own files layered over them, as `load_network` does.

    Args:
        own_files: paths of YAML files with the keys `rates`, `forward_points`, `conventions`.
        shipped: false leaves the shipped rates out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.
    """
    return _rates(_files(own_files, shipped=shipped))


def load_rules(*own_files: str | Path, shipped: bool = True) -> RuleBase:
    """Return the shipped rules with own files layered over them, as `load_network` does.

    Args:
        own_files: paths of YAML files with the keys `rules`, `items`, `purposes`, `purpose_codes`, `service_levels`.
        shipped: false leaves the shipped rules out.

    Raises:
        DataFileErrors: every fault of every file, with line and column; nothing is loaded then.
    """
    return _rules(_files(own_files, shipped=False), shipped=shipped)


def load_payment(path: str | Path, rules: RuleBase | None = None) -> Payment:
    """Return the payment that a file describes; `load_payment_file` returns all that stands beside it too.

    Raises:
        DataFileErrors: every fault of the file, with line and column.
    """
    return load_payment_file(path, rules).payment


def load_payment_file(path: str | Path, rules: RuleBase | None = None) -> PaymentFile:
    """Return everything a payment file says: the payment, the bounds on its routes, and its dossier.

    Args:
        path: of a YAML file; `docs/reference/payment-file.md` states every field.
        rules: the rule base whose items and purposes the file names; the shipped one when left out.

    Raises:
        DataFileErrors: every fault of the file, with line and column.
    """
    (file,) = _files((path,), shipped=False)
    return _read_payment(file, load_rules() if rules is None else rules)


def load_planner(*own_files: str | Path, shipped: bool = True) -> "Planner":
    """Return a planner over the shipped network, rates and rules with own files layered over them.

    Args:
        own_files: paths of YAML files with records of networks, of rates, of rules, or of all of them.
        shipped: false leaves the shipped data out.

    Raises:
        DataFileErrors: every fault of every file, of networks, rates and rules; nothing is loaded then.
    """
    from fxroute.plan import Planner  # reading data alone needs no engine

    # Read once: a pipe gives its content to the first reader only.
    files = _files(own_files, shipped=shipped)
    own = tuple(file for file in files if not file.is_shipped)
    network, in_network = _tried(partial(_network, files))
    rates, in_rates = _tried(partial(_rates, files))
    rules, in_rules = _tried(partial(_rules, own, shipped=shipped))
    if network is None or rates is None or rules is None:
        faults = (*in_network, *in_rates, *in_rules)
        raise DataFileErrors(tuple({(fault.where, fault.what): fault for fault in faults}.values()))
    return Planner(network=network, rates=rates, rules=rules)


def load_answer(path: str | Path) -> "Plan":
    """Return the answer that `fxroute route --json` or `fxroute plan --json` saved, for comparing it.

    Raises:
        DataFileError: the file is no such answer.
    """
    from fxroute.sources.answer_file import read_answer  # reading data alone needs no engine

    return read_answer(read_file(path))


def load_overlays(path: str | Path, name: str = "", *, over: "Planner | None" = None) -> tuple[Overlay, ...]:
    """Return the overlays of a file, or the one of a name, to be laid over a planner with `Planner.with_overlays`.

    Args:
        path: of a YAML file with the key `overlays`.
        name: the id of the overlay wanted; empty for all, in the order of the file.
        over: a planner; where given, what an overlay names is looked up in its network, and faults have their line.

    Raises:
        DataFileErrors: every fault of the file, with line and column.
    """
    from fxroute.sources.overlay_file import read_overlays  # schemas are imported late, see below

    (file,) = _files((path,), shipped=False)
    return read_overlays(file, name, over)


def schema_of(kind: str) -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a file: `network`, `rates`, `rules`, `payment` or `overlays`.

    Raises:
        UsageError: there is no such kind.
    """
    from fxroute.sources.describe import describe  # schemas are imported late, see below

    return describe(kind)


def _network(files: tuple[SourceFile, ...]) -> Network:
    make = partial(_read_network, files)
    return _built("network", files, make, kind=NetworkContent, build=NetworkContent.network)


def _rates(files: tuple[SourceFile, ...]) -> RateTable:
    make = partial(_read_rates, files)
    return _built("rates", files, make, kind=RateContent, build=RateContent.table)


def _rules(own_files: tuple[SourceFile, ...], *, shipped: bool) -> RuleBase:
    files = (*(list_shipped_rule_files() if shipped else ()), *own_files)
    return _built("rules", files, partial(_read_rules, files), kind=RuleContent, build=RuleContent.base)


def _built(
    part: str,
    files: tuple[SourceFile, ...],
    make: Callable[[], _Content],
    *,
    kind: type[_Content],
    build: Callable[[_Content], _Loaded],
) -> _Loaded:
    """Build what files hold; a file that could not be read has no bytes to know a snapshot by."""
    if any(file.refusal for file in files):
        return build(make())
    return kept(part, files, make, kind=kind, build=build)


def _tried(load: Callable[[], _Loaded]) -> tuple[_Loaded | None, tuple[DataFileError, ...]]:
    """Load, so that the faults of one part do not hide those of another."""
    try:
        return load(), ()
    except DataFileErrors as errors:
        return None, errors.faults


# The readers are imported late: their schemas take longer to import than a snapshot takes to load.


def _read_network(files: tuple[SourceFile, ...]) -> NetworkContent:
    from fxroute.sources.assemble import read_network  # see above

    return read_network(files)


def _read_rates(files: tuple[SourceFile, ...]) -> RateContent:
    from fxroute.sources.assemble import read_rates  # see above

    return read_rates(files)


def _read_rules(files: tuple[SourceFile, ...]) -> RuleContent:
    from fxroute.sources.rule_file import read_rules  # see above

    return read_rules(files)


def _read_payment(file: SourceFile, rules: RuleBase) -> PaymentFile:
    from fxroute.sources.build_payment import read_payment  # see above

    return read_payment(file, rules)


def _files(own_files: tuple[str | Path, ...], *, shipped: bool) -> tuple[SourceFile, ...]:
    """Return the files, with its refusal each one that cannot be read: it is one fault among those of the others."""
    files = list(list_shipped_files()) if shipped else []
    for path in own_files:
        try:
            files.append(read_file(path))
        except DataFileError as error:
            files.append(SourceFile(str(path), b"", refusal=error))
    return tuple(files)
