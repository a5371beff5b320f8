"""Fetching a feed: from its address to rates that are kept, if they are good and no step back."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from fxroute.errors import DataFileError, DataFileErrors, UsageError
from fxroute.sources.client import Clock, Limits, download, shown_address
from fxroute.sources.feeds.catalog import Feed
from fxroute.sources.feeds.cfets import read_parities
from fxroute.sources.feeds.ecb import read_history_csv, read_sdmx_csv, read_xml
from fxroute.sources.feeds.kept import Kept, Record, kept_path, rates_file, read_kept, replace_file
from fxroute.sources.feeds.own_csv import read_own_csv
from fxroute.sources.feeds.reading import Published, Reading
from fxroute.sources.files import FILE_BYTES_MAX, read_file

__all__ = ["Fetched", "Wish", "fetch"]

_READERS: dict[str, Callable[[str, Reading], None]] = {
    "ecb_xml": read_xml,
    "ecb_csv": read_history_csv,
    "ecb_sdmx": read_sdmx_csv,
    "cfets_json": read_parities,
    "own_csv": read_own_csv,
}
_EXPECTED = {"ecb_xml": "XML", "ecb_csv": "CSV", "ecb_sdmx": "CSV", "cfets_json": "JSON", "own_csv": "CSV"}
_HTML = re.compile(r"\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_VALID_DAYS = 365
_BARE_DAYS = frozenset({"ECB", "CFETS"})
"""Publishers who give one rate a day: the id of a quote needs no time of day."""
_PLACE = "look who answers at this address; name the right one with --url"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be fetched: see `fxroute.sources.fetch_rates`."""

    feed: Feed
    _: KW_ONLY
    url: str
    output: Path | None
    since: date | None
    change_factor_max: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought: what is kept now, and whether its rates differ from those kept before."""

    kept: Kept
    is_changed: bool


def fetch(wish: Wish, limits: Limits, clock: Clock) -> Fetched:
    """Fetch, read, judge and keep, in this order; whatever fails, what was kept before stays.

    Raises:
        UsageError: the feed has no address of its own and none is given, or the factor is none.
        DataFileErrors: why the answer was refused.
    """
    feed = wish.feed
    address = wish.url or feed.address
    if not address:
        mend = f"name it: fxroute rates fetch {feed.name} --url FILE.csv"
        raise UsageError(what=f"the feed {feed.name} has no address of its own", where="--url", mend=mend)
    factor = _factor(wish.change_factor_max)
    where = f"feed {feed.name}, {shown_address(address)}"
    try:
        content = _content(address, limits, clock)
        reading = Reading(where, clock.now(), wish.since)
        _READERS[feed.layout](_text(content, where, feed.layout), reading)
        rates = reading.finish()
        before = _before(feed.name)
        _refuse_step_back(rates, before, where, factor=factor, replaces=wish.replaces)
        file = rates_file(_header(feed, address, content, reading), _records(feed, address, rates))
        return _keep(wish, file, before)
    except DataFileErrors:
        raise
    except DataFileError as error:
        raise DataFileErrors((error,)) from error


def _factor(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) or Decimal(text) < 1:
        what = f"{text!r} is no factor of at least 1"
        raise UsageError(what=what, where="--max-change", mend="write a number, for instance --max-change 2")
    return Decimal(text)


def _content(address: str, limits: Limits, clock: Clock) -> bytes:
    """Return the bytes at an address, or of a file."""
    scheme = address.partition("://")[0] if "://" in address else ""
    if not scheme:
        return read_file(address).content
    if scheme.lower() not in ("http", "https") or not re.fullmatch(r"[!-~]+", address):
        what = f"{shown_address(address)!r} is no address of HTTP"
        raise DataFileError(what=what, where="--url", mend="begin with https:// or http://, or give the path of a file")
    return download(address, limits=limits, clock=clock)


def _text(content: bytes, where: str, layout: str) -> str:
    """Return an answer as text, or refuse what cannot be one in this layout."""
    if layout == "ecb_csv" and content.startswith(b"PK"):
        content = _unzipped(content, where)
    if not content.strip():
        raise DataFileError(what="the answer is empty", where=where, mend="fetch again later")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte 0x{content[error.start]:02x} of the answer is not UTF-8"
        raise DataFileError(
            what=what, where=where, mend="give it as UTF-8; where it comes from others, " + _PLACE
        ) from error
    if _HTML.match(text):
        what = f"the answer is a web page, {_EXPECTED[layout]} was expected"
        raise DataFileError(what=what, where=where, mend=_PLACE)
    if "\0" in text:
        what = f"the answer holds zero bytes, {_EXPECTED[layout]} was expected"
        raise DataFileError(what=what, where=where, mend=_PLACE)
    return text


def _unzipped(content: bytes, where: str) -> bytes:
    """Return the only file in a zip archive, within the limit of size."""
    most = Limits().bytes_max
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            (member,) = archive.infolist()
            with archive.open(member) as stream:
                unpacked = stream.read(most + 1)
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError, zlib.error) as error:
        what = "the zip archive is broken, or holds not exactly one file"
        raise DataFileError(what=what, where=where, mend=_PLACE) from error
    if len(unpacked) > most:
        what = f"the answer has more than {most // 1024 // 1024} MB, packed or unpacked"
        raise DataFileError(what=what, where=where, mend=_PLACE)
    return unpacked


def _header(feed: Feed, address: str, content: bytes, reading: Reading) -> Record:
    return {
        "name": feed.name,
        "address": shown_address(address),
        "fetched_at": reading.now.astimezone(UTC).isoformat(timespec="seconds"),
        "newest": max(rate.quoted_at for rate in reading.rates.values()).astimezone(UTC).isoformat(),
        "count": len(reading.rates),
        "skipped": reading.skipped,
        "answer_sha256": sha256(content).hexdigest(),
    }


def _records(feed: Feed, address: str, rates: tuple[Published, ...]) -> list[Record]:
    """Return the rates as records of a rates file; of high confidence from the publisher's own address."""
    is_its_own = bool(feed.address) and urlsplit(address)[:2] == urlsplit(feed.address)[:2]
    source = feed.publisher if is_its_own else f"{feed.publisher}, read from {_host(address)}"
    return [_record(feed, rate, source, "high" if is_its_own else "medium") for rate in rates]


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2] if "://" in address else Path(address).name


def _record(feed: Feed, rate: Published, source: str, confidence: str) -> Record:
    moment = rate.day.isoformat()
    if feed.ids not in _BARE_DAYS:
        moment = rate.quoted_at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    sides = {"rate": rate.bid} if rate.bid == rate.offer else {"bid": rate.bid, "offer": rate.offer}
    return {
        "id": f"{feed.ids}-{rate.pair.base}-{rate.pair.quote}-{moment}",
        "pair": str(rate.pair),
        **sides,
        **({"unit": rate.unit} if rate.unit != 1 else {}),
        "kind": rate.kind,
        "quoted_at": rate.quoted_at.isoformat(),
        "source": rate.source or source,
        "as_of": rate.day.isoformat(),
        "confidence": rate.confidence or confidence,
        "valid_to": (rate.day + timedelta(days=_VALID_DAYS)).isoformat(),
    }


def _before(feed: str) -> Kept | None:
    """Return what is kept; a damaged file is none."""
    try:
        return read_kept(feed)
    except DataFileError:
        return None


def _refuse_step_back(
    rates: tuple[Published, ...], before: Kept | None, where: str, *, replaces: bool, factor: Decimal
) -> None:
    """Refuse what is older than what is kept, has far fewer pairs, or rates far from the last good ones."""
    if before is None:
        return
    held = {}
    for record in reversed(before.records()):
        held[str(record["pair"])] = record
    newest: dict[str, Published] = {}
    for rate in reversed(rates):
        newest[str(rate.pair)] = rate
    faults = []
    if not replaces and rates[0].quoted_at < before.newest:
        what = f"the newest rate is of {rates[0].day}, those kept have one of {before.newest:%Y-%m-%d}"
        faults.append((what, "fetch again later, or take the older ones with --replace"))
    if not replaces and 2 * len(newest) < len(held):
        what = f"the answer has {len(newest)} pairs, the last good one {len(held)}: it looks like a half"
        faults.append((what, "fetch again later, or take it as it is with --replace"))
    for pair in newest.keys() & held.keys():
        was, now = _mid(held[pair]), newest[pair].mid()
        if now > was * factor or now * factor < was:
            what = f"{pair} is {_short(now)}, the last good one {_short(was)}: more than {factor} times apart"
            faults.append((what, "look it up elsewhere; where it is true, allow it with --max-change"))
    if faults:
        raise DataFileErrors(tuple(DataFileError(what=what, where=where, mend=mend) for what, mend in sorted(faults)))


def _mid(record: Record) -> Decimal:
    low, high = (Decimal(str(record.get(side) or record["rate"])) for side in ("bid", "offer"))
    return (low + high) / 2 / int(str(record.get("unit", 1)))


def _short(rate: Decimal) -> str:
    return format(rate.normalize(), "f")


def _keep(wish: Wish, file: bytes, before: Kept | None) -> Fetched:
    path = kept_path(wish.feed.name)
    if path is None:
        mend = "name a folder for them in the environment: FXROUTE_CACHE"
        raise DataFileError(what="there is no folder to keep rates in", where="FXROUTE_CACHE", mend=mend)
    if len(file) > FILE_BYTES_MAX:
        what = f"the rates would fill a file of more than {FILE_BYTES_MAX // 1024 // 1024} MB, which none is read of"
        raise DataFileError(what=what, where=str(path), mend="leave the older ones out: --since 2010-01-01")
    if wish.output is not None:
        replace_file(wish.output, file)
    replace_file(path, file)
    kept = read_kept(wish.feed.name)
    assert kept is not None, "it was written a moment ago"
    return Fetched(kept, before is None or before.rates_sha256 != kept.rates_sha256)
