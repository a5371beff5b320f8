"""How alike two names are: words paired whatever their order, joined words parted, the weight of what agrees.

The likeness of two names is the greatest of three, in thousandths:

- *together*: the weight of agreeing words, by how alike they are, over the weight of all words of both names;
- *within*: where at least two full words agree, the agreeing share of the lighter name, less a fifth of what
  *together* lacks: a name with a part left out is still a name;
- *run together*: the likeness of both names written as one word, where their consonants are the same.

One shared word is not a likeness where both names have more than one distinctive word. That rule, and the floor below
which two words do not count as alike, are what lets an index find every name that this comparison would find.
"""

from dataclasses import dataclass

from fxroute.compliance.screening.joints import written_as
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.word_tables import GENERIC
from fxroute.compliance.screening.words import FULL, SAME, Word, alike, word_of

__all__ = ["NameLikeness", "compare_names", "run_together", "stands_alone"]

_CONSONANTS_RUN_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """What came of a comparison: the likeness in thousandths, and whether the words stood in the same order."""

    thousandths: int
    is_exact: bool = False
    is_same_order: bool = True


_NOT_ALIKE = NameLikeness(0)
_EXACT = NameLikeness(SAME, is_exact=True)


def compare_names(one: Name, other: Name) -> NameLikeness:
    """Return how alike two names are. Symmetric."""
    if not one.words or not other.words:
        return _NOT_ALIKE
    if one.text == other.text:
        return _EXACT
    paired = _paired_likeness(_joined(one.words, other.words), _joined(other.words, one.words))
    run = _run_likeness(one, other)
    return NameLikeness(run) if run > paired.thousandths else paired


def run_together(words: tuple[Word, ...]) -> Word | None:
    """Return the words of a name, without forms and particles, as one; nothing where that is too short to tell."""
    weighty = _weighty(words)
    if not any(word.is_distinctive for word in weighty):
        return None
    joined = word_of("".join(word.text for word in weighty), is_bare=any(word.is_bare for word in weighty), weight=FULL)
    return joined if len(joined.consonants) >= _CONSONANTS_RUN_TOGETHER else None


def _weighty(words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if word.weight >= GENERIC]


def _run_likeness(one: Name, other: Name) -> int:
    left, right = run_together(one.words), run_together(other.words)
    if left is None or right is None or left.consonants != right.consonants:
        return 0
    if [word.text for word in _weighty(one.words)] == [word.text for word in _weighty(other.words)]:
        return 0
    return min(alike(left, right), SAME - 1)


def _joined(words: tuple[Word, ...], others: tuple[Word, ...]) -> list[Word]:
    """Join neighbours that the other name writes as one word."""
    texts = {word.text for word in others}
    found: list[Word] = []
    is_open = False
    for word in words:
        joined = written_as(found[-1], word, others) if is_open and not stands_alone(found[-1], texts) else None
        if joined is None:
            found.append(word)
        else:
            found[-1] = joined
        is_open = joined is None
    return found


def stands_alone(word: Word, texts: set[str]) -> bool:
    """Tell whether a word has its own counterpart among the other name's, so that it is not joined."""
    return word.is_distinctive and word.text in texts


def _paired_likeness(ones: list[Word], others: list[Word]) -> NameLikeness:
    pairs = _pairs(ones, others)
    distinctive = sum(ones[i].is_distinctive and others[j].is_distinctive for i, j, _ in pairs)
    fewest = min(sum(word.is_distinctive for word in words) for words in (ones, others))
    if distinctive < max(min(fewest, 2), 1):
        return _NOT_ALIKE
    agreed = sum(min(ones[i].weight, others[j].weight) * likeness for i, j, likeness in pairs)
    weights = sum(word.weight for word in ones), sum(word.weight for word in others)
    together = 2 * agreed // sum(weights)
    is_full = sum(ones[i].weight == FULL == others[j].weight for i, j, _ in pairs) >= 2
    within = 0
    if is_full:
        within = agreed // min(weights) * (4 * SAME + together) // (5 * SAME)
    order = [j for _, j, _ in sorted(pairs)]
    return NameLikeness(min(max(together, within), SAME - 1), is_same_order=order == sorted(order))


def _pairs(ones: list[Word], others: list[Word]) -> list[tuple[int, int, int]]:
    """Pair words, the most alike first; ties by the letters of both, so that it is the same from both sides."""
    found = [(alike(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others)]
    ranked = sorted(
        (-likeness, abs(i - j), sorted((ones[i].text, others[j].text)), i, j) for likeness, i, j in found if likeness
    )
    pairs: list[tuple[int, int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for negative, _, _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j, -negative))
            taken[0].add(i)
            taken[1].add(j)
    return pairs
