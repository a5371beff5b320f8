"""The job: what all rows of an import share, and the party behind a BIC."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fxroute.model import SEGMENTED_CURRENCIES, Confidence, Place, home_place
from fxroute.sources.importing.known import Known
from fxroute.sources.importing.log import Cause, Log, Refusal
from fxroute.sources.importing.stage import Stage
from fxroute.sources.importing.values import confidence_of, day_of, text_of

__all__ = ["Job", "ORIGIN_COLUMNS", "Origin", "Party", "Prefer", "id_of", "sides_of"]

ORIGIN_COLUMNS = "source, as_of or confidence"
"""Columns of own tables that say where a row comes from, as a refusal names them."""

_CACHED_MAX = 1 << 17


class Prefer(StrEnum):
    """Whose value stands where the import contradicts the network."""

    SHIPPED = "shipped"
    IMPORT = "import"


class Party(NamedTuple):
    """The institution behind a BIC: its id and its country."""

    id: str
    country: str


class Origin(NamedTuple):
    """Where a row comes from: source, day and confidence, as text."""

    source: str
    as_of: str
    confidence: str


@dataclass(slots=True, kw_only=True)
class Job:
    """One import under way.

    `places` and `countries` are those without settlement days or hours for which priors are written, where
    `prior_hours` allows them.
    """

    known: Known
    log: Log
    stage: Stage
    as_of: date
    confidence: Confidence | None
    prefer: Prefer
    prior_hours: bool
    countries: set[str] = field(default_factory=set)
    places: set[tuple[str, Place]] = field(default_factory=set)
    _origins: dict[str, Origin] = field(default_factory=dict)
    _parties: dict[str, Party] = field(default_factory=dict)

    def origin(self, file: str, source: str = "", as_of: str = "", confidence: str = "") -> Origin:
        """Return the provenance of a row; its own source, day and confidence stand before those of the import."""
        if not (source or as_of or confidence):
            return self._origins.get(file) or self._origins.setdefault(file, self._origin_of(file))
        return self._origin_of(file, source, as_of, confidence)

    def _origin_of(self, file: str, source: str = "", as_of: str = "", confidence: str = "") -> Origin:
        own = text_of(source)
        day = day_of(as_of) or self.as_of
        trust = self.confidence or confidence_of(confidence) or Confidence.MEDIUM
        return Origin(f"{own}; {file}" if own else file, day.isoformat(), trust.value)

    def party(self, bic: str) -> Party:
        """Return the institution of a BIC of eleven characters, known or taken.

        Raises:
            Refusal: it is neither.
        """
        found = self._parties.get(bic)
        return found or self._find_party(bic)

    def _find_party(self, bic: str) -> Party:
        unit = self.known.units.get(bic)
        country = self.stage.find_country(bic) if unit is None else None
        if country is not None:
            party = Party(id_of(bic), country)
        elif unit is not None:
            party = Party(unit.id, unit.country)
        else:
            raise Refusal(
                Cause.UNKNOWN_INSTITUTION,
                id_of(bic),
                "an institution of the network or of the same import",
                "give the directory that has it in the same import",
            )
        if len(self._parties) >= _CACHED_MAX:
            self._parties.clear()
        self._parties[bic] = party
        return party

    def forget_party(self, bic: str) -> None:
        """Look a party up anew next time."""
        self._parties.pop(bic, None)

    def need_hours(self, country: str, value: str) -> None:
        """See that an institution of a country has hours, or may have priors.

        Raises:
            Refusal: it has none.
        """
        if not self.prior_hours:
            raise Refusal(
                Cause.NO_HOURS,
                value,
                f"a country with hours; no service covers {country}",
                f"give services of {country} in a file with --onto, or let priors be written with --prior-hours",
            )
        self.countries.add(country)

    def need_days(self, currency: str, place: Place) -> None:
        """See that a currency has settlement days, or may have priors.

        Raises:
            Refusal: it has none.
        """
        if (currency, place) in self.known.settled or (currency, place) in self.places:
            return
        if not self.prior_hours:
            side = "" if place is Place.ANY else f" {place.value}"
            raise Refusal(
                Cause.NO_SETTLEMENT_DAYS,
                currency,
                f"a currency with settlement days; no calendar settles {currency}{side}",
                "give a calendar that settles it in a file with --onto, or let priors be written with --prior-hours",
            )
        self.places.add((currency, place))


def id_of(bic: str) -> str:
    """Return the id of an institution that is new: its BIC, of eight characters for a head office."""
    return bic.removesuffix("XXX")


def sides_of(owner: Party, servicer: Party, currency: str) -> tuple[Place, Place]:
    """Return the sides on which owner and servicer hold a currency at home."""
    if currency not in SEGMENTED_CURRENCIES:
        return Place.ANY, Place.ANY
    return home_place(owner.country, currency), home_place(servicer.country, currency)
