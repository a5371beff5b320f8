"""What files hold once they are read: plain tuples of values, fit to be kept as a snapshot."""

from dataclasses import dataclass, fields, replace

from fxroute.compliance.item import Item
from fxroute.compliance.purpose import Purpose
from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.service_level import ServiceLevel
from fxroute.model import (
    Account,
    Calendar,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    Quote,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network import Network
from fxroute.rates import ForwardPoints, PairConvention, RateTable

__all__ = ["NetworkContent", "RateContent", "RuleContent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContent:
    """The records of a network, each kind in the order of its ids."""

    institutions: tuple[Institution, ...]
    reporting_lines: tuple[ReportingLine, ...]
    accounts: tuple[Account, ...]
    infrastructures: tuple[Infrastructure, ...]
    participations: tuple[Participation, ...]
    desks: tuple[Desk, ...]
    services: tuple[Service, ...]
    calendars: tuple[Calendar, ...]
    tariffs: tuple[Tariff, ...]
    messaging_relationships: tuple[tuple[str, str], ...]
    sha256: str

    def with_sha256(self, sha256: str) -> "NetworkContent":
        """Return the same records with the hash of what they were read from."""
        return replace(self, sha256=sha256)

    def network(self) -> Network:
        """Return the network of these records."""
        return Network.of(**{field.name: getattr(self, field.name) for field in fields(self)})


@dataclass(frozen=True, slots=True)
class RateContent:
    """The records of a rate table, each kind in the order of its ids; which quotes are of feeds, and which are own."""

    quotes: tuple[Quote, ...]
    forward_points: tuple[ForwardPoints, ...]
    conventions: tuple[PairConvention, ...]
    sha256: str
    feeds: tuple[tuple[str, ...], ...] = ()
    own: tuple[str, ...] = ()

    def table(self) -> RateTable:
        """Return the table of these records."""
        return RateTable.of(
            self.quotes, self.forward_points, self.conventions, self.sha256, feeds=self.feeds, own=self.own
        )


@dataclass(frozen=True, slots=True)
class RuleContent:
    """The records of a rule base, each kind in the order of its ids."""

    rules: tuple[Rule, ...]
    items: tuple[Item, ...]
    purposes: tuple[Purpose, ...]
    service_levels: tuple[ServiceLevel, ...]
    sha256: str

    def base(self) -> RuleBase:
        """Return the rule base of these records."""
        return RuleBase(
            rules=self.rules,
            items={item.id: item for item in self.items},
            purposes={purpose.id: purpose for purpose in self.purposes},
            service_levels=self.service_levels,
            sha256=self.sha256,
        )
