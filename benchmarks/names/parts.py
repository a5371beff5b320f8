"""Parts of invented names, with the other spellings that people really use for them: `parts.toml`.

Nothing here is read from a list or from fxroute: the tables are written by hand, so that what perturbs a name knows
nothing of what normalises it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CULTURES", "FORMS", "MAKES", "TITLES", "TRADES", "VESSEL_WORDS", "Culture", "Part"]

Part = tuple[str, ...]
"""The spellings of one part of a name, the listed one first."""


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together; `has_middle` where a second given or a father's name is usual."""

    name: str
    given: tuple[Part, ...]
    family: tuple[Part, ...]
    has_middle: bool
    is_family_first: bool


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(tuple(word.replace("_", " ").split("/")) for word in text.split())


_SAID = tomllib.loads(Path(__file__).with_name("parts.toml").read_text(encoding="utf-8"))
_ONSETS, _MIDDLES, _ENDINGS = (_SAID["make"][name].split() for name in ("onsets", "middles", "endings"))

CULTURES = tuple(
    Culture(name, _parts(said["given"]), _parts(said["family"]), said["has_middle"], said["is_family_first"])
    for name, said in _SAID["culture"].items()
)

MAKES = tuple(
    onset + middle + _ENDINGS[(first + second) % len(_ENDINGS)]
    for first, onset in enumerate(_ONSETS)
    for second, middle in enumerate(_MIDDLES)
)
"""Invented first words of company and vessel names; any two differ in at least two syllables of three."""

TRADES: tuple[str, ...] = tuple(_SAID["company"]["trades"])

FORMS: tuple[Part, ...] = tuple(tuple(forms) for forms in _SAID["company"]["forms"])
"""Company forms; those of one row are used for one and the same company."""

VESSEL_WORDS = tuple(part[0] for part in _parts(_SAID["vessel"]["words"]))

TITLES = ("Mr.", "Dr.", "Eng.", "Mrs", "Prof.", "Gen.", "Haji", "Sheikh", "Capt.")
