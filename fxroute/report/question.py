"""The question, echoed: what is paid, through whom, when, and under which bounds."""

from fxroute.model import Bounds, Confidence, Payment, ServiceFunction, Side
from fxroute.network import Network
from fxroute.network.zone import zone_of
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation
from fxroute.report.page import Page

__all__ = ["add_question", "named", "question_facts", "question_title"]


def add_question(page: Page, payment: Payment, bounds: Bounds, network: Network, notation: Notation) -> None:
    """Add the question to a page."""
    page.heading(question_title(payment, notation))
    page.facts(question_facts(payment, bounds, network, notation))


def question_title(payment: Payment, notation: Notation) -> str:
    """Return what is asked, in a line."""
    is_send = payment.side is Side.SEND
    return notation.words(
        "question_send" if is_send else "question_receive",
        amount=money_text(payment.instructed_amount),
        currency=payment.creditor_currency if is_send else payment.debtor_currency,
    )


def question_facts(payment: Payment, bounds: Bounds, network: Network, notation: Notation) -> list[tuple[str, str]]:
    """Return through whom, when and under which bounds it is asked, label by label."""
    words = notation.words
    rows = [
        (words("debtor_agent"), named(payment.debtor_agent, network, notation)),
        (words("creditor_agent"), named(payment.creditor_agent, network, notation)),
    ]
    if payment.at is not None:
        zone = zone_of(network, payment.debtor_agent, ServiceFunction.DEBIT)
        rows.append((words("starts"), notation.both(payment.at, zone)))
    if payment.arrive_by is not None:
        zone = zone_of(network, payment.creditor_agent, ServiceFunction.CREDIT)
        rows.append((words("arrive_by"), notation.both(payment.arrive_by, zone)))
    bearer = words(f"bearer_{payment.charge_bearer}")
    rows += [
        (words("charges"), words("from_amount", bearer=bearer) if payment.charges_from_amount else bearer),
        (words("customer"), words(f"customer_{payment.customer}")),
        (words("bounds"), words("list_comma").join(_bounds(bounds, notation)) or words("none")),
    ]
    return rows


def named(institution: str, network: Network, notation: Notation) -> str:
    """Return name and id of an institution, or the id alone where that is all."""
    unit = network.institutions.get(institution)
    return institution if unit is None else notation.words("named", name=unit.name, id=institution)


def _bounds(bounds: Bounds, notation: Notation) -> list[str]:
    words = notation.words
    comma = words("list_comma")
    rows = []
    for key, names in (("avoid", bounds.avoid), ("via", bounds.via), ("vehicles", bounds.vehicles)):
        if names or (key == "vehicles" and names is not None):
            rows.append(words(f"bound_{key}", names=comma.join(sorted(names or ())) or words("none")))
    for key, limit in (
        ("intermediaries", bounds.intermediaries_max),
        ("conversions", bounds.conversions_max),
        ("legs", bounds.legs_max),
    ):
        if limit is not None:
            rows.append(words.counted(f"bound_{key}", limit))
    if bounds.evidence_floor is not Confidence.EXAMPLE:
        rows.append(words("bound_floor", floor=notation.confidence(bounds.evidence_floor)))
    return rows
