"""Facts of records in words: names, places, scopes, limits and where a record comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from fxroute.model import Band, Place, Provenance, amount_text
from fxroute.network import Network
from fxroute.report.hours import span_text
from fxroute.report.notation import Notation
from fxroute.report.page import Page
from fxroute.report.words import Words

__all__ = ["Facts", "add_facts", "source_rows"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Values of records as texts of one language; what there is nothing to say of is an empty text."""

    network: Network
    notation: Notation

    @property
    def words(self) -> Words:
        """The texts of the language."""
        return self.notation.words

    def name(self, record_id: str) -> str:
        """Return name and id of an institution or system."""
        found = self.network.institutions.get(record_id) or self.network.infrastructures.get(record_id)
        return record_id if found is None else self.words("named", name=found.name, id=record_id)

    def place(self, place: Place) -> str:
        """Return on which side a currency divided by law is held."""
        return "" if place is Place.ANY else self.words(f"place_{place}")

    def yes(self, is_so: bool) -> str:  # noqa: FBT001  # the one thing that is asked
        """Return yes, or nothing."""
        return self.words("yes") if is_so else ""

    def amount(self, amount_minor: int | None, currency: str, otherwise: str) -> str:
        """Return an amount, `otherwise` where there is none."""
        return otherwise if amount_minor is None else f"{currency} {amount_text(amount_minor, currency)}"

    def limits(self, minimum_minor: int, maximum_minor: int | None, currency: str) -> list[tuple[str, str]]:
        """Return the least and the largest amount of one payment, where there are such."""
        return [
            (self.words("minimum"), self.amount(minimum_minor or None, currency, "")),
            (self.words("maximum"), self.amount(maximum_minor, currency, "")),
        ]

    def minutes(self, band: Band) -> str:
        """Return a stretch of time, with its band where only that is known."""
        low, likely, high = map(self.notation.duration, (band.low, band.likely, band.high))
        return likely if band.is_exact else self.words("with_range", value=likely, low=low, high=high)

    def scope(self, institution: str, legal_entity: str, country: str) -> str:
        """Return for whom a record holds."""
        if institution:
            return self.name(institution)
        if legal_entity:
            return self.words("scope_entity", entity=self.name(legal_entity), country=country)
        return self.words("scope_country", country=country) if country else self.words("scope_all")


def add_facts(page: Page, rows: Sequence[tuple[str, str]]) -> None:
    """Add labels and values, without those that say nothing."""
    page.facts([row for row in rows if row[1]])


def source_rows(provenance: Provenance, notation: Notation) -> list[tuple[str, str]]:
    """Return where a record comes from, how far it is trusted, when it holds, and what was noted."""
    words = notation.words
    return [
        (words("valid"), span_text(provenance.valid_from, provenance.valid_to, words)),
        (words("confidence"), notation.confidence(provenance.confidence)),
        (words("source"), f"{provenance.source} ({provenance.as_of.isoformat()})"),
        (words("notes"), provenance.notes),
    ]
