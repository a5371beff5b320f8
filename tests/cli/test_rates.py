"""`fxroute rates show`: both sides, mid, age and path, as known at an instant."""

from datetime import UTC, datetime

import pytest

from tests.cli.running import AT, run, run_json


def test_a_pair_has_both_sides_in_order() -> None:
    (rate,) = run_json("rates", "show", "CNY/SAR", *AT)["rates"]

    assert float(rate["bid"]) <= float(rate["mid"]) <= float(rate["offer"])
    assert rate["age_minutes"] >= 0
    assert rate["source"]


def test_a_cross_keeps_its_path() -> None:
    (rate,) = run_json("rates", "show", "SAR/SGD", *AT)["rates"]

    assert len(rate["path"]) > 1
    assert " × " in run("rates", "show", "SAR/SGD", *AT).stdout


def test_without_pairs_everything_quoted_is_shown() -> None:
    rates = run_json("rates", "show", *AT)["rates"]

    assert len(rates) > 5
    assert [rate["pair"] for rate in rates] == sorted(rate["pair"] for rate in rates)


def test_an_earlier_instant_sees_earlier_quotes() -> None:
    (now,), (then,) = (
        run_json("rates", "show", "USD/CNY", "--at", f"{day}T09:30+08:00")["rates"]
        for day in ("2026-11-24", "2026-02-12")
    )

    assert then["quoted_at"] < now["quoted_at"]
    assert then["stale"] is True


def test_without_at_the_rates_are_those_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.cli.rates.now", lambda: datetime(2026, 11, 24, 1, 30, tzinfo=UTC))

    assert run_json("rates", "show", "CNY/SAR")["at"] == "2026-11-24T01:30:00Z"


def test_a_pair_without_a_path_leaves_with_the_status_of_a_missing_rate() -> None:
    result = run("rates", "show", "CNY/ISK", "--at", "2000-02-01T00:00+00:00")

    assert result.exit_code == 5
    assert result.stdout == ""


def test_chinese_has_the_same_numbers() -> None:
    english, chinese = (run("rates", "show", "CNY/SAR", *AT, "--lang", lang).stdout for lang in ("en", "zh"))
    (rate,) = run_json("rates", "show", "CNY/SAR", *AT)["rates"]

    assert "买入价" in chinese
    assert all(rate[side] in text for side in ("bid", "offer", "mid") for text in (english, chinese))
