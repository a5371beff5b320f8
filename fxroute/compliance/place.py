"""Places of law: countries and groups of countries, and which role institutions of a place have in a payment."""

from enum import StrEnum
from functools import cache

__all__ = ["Direction", "GROUPS", "Role", "countries_of"]

# Members of the Cooperation Council for the Arab States of the Gulf (charter of 25 May 1981).
_GCC = frozenset({"AE", "BH", "KW", "OM", "QA", "SA"})

# Members of the European Union on 2026-11-25 (Treaty on European Union, Art. 52, as amended by accessions and by the
# withdrawal of the United Kingdom on 2020-01-31).
_EU = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip

# Members whose currency is the euro (Bulgaria since 2026-01-01: Council decision of 8 July 2025).
_EURO = _EU - frozenset({"CZ", "DK", "HU", "PL", "RO", "SE"})

# Systems of the union as a whole, as T2, have its name for a country (ISO 3166-1 reserves EU for it).
_UNION = frozenset({"EU"})

GROUPS: dict[str, frozenset[str]] = {"GCC": _GCC, "EU": _EU | _UNION, "EURO": _EURO | _UNION, "UK": frozenset({"GB"})}
"""Names that stand for several countries, or for one under the name its law uses."""


class Direction(StrEnum):
    """How a payment runs as seen from a place: out of it, into it, through it, or inside it."""

    OUT = "out"
    IN = "in"
    TRANSIT = "transit"
    DOMESTIC = "domestic"


class Role(StrEnum):
    """What an institution does in a payment (ISO 20022: DbtrAgt, IntrmyAgt, CdtrAgt)."""

    DEBTOR_AGENT = "debtor_agent"
    INTERMEDIARY = "intermediary"
    CREDITOR_AGENT = "creditor_agent"


@cache
def countries_of(place: str) -> frozenset[str] | None:
    """Return the countries of a place of law, `None` for `GLOBAL`, which is everywhere."""
    if place == "GLOBAL":
        return None
    return GROUPS.get(place, frozenset({place}))
