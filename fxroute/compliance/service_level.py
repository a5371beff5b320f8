"""Service levels: what a bank promises itself or its customers, which no law asks for."""

from dataclasses import dataclass

from fxroute.compliance.item import Provider
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Deadline
from fxroute.model import Provenance

__all__ = ["ServiceLevel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """A promise: what is done, by whom, and in which time after which event."""

    id: str
    title: Title
    provider: Provider
    deadline: Deadline
    provenance: Provenance
