"""The index finds what a comparison with every name finds, and nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.likeness import compare_names
from fxroute.compliance.screening.normalise import normalise

LEAST = (500, 700, 900)
PIECES = ("ab", "al", "ha", "mad", "mud", "san", "sain", "kim", "jong", "un", "ra", "h", "man", "y", "w", "z", "ou", "q", "ll")
WEAK = ("al", "bin", "co", "ltd", "bank", "trading", "1", "77", "j", "m", "de", "international", "mr", "abdul", "abd")
SCRIPTS = ("محمد", "الحسن", "عبد الرحمن", "王小明", "海丰", "김정은", "Хасан", "רמז", "Μπούτος")

WORDS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join),
    st.sampled_from(WEAK),
    st.sampled_from(SCRIPTS),
    st.text(alphabet="abdhilmnrsuy", min_size=1, max_size=11),
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@st.composite
def listed_and_asked(draw: st.DrawFn) -> tuple[list[str], str]:
    """Names, and one that was made of one of them, so that most of what is asked has something to find."""
    names = draw(st.lists(NAMES, min_size=1, max_size=8))
    words = draw(st.sampled_from(names)).split()
    words = draw(st.permutations(words))
    place = draw(st.integers(0, len(words) - 1))
    change = draw(st.sampled_from(("keep", "join", "part", "drop", "letter", "add")))
    if change == "join" and len(words) > 1:
        words[place : place + 2] = ["".join(words[place : place + 2])]
    elif change == "part" and len(words[place]) > 3:
        cut = draw(st.integers(1, len(words[place]) - 1))
        words[place : place + 1] = [words[place][:cut], words[place][cut:]]
    elif change == "drop" and len(words) > 1:
        del words[place]
    elif change == "letter":
        cut = draw(st.integers(0, len(words[place])))
        words[place] = words[place][:cut] + draw(st.sampled_from("aeiunrs")) + words[place][cut + draw(st.integers(0, 1)) :]
    elif change == "add":
        words.insert(place, draw(WORDS))
    return names, " ".join(words)


@settings(max_examples=600, deadline=None)
@given(case=listed_and_asked(), least=st.sampled_from(LEAST))
@example((["abdul rahman nurul huda"], "abdulrahman nurulhuda"), 700)
@example((["john john smith"], "john john"), 700)
@example((["al yusuf kerim"], "alyusuf kerim"), 700)
def test_the_index_loses_nothing_that_a_comparison_would_find(case: tuple[list[str], str], least: int) -> None:
    names, asked = [normalise(name) for name in case[0]], normalise(case[1])
    expected = {
        number
        for number, name in enumerate(names)
        if (name.words or asked.words) and compare_names(asked, name).thousandths >= least
    }

    assert {number for number, _ in NameIndex(names).find(asked, least)} == expected


@settings(max_examples=300, deadline=None)
@given(one=NAMES, other=NAMES)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    left, right = normalise(one), normalise(other)

    assert compare_names(left, right) == compare_names(right, left)


@given(name=NAMES)
def test_a_name_is_most_like_itself(name: str) -> None:
    normal = normalise(name)

    assert compare_names(normal, normal).is_exact == bool(normal.words)


@pytest.mark.parametrize("text", ["", "...", "\u200f\u200b", "-- / --"])
def test_a_name_without_letters_resembles_nothing(text: str) -> None:
    index = NameIndex([normalise("Ali Hassan"), normalise(text)])

    assert list(index.find(normalise(text), 500)) == []
    assert [number for number, _ in index.find(normalise("Ali Hassan"), 500)] == [0]
