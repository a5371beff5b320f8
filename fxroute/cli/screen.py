"""`fxroute screen`: names against the sanctions lists that are kept."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

from fxroute.cli.choice import OneOf, day, is_given, now
from fxroute.cli.failure import NO_ROUTE, called
from fxroute.cli.options import output_options
from fxroute.cli.output import Output, Watch, waiting
from fxroute.errors import InvalidValue, UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.screening.policy import MatchPolicy
    from fxroute.compliance.screening.screened import Screening, Subject

__all__ = ["KINDS", "ROLES", "screen"]

# Written out as in `fxroute.cli.lists`.
KINDS = ("person", "organisation", "vessel", "aircraft", "unknown")
ROLES = ("debtor", "creditor", "agent", "vessel", "owner", "text")

_OF_ONE = {
    "role": "--role",
    "kind": "--kind",
    "countries": "--country",
    "birth_date": "--birth-date",
    "bic": "--bic",
    "identifiers": "--identifier",
}


@click.command(epilog='Example: fxroute screen "Ahmad Exampletestov" --kind person --birth-date 1970-03-12')
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--file", metavar="FILE", help="Screen every name of a CSV file: name, role, kind, countries and so on.")
@click.option("--role", type=OneOf(ROLES), default="creditor", show_default=True,
              help="What it is in a payment; text is searched for listed names.")  # fmt: skip
@click.option("--kind", type=OneOf(KINDS), default="unknown", show_default=True, help="What it is.")
@click.option("--country", "countries", metavar="CC", multiple=True, help="Nationality, seat or flag. Repeatable.")
@click.option("--birth-date", metavar="DATE", default="", help="Date of birth: 1970, 1970-03 or 1970-03-12.")
@click.option("--bic", metavar="BIC", default="", help="BIC of 8 or 11 characters.")
@click.option("--identifier", "identifiers", metavar="KIND:NUMBER", multiple=True,
              help="Number such as passport:X123 or imo:9000001. Repeatable.")  # fmt: skip
@click.option("--day", "on", metavar="DATE", help="Day on which reviews must hold. Default: today.")
@click.option("--possible", metavar="SCORE", default="0.70", show_default=True, help="Least score of a hit.")
@click.option("--match", metavar="SCORE", default="1.00", show_default=True, help="Least score of a match.")
@click.option("--store", metavar="FILE", help="Own store of lists, in the place of the user's.")
@output_options
def screen(
    *,
    name: str | None,
    file: str | None,
    on: str | None,
    possible: str,
    match: str,
    store: str | None,
    output: Output,
    **given: str | tuple[str, ...],
) -> int:
    """Screen a name, or the names of a file, against every list that is kept; status 1 when there are hits."""
    watch = Watch()
    subjects = _subjects(name, file, given)
    policy = _policy(possible=possible, match=match)
    screened_on = day(on, where="--day") or now().date()
    with waiting("screening"):
        from fxroute.sources.lists import ListStore, load_screener

        screening = load_screener(ListStore(store), policy).screen(subjects, day=screened_on)
    _tell(screening, output, watch)
    return NO_ROUTE if any(hit.review is None for hit in screening.hits) else 0


def _subjects(name: str | None, file: str | None, given: dict[str, str | tuple[str, ...]]) -> "tuple[Subject, ...]":
    from fxroute.sources.lists.subjects_file import load_subjects, subject_of

    if (name is None) == (file is None):
        raise UsageError(
            what="a name and a file were given" if file else "neither a name nor a file was given",
            where="NAME" if file is None else "--file",
            mend="give one of the two: fxroute screen NAME, or fxroute screen --file subjects.csv",
        )
    if file is not None:
        for parameter, option in _OF_ONE.items():
            if is_given(parameter):
                raise UsageError(
                    what=f"{option} was given with --file {file}, where it changes nothing",
                    where=option,
                    mend=f"drop {option}, and give the file a column {parameter}",
                )
        return load_subjects(file)
    texts = {key: ";".join(value) if isinstance(value, tuple) else value for key, value in given.items()}
    places = {**_OF_ONE, "name": "NAME", "country": "--country"}
    with called(places):
        return (subject_of({"name": name or "", **texts}),)


def _policy(*, possible: str, match: str) -> "MatchPolicy":
    from fxroute.compliance.screening.policy import MatchPolicy

    if not is_given("possible") and not is_given("match"):
        return MatchPolicy()
    return MatchPolicy(
        version="own thresholds",
        possible=_score(possible, where="--possible"),
        match=_score(match, where="--match"),
    )


def _score(text: str, *, where: str) -> Decimal:
    try:
        score = Decimal(text)
    except InvalidOperation:
        score = Decimal(-1)
    if not score.is_finite() or not 0 <= score <= 1:
        raise InvalidValue(what=f"{text!r} is no score from 0 to 1", where=where, mend=f"write {where} 0.70")
    return score


def _tell(screening: "Screening", output: Output, watch: Watch) -> None:
    from fxroute.report.screening import screening_json, screening_text

    if output.is_json:
        output.json(screening_json(screening), watch)
    else:
        output.text(screening_text(screening, **output.style()))
