"""Evidence on the command line: a file of decisions is verified, replayed, and reviewed by two people."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import Count, OneOf, is_given, now
from fxroute.cli.failure import NO_ROUTE
from fxroute.cli.output import Output, Watch
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.evidence.canonical import Json
    from fxroute.plan import Planner

__all__ = ["Evidence", "evidence_options"]

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]

_OUTCOMES = ("release", "hold", "reject")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which file of decisions is asked for what; `None` for what is not asked."""

    append: str | None
    verify: str | None
    replay: str | None
    review: str | None
    record: int | None
    by: str
    outcome: str
    why: str

    @property
    def is_of_file(self) -> bool:
        """Tell whether a file of decisions is asked, and no payment."""
        return any(path is not None for path in (self.verify, self.replay, self.review))

    def check(self, payment_file: str | None) -> None:
        """Refuse options that do not go together.

        Raises:
            UsageError: two things are asked at once, or an option would change nothing.
        """
        told = {"--verify": self.verify, "--replay": self.replay, "--review": self.review, "--evidence": self.append}
        asked = [option for option, path in told.items() if path is not None]
        if len(asked) > 1:
            raise UsageError(
                what=f"{' and '.join(asked)} were given at once", where=asked[1], mend="ask for one at a time"
            )
        if self.is_of_file and payment_file is not None:
            raise UsageError(
                what=f"{asked[0]} was given beside a payment file",
                where="PAYMENT.yaml",
                mend=f"drop the payment file: {asked[0]} reads what was decided",
            )
        for name in ("by", "why", "outcome"):
            if self.review is None and is_given(name):
                raise UsageError(
                    what=f"--{name} was given without --review, where it changes nothing",
                    where=f"--{name}",
                    mend="add --review FILE, or drop it",
                )
        if self.record is not None and self.replay is None and self.review is None:
            raise UsageError(
                what="--record was given without --replay or --review, where it changes nothing",
                where="--record",
                mend="add one of them, or drop it",
            )
        if self.review is not None and not (self.by.strip() and self.why.strip()):
            raise UsageError(
                what="--review was given without a name or without a reason",
                where="--review",
                mend='add --by NAME --outcome release --why "TEXT"',
            )

    def answer(self, planner: "Callable[[], Planner]", output: Output) -> int:
        """Verify, replay or review; return the exit status: 1 where something differs or is broken."""
        watch = Watch()
        if self.verify is not None:
            return _verify(self.verify, output, watch)
        if self.replay is not None:
            return _replay(self.replay, self.record, planner(), output, watch)
        assert self.review is not None, "one of the three is asked"
        return self._review(self.review, output, watch)

    def _review(self, path: str, output: Output, watch: Watch) -> int:
        from fxroute.compliance.evidence.record import Chain, review_of
        from fxroute.report.evidence import record_text
        from fxroute.sources.evidence_file import append_evidence

        def made(chain: Chain) -> "dict[str, Json]":
            _, decision = _decision(chain, self.record, path)
            return review_of(
                of=str(decision["sha256"]),
                by=self.by,
                at=now(),
                outcome=self.outcome,
                why=self.why,
                previous=chain.head,
            )

        record = append_evidence(path, made)
        if output.is_json:
            output.json(dict(record), watch)
        else:
            output.text(record_text(record, **output.style()))
        return 0


def _verify(path: str, output: Output, watch: Watch) -> int:
    from fxroute.report.evidence import chain_json, chain_text
    from fxroute.sources.evidence_file import read_evidence

    chain = read_evidence(path)
    if output.is_json:
        output.json(chain_json(chain), watch)
    else:
        output.text(chain_text(chain, **output.style()))
    return NO_ROUTE if chain.faults else 0


def _replay(path: str, number: int | None, planner: "Planner", output: Output, watch: Watch) -> int:
    from fxroute.compliance.evidence.replay import replay
    from fxroute.report.evidence import replayed_json, replayed_text
    from fxroute.sources.evidence_file import read_evidence
    from fxroute.sources.lists import ListStore

    line, decision = _decision(read_evidence(path), number, path)
    store = ListStore()
    editions = tuple(held.edition for held in store.current()) if store.path.is_file() else ()
    replayed = replay(decision, planner.rules, editions)
    if output.is_json:
        output.json(replayed_json(replayed, line), watch)
    else:
        output.text(replayed_text(replayed, line, **output.style()))
    return NO_ROUTE if replayed.changes else 0


def _decision(chain: "object", number: int | None, path: str) -> "tuple[int, dict[str, Json]]":
    """Return a decision of a whole chain with its line: the one of a number, else the last."""
    from fxroute.compliance.evidence.record import DECISION, Chain
    from fxroute.errors import DataFileError

    assert isinstance(chain, Chain), "a file of decisions is a chain"
    if chain.faults:
        fault = chain.faults[0]
        raise DataFileError(
            what=f"the chain is broken: {fault.what}",
            where=f"{path}:{fault.line}",
            mend="take the file from where it was kept",
        )
    decisions = {line: one for line, one in enumerate(chain.records, start=1) if one.get("kind") == DECISION}
    line = max(decisions, default=0) if number is None else number
    if line not in decisions:
        known = ", ".join(map(str, decisions)) or "none"
        raise UsageError(
            what=f"record {line} of {path} is no decision" if decisions else f"{path} holds no decision",
            where="--record" if number is not None else path,
            mend=f"decisions stand on lines: {known}",
        )
    return line, decisions[line]


def evidence_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add what is kept of decisions; the command receives `evidence`."""

    @click.option("--evidence", "append", metavar="FILE", help="Add the decision to a file of evidence.")
    @click.option("--verify", metavar="FILE", help="Prove that nothing in a file of evidence was changed.")
    @click.option("--replay", metavar="FILE", help="Decide anew what a file of evidence holds; show what differs.")
    @click.option("--review", metavar="FILE", help="Add a person's review of a decision: two people review one.")
    @click.option("--record", metavar="N", type=Count(1, 10**9), help="Line of the decision; the last when left out.")
    @click.option("--by", metavar="NAME", default="", help="Who reviews.")
    @click.option("--outcome", type=OneOf(_OUTCOMES), default="release", show_default=True, help="Of the review.")
    @click.option("--why", metavar="TEXT", default="", help="Reason of the review.")
    @wraps(command)
    def wrapped(
        *positional: object,
        append: str | None,
        verify: str | None,
        replay: str | None,
        review: str | None,
        record: int | None,
        by: str,
        outcome: str,
        why: str,
        **named: object,
    ) -> _Answer:
        evidence = Evidence(append, verify, replay, review, record, by, outcome, why)
        return command(*positional, evidence=evidence, **named)

    return wrapped
