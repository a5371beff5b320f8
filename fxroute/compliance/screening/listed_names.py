"""The names of all entries of the lists, made ready to be asked, and which entries bear each."""

from array import array
from collections.abc import Iterator, Sequence

from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.listed import ListedName, ListedParty, NameStrength
from fxroute.compliance.screening.normalise import Name, normalise
from fxroute.compliance.screening.policy import WeakAliases
from fxroute.errors import InvalidValue

__all__ = ["ListedNames"]

_NAME_SHIFT, _ENTRY_SHIFT = 38, 14
_ENTRY_MASK, _PLACE_MASK = (1 << _NAME_SHIFT - _ENTRY_SHIFT) - 1, (1 << _ENTRY_SHIFT) - 1
"""Number of a name, of an entry, and place of the name in the entry, in one whole number of 64 bits."""


class ListedNames:
    """Names by number, each once, and their bearers by their place among the entries.

    Making it takes most of the time before a first screening (some seconds for each hundred thousand names), and it
    depends on nothing but the entries and on what weak aliases count: it can be kept.

    Attributes:
        index: the names.
    """

    def __init__(self, parties: Sequence[ListedParty], weak_aliases: WeakAliases) -> None:
        """Take in the names of entries.

        Raises:
            InvalidValue: a name is too long to be one.
        """
        self._party_count = len(parties)
        self._weak_aliases = weak_aliases
        self._pairs = array("Q")
        self._starts = array("I")
        self.index = NameIndex(self._taken(parties))

    def refuse_other(self, parties: Sequence[ListedParty], weak_aliases: WeakAliases) -> None:
        """Refuse entries, or a treatment of weak aliases, that these names were plainly not made from.

        Raises:
            InvalidValue: there are more or fewer entries, or weak aliases counted otherwise.
        """
        if (self._party_count, self._weak_aliases) != (len(parties), weak_aliases):
            raise InvalidValue(
                what=f"names of {self._party_count} entries, weak aliases {self._weak_aliases}; "
                f"the lists have {len(parties)} entries, and the policy says {weak_aliases}",
                where="names made ready",
                mend="make them ready from the same lists under the same policy",
            )

    def bearers(self, number: int, parties: Sequence[ListedParty]) -> Iterator[tuple[int, ListedName]]:
        """Entries that bear a name, by their place, with the name as the list prints it."""
        for pair in self._pairs[self._starts[number] : self._starts[number + 1]]:
            entry = pair >> _ENTRY_SHIFT & _ENTRY_MASK
            yield entry, parties[entry].names[pair & _PLACE_MASK]

    def _taken(self, parties: Sequence[ListedParty]) -> Iterator[Name]:
        """Every distinct name once; what bears it is known when all were taken."""
        numbers: dict[tuple[str, str, str, bytes], int] = {}
        pairs: list[int] = []
        for entry, party in enumerate(parties):
            for place, printed in enumerate(party.names):
                if printed.strength is NameStrength.WEAK and self._weak_aliases is WeakAliases.IGNORED:
                    continue
                name = normalise(printed.text, where=f"list entry {party.id}, name {place + 1}")
                key = name.text, name.script, name.han, bytes(word.is_bare for word in name.words)
                number = numbers.get(key)
                if number is None:
                    number = numbers[key] = len(numbers)
                    yield name
                pairs.append(number << _NAME_SHIFT | entry << _ENTRY_SHIFT | place)
        self._pairs = array("Q", sorted(pairs))
        self._starts = array("I", [0])
        for place, pair in enumerate(self._pairs):
            while len(self._starts) <= pair >> _NAME_SHIFT:
                self._starts.append(place)
        self._starts.append(len(self._pairs))
