"""Evidence of a route."""

from fxroute.model import Confidence, Evidence


def test_records_are_counted_by_confidence_and_none_is_zero() -> None:
    evidence = Evidence(weakest=Confidence.LOW, counts=((Confidence.HIGH, 3), (Confidence.LOW, 1)))

    assert [evidence.count(confidence) for confidence in Confidence] == [3, 0, 1, 0, 0]
