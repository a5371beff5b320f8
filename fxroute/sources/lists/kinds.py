"""Kinds of identifiers, from the words that publishers have for them."""

import re
from functools import lru_cache

__all__ = ["identifier_kind"]

_KINDS = (
    ("bic", r"\bswift|\bbic\b|swiftbic"),
    ("imo", r"\bimo\b|imonumber"),
    ("mmsi", r"\bmmsi\b|maritime mobile"),
    ("call_sign", r"call ?sign"),
    ("lei", r"\blei\b|legal entity"),
    ("duns", r"d-?u-?n-?s"),
    ("tail_number", r"tail number|aircraft registration|aircraft mark"),
    ("serial_number", r"serial number|\bmsn\b"),
    ("digital_currency", r"digital currency|crypto|wallet"),
    ("passport", r"passport"),
    ("tax", r"\btax|\btin\b|\binn\b|\bvat\b|fiscal|\brfc\b|\bnit\b|innc|taxnumber|taxid"),
    (
        "registration",
        r"registration|regnumber|company number|business|trade|commerc|ogrn|chamber|licen[sc]e|registry|enterprise|kpp",
    ),
    (
        "national_id",
        r"national|identification|identity|\bid\b|id card|idnumber|cedula|\bssn\b|social security|personal|curp|dni",
    ),
)


@lru_cache(maxsize=1024)
def identifier_kind(words: str) -> str:
    """Return the kind that a publisher's words tell: `passport`, `imo`, `bic`; `other` where they tell none."""
    folded = re.sub(r"[_\s]+", " ", words.casefold()).strip()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, folded)), "other")
