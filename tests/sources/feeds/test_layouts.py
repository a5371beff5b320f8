"""Every layout is read to the last digit; what is no rate is skipped and counted, what is wrong is told."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.sources.feeds import fetch_rates
from fxroute.sources.feeds.kept import Kept
from tests.sources.feeds.answers import PARITIES, ccpr_json, ecb_xml, sdmx_csv, sdmx_row
from tests.sources.server import Waits


def fetch(tmp_path: Path, feed: str, content: bytes, since: date | None = None) -> Kept:
    path = tmp_path / "answer"
    path.write_bytes(content)
    return fetch_rates(feed, url=str(path), since=since, clock=Waits().clock()).kept


def rates(kept: Kept) -> dict[str, str]:
    return {f"{record['pair']} {record['as_of']}": str(record["rate"]) for record in kept.records()}


def faults(tmp_path: Path, feed: str, content: bytes) -> list[str]:
    with pytest.raises(DataFileErrors) as caught:
        fetch(tmp_path, feed, content)
    return [f"{fault.where.partition('answer: ')[2]}: {fault.what}" for fault in caught.value.faults]


def test_the_ecb_gives_units_for_one_euro_at_a_quarter_past_two_in_frankfurt(tmp_path: Path) -> None:
    kept = fetch(tmp_path, "ecb", ecb_xml("2026-07-20", rates={"USD": "1.1000", "CNY": "7.30"}))
    record = kept.records()[0]

    assert rates(kept) == {"EUR/CNY 2026-07-20": "7.30", "EUR/USD 2026-07-20": "1.1000"}
    assert (record["quoted_at"], record["kind"]) == ("2026-07-20T14:15:00+02:00", "fixing")
    assert record["id"] == "ECB-EUR-CNY-2026-07-20"


def test_history_is_kept_newest_first_and_ends_where_it_is_told_to(tmp_path: Path) -> None:
    content = ecb_xml("2026-11-20", "2026-11-24", "2026-11-23", rates={"USD": "1.1"})

    assert [record["as_of"] for record in fetch(tmp_path, "ecb-90d", content).records()] == [
        "2026-11-24",
        "2026-11-23",
        "2026-11-20",
    ]
    cut = fetch(tmp_path, "ecb-history", content, since=date(2026, 11, 23))
    assert (cut.count, cut.skipped) == (2, (("before 2026-11-23", 1),))


def test_a_mark_before_utf_8_is_read_over(tmp_path: Path) -> None:
    assert fetch(tmp_path, "ecb", b"\xef\xbb\xbf" + ecb_xml()).count == 3


def test_a_currency_that_is_none_is_skipped_and_counted(tmp_path: Path) -> None:
    kept = fetch(tmp_path, "ecb", ecb_xml("2026-11-23", "2026-11-24", rates={"USD": "1.1", "XQQ": "3", "EUR": "1"}))

    assert kept.count == 2
    assert kept.skipped == (("'XQQ' is no currency of ISO 4217", 2),)


def test_the_history_as_csv_has_gaps_and_a_comma_at_the_end(tmp_path: Path) -> None:
    content = b"Date,USD,RUB,CNY,\n2026-11-24,1.1172,N/A,7.4326,\n2026-11-23,1.1,N/A,7.4,\n\n"
    kept = fetch(tmp_path, "ecb-history-csv", content)

    assert rates(kept) == {
        "EUR/CNY 2026-11-24": "7.4326",
        "EUR/USD 2026-11-24": "1.1172",
        "EUR/CNY 2026-11-23": "7.4",
        "EUR/USD 2026-11-23": "1.1",
    }
    assert kept.skipped == (("no rate of that day", 2),)


def zipped(*contents: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, content in enumerate(contents):
            archive.writestr(f"{at}.csv", content)
    return stream.getvalue()


def test_the_history_comes_in_an_archive(tmp_path: Path) -> None:
    assert fetch(tmp_path, "ecb-history-csv", zipped(b"Date,USD,\n2026-11-24,1.1172,\n")).count == 1


@pytest.mark.parametrize("content", [zipped(), zipped(b"a", b"b"), zipped(b"Date,USD\n")[:-9], b"PK\x03\x04"])
def test_an_archive_of_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    assert faults(tmp_path, "ecb-history-csv", content) == [
        ": the zip archive is broken, or holds not exactly one file"
    ]


def test_an_archive_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    assert "more than 32 MB" in faults(tmp_path, "ecb-history-csv", zipped(b"\0" * 40_000_000))[0]


def test_sdmx_gives_observations_by_the_day(tmp_path: Path) -> None:
    content = sdmx_csv(
        sdmx_row("CNY", "2026-11-24", "7.3"),
        sdmx_row("IDR", "2026-11-24", "18.5", power="3"),
        sdmx_row("USD", "2026-11-24", "110", power="-2"),
        sdmx_row("HKD", "2026-11-24", "NaN"),
        sdmx_row("HKD", "2026-11-23", ""),
        sdmx_row("CNY", "2026-10", "7.2", freq="M"),
        sdmx_row("CNY", "2026", "7.2", freq="A"),
        sdmx_row("CNY", "2026-11-24", "101.2", kind="EN00"),
    )
    kept = fetch(tmp_path, "ecb-sdmx", content)

    assert rates(kept) == {"EUR/CNY 2026-11-24": "7.3", "EUR/IDR 2026-11-24": "18500", "EUR/USD 2026-11-24": "1.10"}
    assert dict(kept.skipped) == {
        "no rate of that day": 2,
        "no rate of a day: a mean of a month, quarter or year": 2,
        "no spot rate: 'EN00'": 1,
    }


def test_a_parity_stays_as_it_is_written(tmp_path: Path) -> None:
    """A hundred yen stay a hundred, and yuan against riyal are not turned round."""
    kept = fetch(tmp_path, "cfets", ccpr_json())
    by_pair = {str(record["pair"]): record for record in kept.records()}

    assert {pair: record["rate"] for pair, record in by_pair.items()} == {
        "USD/CNY": "7.0500",
        "JPY/CNY": "4.6000",
        "CNY/SAR": "0.5319",
    }
    assert by_pair["JPY/CNY"]["unit"] == 100
    assert all("unit" not in by_pair[pair] for pair in ("USD/CNY", "CNY/SAR"))
    assert {(record["quoted_at"], record["kind"]) for record in by_pair.values()} == {
        ("2026-11-24T09:15:00+08:00", "central_parity")
    }


@pytest.mark.parametrize("count", [1, 25])
def test_parities_of_any_number_are_read(tmp_path: Path, count: int) -> None:
    pairs = [*PARITIES, "EUR/CNY", "HKD/CNY", "CNY/AED", "CNY/MYR", "CNY/RUB", "CNY/ZAR", "CNY/KRW", "GBP/CNY"]
    chosen = dict.fromkeys(pairs[: min(count, len(pairs))], "1.5")

    assert fetch(tmp_path, "cfets", ccpr_json(parities=chosen)).count == len(chosen)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"[1]", "the answer: ['1'] stands"),
        (b"[" * 100_000, "the answer: the JSON is nested without end"),
        (ccpr_json().replace(b'"200"', b'"500"'), "head.rep_code: the service answers '500', 200 was expected"),
        (ccpr_json(day="2026-02-30"), "data.lastDate: '2026-02-30 9:15' is no day with a time"),
        (ccpr_json(parities={"USDCNY": "7"}), "records[0].vrtEName: 'USDCNY' is no pair"),
        (ccpr_json(parities={"100JPY/CNY": "0.0"}), "records[0], 100JPY/CNY: the rate is zero"),
        (ccpr_json().replace(b'"7.0500"', b"null"), "records[0].price: USD/CNY has the price nothing"),
        (ccpr_json().replace(b'"records": [', b'"records": 5, "x": ['), "records: '5' stands where a list"),
    ],
)
def test_parities_that_are_none_are_told(tmp_path: Path, content: bytes, fault: str) -> None:
    assert any(told.startswith(fault) for told in faults(tmp_path, "cfets", content))


def test_a_bare_number_keeps_its_digits(tmp_path: Path) -> None:
    kept = fetch(tmp_path, "cfets", ccpr_json().replace(b'"0.5319"', b"0.531900000000000000"))

    assert rates(kept)["CNY/SAR 2026-11-24"] == "0.531900000000000000"


def test_an_own_csv_has_sides_or_a_rate_and_says_where_it_comes_from(tmp_path: Path) -> None:
    content = (
        "date,base,quote,bid,offer,rate,unit,kind,source,confidence\n"
        '2026-11-24T09:30+08:00,CNY,SAR,0.5630,0.5640,,,,"Bank, desk",high\n'
        "2026-11-23,JPY,CNY,,,4.6,100,fixing,,\n"
    )
    first, second = fetch(tmp_path, "csv", content.encode()).records()

    assert (first["bid"], first["offer"], first["kind"]) == ("0.5630", "0.5640", "market")
    assert (first["source"], first["confidence"], first["as_of"]) == ("Bank, desk", "high", "2026-11-24")
    assert first["id"] == "CSV-CNY-SAR-2026-11-24T013000Z"
    assert (second["rate"], second["unit"], second["kind"], second["confidence"]) == ("4.6", 100, "fixing", "medium")
    assert (second["source"], second["quoted_at"]) == ("own CSV file, read from answer", "2026-11-23T00:00:00+00:00")


def test_riyal_for_a_unit_are_read_with_semicolons_too(tmp_path: Path) -> None:
    (record,) = fetch(
        tmp_path, "sama", b"date;currency;sar_per_unit;source\r\n2026-11-24;USD;3.7500;notice\r\n"
    ).records()

    assert (record["pair"], record["rate"], record["source"]) == ("USD/SAR", "3.7500", "notice")
    assert record["quoted_at"] == "2026-11-24T00:00:00+03:00"


@pytest.mark.parametrize(
    ("feed", "begin"),
    [("csv", b"date,base,quote,rate\n"), ("ecb-history-csv", b"Date,USD\n"), ("ecb-sdmx", sdmx_csv())],
)
def test_a_quote_that_is_never_closed_is_told(tmp_path: Path, feed: str, begin: bytes) -> None:
    assert any("this is no CSV" in fault for fault in faults(tmp_path, feed, begin + b'2026-11-24,"EUR'))


def test_a_csv_without_a_rate_in_its_columns_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "csv", b"date,base,quote\n") == ["line 1: the columns lack rate, or bid and offer"]


def test_empty_lines_and_spaces_are_read_over(tmp_path: Path) -> None:
    assert fetch(tmp_path, "csv", b"date, base, quote, rate\n\n 2026-11-24, EUR, USD, 1.1\n,,,\n").count == 1


def test_an_observation_of_no_day_is_told(tmp_path: Path) -> None:
    content = sdmx_csv(sdmx_row("CNY", "2026-02-30", "7.3"), sdmx_row("CNY", "2026-11-24", "x", power="2"))

    assert faults(tmp_path, "ecb-sdmx", content) == [
        "line 2: '2026-02-30' is no day of the calendar",
        "line 3, CNY of 2026-11-24: the rate 'x' is no plain decimal above zero",
    ]


def test_a_day_that_is_no_date_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "ecb", ecb_xml("yesterday"))[0] == "line 5: 'yesterday' is no date"


def test_what_is_given_twice_alike_counts_once(tmp_path: Path) -> None:
    assert fetch(tmp_path, "ecb", ecb_xml("2026-11-24", "2026-11-24")).skipped == (("given twice, alike", 3),)


def test_faults_without_end_are_counted(tmp_path: Path) -> None:
    told = faults(tmp_path, "csv", b"date,base,quote,rate\n" + b"2026-11-24,EUR,USD,NaN\n" * 500)

    assert len(told) == 21
    assert told[-1].endswith("there are 480 faults more")


def test_strange_currencies_without_end_are_counted(tmp_path: Path) -> None:
    strange = "".join(f"2026-11-24,X{at},USD,1\n" for at in range(500))
    kept = fetch(tmp_path, "csv", f"date,base,quote,rate\n2026-11-24,EUR,USD,1.1\n{strange}".encode())

    assert len(kept.skipped) == 31
    assert sum(count for _, count in kept.skipped) == 500


def test_an_answer_with_more_rates_than_are_kept_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.sources.feeds.reading.RATES_MAX", 2)

    assert faults(tmp_path, "ecb", ecb_xml()) == ["the answer: there are 3 rates in it, 2 are kept at most"]
