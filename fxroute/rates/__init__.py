"""Rates: the table of quotes, crosses, exchanges, forward rates and day counts."""

from fxroute.rates.convention import PairConvention, pip_size_of
from fxroute.rates.daycount import DayCount, year_fraction
from fxroute.rates.exchange import Rounding, deal, exchange, loss_bp, spread_bp, spread_pips, valuation
from fxroute.rates.forward import (
    ForwardCurve,
    ForwardPoints,
    Outright,
    discount_factor,
    parity_forward,
    simple_parity_forward,
    tenor_date,
)
from fxroute.rates.history import DatedRate, list_dated_rates
from fxroute.rates.table import RateDeviation, RateTable

__all__ = [
    "DatedRate",
    "DayCount",
    "ForwardCurve",
    "ForwardPoints",
    "Outright",
    "PairConvention",
    "RateDeviation",
    "RateTable",
    "Rounding",
    "deal",
    "discount_factor",
    "exchange",
    "list_dated_rates",
    "loss_bp",
    "parity_forward",
    "pip_size_of",
    "simple_parity_forward",
    "spread_bp",
    "spread_pips",
    "tenor_date",
    "valuation",
    "year_fraction",
]
