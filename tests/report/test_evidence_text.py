"""Chains for people: what was changed is shown as it stands, in its line."""

import pytest

from fxroute.compliance.evidence.record import verify
from fxroute.report.evidence import chain_text
from tests.compliance.test_evidence import chain, lines


@pytest.mark.parametrize(("at", "key"), [(0, "verdict"), (2, "outcome"), (2, "kind")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_word_that_nobody_knows_is_shown_with_its_fault(at: int, key: str, lang: str) -> None:
    records = chain()
    records[at][key] = "invented"
    found = verify(lines(*records))
    text = chain_text(found, lang=lang)

    assert at + 1 in {fault.line for fault in found.faults}
    assert "invented" in text
    assert "its content is not what its hash says" in text
