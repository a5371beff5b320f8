"""Who and what of a payment is screened: its parties with their owners, the banks on its way, vessels, free text."""

from collections.abc import Iterable, Iterator

from fxroute.compliance.dossier import Dossier, PartyProfile
from fxroute.compliance.screening.listed import Identifier, ListedKind
from fxroute.compliance.screening.screened import Subject
from fxroute.model import CustomerType, Institution, Payment

__all__ = ["subjects_of"]


def subjects_of(payment: Payment, dossier: Dossier, units: Iterable[Institution]) -> tuple[Subject, ...]:
    """Return everybody and everything of a payment that has a name.

    Args:
        payment: who pays whom.
        dossier: what is told of them.
        units: the institutions on the way, both agents included.
    """
    kind = ListedKind.PERSON if payment.customer is CustomerType.INDIVIDUAL else ListedKind.ORGANISATION
    return (
        *_party("debtor", payment.debtor, dossier.debtor, kind),
        # Nobody says whether a creditor is a person or a company.
        *_party("creditor", payment.creditor, dossier.creditor, ListedKind.UNKNOWN),
        *(_agent(unit) for unit in sorted(units, key=lambda unit: unit.id)),
        *(Subject(role="vessel", name=name, kind=ListedKind.VESSEL) for name in dossier.vessels),
        *_texts(dossier),
    )


def _party(role: str, name: str, party: PartyProfile, kind: ListedKind) -> Iterator[Subject]:
    told = party.name or name
    if told:
        countries = sorted({party.country, party.address.country} - {""})
        numbers = [Identifier("lei", party.lei)] if party.lei else []
        numbers += [Identifier("registration", party.identification)] if party.identification else []
        yield Subject(
            role=role,
            name=told,
            kind=kind,
            countries=tuple(countries),
            birth_date="" if party.birth_date is None else party.birth_date.isoformat(),
            bic=party.bic,
            identifiers=tuple(numbers),
            owners=party.owners,
        )


def _agent(unit: Institution) -> Subject:
    numbers = (Identifier("lei", unit.lei),) if unit.lei else ()
    return Subject(
        role="agent",
        name=unit.name,
        kind=ListedKind.ORGANISATION,
        countries=(unit.country,),
        bic=unit.bic,
        identifiers=numbers,
    )


def _texts(dossier: Dossier) -> Iterator[Subject]:
    for text in (dossier.remittance_information, dossier.declaration_remark, dossier.relationship):
        if text:
            yield Subject(role="text", name=text)
