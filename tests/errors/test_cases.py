"""Every fault of a file has its exact text: what, where with line and column, and what mends it.

Each folder of `cases` holds one file: `input.yaml` is laid over the small network beside this test, `rates.yaml` is a
rate file, `payment.yaml` a payment, `overlays.yaml` what is laid over that network and a rate; any other is the answer
of the feed of its name. `expected.txt` holds leaf, exit status and text of the error.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fxroute.errors import FxRouteError
from fxroute.model import CurrencyPair, Quote
from fxroute.plan import Planner
from fxroute.rates import RateTable
from fxroute.sources import fetch_rates, load_network, load_overlays, load_payment, load_rates
from fxroute.sources.client import Clock
from tests.search.parts import proven

HERE = Path(__file__).resolve().parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())


def planner() -> Planner:
    quote = Quote(
        id="CNY-SAR",
        pair=CurrencyPair("CNY", "SAR"),
        bid=Decimal("0.534"),
        offer=Decimal("0.535"),
        kind="spot",
        quoted_at=datetime(2026, 11, 24, tzinfo=UTC),
        provenance=proven(),
    )
    return Planner(network=load_network(HERE / "network.yaml", shipped=False), rates=RateTable.of((quote,)))


LOADERS: dict[str, Callable[[str], object]] = {
    "input.yaml": lambda name: load_network(HERE / "network.yaml", name, shipped=False),
    "overlays.yaml": lambda name: load_overlays(name, over=planner()),
    "payment.yaml": load_payment,
    "rates.yaml": lambda name: load_rates(name, shipped=False),
}
CLOCK = Clock(now=lambda: datetime(2026, 11, 24, 18, 0, tzinfo=UTC))


def load_answer(name: str) -> object:
    return fetch_rates(Path(name).stem, url=name, clock=CLOCK)


def test_the_small_network_has_no_faults() -> None:
    assert len(load_network(HERE / "network.yaml", shipped=False).institutions) == 5


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_fault_in_a_file_has_its_exact_text(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    (name,) = (path.name for path in case.iterdir() if path.name != "expected.txt")

    with pytest.raises(FxRouteError) as caught:
        LOADERS.get(name, load_answer)(name)

    error = caught.value
    text = f"{error.code}, exit status {error.exit_status}\n{error}\n".replace(f"{HERE}/", "")
    assert text == (case / "expected.txt").read_text(encoding="utf-8")
