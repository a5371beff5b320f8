"""`fxroute lists`: sanctions lists fetched, imported, shown; hits that were reviewed and released."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import OneOf, day, now
from fxroute.cli.commands import Commands
from fxroute.cli.failure import error_lines
from fxroute.cli.options import output_options
from fxroute.cli.output import Output, Watch, waiting, write
from fxroute.errors import FxRouteError, InvalidValue, UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.report.lists import ListState
    from fxroute.sources.lists.store import Held, ListStore
    from fxroute.sources.lists.taking import ImportedList, ListTerms

__all__ = ["ENCODINGS", "LAYOUTS", "lists"]

# Written out, as the readers take longer to import than help takes to be shown; a test holds them equal to those.
LAYOUTS = (
    "ofac_csv",
    "ofac_advanced",
    "un",
    "eu_xml",
    "eu_csv",
    "uk_csv",
    "opensanctions_csv",
    "ftm",
    "own_csv",
    "own_yaml",
)
ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1252", "cp1256", "gb18030")

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]


def _store_option(command: _Command[_Answer]) -> _Command[_Answer]:
    return click.option("--store", metavar="FILE", help="Own store of lists, in the place of the user's.")(command)


def _guard_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add what is taken for a step back; the command receives `guard`."""

    @click.option("--shrink-max", metavar="PERCENT", default="20", show_default=True,
                  help="Refuse a list that has fewer entries than the last good one by more.")  # fmt: skip
    @click.option("--accept-shrinking", is_flag=True, help="Take a list that has far fewer entries than the last.")
    @click.option("--accept-older", is_flag=True, help="Take a list of an earlier day than the last.")
    @wraps(command)
    def wrapped(
        *positional: object, shrink_max: str, accept_shrinking: bool, accept_older: bool, **named: object
    ) -> _Answer:
        guard = {
            "shrink_percent_max": shrink_max,
            "accepts_shrinking": accept_shrinking,
            "accepts_older": accept_older,
        }
        return command(*positional, guard=guard, **named)

    return wrapped


@click.group(cls=Commands, epilog="Example: fxroute lists fetch un")
def lists() -> None:
    """Keep sanctions lists in a local store, fetched or imported, and remember the hits that were reviewed."""


@lists.command("fetch", epilog="Example: fxroute lists fetch un ofac-sdn eu uk")
@click.argument("names", metavar="[LIST]...", nargs=-1)
@click.option("--url", metavar="URL", help="Address in the place of the publisher's.")
@_guard_options
@_store_option
@output_options
def _fetch(
    *, names: tuple[str, ...], url: str | None, guard: dict[str, object], store: str | None, output: Output
) -> int:
    """Fetch published lists and keep them; without LIST, tell them all. A bad answer displaces nothing."""
    from fxroute.sources.lists import find_published

    wanted = [find_published(name) for name in dict.fromkeys(names)]
    if url is not None and len(wanted) != 1:
        raise UsageError(
            what=f"--url {url} was given for {len(wanted)} lists",
            where="--url",
            mend=f"name one list with --url, for instance fxroute lists fetch un --url {url}",
        )
    kept, watch = _open(store), Watch()
    states: list[ListState] = []
    for published in wanted:
        address = url or published.addresses[0]
        try:
            with waiting(published.name):
                from fxroute.sources.lists.fetching import fetch_list

                done = fetch_list(published, store=kept, terms=_terms(guard), url=url or "")
        except UsageError:
            raise
        except FxRouteError as error:
            held = kept.find(published.list_name)
            states.append(_state(published.list_name, "refused", held, address=_shown(address), error=error))
        else:
            states.append(_taken(done))
    if not wanted:
        states = [_known(name, kept) for name in _published_names()]
    _tell(states, "lists_taken" if wanted else "lists_known", output, watch)
    return _refused(states)


@lists.command("import", epilog="Example: fxroute lists import SDN.CSV ADD.CSV ALT.CSV --dated 2026-11-24")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--layout", type=OneOf(LAYOUTS), help="Layout of the files; else it is known by their content.")
@click.option(
    "--name", metavar="LIST", help="Name under which the list is kept; else what it says, or its publisher's."
)
@click.option("--dated", metavar="DATE", help="Day of the list, for layouts that do not say it.")
@click.option("--list-version", metavar="TEXT", help="What the publisher calls this state; else its day.")
@click.option("--encoding", type=OneOf(ENCODINGS), default="utf-8", show_default=True, help="Encoding of the files.")
@click.option("--accept-missing", is_flag=True, help="Take OFAC's SDN.CSV without the files of aliases and addresses.")
@_guard_options
@_store_option
@output_options
def _import(
    *,
    files: tuple[str, ...],
    layout: str | None,
    name: str | None,
    dated: str | None,
    list_version: str | None,
    encoding: str,
    accept_missing: bool,
    guard: dict[str, object],
    store: str | None,
    output: Output,
) -> None:
    """Import one list from its files (OFAC's CSV files together); a file that is not whole displaces nothing."""
    from fxroute.sources.lists.taking import import_list

    watch = Watch()
    terms = _terms(
        guard
        | {
            "layout": layout or "",
            "name": name or "",
            "version": list_version or "",
            "dated": day(dated, where="--dated"),
            "encoding": encoding,
            "accepts_missing": accept_missing,
        }
    )
    with waiting("importing"):
        done = import_list(*files, store=_open(store), at=now(), terms=terms)
    _tell([_taken(done)], "lists_taken", output, watch)


@lists.command("show", epilog="Example: fxroute lists show UN --entry ZZi.001")
@click.argument("name", metavar="[LIST]", required=False)
@click.option("--entry", "entry_id", metavar="ID", help="Show this entry of the list.")
@_store_option
@output_options
def _show(*, name: str | None, entry_id: str | None, store: str | None, output: Output) -> None:
    """Show the lists that are kept, every edition that one had, or one of its entries."""
    watch, kept = Watch(), _open(store)
    if name is None:
        if entry_id is not None:
            raise UsageError(
                what=f"--entry {entry_id} was given without a list", where="--entry", mend="name its list before it"
            )
        held = kept.current()
    else:
        held = kept.history(name)
        _refuse_unknown(name, kept, is_known=bool(held))
    if name is not None and entry_id is not None:
        _show_entry(name, entry_id, kept, output, watch)
        return
    _tell([_state(one.edition.name, "kept", one) for one in held], "lists_kept", output, watch)


def _show_entry(name: str, entry_id: str, kept: "ListStore", output: Output, watch: Watch) -> None:
    from fxroute.report.lists import entry_json, entry_text

    party = kept.entry(name, entry_id)
    if party is None:
        raise InvalidValue(
            what=f"the list {name} has no entry {entry_id!r}", where="--entry", mend="write the id as the list has it"
        )
    if output.is_json:
        output.json({"list": name, "entry": entry_json(party)}, watch)
    else:
        output.text(entry_text(name, party, **output.style()))


@lists.command("remove", epilog="Example: fxroute lists remove BANK_OWN")
@click.argument("name", metavar="LIST")
@_store_option
@output_options
def _remove(*, name: str, store: str | None, output: Output) -> None:
    """Remove a list with all that is known of its editions; reviews of its entries stay."""
    watch, kept = Watch(), _open(store)
    _refuse_unknown(name, kept, is_known=kept.find(name) is not None)
    kept.remove(name)
    _tell([_state(one.edition.name, "kept", one) for one in kept.current()], "lists_kept", output, watch)


@lists.command(
    "review",
    epilog='Example: fxroute lists review "Invented Star Ltd" UN ZZi.001 --by "M. Li" --why "other date of birth"'
    " --until 2027-11-25",
)
@click.argument("subject", metavar="[NAME]", required=False)
@click.argument("list_name", metavar="[LIST]", required=False)
@click.argument("entry_id", metavar="[ENTRY]", required=False)
@click.option("--by", metavar="WHO", help="Who looked at the hit.")
@click.option("--why", metavar="TEXT", help="Why it is none.")
@click.option("--until", metavar="DATE", help="Last day on which the review holds.")
@click.option("--remove", "removes", is_flag=True, help="Take the review out.")
@_store_option
@output_options
def _review(
    *,
    subject: str | None,
    list_name: str | None,
    entry_id: str | None,
    by: str | None,
    why: str | None,
    until: str | None,
    removes: bool,
    store: str | None,
    output: Output,
) -> None:
    """Release a hit: NAME is not that ENTRY of LIST, until it changes; without NAME, tell all that were released."""
    watch, kept = Watch(), _open(store)
    told = (by, why, until)
    if subject is None:
        _refuse_idle(told, removes=removes)
    elif list_name is None or entry_id is None:
        raise UsageError(
            what="a name was given without list and entry",
            where="ENTRY",
            mend="name both, as fxroute screen shows them",
        )
    elif removes:
        if not kept.remove_review(subject, list_name, entry_id):
            what = f"there is no review of {subject!r} and {list_name} {entry_id}"
            raise InvalidValue(what=what, where="NAME", mend="write all three as fxroute lists review shows them")
    else:
        _release((subject, list_name, entry_id), told, kept)
    _tell_reviews(kept, output, watch)


def _refuse_idle(told: tuple[str | None, ...], *, removes: bool) -> None:
    if any(told) or removes:
        raise UsageError(
            what="a review was told without a name",
            where="NAME",
            mend="name subject, list and entry before the options",
        )


def _release(hit: tuple[str, str, str], told: tuple[str | None, str | None, str | None], kept: "ListStore") -> None:
    from fxroute.compliance.screening.reviews import entry_sha256
    from fxroute.compliance.screening.screened import Review

    (subject, list_name, entry_id), (by, why, until) = hit, told
    last = day(until, where="--until")
    if not by or not by.strip() or not why or not why.strip() or last is None:
        lacking = [option for option, value in zip(("--by", "--why", "--until"), told, strict=True) if not value]
        raise UsageError(
            what=f"a review lacks {', '.join(lacking) or '--by or --why'}",
            where="fxroute lists review",
            mend='say who, why and until when: --by "M. Li" --why "other date of birth" --until 2027-11-25',
        )
    at = now()
    if last < at.date():
        raise InvalidValue(what=f"{until} has passed", where="--until", mend="name a day to come")
    _refuse_unknown(list_name, kept, is_known=kept.find(list_name) is not None)
    party = kept.entry(list_name, entry_id)
    if party is None:
        raise InvalidValue(
            what=f"the list {list_name} has no entry {entry_id!r}",
            where="ENTRY",
            mend="write the id as fxroute screen shows it",
        )
    kept.add_review(
        Review(
            subject=subject,
            list_name=list_name,
            entry_id=entry_id,
            entry_sha256=entry_sha256(party),
            by=by,
            at=at,
            why=why,
            until=last,
        )
    )


def _tell_reviews(kept: "ListStore", output: Output, watch: Watch) -> None:
    from fxroute.report.lists import reviews_json, reviews_text

    if output.is_json:
        output.json({"reviews": reviews_json(kept.reviews())}, watch)
    else:
        output.text(reviews_text(kept.reviews(), now(), **output.style()))


def _refuse_unknown(name: str, kept: "ListStore", *, is_known: bool) -> None:
    if not is_known:
        from fxroute.sources.fault import closest  # nobody but who mistypes needs it

        names = [one.edition.name for one in kept.current()]
        known = f"use one of {', '.join(names)}" if names else "fetch or import it first"
        raise InvalidValue(what=f"no list {name!r} is kept", where="LIST", mend=closest(name, names, known))


def _open(path: str | None) -> "ListStore":
    from fxroute.sources.lists import ListStore

    return ListStore(path)


def _shown(address: str) -> str:
    from fxroute.sources.client import shown_address

    return shown_address(address)


def _terms(given: dict[str, object]) -> "ListTerms":
    from fxroute.sources.lists.taking import ListTerms

    return ListTerms(**given)  # type: ignore[arg-type]  # options of click, each of the type of its field


def _published_names() -> list[str]:
    from fxroute.sources.lists import PUBLISHED_LISTS

    return list(PUBLISHED_LISTS)


def _known(name: str, kept: "ListStore") -> "ListState":
    from fxroute.report.lists import ListState
    from fxroute.sources.lists import find_published

    published = find_published(name)
    held = kept.find(published.list_name)
    address = _shown(published.addresses[0])
    is_its_own = held is not None and held.layout == published.layout
    if held is None or not is_its_own:
        return ListState(name=name, state="never", address=address, is_tested=published.is_tested)
    return _state(name, "kept", held, address=address, is_tested=published.is_tested)


def _state(name: str, state: str, held: "Held | None", **more: object) -> "ListState":
    from fxroute.report.lists import ListState

    if held is None:
        return ListState(name=name, state=state, **more)  # type: ignore[arg-type]  # fields of the state
    return ListState(
        name=name,
        state=state,
        edition=held.edition,
        imported_at=held.imported_at,
        layout=held.layout,
        **more,  # type: ignore[arg-type]  # fields of the state
    )


def _taken(done: "ImportedList") -> "ListState":
    before = done.before.edition if done.before is not None and done.is_changed else None
    state = "taken" if done.is_changed else "unchanged"
    return _state(done.held.edition.name, state, done.held, before=before, notes=tuple(done.notes.items()))


def _tell(states: "list[ListState]", title: str, output: Output, watch: Watch) -> None:
    from fxroute.report.lists import lists_json, lists_text

    if output.is_json:
        output.json({"lists": lists_json(states)}, watch)
    else:
        output.text(lists_text(states, now(), title=title, **output.style()))


def _refused(states: "list[ListState]") -> int:
    errors = [state.error for state in states if state.error is not None]
    for error in errors:
        write(f"{error_lines(error)}\n", is_error=True)
    return errors[0].exit_status if errors else 0
