"""Run sheets and dated duties as tables, page and JSON: all say the same, in both languages, within the width."""

import json
from datetime import datetime

import pytest

from fxroute.errors import UsageError
from fxroute.plan import Actor, TaskKind
from fxroute.report import rehearsal_html, rehearsal_json, rehearsal_text, tasks_json, tasks_text
from fxroute.report.texts_rehearsal import REHEARSAL_TEXTS
from fxroute.report.wrap import line_width
from tests.cli.running import is_expected
from tests.report.pages import read_page
from tests.report.rehearsed import sheet


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_run_sheet_reads_as_it_did(lang: str) -> None:
    assert is_expected(rehearsal_text(sheet(), lang=lang), f"rehearsal.{lang}.txt")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_duties_read_as_they_did(lang: str) -> None:
    assert is_expected(tasks_text(sheet().duties, lang=lang), f"tasks.{lang}.txt")


@pytest.mark.parametrize("width", [60, 80, 110, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_of_a_run_sheet_is_wider_than_the_page(width: int, lang: str) -> None:
    text = rehearsal_text(sheet(), lang=lang, width=width) + tasks_text(sheet().duties, lang=lang, width=width)

    assert max(map(line_width, text.splitlines())) <= width


def test_every_actor_and_every_kind_of_task_has_its_words() -> None:
    assert {f"actor_{actor}" for actor in Actor} <= REHEARSAL_TEXTS.keys()
    assert {f"run_kind_{kind}" for kind in TaskKind} <= REHEARSAL_TEXTS.keys()


def test_the_json_says_what_the_sheet_says() -> None:
    shown = sheet()
    told = json.loads(json.dumps(rehearsal_json(shown)))

    assert told["route"] == shown.route.id
    assert told["verdict"] == "missing_item"
    assert [task["n"] for task in told["tasks"]] == [task.n for task in shown.tasks]
    for task, line in zip(shown.tasks, told["tasks"], strict=True):
        latest = line["latest_at"]
        assert (None if latest is None else datetime.fromisoformat(latest)) == task.latest_at
        assert line["rules"] == list(task.rules)
        assert (line["missed"] is None) is (task.missed is None)
    debit = told["tasks"][2]
    assert debit["missed"]["fallback"]["loss"] == {"amount": "5.00", "currency": "USD"}
    assert debit["missed"]["credited_at"] == "2026-04-15T15:00:00Z"
    assert [line["duty"] for line in told["tasks"] if line["duty"]] == tasks_json(shown.duties)["duties"]


@pytest.mark.parametrize(("lang", "code"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_holds_every_line_and_fetches_nothing(lang: str, code: str) -> None:
    shown = sheet()
    html = rehearsal_html(shown, lang=lang)
    page = read_page(html)
    rows = page.all("tr")

    assert page.all("html")[0].attributes["lang"] == code
    assert len(page.all("section")) == 4
    assert len(rows) >= len(shown.tasks)
    assert "http://" not in html
    assert "https://" not in html
    assert not page.all("script")
    for duty in shown.duties:
        assert duty.due.isoformat() in page.text()


def test_without_duties_that_is_said() -> None:
    assert "nothing is due" in tasks_text(())


def test_a_run_sheet_in_an_unknown_language_is_refused() -> None:
    for show in (rehearsal_text, rehearsal_html):
        with pytest.raises(UsageError):
            show(sheet(), lang="fr")
