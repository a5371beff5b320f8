"""How values show themselves: the root names the page of a plan, and nobody else needs to know it."""

import pickle
import subprocess
import sys

from fxroute import Bounds, Money, Payment
from fxroute.display import html_of, show_with
from fxroute.sources import load_planner
from tests.tree import ROOT

SHOWN = """
import sys
sys.path.insert(0, {root!r})
from fxroute.sources import load_planner
from fxroute.model import Money, Payment
plan = load_planner().plan(Payment.send(Money("1000.00", "SAR"), receive="SAR", debtor_agent="RIBLSARI",
    creditor_agent="ARNBSARI", at="2026-11-24T09:30+08:00"))
assert "fxroute.report" not in sys.modules
assert "<svg" in plan._repr_html_()
assert "fxroute.report" in sys.modules
"""


def test_a_kind_that_nobody_named_has_no_page() -> None:
    assert html_of("nothing", object()) is None


def test_the_last_maker_named_holds() -> None:
    show_with("a test's own", str)
    show_with("a test's own", repr)

    assert html_of("a test's own", "x") == "'x'"


def test_a_plan_finds_its_page_without_anybody_importing_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWN.format(root=str(ROOT))], capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr


def test_a_plan_is_pickled_without_its_ground() -> None:
    payment = Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at="2026-11-24T09:30+08:00",
    )
    plan = load_planner().plan(payment, Bounds(conversions_max=1, intermediaries_max=0))
    carried = pickle.loads(pickle.dumps(plan))  # noqa: S301  # written by this test

    assert plan.ground is not None
    assert carried == plan
    assert carried.ground is None
    assert carried._repr_html_() is None
