"""What is the same name whatever the keyboard, the script or the habit it was written with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.screening.normalise import NAME_CHARACTERS_MAX, normalise
from fxroute.errors import InvalidValue

SAME = [
    ("ACME Trading", "acme trading"),
    ("Acme  Trading", " Acme\tTrading\n"),
    ("O'Brien", "O\u2019Brien"),
    ("Al-Qahtani", "al Qahtani"),
    ("El Qahtani", "Al-Qahtani"),
    ("A.C.M.E. Trading", "A C M E Trading"),
    ("Acme L.L.C.", "Acme LLC"),
    ("Acme Limited", "Acme Ltd."),
    ("Acme Company Limited", "ACME CO., LTD"),
    ("Acme Corporation", "Acme Corp"),
    ("Dr. Ali Hassan", "Ali Hassan"),
    ("Müller", "Mu\u0308ller"),
    ("\uff21\uff23\uff2d\uff25 Trading", "ACME Trading"),  # full width
    ("Ali\u200f \u202bHassan\u202c", "Ali Hassan"),  # marks of direction
    ("A\u200bc\u00adm\ufeffe", "Acme"),  # seen by nobody
    ("\u0410\u0441\u043c\u0435 Trading", "Acme Trading"),  # Cyrillic look-alikes, a whole word of them
    ("Ac\u043c\u0435 Trading", "Acme Trading"),  # two of them inside a word
    ("\u0391cme", "Acme"),  # a Greek one
    ("M0hamed", "Mohamed"),
    ("Abd al-Aziz", "Abdulaziz"),
    ("Abdel Aziz", "Abdul-Aziz"),
    ("Владимир", "Vladimir"),
    ("有限公司", "Co Ltd"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_are_one_name(one: str, other: str) -> None:
    assert normalise(one).text == normalise(other).text


DIFFERENT = [
    ("Adrian Darya 1", "Adrian Darya 2"),
    ("Acme Ltd", "Acme LLC"),
    ("Ali Hassan", "Hassan Ali"),
    ("王", "汪洋"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert normalise(one).text != normalise(other).text


TRANSLITERATED = [
    ("王小明", "wang xiaoming"),
    ("欧阳小明", "ouyang xiaoming"),
    ("青岛海丰电气有限公司", "qingdao haifeng electric co ltd"),
    ("比亚迪集团", "biyadi group"),
    ("青岛石油贸易有限公司", "qingdao petroleum trading co ltd"),
    ("김정은", "kim jeongeun"),
    ("Юрий Щукин", "yuriy shchukin"),
    ("شركة", "co"),
    ("בנק", "bnk"),
]


@pytest.mark.parametrize(("text", "expected"), TRANSLITERATED)
def test_other_scripts_become_latin_words(text: str, expected: str) -> None:
    assert normalise(text).text == expected


def test_arabic_vowels_may_be_written_or_not() -> None:
    assert normalise("مُحَمَّد").text == normalise("محمد").text == normalise("محـــمد").text


def test_a_chinese_name_keeps_its_characters() -> None:
    assert (normalise("王小明").han, normalise("Wang Xiaoming").han) == ("王小明", "")
    assert normalise("王小明").text == normalise("王晓明").text


@pytest.mark.parametrize(("text", "script"), [("Ali", "latin"), ("علي", "arabic"), ("王", "han"), ("Ali علي", "latin")])
def test_a_name_says_its_script(text: str, script: str) -> None:
    assert normalise(text).script == script


def test_a_name_of_ten_megabytes_is_refused_with_its_beginning() -> None:
    with pytest.raises(InvalidValue) as caught:
        normalise("A" * 10_000_000, where="creditor name")

    assert "10000000 characters" in caught.value.what
    assert "'AAAA" in caught.value.what
    assert len(caught.value.what) < 200
    assert caught.value.where == "creditor name"


def test_a_sign_that_stands_for_many_letters_does_not_pass_the_limit() -> None:
    assert normalise("\ufdfa").words
    with pytest.raises(InvalidValue, match="18000 characters"):
        normalise("\ufdfa" * NAME_CHARACTERS_MAX)


def test_the_longest_name_that_is_taken() -> None:
    assert normalise("ab " * (NAME_CHARACTERS_MAX // 3)).words
    with pytest.raises(InvalidValue):
        normalise("a" * (NAME_CHARACTERS_MAX + 1))


@given(text=st.text(max_size=60))
def test_any_text_becomes_words_of_small_letters_and_digits(text: str) -> None:
    name = normalise(text)

    assert name.text == " ".join(word.text for word in name.words)
    assert all(letter.isascii() and (letter.isalnum() or letter == "'") for word in name.words for letter in word.text)
    assert all(word.fold and word.consonants and word.skeleton for word in name.words)


@given(text=st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_a_name_compared_is_a_name_again(text: str) -> None:
    once = normalise(text)

    assert normalise(once.text).text == once.text
