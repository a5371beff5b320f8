"""The outside: files, clock, environment. Files are read and written here, and nowhere else."""

from fxroute.sources.feeds import fetch_rates, fetched_rates
from fxroute.sources.load import (
    load_answer,
    load_network,
    load_overlays,
    load_payment,
    load_payment_file,
    load_planner,
    load_rates,
    load_rules,
    schema_of,
)
from fxroute.sources.output_file import check_output, write_output
from fxroute.sources.payment_file import PaymentFile

__all__ = [
    "PaymentFile",
    "check_output",
    "fetch_rates",
    "fetched_rates",
    "load_answer",
    "load_network",
    "load_overlays",
    "load_payment",
    "load_payment_file",
    "load_planner",
    "load_rates",
    "load_rules",
    "schema_of",
    "write_output",
]
