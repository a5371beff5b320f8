"""Which computed items an officer may state: exactly those whose check looks at what was stated."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fxroute.compliance.checks.catalog import CHECKS, STATED
from fxroute.compliance.predicate import View
from fxroute.sources import load_rules
from tests.compliance.case_facts import facts_of


class Overheard(Mapping[str, bool]):
    """Statements of nobody that note which of them were looked up."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> bool:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_statements_are_looked_up_by_the_items_that_may_be_stated_and_no_others() -> None:
    overheard = Overheard()
    told = {
        "day": "2026-11-24",
        "amount": "1.00 SAR",
        "paid_in": "SAR",
        "received_in": "SAR",
        "way": ["debit CN SAR", "clearing CN SA SAR via SARIE/SA", "credit SA SAR"],
    }
    facts = facts_of(told, load_rules())
    indirect = tuple(replace(leg, access="indirect") if leg.via else leg for leg in facts.legs)
    view = View(replace(facts, legs=indirect, dossier=replace(facts.dossier, confirmed=overheard)), None)

    for name, check in CHECKS.items():
        overheard.names.clear()
        check(view)
        assert overheard.names == ({name} & STATED), name
