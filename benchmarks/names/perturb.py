"""Changes that happen to names on their way into a payment: one small program a change.

Each takes a name in its parts and a source of chance, and returns the changed name, or nothing where the change cannot
be made. None knows how fxroute writes, reads or compares a name.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.names.labelled import Entry, Query
from benchmarks.names.parts import CULTURES, FORMS, TITLES

__all__ = ["CHANGES", "FRAMES", "draw_meant"]

SEED = 20261126
VOWELS = "aeiou"
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    key: {row[place - 1 : place] for place in (index, index + 2)} - {""}
    for row in KEYS
    for index, key in enumerate(row)
}
CYRILLIC_TWINS = (
    0x0430,
    0x0441,
    0x0435,
    0x043E,
    0x0440,
    0x0445,
    0x0443,
    0x0456,
    0x0410,
    0x0412,
    0x0421,
    0x0415,
    0x041D,
    0x041A,
    0x041C,
    0x041E,
    0x0420,
    0x0422,
    0x0425,
)
LOOK_ALIKES = dict(zip(map(ord, "aceopxyiABCEHKMOPTX"), CYRILLIC_TWINS, strict=True))
"""Latin letters and the Cyrillic ones that look the same, by number: in print nobody could tell them apart."""

MARKS = ("\u200f", "\u200e", "\u202b", "\u202c", "\u200d", "\u200b", "\ufeff", "\u2066", "\u2069")
ACCENTS = str.maketrans("aeiouncsAEIOU", "áèîöúñçšÀÉÎÖÜ")
DIGITS = str.maketrans("oieOIE", "013013")
SHORTER = {
    "International": "Intl",
    "Industries": "Inds",
    "General": "Gen",
    "Trading": "Trdg",
    "Engineering": "Engg",
    "Equipment": "Equip",
    "Services": "Svcs",
    "Shipping": "Shpg",
    "Construction": "Constr",
    "Investment": "Invt",
    "Electronics": "Elec",
}
"""As clerks shorten the words of trades."""

FRAMES = (
    "INV 4711/26 PAYMENT FOR SPARE PARTS {} CONTRACT 88-A",
    "Rent of the second quarter, order of {}, see enclosed",
    "/ROC/2026-551 on behalf of {} attn accounts",
)
"""Free text of payments around a name."""

Chance = random.Random
Change = Callable[[Entry, Chance], str | None]


def _spelt(entry: Entry, chance: Chance) -> str | None:
    """Another spelling of as many parts as have one, at least one."""
    open_parts = [index for index, part in enumerate(entry.parts) if len(part) > 1]
    if entry.kind != "person" or not open_parts:
        return None
    chosen = set(chance.sample(open_parts, chance.randint(1, len(open_parts))))
    return " ".join(chance.choice(part[1:]) if index in chosen else part[0] for index, part in enumerate(entry.parts))


def _family_first(entry: Entry, chance: Chance) -> str | None:
    if entry.kind != "person":
        return None
    words = [part[0] for part in entry.parts]
    return " ".join((words[-1] + chance.choice((",", "")), *words[:-1]))


def _initials(entry: Entry, chance: Chance) -> str | None:
    """The first given name as its letter; the family name stands."""
    if entry.kind != "person" or _is_family_first(entry):
        return None
    words = [part[0] for part in entry.parts]
    return " ".join((words[0][0] + chance.choice((".", "")), *words[1:]))


def _is_family_first(entry: Entry) -> bool:
    return any(culture.is_family_first and entry.parts[0] in culture.family for culture in CULTURES)


def _without_vowels(entry: Entry, chance: Chance) -> str | None:
    return _in_a_word(
        entry, chance, lambda word: word[0] + "".join(letter for letter in word[1:] if letter not in VOWELS)
    )


def _inserted(entry: Entry, chance: Chance) -> str | None:
    def insert(word: str) -> str:
        place = chance.randint(1, len(word))
        return word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place:]

    return _in_a_word(entry, chance, insert)


def _deleted(entry: Entry, chance: Chance) -> str | None:
    def delete(word: str) -> str:
        place = chance.randint(1, len(word) - 1)
        return word[:place] + word[place + 1 :]

    return _in_a_word(entry, chance, delete)


def _substituted(entry: Entry, chance: Chance) -> str | None:
    def substitute(word: str) -> str:
        place = chance.randint(0, len(word) - 1)
        return word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]

    return _in_a_word(entry, chance, substitute)


def _transposed(entry: Entry, chance: Chance) -> str | None:
    def transpose(word: str) -> str:
        place = chance.randint(0, len(word) - 2)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    return _in_a_word(entry, chance, transpose)


def _neighbour_key(entry: Entry, chance: Chance) -> str | None:
    def slip(word: str) -> str:
        places = [index for index, letter in enumerate(word) if NEIGHBOURS.get(letter)]
        if not places:
            return word
        place = chance.choice(places)
        return word[:place] + chance.choice(sorted(NEIGHBOURS[word[place]])) + word[place + 1 :]

    return _in_a_word(entry, chance, slip)


def _two_slips(entry: Entry, chance: Chance) -> str | None:
    """A letter lost in one word and two neighbours changed over in another, or in the same."""
    once = _deleted(entry, chance)
    if once is None:
        return None
    return _transposed(Entry(id=entry.id, kind=entry.kind, parts=tuple((word,) for word in once.split())), chance)


def _doubled(entry: Entry, chance: Chance) -> str | None:
    def double(word: str) -> str:
        place = chance.randint(1, len(word) - 1)
        return word[:place] + word[place] + word[place:]

    return _in_a_word(entry, chance, double)


def _in_a_word(entry: Entry, chance: Chance, change: Callable[[str], str]) -> str | None:
    """Change one word of at least five letters; forms and trades are left alone."""
    words = entry.name.split()
    telling = {
        word for part in (entry.parts[:-2] if entry.kind == "organisation" else entry.parts) for word in part[0].split()
    }
    places = [index for index, word in enumerate(words) if len(word) >= 5 and word in telling]
    if not places:
        return None
    place = chance.choice(places)
    words[place] = change(words[place])
    return " ".join(words)


def _middle_left_out(entry: Entry, _chance: Chance) -> str | None:
    if entry.kind != "person" or len(entry.parts) < 3:
        return None
    return f"{entry.parts[0][0]} {entry.parts[-1][0]}"


def _middle_added(entry: Entry, chance: Chance) -> str | None:
    """A father's or second given name that the list does not say."""
    if entry.kind != "person" or len(entry.parts) != 2:
        return None
    culture = next((one for one in CULTURES if one.has_middle and entry.parts[1] in one.family), None)
    if culture is None:
        return None
    return f"{entry.parts[0][0]} {chance.choice(culture.given)[0]} {entry.parts[1][0]}"


def _form_left_out(entry: Entry, _chance: Chance) -> str | None:
    return " ".join(part[0] for part in entry.parts[:-1]) if entry.kind == "organisation" else None


def _form_written_otherwise(entry: Entry, chance: Chance) -> str | None:
    if entry.kind != "organisation":
        return None
    return " ".join((*(part[0] for part in entry.parts[:-1]), chance.choice(entry.parts[-1][1:])))


def _other_form(entry: Entry, chance: Chance) -> str | None:
    if entry.kind != "organisation":
        return None
    others = [forms[0] for forms in FORMS if not set(forms) & set(entry.parts[-1])]
    return " ".join((*(part[0] for part in entry.parts[:-1]), chance.choice(others)))


def _trade_shortened(entry: Entry, _chance: Chance) -> str | None:
    words = entry.name.split()
    if entry.kind != "organisation" or not SHORTER.keys() & set(words):
        return None
    return " ".join(SHORTER.get(word, word) for word in words)


def _trade_left_out(entry: Entry, _chance: Chance) -> str | None:
    if entry.kind != "organisation" or len(entry.parts) < 4:
        return None
    return " ".join(part[0] for part in (*entry.parts[:-2], entry.parts[-1]))


def _joined(entry: Entry, chance: Chance) -> str | None:
    words = entry.name.split()
    place = chance.randint(0, max(len(words) - (3 if entry.kind == "organisation" else 2), 0))
    return " ".join((*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]))


def _parted(entry: Entry, chance: Chance) -> str | None:
    def part(word: str) -> str:
        place = chance.randint(2, len(word) - 2)
        return f"{word[:place]} {word[place:]}"

    return _in_a_word(entry, chance, part)


def _accented(entry: Entry, _chance: Chance) -> str | None:
    return entry.name.translate(ACCENTS)


def _cased(entry: Entry, chance: Chance) -> str | None:
    return chance.choice((entry.name.upper(), entry.name.lower(), entry.name.swapcase()))


def _punctuated(entry: Entry, chance: Chance) -> str | None:
    marked = entry.name.replace(" ", chance.choice(("-", ".", " - ", "/", "_", "  ", ", ")))
    return chance.choice(('"{}"', "{}.", "({})", "'{}'", "{}")).format(marked)


def _look_alike(entry: Entry, chance: Chance) -> str | None:
    """Every letter that has a Cyrillic twin, or one of them."""
    if chance.random() < 0.5:
        return entry.name.translate(LOOK_ALIKES)
    places = [index for index, letter in enumerate(entry.name) if ord(letter) in LOOK_ALIKES]
    if not places:
        return None
    place = chance.choice(places)
    return entry.name[:place] + entry.name[place].translate(LOOK_ALIKES) + entry.name[place + 1 :]


def _marked(entry: Entry, chance: Chance) -> str | None:
    """Marks that nobody sees: of direction, of joining, of width nothing."""
    letters = list(entry.name)
    for _ in range(3):
        letters.insert(chance.randint(0, len(letters)), chance.choice(MARKS))
    return "".join(letters)


def _digits(entry: Entry, chance: Chance) -> str | None:
    return _in_a_word(entry, chance, lambda word: word.translate(DIGITS))


def _titled(entry: Entry, chance: Chance) -> str | None:
    return f"{chance.choice(TITLES)} {entry.name}" if entry.kind == "person" else None


def _in_a_text(entry: Entry, chance: Chance) -> str | None:
    return chance.choice(FRAMES).format(entry.name)


CHANGES: dict[str, Change] = {
    "as listed": lambda entry, _chance: entry.name,
    "other spelling": _spelt,
    "family name first": _family_first,
    "initial for a given name": _initials,
    "middle name left out": _middle_left_out,
    "middle name added": _middle_added,
    "title before the name": _titled,
    "vowels left out of a word": _without_vowels,
    "letter inserted": _inserted,
    "letter deleted": _deleted,
    "letter substituted": _substituted,
    "neighbours transposed": _transposed,
    "neighbouring key": _neighbour_key,
    "letter doubled": _doubled,
    "two slips": _two_slips,
    "digits for letters": _digits,
    "words joined": _joined,
    "word parted": _parted,
    "accents added": _accented,
    "letter case": _cased,
    "punctuation": _punctuated,
    "look-alike letters": _look_alike,
    "marks unseen": _marked,
    "form left out": _form_left_out,
    "form written otherwise": _form_written_otherwise,
    "other form": _other_form,
    "trade shortened": _trade_shortened,
    "trade left out": _trade_left_out,
    "inside a text": _in_a_text,
}
"""What may happen to a name, by the word it is reported under."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    entry: Entry
    name: str


def draw_meant(entries: tuple[Entry, ...], a_change: int) -> tuple[Query, ...]:
    """Draw so many questions for every change; each means one entry of the list and is not its name as listed."""
    found: list[Query] = []
    for change, make in CHANGES.items():
        chance = random.Random(f"{SEED} {change}")
        for _ in range(a_change):
            drawn = _draw(entries, make, chance, may_be_same=change == "as listed")
            found.append(
                Query(
                    name=drawn.name,
                    kind=drawn.entry.kind,
                    change=change,
                    entry_id=drawn.entry.id,
                    is_text=change == "inside a text",
                )
            )
    return tuple(found)


def _draw(entries: tuple[Entry, ...], make: Change, chance: Chance, *, may_be_same: bool) -> _Drawn:
    while True:
        entry = chance.choice(entries)
        name = make(entry, chance)
        if name is not None and (may_be_same or name != entry.name) and re.search(r"\w", name):
            return _Drawn(entry, name)
