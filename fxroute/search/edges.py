"""Edges: the moves of a network, priced for one bearer and one set of rates, as rows of numbers."""

from fractions import Fraction

from fxroute.model import LegKind, Place, Reason
from fxroute.network.windows import Windows
from fxroute.search.price import ChargeRule, Conversion, value_at_mid

__all__ = ["ChargeSum", "Claim", "Edge", "Move", "Refusal"]


class Move:
    """What an edge means outside the engine; several edges (tiers, lags, slabs) may share one.

    `from_id` and `to_id` are institutions, or the infrastructure at the inner end of a clearing. `records` carry the
    evidence; `assumptions` are services and tariffs, `named` those of them that speak of the institution itself.
    """

    __slots__ = ("charge_agent", "currency", "desk", "from_id", "kind", "lag", "pair", "place", "quotes", "records",
                 "relation", "service", "tariff", "tier", "to_id", "via")  # fmt: skip

    def __init__(self, kind: LegKind, from_id: str, to_id: str, currency: str, place: Place) -> None:
        """Name the ends; the rest is set by who builds the move."""
        self.kind = kind
        self.from_id = from_id
        self.to_id = to_id
        self.currency = currency
        self.place = place
        self.via = ""
        self.records: tuple[str, ...] = ()
        self.service = ""
        self.tariff = ""
        self.charge_agent = ""
        self.relation = ""
        self.desk = ""
        self.pair = ""
        self.tier = 0
        self.lag = 0
        self.quotes: tuple[str, ...] = ()


class Refusal:
    """A move that could not become an edge: why, which record, and at whom."""

    __slots__ = ("reason", "record", "where")

    def __init__(self, reason: Reason, record: str, where: str) -> None:
        """Keep the three."""
        self.reason = reason
        self.record = record
        self.where = where


class Claim:
    """A charge claimed from the debtor: its rule on the leg, and its value in the debtor currency."""

    __slots__ = ("ratio", "rule")

    def __init__(self, rule: ChargeRule, ratio: Fraction) -> None:
        """Keep the rule and the debtor minor units for one leg minor unit."""
        self.rule = rule
        self.ratio = ratio

    def of(self, amount: int) -> int:
        """Return the claim in minor units of the debtor currency."""
        return value_at_mid(self.rule.of(amount), self.ratio)


class ChargeSum:
    """Two charges taken together from one amount."""

    __slots__ = ("rules",)

    def __init__(self, rules: tuple[ChargeRule, ...]) -> None:
        """Keep the rules."""
        self.rules = rules

    def of(self, amount: int) -> int:
        """Return the sum of the charges on `amount`."""
        return sum(rule.of(amount) for rule in self.rules)

    def gross(self, wanted: int, least: int) -> int:
        """Return the least amount of at least `least` of which exactly `wanted` is left, or -1."""
        amount = max(wanted, least)
        while True:
            needed = wanted + self.of(amount)
            if needed == amount:
                return amount
            if needed < amount:
                return -1
            amount = needed


class Edge:
    """One row: from node `tail` to node `head`, with all that pricing and timing need.

    `base` is the same row without its transit charge, for a head that takes none; `priceless` says that none is known.
    `least` and `most` limit the entering amount (`most` -1 is none). `entity` is the other bank entered, -1 when the
    move counts no intermediary. `institution` is that of the head, -1 at an infrastructure. `conversions` and `legs`
    are 0 or 1.
    """

    __slots__ = ("base", "charge", "claim", "conversion", "conversions", "entity", "head", "institution", "least",
                 "legs", "minutes", "most", "move", "on_top", "priceless", "rank", "ratio", "tail",
                 "windows")  # fmt: skip

    def __init__(self, tail: int, head: int, institution: int, move: Move) -> None:
        """Set the ends; everything else starts neutral."""
        self.tail = tail
        self.head = head
        self.institution = institution
        self.move = move
        self.windows: Windows | None = None
        self.minutes = 0
        self.least = 0
        self.most = -1
        self.charge: ChargeRule | ChargeSum | None = None
        self.on_top: ChargeRule | ChargeSum | None = None
        self.claim: Claim | None = None
        self.conversion: Conversion | None = None
        self.ratio = 1.0
        self.conversions = 0
        self.entity = -1
        self.legs = 1
        self.rank = 0
        self.priceless = False
        self.base: Edge | None = None

    def copy(self) -> "Edge":
        """Return a row of its own with the same content."""
        twin = Edge(self.tail, self.head, self.institution, self.move)
        for name in ("windows", "minutes", "least", "most", "charge", "on_top", "claim", "conversion", "ratio",
                     "conversions", "entity", "legs", "rank", "priceless", "base"):  # fmt: skip
            setattr(twin, name, getattr(self, name))
        return twin

    def net(self, amount: int) -> int:
        """Return what leaves when `amount` enters; 0 or less when nothing is left."""
        if self.conversion is not None:
            return amount * self.conversion.numerator // self.conversion.denominator
        if self.charge is not None:
            return amount - self.charge.of(amount)
        return amount

    def gross(self, wanted: int) -> int:
        """Return the least amount, within `least`, that must enter for exactly `wanted` to leave; -1 if none."""
        if self.conversion is not None:
            amount = -(-wanted * self.conversion.denominator // self.conversion.numerator)
            return amount if amount >= self.least else -1
        if self.charge is not None:
            return self.charge.gross(wanted, self.least)
        return wanted if wanted >= self.least else -1
