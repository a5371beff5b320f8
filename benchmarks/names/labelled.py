"""The labelled set: cross-script pairs with their sources, invented entries, and names that are nobody's on the list.

Everything is drawn from one seed, so that the set is the same on every machine. Nothing of fxroute is imported: another
matcher can be asked the same questions (`benchmarks/names/peer.py`).
"""

import csv
import hashlib
import random
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.names.parts import CULTURES, FORMS, MAKES, TRADES, VESSEL_WORDS, Culture, Part

__all__ = [
    "Entry",
    "LabelledSet",
    "Pair",
    "Query",
    "draw_entries",
    "draw_parts",
    "draw_strangers",
    "read_pairs",
    "words_of",
]

SEED = 20261125
KINDS = ("person", "organisation", "vessel")
PAIRS = Path(__file__).resolve().parents[2] / "tests" / "answers" / "names" / "pairs.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two spellings of one name that stand in one public text; see the columns of `pairs.csv`.

    `relation` is `spelled` where the telling words carry over by sound, `translated` where at least one does not.
    """

    original: str
    latin: str
    kind: str
    script: str
    language: str
    relation: str
    source: str
    confidence: str

    @property
    def is_held_out(self) -> bool:
        """Tell whether the pair was kept from whoever wrote the matcher: about half are, by a hash of the original."""
        return int(hashlib.sha256(self.original.encode()).hexdigest()[0], 16) % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One invented name on the list, in its parts: given, middle, family of a person; make, trade, form of a firm."""

    id: str
    kind: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """The name as listed."""
        return " ".join(part[0] for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question to a matcher: a name, and the entry it means; no entry where it is a stranger's."""

    name: str
    kind: str
    change: str
    entry_id: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Entries of the list, questions that mean one of them, and questions that mean none."""

    entries: tuple[Entry, ...]
    meant: tuple[Query, ...]
    strangers: tuple[Query, ...]


def read_pairs(place: Path = PAIRS) -> tuple[Pair, ...]:
    """Read the pairs collected by hand."""
    with place.open(encoding="utf-8", newline="") as file:
        return tuple(Pair(**row) for row in csv.DictReader(file))


def draw_entries(persons: int, companies: int, vessels: int) -> tuple[Entry, ...]:
    """Draw invented entries, no two of which are one name in other words."""
    chance = random.Random(SEED)
    found: list[Entry] = []
    known: set[frozenset[str]] = set()
    for kind, many in zip(KINDS, (persons, companies, vessels), strict=True):
        wanted = len(found) + many
        while len(found) < wanted:
            parts = draw_parts(chance, kind)
            words = words_of(" ".join(part[0] for part in parts))
            if words not in known:
                known.add(words)
                found.append(Entry(id=f"{kind[0]}{len(found):05d}", kind=kind, parts=parts))
    return tuple(found)


def draw_parts(chance: random.Random, kind: str) -> tuple[Part, ...]:
    """Draw the parts of one invented name."""
    if kind == "person":
        return _person(chance, _culture(chance))
    if kind == "vessel":
        return (chance.choice(MAKES),), (chance.choice(VESSEL_WORDS),), (str(chance.randint(1, 40)),)
    makes = tuple((make,) for make in chance.sample(MAKES, chance.choice((1, 1, 2))))
    return *makes, (chance.choice(TRADES),), chance.choice(FORMS)


def _culture(chance: random.Random) -> Culture:
    """Draw a culture by how many names its parts make, so that none is used up."""
    return chance.choices(CULTURES, [len(culture.given) * len(culture.family) for culture in CULTURES])[0]


def _person(chance: random.Random, culture: Culture) -> tuple[Part, ...]:
    many = 2 if culture.has_middle and chance.random() < 0.5 else 1
    given = tuple(chance.sample(culture.given, many))
    family = (chance.choice(culture.family),)
    return family + given if culture.is_family_first else given + family


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name without marks, to tell whether two invented names are made of the same words."""
    return frozenset(re.findall(r"\w+", name.lower()))


def draw_strangers(entries: tuple[Entry, ...], many: int) -> tuple[Query, ...]:
    """Draw names that are none of the entries', three in four of them near ones; no name twice.

    A name whose telling words are all among an entry's, or the other way round, is left out: a name with a part left
    out is asked among those that mean an entry.
    """
    chance = random.Random(SEED + 1)
    by_word: dict[str, list[frozenset[str]]] = {}
    for entry in entries:
        telling = _telling(entry.kind, entry.parts)
        for word in telling:
            by_word.setdefault(word, []).append(telling)
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in KINDS}
    found: dict[str, Query] = {}
    while len(found) < many:
        entry = chance.choice(by_kind[chance.choices(KINDS, (5, 4, 1))[0]])
        change, parts = _stranger(chance, entry)
        telling = _telling(entry.kind, parts)
        if not any(telling <= known or known <= telling for word in telling for known in by_word.get(word, ())):
            name = " ".join(part[0] for part in parts)
            found.setdefault(name, Query(name=name, kind=entry.kind, change=change))
    return tuple(found.values())


def _telling(kind: str, parts: tuple[Part, ...]) -> frozenset[str]:
    """The words that tell a name from others: without trade and form; a vessel's number stays."""
    return words_of(" ".join(part[0] for part in (parts[:-2] if kind == "organisation" else parts)))


def _stranger(chance: random.Random, entry: Entry) -> tuple[str, tuple[Part, ...]]:
    """One name that is not this entry's: another's altogether, or with one part of this one's."""
    other = draw_parts(chance, entry.kind)
    if chance.random() < 0.25:
        return "drawn by chance", other
    if entry.kind == "person":
        return _other_person(chance, entry)
    if entry.kind == "vessel":
        return _other_vessel(chance, entry, other)
    if len(entry.parts) == 4 and chance.random() < 0.6:
        return "one make of two", (entry.parts[0], other[0], *other[-2:])
    return "same trade and form", (other[0], *entry.parts[-2:])


def _other_vessel(chance: random.Random, entry: Entry, other: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    change = chance.choice(("same vessel word and number", "same make, other vessel word", "sister ship"))
    if change == "same vessel word and number":
        return change, (other[0], *entry.parts[1:])
    if change == "sister ship":
        return change, (*entry.parts[:2], other[2])
    return change, (entry.parts[0], *other[1:])


def _other_person(chance: random.Random, entry: Entry) -> tuple[str, tuple[Part, ...]]:
    culture = next(culture for culture in CULTURES if {entry.parts[0], entry.parts[-1]} & set(culture.family))
    family, given = entry.parts[-1], entry.parts[0]
    if culture.is_family_first:
        family, given = given, family
    change = chance.choice(("same family name", "same given name", "other middle name"))
    if change == "other middle name" and culture.has_middle:
        return change, (given, chance.choice(culture.given), family)
    if change == "same given name":
        family = chance.choice(culture.family)
    else:
        change, given = "same family name", chance.choice(culture.given)
    return change, (family, given) if culture.is_family_first else (given, family)
