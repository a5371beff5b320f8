"""All checks by the item they are of, and how any item stands."""

from fxroute.compliance.checks.documents import DOCUMENT_CHECKS
from fxroute.compliance.checks.messages import MESSAGE_CHECKS
from fxroute.compliance.checks.parties import PARTY_CHECKS
from fxroute.compliance.checks.screened import SCREENING_CHECKS
from fxroute.compliance.checks.standing import MISSING, Check, held_if, told
from fxroute.compliance.checks.ways import WAY_CHECKS
from fxroute.compliance.item import Item, ItemKind, Standing
from fxroute.compliance.predicate import View

__all__ = ["CHECKS", "STATED", "standing_of"]

CHECKS: dict[str, Check] = {**DOCUMENT_CHECKS, **MESSAGE_CHECKS, **PARTY_CHECKS, **SCREENING_CHECKS, **WAY_CHECKS}
"""Every item of kind `check` has its function here, under its id."""

STATED = frozenset({"message_permission", "settlement_agent", "tax_filing_form_or_bank_position"})
"""Items of kind `check` of which an officer's statement counts too, as of an item of kind `confirmation`."""


def standing_of(item: Item, view: View) -> Standing:
    """Return how an item stands in what a rule looks at."""
    dossier = view.facts.dossier
    if item.kind is ItemKind.CONFIRMATION:
        return told(dossier.confirmed.get(item.id))
    if item.kind is ItemKind.DOCUMENT:
        return held_if(dossier.has_document(item.id))
    return MISSING if item.kind is ItemKind.REPORT else CHECKS[item.id](view)
