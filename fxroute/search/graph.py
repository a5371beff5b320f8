"""The graph of a network: positions and infrastructures as nodes, priced moves as edges.

It depends on the network, one view of the rates and the scenario, and on nothing of the single payment; what does
(the two agents, the bounds) is laid over it by `fxroute.search.layout`. `docs/semantics.md`, section 4, is normative.
"""

from fractions import Fraction

from fxroute.errors import MissingRate
from fxroute.model import (
    Access,
    Account,
    ChargeBearer,
    ChargeFunction,
    CrossRate,
    CurrencyPair,
    Desk,
    Exchange,
    Infrastructure,
    LegKind,
    Participation,
    Place,
    RateSource,
    Reason,
    Relation,
    ReportingLine,
    ServiceFunction,
    home_place,
)
from fxroute.network import Network
from fxroute.network.windows import Windows
from fxroute.search.edges import Claim, Edge, Move, Refusal
from fxroute.search.price import conversion_of, dealt_rate, value_at_mid
from fxroute.search.terms import Scenario, SlabRow, Terms

__all__ = ["Graph", "Node"]

Node = tuple[str, str, str]
_DEALT = "dealt"


class Graph:
    """Nodes and edges for one scenario.

    Attributes:
        nodes: (institution or infrastructure id, currency, place), in order of first use.
        out, into: edges by tail and by head.
        unit_of: index of a node's institution, -1 for an infrastructure.
        units: institution ids by index; `entity_of` their legal entities' indices.
        refusals: records that gave no edge, with the reason.
    """

    def __init__(
        self, network: Network, rates: RateSource, scenario: Scenario, windows: dict[tuple[str, ...], Windows]
    ) -> None:
        """Compile every record that is valid on the scenario's day; `windows` may be shared between graphs."""
        self.network = network
        self.scenario = scenario
        self.terms = Terms(network, rates, scenario, windows)
        self.nodes: list[Node] = []
        self.out: list[list[Edge]] = []
        self.into: list[list[Edge]] = []
        self.unit_of: list[int] = []
        self.refusals: list[Refusal] = []
        self.units = list(network.institutions)
        self.unit_index = {unit: at for at, unit in enumerate(self.units)}
        entities = {unit.legal_entity: 0 for unit in network.institutions.values()}
        entity_index = {entity: at for at, entity in enumerate(entities)}
        self.entity_of = [entity_index[unit.legal_entity] for unit in network.institutions.values()]
        self._node_index: dict[Node, int] = {}
        self._usable = {unit.id for unit in network.institutions.values() if self.terms.is_usable(unit)}
        self._build()

    def node(self, unit: str, currency: str, place: str) -> int:
        """Return the index of a position, made when it is new."""
        key = (unit, currency, place)
        found = self._node_index.get(key)
        if found is None:
            found = self._node_index[key] = len(self.nodes)
            self.nodes.append(key)
            self.out.append([])
            self.into.append([])
            self.unit_of.append(self.unit_index.get(unit, -1))
        return found

    def _build(self) -> None:
        currencies = self._currencies_by_entity()
        for line in self.network.reporting_lines:
            if self._is_valid(line, line.unit, line.reports_to):
                for currency in sorted(currencies[self.network.institutions[line.unit].legal_entity]):
                    self._add_line(line, currency, self.terms.home(line.unit, currency))
        for account in self.network.accounts:
            if self._is_valid(account, account.owner, account.servicer):
                self._add_account(account)
        for access in self.network.participations:
            if self._is_valid(access, access.institution):
                self._add_access(access)
        for system in self.network.infrastructures.values():
            for exchange in system.exchanges:
                self._add_exchange(system, exchange)
        for desk in self.network.desks:
            if self._is_valid(desk, desk.institution):
                self._add_desk(desk)
        self._add_lines_abroad()

    def _currencies_by_entity(self) -> dict[str, set[str]]:
        """Inside a bank funds pass in any currency; only those of its records and of the payment lead anywhere."""
        network = self.network
        asked = {self.scenario.debtor_currency, self.scenario.creditor_currency}
        found = {unit.legal_entity: set(asked) for unit in network.institutions.values()}
        held = [(account.owner, account.currency) for account in network.accounts]
        held += [(account.servicer, account.currency) for account in network.accounts]
        held += [(access.institution, access.currency) for access in network.participations]
        held += [
            (access.settlement_agent, access.currency) for access in network.participations if access.settlement_agent
        ]
        held += [(desk.institution, side) for desk in network.desks for side in (desk.pair.base, desk.pair.quote)]
        for unit, currency in held:
            found[network.institutions[unit].legal_entity].add(currency)
        return found

    def _is_valid(self, record: ReportingLine | Account | Participation | Desk, *units: str) -> bool:
        if not record.provenance.is_valid_on(self.scenario.day):
            self._refuse(Reason.NOT_VALID, record.id, units[0])
            return False
        for unit in units:
            if unit not in self._usable:
                self._refuse(Reason.NOT_VALID, record.id, unit)
                return False
        return True

    def _refuse(self, reason: Reason, record: str, where: str) -> None:
        self.refusals.append(Refusal(reason, record, where))

    # Moves inside a bank and over accounts

    def _add_line(self, line: ReportingLine, currency: str, place: str) -> None:
        for tail, head in ((line.unit, line.reports_to), (line.reports_to, line.unit)):
            move = Move(LegKind.BRANCH, tail, head, currency, Place(place))
            move.records = (line.id, tail, head)
            edge = self._edge(self.node(tail, currency, place), self.node(head, currency, place), move)
            if self._give_hours(edge, head, ServiceFunction.BRANCH):
                self._keep(edge)

    def _add_lines_abroad(self) -> None:
        """Inside a bank funds pass on at any place; where another record holds them away from home, there too."""
        away: dict[str, dict[tuple[str, str], None]] = {}
        for unit, currency, place in self.nodes:
            if unit in self.unit_index and place != self.terms.home(unit, currency):
                away.setdefault(self.network.institutions[unit].legal_entity, {})[currency, place] = None
        for line in self.network.reporting_lines:
            for currency, place in away.get(self.network.institutions[line.unit].legal_entity, ()):
                if self._is_valid(line, line.unit, line.reports_to) and place != self.terms.home(line.unit, currency):
                    self._add_line(line, currency, place)

    def _add_account(self, account: Account) -> None:
        owner, servicer = (
            self.terms.home(account.owner, account.currency),
            self.terms.home(account.servicer, account.currency),
        )
        if owner == servicer:
            owner = servicer = account.place.value if owner != "any" else owner
        elif not account.crosses_border:
            self._refuse(Reason.NOT_VALID, account.id, account.owner)
            return
        ends = (account.owner, owner), (account.servicer, servicer)
        drawable = account.maximum_minor
        if account.available_minor is not None:
            funds = account.available_minor + (account.credit_line_minor or 0)
            drawable = funds if drawable is None else min(drawable, funds)
        records = (account.id, account.owner, account.servicer)
        for kind, (tail, head), most in (
            (LegKind.BOOK_DRAW, ends, drawable),
            (LegKind.BOOK_CREDIT, ends[::-1], account.maximum_minor),
        ):
            edge = self._book(kind, tail, head, account.currency, account.relation)
            edge.move.records = records
            edge.least, edge.most = account.minimum_minor, -1 if most is None else most
            self._finish_book(edge, ends[1], account.relation)

    def _book(
        self, kind: LegKind, tail: tuple[str, str], head: tuple[str, str], currency: str, relation: Relation
    ) -> Edge:
        move = Move(kind, tail[0], head[0], currency, Place(head[1]))
        move.relation = relation.value
        edge = self._edge(self.node(tail[0], currency, tail[1]), self.node(head[0], currency, head[1]), move)
        if relation is not Relation.INTER_BRANCH:
            edge.entity = self.entity_of[edge.institution]
        return edge

    def _finish_book(self, edge: Edge, servicer: tuple[str, str], relation: Relation) -> None:
        if self._give_hours(edge, servicer[0], ServiceFunction.BOOK, place=servicer[1]):
            for priced in self._with_transit(edge, relation):
                self._keep(priced)

    # Moves through systems

    def _hub(self, system: Infrastructure, currency: str, unit: str) -> int:
        place = "any" if system.crosses_border else self.terms.home(unit, currency)
        return self.node(system.id, currency, place)

    def _dealt_hub(self, system: Infrastructure, currency: str) -> int:
        """The node of a system behind an exchange, from which funds only leave: a clearing has at most one."""
        return self.node(system.id, currency, _DEALT)

    def _add_access(self, access: Participation) -> None:
        system = self.network.infrastructures[access.infrastructure]
        if not system.provenance.is_valid_on(self.scenario.day):
            self._refuse(Reason.NOT_VALID, access.id, system.id)
            return
        if system.hours is None:
            self._refuse(Reason.NO_HOURS, access.id, system.id)
            return
        if access.access is Access.INDIRECT:
            self._add_indirect(access)
            return
        unit, currency = access.institution, access.currency
        position = self.node(unit, currency, self.terms.home(unit, currency))
        hub = self._hub(system, currency, unit)
        inward = Move(LegKind.CLEARING, unit, system.id, currency, Place(self.nodes[position][2]))
        outward = Move(LegKind.CLEARING, system.id, unit, currency, Place(self.nodes[position][2]))
        inward.records = outward.records = (access.id, system.id, unit)
        inward.via = outward.via = system.id
        entering = self._edge(position, hub, inward)
        entering.windows = self.terms.system_windows(system, system.hours)
        entering.minutes = system.processing_minutes.likely
        entering.least = dict(system.minimum_minor).get(currency, 0)
        entering.most = dict(system.maximum_minor).get(currency, -1)
        self._keep(entering)
        hubs = [hub]
        if any(currency in (exchange.pair.base, exchange.pair.quote) for exchange in system.exchanges):
            hubs.append(self._dealt_hub(system, currency))
        for tail in hubs:
            leaving = self._edge(tail, position, outward)
            leaving.legs = 0
            leaving.entity = self.entity_of[leaving.institution]
            for priced in self._with_transit(leaving, None):
                self._keep(priced)

    def _add_indirect(self, access: Participation) -> None:
        if access.settlement_agent not in self._usable:
            self._refuse(Reason.NOT_VALID, access.id, access.settlement_agent)
            return
        unit, agent, currency = access.institution, access.settlement_agent, access.currency
        places = self.terms.home(unit, currency), self.terms.home(agent, currency)
        system = self.network.infrastructures[access.infrastructure]
        if places[0] != places[1] and not system.crosses_border:
            self._refuse(Reason.NOT_VALID, access.id, unit)
            return
        ends = (unit, places[0]), (agent, places[1])
        for kind, (tail, head) in ((LegKind.BOOK_DRAW, ends), (LegKind.BOOK_CREDIT, ends[::-1])):
            edge = self._book(kind, tail, head, currency, Relation.CORRESPONDENT)
            edge.move.records = (access.id, access.infrastructure, unit, agent)
            self._finish_book(edge, ends[1], Relation.CORRESPONDENT)

    def _add_exchange(self, system: Infrastructure, exchange: Exchange) -> None:
        rate = self._rate(exchange.pair, system.id)
        if rate is None or system.hours is None or not system.provenance.is_valid_on(self.scenario.day):
            return
        hubs = [node for node, key in enumerate(self.nodes) if key[0] == system.id and key[2] != _DEALT]
        for tail in hubs:
            source = self.nodes[tail][1]
            for target in {exchange.pair.base, exchange.pair.quote} - {source}:
                if source not in (exchange.pair.base, exchange.pair.quote):
                    continue
                head = self._dealt_hub(system, target)
                move = Move(LegKind.CLEARING, system.id, system.id, source, Place(self.nodes[tail][2]))
                move.records, move.via = (system.id,), system.id
                edge = self._edge(tail, head, move)
                edge.legs = 0
                self._give_rate(edge, rate, source, exchange.markup_ppm)
                self._keep(edge)

    # Conversions

    def _rate(self, pair: CurrencyPair, record: str) -> CrossRate | None:
        try:
            return self.terms.rates.rate(pair)
        except MissingRate:
            self._refuse(Reason.NO_RATE, record, str(pair))
            return None

    def _give_rate(self, edge: Edge, rate: CrossRate, source: str, markup_ppm: int) -> None:
        sells_base = source == rate.pair.base
        dealt = dealt_rate(rate.bid if sells_base else rate.offer, markup_ppm, sells_base=sells_base)
        edge.conversion = conversion_of(rate.pair, source, dealt)
        edge.ratio = edge.conversion.numerator / edge.conversion.denominator
        edge.conversions = 1
        edge.rank = max(edge.rank, rate.provenance.confidence.rank)
        edge.move.pair = str(rate.pair)
        edge.move.quotes = rate.path

    def _add_desk(self, desk: Desk) -> None:
        rate = self._rate(desk.pair, desk.id)
        if rate is None:
            return
        for source, target in ((desk.pair.base, desk.pair.quote), (desk.pair.quote, desk.pair.base)):
            valued = self.terms.ratio(desk.tier_currency, source)
            if valued is None:
                self._refuse(Reason.NO_RATE, desk.id, f"{desk.tier_currency}/{source}")
                continue
            for lag_at, lag in enumerate(desk.value_lags):
                for tier_at, tier in enumerate(desk.tiers):
                    edge = self._dealt(desk, rate, (source, target), tier.markup_ppm + lag.markup_ppm)
                    edge.move.tier, edge.move.lag = tier_at, lag_at
                    edge.windows = self.terms.desk_windows(desk, lag.business_days)
                    edge.minutes = desk.processing_minutes.likely
                    edge.least = value_at_mid(max(tier.from_minor, desk.minimum_minor), valued)
                    edge.most = -1 if desk.maximum_minor is None else value_at_mid(desk.maximum_minor, valued)
                    self._keep(edge)

    def _dealt(self, desk: Desk, rate: CrossRate, sides: tuple[str, str], markup_ppm: int) -> Edge:
        source, target = sides
        places = [desk.place if side == "CNY" else home_place("", side) for side in (source, target)]
        move = Move(LegKind.CONVERSION, desk.institution, desk.institution, source, places[0])
        move.records, move.desk = (desk.id, desk.institution), desk.id
        tail = self.node(desk.institution, source, places[0].value)
        edge = self._edge(tail, self.node(desk.institution, target, places[1].value), move)
        self._give_rate(edge, rate, source, markup_ppm)
        return edge

    # Parts of every edge

    def _edge(self, tail: int, head: int, move: Move) -> Edge:
        return Edge(tail, head, self.unit_of[head], move)

    def _give_hours(self, edge: Edge, unit: str, function: ServiceFunction, *, place: str = "") -> bool:
        move = edge.move
        service = self.terms.service(unit, function, move.currency)
        if service is None:
            self._refuse(Reason.NO_HOURS, move.records[0], unit)
            return False
        edge.windows = self.terms.service_windows(service, move.currency if place else "", place)
        edge.minutes = service.processing_minutes.likely
        move.service = service.id
        return True

    def _with_transit(self, edge: Edge, relation: Relation | None) -> list[Edge]:
        """Return the edge once for each slab of the transit tariff of the unit it enters."""
        move, unit = edge.move, edge.move.to_id
        tariff = self.terms.tariff(unit, ChargeFunction.TRANSIT, move.currency)
        rows = () if tariff is None else self.terms.rows(tariff, move.currency, relation)
        move.charge_agent = unit
        move.tariff = "" if tariff is None else tariff.id
        if not rows:
            edge.priceless = True
            return [edge]
        if self.scenario.bearer is ChargeBearer.DEBT and not self.scenario.is_claimed:
            return [edge]
        priced = self.with_charge(edge, rows)
        edge.priceless = not priced
        return priced or [edge]

    def with_charge(self, edge: Edge, rows: tuple[SlabRow, ...]) -> list[Edge]:
        """Return the edge once for each slab of a price that is deducted or claimed; none where a claim has no rate."""
        scenario, move = self.scenario, edge.move
        valued = self.terms.ratio(move.currency, scenario.debtor_currency) if scenario.is_claimed else Fraction(1)
        if valued is None:
            return []
        priced = []
        for least, above, rule in rows:
            row = edge.copy()
            row.base = edge
            row.least = max(edge.least, least)
            if above >= 0:
                row.most = above - 1 if row.most < 0 else min(row.most, above - 1)
            if scenario.is_claimed:
                row.claim = Claim(rule, valued)
            else:
                row.charge = rule
            priced.append(row)
        return priced

    def _keep(self, edge: Edge) -> None:
        ranks = [self.network.provenance_of(record).confidence.rank for record in edge.move.records]
        edge.rank = max(edge.rank, *ranks)
        if edge.base is not None:
            edge.base.rank = edge.rank
        self.out[edge.tail].append(edge)
        self.into[edge.head].append(edge)
