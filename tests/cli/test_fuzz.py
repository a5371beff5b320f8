"""Whatever is typed, the answer is an answer or three lines; a status nobody knows, or a traceback, never comes."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fxroute.errors import FxRouteError
from tests.cli.running import AGENTS, commands, run

STATUSES = {0, 1, 2, 130, 141} | {leaf.exit_status for leaf in FxRouteError.__subclasses__()}
OPTIONS = (
    "--at", "--arrive-by", "--charges", "--charges-from-amount", "--customer", "--avoid", "--via", "--carry",
    "--max-intermediaries", "--max-conversions", "--max-legs", "--max-labels", "--vehicle", "--min-confidence",
    "--order", "--receive", "--details", "--network", "--rates", "--json", "--lang", "--debtor-agent",
    "--creditor-agent", "--html", "--csv", "--xlsx", "--table", "--why-not", "--why-not-via", "--live",
    "--live-max-age", "--from", "--to", "--url", "--since", "--max-change", "--replace",
    "--what-if", "--overlay", "--with", "--other-at", "--", "-", "-h",
)  # fmt: skip
WORDS = (
    "CNY", "SAR", "USD", "XAU", "CNH", "JPY", "2000000", "0", "-1", "1e9", "1.001", "NaN", "Infinity", "9" * 30, "٣",
    "SHAR", "SLEV", "zh", "en", "prior", "fastest", "CNY/SAR", "SAR/SAR", "/", "RIBLSARI", "BKCHCNBJ500", "SARIE", "",
    "2026-11-24T09:30+08:00", "2026-11-24T09:30", "2026-13-01", "1999-01-01T00:00Z", "2099-12-31T23:59+00:00", ".",
    "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "corporate", "5", "\ud800", "\x00", "a\nb", "%s", "{0}",
    "out SARIE", "cut-off SARIE 14:00", "rate CNY/SAR +1bp", "limit SARIE max", "close SA 2026-11-26", "out '", ";",
)  # fmt: skip
ARGUMENT = st.one_of(st.sampled_from(OPTIONS), st.sampled_from(WORDS), st.text(max_size=12))
BOUNDED = ("--max-conversions", "1", "--max-intermediaries", "0", "--details", "1")


def check(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert result.exit_code in STATUSES, arguments
    assert result.exception is None or isinstance(result.exception, SystemExit), arguments
    if result.exit_code > 1:
        lines = result.stderr.splitlines()
        assert [line[:7] for line in lines] == ["error: ", "where: ", "mend:  "] * (len(lines) // 3), arguments
        assert lines, arguments


@settings(max_examples=150)
@given(st.sampled_from(commands()), st.lists(ARGUMENT, max_size=6))
@example(("route",), ["CNY", "SAR", "5", "--at", "9999-12-31T23:59-12:00"])
@example(("network", "check"), ["\x00"])
@example(("plan",), ["."])
def test_any_words_are_answered_or_refused_in_three_lines(path: tuple[str, ...], words: list[str]) -> None:
    check((*path, *words))


@settings(max_examples=60)
@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(WORDS), st.lists(ARGUMENT, max_size=3))
def test_a_question_of_any_words_is_answered_or_refused(
    source: str, target: str, amount: str, words: list[str]
) -> None:
    check(("route", source, target, amount, *AGENTS, *BOUNDED, *words))


@settings(max_examples=40)
@given(st.sampled_from(OPTIONS), st.one_of(st.sampled_from(WORDS), st.text(max_size=20)))
def test_any_value_of_any_option_is_taken_or_refused(option: str, value: str) -> None:
    question = ("route", "CNY", "SAR", "2000000", *AGENTS, "--at", "2026-11-24T09:30+08:00", *BOUNDED)
    check((*question, option, value))
