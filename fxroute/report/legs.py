"""The legs of a route: from whom to whom, amounts and rate and charges, and the times, local and UTC."""

from collections import Counter
from collections.abc import Mapping

from fxroute.model import Charge, Confidence, DealtRate, Leg, LegKind, Place, RateStatus
from fxroute.network import Network
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import Page
from fxroute.report.table import Column

__all__ = ["add_legs", "leg_columns", "leg_rows"]

_AT_THE_SERVICER = (LegKind.BOOK_DRAW, LegKind.BRANCH)


def add_legs(
    page: Page, legs: tuple[Leg, ...], network: Network, quotes: Mapping[str, Confidence], notation: Notation
) -> None:
    """Add the table of legs; `quotes` gives the confidence of a quote by its id."""
    page.table(leg_columns(notation), leg_rows(legs, network, quotes, notation), is_lined=True)


def leg_columns(notation: Notation) -> list[Column]:
    """Return the columns of the table of legs."""
    words = notation.words
    return [
        Column(words("number"), is_right=True),
        Column(words("step")),
        Column(words("from_to"), least=24),
        Column(words("amounts"), least=28),
        Column(words("times"), is_whole=True),
    ]


def leg_rows(
    legs: tuple[Leg, ...], network: Network, quotes: Mapping[str, Confidence], notation: Notation
) -> list[tuple[str, ...]]:
    """Return one row for each leg; the cells have several lines."""
    return [
        (
            str(leg.n),
            notation.words(f"kind_{leg.kind}"),
            "\n".join(_ends(leg, network, quotes, notation)),
            "\n".join(_amounts(leg, notation)),
            "\n".join(_times(leg, notation)),
        )
        for leg in legs
    ]


def _ends(leg: Leg, network: Network, quotes: Mapping[str, Confidence], notation: Notation) -> list[str]:
    words = notation.words
    lines = [_named(leg.from_id, network)]
    if leg.to_id != leg.from_id:
        lines.append(f"→ {_named(leg.to_id, network)}")
    if leg.via:
        lines.append(words("via", name=leg.via))
    if leg.place is not Place.ANY:
        lines.append(words(f"place_{leg.place}"))
    counts = Counter(
        quotes[record] if record in quotes else network.provenance_of(record).confidence for record in leg.records
    )
    lines.append(words("records", counts=notation.counts(counts)))
    return lines


def _named(institution: str, network: Network) -> str:
    unit = network.institutions[institution]
    return unit.name if unit.name == institution else f"{unit.name} {institution}"


def _amounts(leg: Leg, notation: Notation) -> list[str]:
    words = notation.words
    lines = [f"{words('debited')} {money_text(leg.debited)}"]
    if leg.rate is not None:
        lines += _rate(leg.rate, notation, leg.from_zone)
    for charge in leg.charges:
        lines += _charge(charge, notation)
    lines.append(f"{words('credited')} {money_text(leg.credited)}")
    return lines


def _rate(rate: DealtRate, notation: Notation, zone: str) -> list[str]:
    words = notation.words
    if rate.status is RateStatus.FIRM and rate.valid_until is not None:
        status = words("rate_firm", until=notation.plain_instant(rate.valid_until, zone))
    else:
        status = words("rate_indicative")
    lines = [
        f"{words('rate')} {rate.pair} {number_text(rate.dealt)}, {status}",
        f"{words('mid')} {number_text(rate.mid)}, {words('spread')} {words('bp', number=number_text(rate.spread_bp))}",
        words("quoted", at=notation.plain_instant(rate.quoted_at, zone)),
    ]
    if len(rate.path) > 1:
        lines.append(words("rate_cross", path=words("list_comma").join(rate.path)))
    return lines


def _charge(charge: Charge, notation: Notation) -> list[str]:
    words = notation.words
    terms = words("charge_terms", taken=words(f"taken_{charge.taken}"), borne_by=words(f"borne_{charge.borne_by}"))
    named = words(
        "charge_line",
        amount=money_text(charge.amount),
        function=words(f"function_{charge.function}"),
        agent=charge.agent,
    )
    lines = [named, f"  {terms}", f"  {words('charge_tariff', tariff=charge.tariff)}"]
    if charge.is_estimated:
        lines.append(f"  {words('charge_estimated', range=notation.money_range((charge.low, charge.high)))}")
    return lines


def _times(leg: Leg, notation: Notation) -> list[str]:
    words = notation.words
    rows = [
        ("start", notation.plain_instant(leg.starts_at, leg.from_zone)),
        ("utc", notation.utc(leg.starts_at)),
        ("end", notation.plain_instant(leg.ends_at, leg.to_zone)),
        ("utc", notation.utc(leg.ends_at)),
    ]
    if leg.cut_off is not None:
        zone = leg.to_zone if leg.kind in _AT_THE_SERVICER else leg.from_zone
        rows.append(("cut_off", notation.plain_instant(leg.cut_off, zone)))
    rows.append(("value_date", leg.value_date.isoformat()))
    return [f"{words(key)} {value}" for key, value in rows]
