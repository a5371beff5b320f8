"""Where a route stands among the others: the structure of the sentence, in any language, and the English one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fxroute.model import Money, Payment, Route, Side, money_of, to_minor

__all__ = [
    "Gain",
    "GainKind",
    "Rank",
    "Standing",
    "amount_of",
    "duration_text",
    "money_text",
    "sentence",
    "standing_of",
]


class Rank(StrEnum):
    """Where a route stands: alone, ahead in amount, first in another ordering, behind the first, or left out."""

    ONLY = "only"
    BEST = "best"
    FIRST = "first"
    LATER = "later"
    WITHOUT = "without"


class GainKind(StrEnum):
    """In what a route is ahead of the one it is compared with, besides the amount."""

    ARRIVES_EARLIER = "arrives_earlier"
    STARTS_LATER = "starts_later"
    FEWER_INTERMEDIARIES = "fewer_intermediaries"
    FEWER_CONVERSIONS = "fewer_conversions"
    LESS_CLAIMED = "less_claimed"


@dataclass(frozen=True, slots=True)
class Gain:
    """One such gain: in minutes where it is of time, else a number of banks or conversions, or minor units."""

    kind: GainKind
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why a route stands where it does.

    `lead` is how much more it delivers than the one it is compared with (how much less it debits, for a fixed
    receipt), in minor units of `currency`; negative when it is behind. BEST is compared with the next-best way on the
    front, or beside it where the front has no other, FIRST with the way best in amount, LATER with the first.
    `without` is what a WITHOUT route does not use: the id of an institution, or a pair of currencies that it does not
    convert. Without `is_complete` there may be better ways than those found.
    """

    rank: Rank
    side: Side
    currency: str
    lead: int | None = None
    gains: tuple[Gain, ...] = ()
    without: str = ""
    is_complete: bool = True

    @property
    def gap(self) -> Money:
        """The size of the lead."""
        return money_of(abs(self.lead or 0), self.currency)


def amount_of(route: Route, payment: Payment) -> int:
    """Return the amount that tells routes apart, as a quantity of which less is better."""
    return -to_minor(route.delivered) if payment.side is Side.SEND else to_minor(route.total_debit)


def standing_of(
    route: Route, ordered: Sequence[Route], others: Sequence[Route], payment: Payment, *, is_complete: bool = True
) -> Standing:
    """Return where `route` stands among the routes of an answer and the next-best ways beside them."""
    like = route.delivered if payment.side is Side.SEND else route.total_debit
    currency = like.currency.code
    rivals = [other for other in ordered if other.id != route.id] or [other for other in others if other.id != route.id]
    if route.without:
        return Standing(rank=Rank.WITHOUT, side=payment.side, currency=currency, without=route.without)
    if not rivals:
        return Standing(rank=Rank.ONLY, side=payment.side, currency=currency)
    best = min(ordered, key=lambda other: (amount_of(other, payment), other.id != route.id, other.id))
    if route.id != ordered[0].id:
        rank, rival = Rank.LATER, ordered[0]
    elif best.id != route.id:
        rank, rival = Rank.FIRST, best
    else:
        rank, rival = Rank.BEST, min(rivals, key=lambda other: (amount_of(other, payment), other.id))
    return Standing(
        rank=rank,
        side=payment.side,
        currency=currency,
        lead=amount_of(rival, payment) - amount_of(route, payment),
        gains=() if rank is Rank.BEST else _gains(route, rival, payment),
        is_complete=is_complete,
    )


def _gains(route: Route, other: Route, payment: Payment) -> tuple[Gain, ...]:
    sizes = {
        GainKind.ARRIVES_EARLIER: _minutes(route.credited_at, other.credited_at) if payment.at else 0,
        GainKind.STARTS_LATER: 0 if payment.at else _minutes(other.starts_at, route.starts_at),
        GainKind.FEWER_INTERMEDIARIES: other.intermediaries - route.intermediaries,
        GainKind.FEWER_CONVERSIONS: other.conversions - route.conversions,
        GainKind.LESS_CLAIMED: to_minor(other.claimed) - to_minor(route.claimed),
    }
    return tuple(Gain(kind, size) for kind, size in sizes.items() if size > 0)


def _minutes(earlier: datetime, later: datetime) -> int:
    return int((later - earlier) / timedelta(minutes=1))


# The English sentence


def sentence(standing: Standing) -> str:
    """Return the sentence that says why a route stands where it does."""
    if standing.rank is Rank.ONLY:
        return "The only way found."
    if standing.rank is Rank.WITHOUT:
        return f"The best way without {_without_text(standing.without)}."
    gains = _joined([_gain_text(gain) for gain in standing.gains])
    amount = _amount_text(standing)
    if standing.rank is Rank.BEST:
        return amount if standing.is_complete else f"Of the ways found: {amount[:1].lower()}{amount[1:]}"
    if standing.rank is Rank.FIRST:
        most = "delivers most" if standing.side is Side.SEND else "debits least"
        return f"First in this ordering: {gains or 'equal in all but the amount'}; {amount} than the way that {most}."
    text = f"{amount} than the first" if standing.lead else "as good in amount as the first"
    return f"{text[:1].upper()}{text[1:]}{', but ' + gains if gains else ''}."


def _without_text(without: str) -> str:
    source, slash, target = without.partition("/")
    return f"converting between {source} and {target}" if slash else without


def _amount_text(standing: Standing) -> str:
    gap, is_send = money_text(standing.gap), standing.side is Side.SEND
    if standing.rank is not Rank.BEST:
        is_more = (standing.lead or 0) > 0 if is_send else (standing.lead or 0) < 0
        return f"{'delivers' if is_send else 'debits'} {gap} {'more' if is_more else 'less'}"
    what = "Delivers the most" if is_send else "Debits the least"
    if standing.lead:
        return f"{what}: {gap} {'more' if is_send else 'less'} than the next-best way."
    return f"{what}, as {'much' if is_send else 'little'} as the next-best way."


def _gain_text(gain: Gain) -> str:
    match gain.kind:
        case GainKind.ARRIVES_EARLIER:
            return f"arrives {duration_text(gain.size)} earlier"
        case GainKind.STARTS_LATER:
            return f"may start {duration_text(gain.size)} later"
        case GainKind.FEWER_INTERMEDIARIES:
            return "passes one intermediary fewer" if gain.size == 1 else f"passes {gain.size} intermediaries fewer"
        case GainKind.FEWER_CONVERSIONS:
            return "converts once less" if gain.size == 1 else f"converts {gain.size} times less"
        case GainKind.LESS_CLAIMED:
            return "leaves less to be claimed later"


def _joined(texts: list[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def money_text(money: Money) -> str:
    """Return an amount for people: `SAR 1,126,160.19`."""
    return f"{money.currency.code} {money.amount:,}"


def duration_text(minutes: int) -> str:
    """Return a stretch of time for people, in days and hours, or hours and minutes."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{days} d"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{left} min"] if left and not days else []
    return " ".join(parts) or "0 min"
