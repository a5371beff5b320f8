"""Names made ready once find what names made ready anew find, and never those of another list or policy."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.listed import ListedParty, NameStrength
from fxroute.compliance.screening.listed_names import ListedNames
from fxroute.compliance.screening.policy import MatchPolicy, WeakAliases
from fxroute.compliance.screening.screened import Screening, Subject
from fxroute.compliance.screening.screener import Screener
from fxroute.errors import DataFileError, InvalidValue
from fxroute.sources.lists.ready import load_screener
from fxroute.sources.lists.store import ListStore, load_lists
from fxroute.sources.lists.taking import ListTerms, import_list
from tests.sources.lists.invented import DAY, FILES, LAYOUTS

AT = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
SHOWN = ("un", "uk_csv", "own_yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    store = ListStore(tmp_path / "lists.sqlite")
    for layout in SHOWN:
        names, terms = LAYOUTS[layout]
        import_list(*(FILES / name for name in names), terms=terms, store=store, at=AT)
    return store


def import_own(store: ListStore, place: Path, *names: str) -> None:
    rows = "".join(f"{number},{name}\n" for number, name in enumerate(names))
    place.write_text(f"id,name\n{rows}", encoding="utf-8")
    import_list(place, terms=ListTerms(name="OWN", dated=DAY), store=store, at=AT)


def parties(store: ListStore) -> list[ListedParty]:
    return [party for _, entries in load_lists(store) for party in entries]


def screened(screener: Screener, store: ListStore) -> Screening:
    """Screen every printed name, and one text that holds them all."""
    names = [name.text for party in parties(store) for name in party.names]
    subjects = [Subject(name=name, role="debtor") for name in names]
    return screener.screen([*subjects, Subject(name="; ".join(names), role="text")], day=DAY)


def refuse(*_: object) -> NoReturn:
    raise AssertionError


def test_the_second_time_gives_the_same_without_taking_names_in(
    store: ListStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = screened(Screener(load_lists(store)), store)
    first = screened(load_screener(store), store)
    monkeypatch.setattr(NameIndex, "__init__", refuse)

    assert expected.hits
    assert first == expected
    assert screened(load_screener(store), store) == expected


def test_a_changed_list_is_found_at_once(store: ListStore, tmp_path: Path) -> None:
    asked = Subject(name="Zarbun Quolith", role="debtor")
    import_own(store, tmp_path / "own.csv", "Somebody Else")
    assert not load_screener(store).screen([asked], day=DAY).hits
    import_own(store, tmp_path / "own.csv", "Zarbun Quolith")
    assert [hit.list_name for hit in load_screener(store).screen([asked], day=DAY).hits] == ["OWN"]
    import_own(store, tmp_path / "own.csv", "Somebody Else")
    assert not load_screener(store).screen([asked], day=DAY).hits


def test_the_same_names_on_other_entries_are_those_of_the_other_entries(store: ListStore, tmp_path: Path) -> None:
    """Two lists with the same names in the same order, joined otherwise: each hit names its own entry."""
    asked = Subject(name="Neval Istrop", role="debtor")
    found = []
    for rows in ("1,Zarbun,Neval Istrop\n2,Karo Menhult,\n", "1,Zarbun,\n2,Neval Istrop,Karo Menhult\n"):
        place = tmp_path / "own.csv"
        place.write_text(f"id,name,aliases\n{rows}", encoding="utf-8")
        import_list(place, terms=ListTerms(name="OWN", dated=DAY), store=store, at=AT)
        found += [hit.entry_id for hit in load_screener(store).screen([asked], day=DAY).hits]

    assert found == ["1", "2"]


def test_what_weak_aliases_count_is_not_taken_from_the_time_before(store: ListStore) -> None:
    weak = next(name.text for party in parties(store) for name in party.names if name.strength is NameStrength.WEAK)
    asked = Subject(name=weak, role="debtor")
    with_weak = load_screener(store).screen([asked], day=DAY).hits
    ignored = MatchPolicy(version="ours", weak_aliases=WeakAliases.IGNORED)

    assert any(hit.entry_name == weak for hit in with_weak)
    assert not any(hit.entry_name == weak for hit in load_screener(store, ignored).screen([asked], day=DAY).hits)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_damaged_names_are_made_ready_anew(store: ListStore, folder: Path, damage: bytes | None) -> None:
    expected = screened(load_screener(store), store)
    (place,) = folder.glob("names-*")
    place.write_bytes(place.read_bytes()[:-1] if damage is None else damage)

    assert screened(load_screener(store), store) == expected


def test_names_of_lists_long_gone_are_not_kept(store: ListStore, folder: Path, tmp_path: Path) -> None:
    for number in range(4):
        import_own(store, tmp_path / "own.csv", f"Zarbun Quolith{'abcd'[number]}")
        load_screener(store)

    assert len(list(folder.glob("names-*"))) == 2


def test_names_of_other_lists_are_refused(store: ListStore, tmp_path: Path) -> None:
    lists = load_lists(store)
    names = ListedNames(parties(store), WeakAliases.LOWERED)
    import_own(store, tmp_path / "own.csv", "Zarbun Quolith")

    Screener(lists, names=names)
    with pytest.raises(InvalidValue, match="made ready"):
        Screener(load_lists(store), names=names)
    with pytest.raises(InvalidValue, match="weak aliases"):
        Screener(lists, MatchPolicy(weak_aliases=WeakAliases.IGNORED), names=names)


def test_without_a_list_nothing_is_screened(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no sanctions list is kept"):
        load_screener(ListStore(tmp_path / "none.sqlite"))
