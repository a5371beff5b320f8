"""The outside: files, clock, environment. Data files are read here, and nowhere else."""

from fxroute.sources.load import (
    load_answer,
    load_network,
    load_overlays,
    load_payment,
    load_payment_file,
    load_planner,
    load_rates,
    schema_of,
)
from fxroute.sources.payment_file import Fact, Party, PaymentFile

__all__ = [
    "Fact",
    "Party",
    "PaymentFile",
    "load_answer",
    "load_network",
    "load_overlays",
    "load_payment",
    "load_payment_file",
    "load_planner",
    "load_rates",
    "schema_of",
]
