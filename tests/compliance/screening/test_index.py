"""The index finds what a comparison with every name finds, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.likeness import compare_names
from fxroute.compliance.screening.normalise import normalise
from tests.compliance.screening.name_play import NamePlay

WORDS = st.text(alphabet="aabdehiklmnorsuwyz", min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)

WITH_JOINTS = [
    ("abdul rahman nurul huda", "abdulrahman nurulhuda"),
    ("john john smith", "john john"),
    ("al yusuf kerim", "alyusuf kerim"),
    ("de madallili", "bin mada llili"),
    ("madkhkim ghshiunll", "ghshiu nll qyha madkhkim"),
    ("kimounaab 1", "kimou naab"),
    ("zunshigh fo ou al alshiha", "zunshi gh fo ou ulh alshiha"),
    ("h ltd", "j 1 eld hai feng ou"),
    ("w al", "ll myra wli"),
]


@pytest.mark.parametrize("seed", range(4))
def test_the_index_loses_nothing_that_a_comparison_with_every_name_finds(seed: int) -> None:
    play = NamePlay(seed)
    printed = play.names(150)
    names = [normalise(name) for name in printed]
    index = NameIndex(names)
    found_any = 0
    for _ in range(60):
        asked = normalise(play.rewritten(play.pick(printed)))
        likeness = [compare_names(asked, name) for name in names]
        for least in (500, 700, 850):
            expected = {number: one for number, one in enumerate(likeness) if one.thousandths >= least}

            assert dict(index.find(asked, least)) == expected, (asked.text, least)
            found_any += bool(expected)
    assert found_any > 90


@pytest.mark.parametrize(("listed", "asked"), WITH_JOINTS)
@pytest.mark.parametrize("least", [500, 700, 850])
def test_nor_where_words_are_joined_or_initials(listed: str, asked: str, least: int) -> None:
    one, other = normalise(listed), normalise(asked)
    likeness = compare_names(other, one)

    assert dict(NameIndex([one]).find(other, least)) == ({0: likeness} if likeness.thousandths >= least else {})


@given(one=NAMES, other=NAMES)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    left, right = normalise(one), normalise(other)

    assert compare_names(left, right) == compare_names(right, left)


@pytest.mark.parametrize("seed", range(2))
def test_likeness_is_the_same_from_both_sides_of_what_was_rewritten(seed: int) -> None:
    play = NamePlay(seed)
    for name in play.names(300):
        left, right = normalise(name), normalise(play.rewritten(name))

        assert compare_names(left, right) == compare_names(right, left)


@given(name=NAMES)
def test_a_name_is_itself(name: str) -> None:
    normal = normalise(name)

    assert compare_names(normal, normal).is_exact == bool(normal.words)


@pytest.mark.parametrize("text", ["", "...", "\u200f\u200b", "-- / --"])
def test_a_name_without_letters_resembles_nothing(text: str) -> None:
    index = NameIndex([normalise("Ali Hassan"), normalise(text)])

    assert list(index.find(normalise(text), 500)) == []
    assert [number for number, _ in index.find(normalise("Ali Hassan"), 500)] == [0]
