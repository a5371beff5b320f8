"""The feeds: where each is published, in which layout, and whose rates they are.

An address is a fact of the world and may move: `fxroute rates fetch FEED --url ADDRESS` names another one.
Source of the ECB's addresses: the ECB's page of euro foreign exchange reference rates, its downloads, and the ECB Data
Portal's web services (data flow EXR). Source of the CFETS address: public programs that read the page of central
parities at chinamoney.com.cn. None of them needs an account.
"""

from dataclasses import dataclass

from fxroute.errors import UsageError

__all__ = ["FEEDS", "Feed", "find_feed"]

_ECB = "ECB euro foreign exchange reference rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A published list of rates.

    `layout` names the reader of its answers, `publisher` is the source of its quotes; `address` is empty where each
    user has an own one. `ids` begin the ids of its quotes: feeds of one publisher share them, so that the same fixing
    from two of them is one quote.
    """

    name: str
    address: str
    layout: str
    publisher: str
    ids: str


def _feeds(*feeds: Feed) -> dict[str, Feed]:
    return {feed.name: feed for feed in feeds}


FEEDS = _feeds(
    Feed(
        name="ecb",
        address="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
        layout="ecb_xml",
        publisher=_ECB,
        ids="ECB",
    ),
    Feed(
        name="ecb-90d",
        address="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml",
        layout="ecb_xml",
        publisher=_ECB,
        ids="ECB",
    ),
    Feed(
        name="ecb-history",
        address="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.xml",
        layout="ecb_xml",
        publisher=_ECB,
        ids="ECB",
    ),
    Feed(
        name="ecb-history-csv",
        address="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip",
        layout="ecb_csv",
        publisher=_ECB,
        ids="ECB",
    ),
    Feed(
        name="ecb-sdmx",
        address="https://data-api.ecb.europa.eu/service/data/EXR/D..EUR.SP00.A?format=csvdata&lastNObservations=5",
        layout="ecb_sdmx",
        publisher=_ECB,
        ids="ECB",
    ),
    Feed(
        name="cfets",
        address="https://www.chinamoney.com.cn/r/cms/www/chinamoney/data/fx/ccpr.json",
        layout="cfets_json",
        publisher="CFETS central parity of the yuan",
        ids="CFETS",
    ),
    Feed(name="csv", address="", layout="own_csv", publisher="own CSV file", ids="CSV"),
    Feed(name="sama", address="", layout="own_csv", publisher="own CSV file of SAMA's rates", ids="SAMA"),
)
"""Every feed by its name."""


def find_feed(name: str) -> Feed:
    """Return a feed by its name.

    Raises:
        UsageError: there is no such feed.
    """
    if name not in FEEDS:
        from fxroute.sources.fault import closest  # nobody but who mistypes needs it

        raise UsageError(
            what=f"there is no feed {name!r}",
            where="FEED",
            mend=closest(name, FEEDS, f"use one of {', '.join(FEEDS)}"),
        )
    return FEEDS[name]
