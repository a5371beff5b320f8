"""A good answer is kept; a bad, half or older one never displaces it; what is kept plans payments."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from fxroute import CurrencyPair, Money, Payment
from fxroute.errors import DataFileError, DataFileErrors, UsageError
from fxroute.sources import fetch_rates, fetched_rates, load_planner, load_rates
from fxroute.sources.feeds.fetch import Fetched
from fxroute.sources.feeds.kept import read_kept
from tests.sources.feeds.answers import ccpr_json, ecb_xml
from tests.sources.server import NOW, QUICK, Server, Waits, body

RENT = Payment.send(
    Money("2000000.00", "CNY"),
    receive="SAR",
    debtor_agent="BKCHCNBJ500",
    creditor_agent="RIBLSARI",
    at="2026-11-25T09:30+08:00",
)


def fetch(server: Server, content: bytes, feed: str = "ecb", **wishes: object) -> Fetched:
    address = server.at("/rates", body(content))
    return fetch_rates(feed, url=address, limits=QUICK, clock=Waits().clock(), **wishes)  # type: ignore[arg-type]  # as told


def refusals(server: Server, content: bytes, feed: str = "ecb", **wishes: object) -> list[str]:
    """The faults of an answer; what is kept stays byte for byte."""
    kept = read_kept(feed)
    before = kept.path.read_bytes() if kept else b""
    with pytest.raises(DataFileErrors) as caught:
        fetch(server, content, feed, **wishes)
    after = read_kept(feed)
    assert (after.path.read_bytes() if after else b"") == before
    return [fault.what for fault in caught.value.faults]


def test_what_is_kept_says_where_and_when_it_was_fetched(server: Server, folder: Path) -> None:
    content = ecb_xml()
    fetched = fetch(server, content)
    kept = read_kept("ecb")

    assert kept == fetched.kept
    assert kept is not None
    assert (kept.path, kept.address) == (folder / "ecb.yaml", f"{server.address}/rates")
    assert (kept.fetched_at, kept.count) == (NOW, 3)
    assert kept.sha256 == sha256(content).hexdigest()
    assert [path.name for path in folder.iterdir()] == ["ecb.yaml"]


def test_an_answer_from_elsewhere_is_of_medium_confidence_and_says_so(server: Server) -> None:
    (record, *_) = fetch(server, ecb_xml()).kept.records()

    assert record["confidence"] == "medium"
    assert str(record["source"]).endswith(f"read from {server.address.removeprefix('http://')}")


def test_an_answer_of_the_publisher_is_of_high_confidence(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from fxroute.sources.feeds.catalog import FEEDS

    address = server.at("/daily.xml", body(ecb_xml()))
    monkeypatch.setitem(FEEDS, "ecb", replace(FEEDS["ecb"], address=address))
    kept = fetch_rates("ecb", limits=QUICK, clock=Waits().clock()).kept

    assert {(record["confidence"], record["source"]) for record in kept.records()} == {
        ("high", "ECB euro foreign exchange reference rate")
    }


def test_the_same_answer_again_changes_nothing_but_the_instant(server: Server) -> None:
    first, again = fetch(server, ecb_xml()), fetch(server, ecb_xml())

    assert (first.is_changed, again.is_changed) == (True, False)
    assert first.kept.rates_sha256 == again.kept.rates_sha256


def test_an_older_answer_is_refused_unless_it_is_wanted(server: Server) -> None:
    fetch(server, ecb_xml("2026-11-24"))

    assert refusals(server, ecb_xml("2026-11-23")) == [
        "the newest rate is of 2026-11-23, those kept have one of 2026-11-24"
    ]
    assert fetch(server, ecb_xml("2026-11-23"), replaces=True).is_changed


def test_half_the_currencies_are_refused_unless_they_are_wanted(server: Server) -> None:
    fetch(server, ecb_xml())

    assert refusals(server, ecb_xml(rates={"USD": "1.1000"})) == [
        "the answer has 1 pairs, the last good one 3: it looks like a half"
    ]
    assert fetch(server, ecb_xml(rates={"USD": "1.1000"}), replaces=True).kept.count == 1


@pytest.mark.parametrize(
    ("rate", "is_taken"), [("2.2000", True), ("2.2001", False), ("0.5500", True), ("0.5499", False)]
)
def test_a_rate_far_from_the_last_good_one_is_refused(server: Server, rate: str, *, is_taken: bool) -> None:
    fetch(server, ecb_xml())
    answer = ecb_xml(rates={"USD": rate, "CNY": "7.3", "HKD": "8.6"})

    if is_taken:
        assert fetch(server, answer).is_changed
    else:
        assert refusals(server, answer) == [f"EUR/USD is {rate}, the last good one 1.1: more than 2 times apart"]
        assert fetch(server, answer, change_factor_max="2.1").is_changed


def test_a_decimal_point_in_the_wrong_place_of_a_hundred_yen_is_seen(server: Server) -> None:
    fetch(server, ccpr_json(), "cfets")
    wrong = ccpr_json().replace(b"100JPY", b"JPY")

    assert refusals(server, wrong, "cfets") == ["JPY/CNY is 4.6, the last good one 0.046: more than 2 times apart"]


def test_all_steps_back_are_told_at_once(server: Server) -> None:
    fetch(server, ecb_xml())

    assert len(refusals(server, ecb_xml("2026-11-20", rates={"USD": "11"}))) == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><body>busy</body></html>", ecb_xml()[:-30], ecb_xml(rates={"USD": "-1"}), ecb_xml("2026-11-26")],
)
def test_a_bad_answer_leaves_what_was_kept(server: Server, content: bytes) -> None:
    fetch(server, ecb_xml())

    assert refusals(server, content)


def test_a_file_that_was_changed_is_not_used_and_the_next_answer_mends_it(server: Server) -> None:
    path = fetch(server, ecb_xml()).kept.path
    path.write_bytes(path.read_bytes().replace(b"7.3000", b"9.3000"))

    with pytest.raises(DataFileError, match="damaged or changed"):
        fetched_rates("ecb", now=NOW)
    assert fetch(server, ecb_xml()).is_changed
    assert fetched_rates("ecb", now=NOW) == path


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"# x\nfeed: {}\nrates:\n", b"\xff" * 900])
def test_a_foreign_file_is_not_used(server: Server, content: bytes) -> None:
    path = fetch(server, ecb_xml()).kept.path
    path.write_bytes(content)

    with pytest.raises(DataFileError, match="damaged or changed"):
        read_kept("ecb")


def test_a_folder_in_the_place_of_fetched_rates_is_told(folder: Path) -> None:
    (folder / "ecb.yaml").mkdir(parents=True)

    with pytest.raises(DataFileError, match="cannot be read"):
        fetched_rates("ecb", now=NOW)


def test_nothing_fetched_is_told_with_what_fetches_it() -> None:
    with pytest.raises(DataFileError) as caught:
        fetched_rates("cfets", now=NOW)

    assert caught.value.mend == "fetch it first: fxroute rates fetch cfets"


def test_rates_are_as_old_as_the_newest_of_them(server: Server) -> None:
    path = fetch(server, ecb_xml("2026-11-20")).kept.path
    newest = NOW.replace(day=20, hour=13, minute=15)

    assert fetched_rates("ecb", now=newest + timedelta(hours=96, minutes=59)) == path
    with pytest.raises(DataFileError, match="97 hours old, more than 96"):
        fetched_rates("ecb", now=newest + timedelta(hours=97))
    assert fetched_rates("ecb", now=newest + timedelta(hours=97), age_hours_max=97) == path


def test_a_feed_of_another_name_is_told() -> None:
    with pytest.raises(UsageError, match="there is no feed 'ebc'") as caught:
        fetch_rates("ebc")
    assert caught.value.mend == "did you mean ecb?"


def test_a_feed_without_an_address_needs_one() -> None:
    with pytest.raises(UsageError) as caught:
        fetch_rates("csv")
    assert caught.value.mend == "name it: fxroute rates fetch csv --url FILE.csv"


@pytest.mark.parametrize("url", ["ftp://bank.example/rates", "file:///rates.csv", "https://bank.example/a b", "://"])
def test_only_http_and_paths_are_read(url: str) -> None:
    with pytest.raises(DataFileErrors):
        fetch_rates("csv", url=url)


def test_without_a_folder_nothing_is_kept_and_that_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.sources.feeds.kept.cache_folder", lambda: None)

    assert refusals(server, ecb_xml()) == ["there is no folder to keep rates in"]


def test_more_rates_than_a_file_may_hold_are_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.sources.feeds.fetch.FILE_BYTES_MAX", 100)

    (fault,) = refusals(server, ecb_xml())
    assert fault.startswith("the rates would fill a file of more than")


def test_a_fetched_rate_that_denies_a_shipped_one_of_its_kind_and_instant_can_be_used(server: Server) -> None:
    """Of 2026-10-30 the ECB's fixing EUR/USD 1.1172 is shipped."""
    path = fetch(server, ecb_xml("2026-10-30")).kept.path
    shipped = {quote.id: quote for quote in load_rates().quotes}["RATE-EUR-USD-2026-10-30-ECB"]
    fetched = {quote.id: quote for quote in load_rates(path).quotes}["ECB-EUR-USD-2026-10-30"]

    assert (shipped.quoted_at, shipped.kind) == (fetched.quoted_at, fetched.kind)
    assert (shipped.bid, fetched.bid) == (Decimal("1.1172"), Decimal("1.1000"))
    assert load_planner(path).plan(RENT).routes


def test_a_file_written_beside_is_an_ordinary_rates_file(server: Server, tmp_path: Path) -> None:
    output = tmp_path / "rates.yaml"
    kept = fetch(server, ccpr_json(), "cfets", output=output).kept
    table = load_rates(output, shipped=False)

    assert output.read_bytes() == kept.path.read_bytes()
    assert {str(quote.pair): quote.bid for quote in table.quotes} == {
        "USD/CNY": Decimal("7.0500"),
        "JPY/CNY": Decimal("0.046000"),
        "CNY/SAR": Decimal("0.5319"),
    }
    assert load_planner(output).rates == load_planner(fetched_rates("cfets", now=NOW)).rates
    assert load_planner(output).plan(RENT).routes


def test_an_output_that_cannot_be_written_keeps_nothing(server: Server, tmp_path: Path) -> None:
    (fault,) = refusals(server, ecb_xml(), output=tmp_path)

    assert fault.startswith("the rates cannot be kept")
    assert read_kept("ecb") is None


def mid(planner_rates: object, pair: str) -> Decimal:
    from fxroute.rates import RateTable

    assert isinstance(planner_rates, RateTable)
    assert RENT.at is not None
    return planner_rates.as_of(RENT.at).rate(CurrencyPair.parse(pair)).mid


@pytest.mark.parametrize("feeds", [("ecb",), ("cfets",), ("ecb", "cfets"), ("cfets", "ecb")])
def test_feeds_of_one_day_plan_beside_the_shipped_rates(server: Server, feeds: tuple[str, ...]) -> None:
    """The euro's fixings and the yuan's parities lie five per cent apart here, and the shipped priors elsewhere."""
    fetch(server, ecb_xml())
    fetch(server, ccpr_json(), "cfets")
    planner = load_planner(*(fetched_rates(feed, now=NOW) for feed in feeds))
    plan = planner.plan(RENT)

    assert plan.routes
    used = {name for route in plan.routes for leg in route.legs if leg.rate for name in leg.rate.path}
    assert any(name.startswith(feeds[-1].upper()) for name in used)


def test_the_feed_given_last_has_the_last_word(server: Server) -> None:
    fetch(server, ecb_xml())
    fetch(server, ccpr_json(), "cfets")
    ecb, cfets = fetched_rates("ecb", now=NOW), fetched_rates("cfets", now=NOW)

    assert mid(load_rates(ecb, cfets), "CNY/SAR") == Decimal("0.5319")
    assert mid(load_rates(ecb, cfets), "USD/CNY") == Decimal("7.0500")
    assert mid(load_rates(cfets, ecb), "EUR/CNY") == Decimal("7.3000")
    assert mid(load_rates(cfets, ecb), "USD/SAR") == Decimal("3.75")
    # 3.75 / (7.3 / 1.1), by hand to sixteen digits.
    assert mid(load_rates(cfets, ecb), "CNY/SAR") == Decimal("0.5650684931506849")


def test_rates_of_another_day_or_order_are_other_inputs(server: Server) -> None:
    fetch(server, ecb_xml("2026-11-23"))
    fetch(server, ccpr_json(), "cfets")
    ecb, cfets = fetched_rates("ecb", now=NOW), fetched_rates("cfets", now=NOW)
    hashes = [load_rates(*paths).sha256 for paths in ((), (ecb,), (cfets,), (ecb, cfets), (cfets, ecb))]
    fetch(server, ecb_xml("2026-11-24"))
    hashes.append(load_rates(ecb).sha256)

    assert len(set(hashes)) == 6


def test_fetching_the_same_again_gives_the_same_answer(server: Server) -> None:
    path = fetch(server, ecb_xml()).kept.path
    first = load_planner(path).plan(RENT).to_json()
    fetch(server, ecb_xml())

    assert json.dumps(load_planner(path).plan(RENT).to_json()) == json.dumps(first)
