"""Examinations of networks told in a few words, and of random ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

from fxroute.model import ChargeBearer, CustomerType, Payment, Quote
from fxroute.plan.doctor import Ages, Corridor, Examination, SymptomKind, examine
from fxroute.plan.doctor.ways import Ways, ways_of
from fxroute.rates import RateTable
from tests.search.networks import Case
from tests.search.parts import FixedRates, proven
from tests.search.small import Small

ON = date(2026, 4, 14)
AGES = Ages(on=ON, stale_days=365, rate_days=3)


def quotes_of(small: Small, quoted_at: datetime = datetime(2026, 4, 14, tzinfo=UTC)) -> RateTable:
    """The rates of a small network, quoted at one instant."""
    return RateTable.of(
        tuple(
            Quote(
                id=f"Q-{pair}", pair=pair, bid=bid, offer=offer, kind="market", quoted_at=quoted_at, provenance=proven()
            )
            for pair, (bid, offer) in small.rates.items()
        )
    )


def examined(small: Small, corridor: Corridor | None = None, ages: Ages = AGES) -> Examination:
    return examine(small.network(), quotes_of(small), ages, corridor)


def found(examination: Examination, kind: SymptomKind) -> list[tuple[str, ...]]:
    """The subjects of every symptom of a kind."""
    return [symptom.subjects for symptom in examination.symptoms if symptom.kind is kind]


def corridor(source: str = "USD", target: str = "USD") -> Corridor:
    """From A to Z."""
    return Corridor(debtor_agent="A", creditor_agent="Z", debtor_currency=source, creditor_currency=target)


def ways_through(small: Small, source: str = "USD", target: str = "USD") -> Ways:
    return ways_of(small.network(), FixedRates(small.rates, {}), corridor(source, target), ON)


def ways_of_case(case: Case) -> Ways:
    payment, instant = case.payment, case.payment.at or case.payment.arrive_by
    assert instant is not None
    ends = Corridor(
        debtor_agent=payment.debtor_agent,
        creditor_agent=payment.creditor_agent,
        debtor_currency=payment.debtor_currency,
        creditor_currency=payment.creditor_currency,
    )
    return ways_of(case.network, case.rates, ends, instant.date())


def plain(payment: Payment) -> Payment:
    """The payment as a corridor sees it: of a company, charges shared."""
    return replace(payment, charge_bearer=ChargeBearer.SHAR, customer=CustomerType.CORPORATE)
