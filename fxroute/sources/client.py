"""Fetching one answer over HTTP, within limits that hold whatever the server does.

A connection, a silence and the whole answer have each their time; bytes are counted as they come, unpacked ones too;
redirects are few and stay with HTTP. Faults that may pass (no connection, 429, a 5xx, an answer that breaks off) are
tried again after a growing wait, or after what `Retry-After` asks for.

The work is done in a thread of its own. Only so does the time of the whole answer hold everywhere: while a name is
looked up, while heads come drop by drop, while a chunk is not finished.
"""

import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from fxroute.errors import DataFileError

if TYPE_CHECKING:
    import requests

__all__ = ["Answer", "Clock", "Limits", "download", "get_answer", "shown_address"]

_CHUNK_BYTES = 64 * 1024
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "fxroute"}
_ADDRESS = "name the right address with --url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a server may take: seconds to connect, seconds of silence, seconds for the whole answer with every attempt.

    `bytes_max` counts the answer as it comes and unpacked.
    """

    connect_seconds: float = 5
    silence_seconds: float = 15
    answer_seconds: float = 60
    attempts: int = 4
    backoff_seconds: float = 1
    retry_after_seconds_max: float = 20
    redirects: int = 5
    bytes_max: int = 32 * 1024 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock and the waiting, so that tests need neither."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the body, unpacked, and what it calls this state of it; empty where it says nothing.

    `is_unchanged` says that it gave no body, as the state that was named in the conditions still stands.
    """

    body: bytes
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


class _Passing(Exception):
    """A fault that may have passed at the next attempt."""

    def __init__(self, *, what: str, retry_after: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.retry_after = retry_after


def shown_address(address: str) -> str:
    """Return an address without what may be secret: user, password, question."""
    if "://" not in address:
        return address
    scheme, _, rest = address.partition("://")
    netloc, slash, path = rest.partition("/")
    return f"{scheme}://{netloc.rpartition('@')[2]}{slash}{path}".partition("?")[0].partition("#")[0]


def download(address: str, *, limits: Limits, clock: Clock) -> bytes:
    """Return the body of the answer at an address, unpacked.

    Raises:
        DataFileError: no whole answer of status 200 came within the limits.
    """
    return get_answer(address, limits=limits, clock=clock).body


def get_answer(address: str, *, limits: Limits, clock: Clock, held: Answer | None = None) -> Answer:
    """Return the answer at an address; the body of `held` is not sent again where it still stands.

    Raises:
        DataFileError: no whole answer of status 200 (304 for what is held) came within the limits.
    """
    work = _Work(address, limits, clock, _conditions(held))
    thread = threading.Thread(target=work.run, daemon=True)
    thread.start()
    thread.join(limits.answer_seconds)
    if work.answer is not None:
        return work.answer
    if work.error is not None:
        raise work.error
    work.is_given_up = True
    raise DataFileError(
        what=f"the whole answer did not come within {limits.answer_seconds:g} seconds",
        where=shown_address(address),
        mend="fetch again later; what was fetched before is still there",
    )


def _conditions(held: Answer | None) -> Mapping[str, str]:
    """Return the headers that spare the server a body; an entity tag says more than a time (RFC 9110, 13.1.3)."""
    if held is None:
        return {}
    if held.etag:
        return {"If-None-Match": held.etag}
    return {"If-Modified-Since": held.last_modified} if held.last_modified else {}


class _Work:
    """One download; `answer` or `error` is set when it is over."""

    def __init__(self, address: str, limits: Limits, clock: Clock, conditions: Mapping[str, str]) -> None:
        self._address = address
        self._limits = limits
        self._clock = clock
        self._conditions = conditions
        self.answer: Answer | None = None
        self.error: Exception | None = None
        self.is_given_up = False

    def run(self) -> None:
        """Try until an answer is whole, or no attempt is left."""
        try:
            self.answer = self._attempts()
        except Exception as error:  # noqa: BLE001  # it is raised again in the thread of the caller
            self.error = error

    def _attempts(self) -> Answer:
        started = self._clock.monotonic()
        attempt = 1
        while True:
            try:
                return self._once()
            except _Passing as fault:
                wait = self._wait(fault, attempt)
                elapsed = self._clock.monotonic() - started
                if attempt >= self._limits.attempts or elapsed + wait > self._limits.answer_seconds:
                    times = f" ({attempt} attempts)" if attempt > 1 else ""
                    mend = "fetch again later; what was fetched before is still there"
                    raise self._fault(what=f"{fault.what}{times}", mend=mend) from fault
                self._clock.sleep(wait)
                attempt += 1

    def _wait(self, fault: _Passing, attempt: int) -> float:
        asked = _retry_after_seconds(fault.retry_after, self._clock.now())
        if asked is not None and asked > self._limits.retry_after_seconds_max:
            raise self._fault(what=f"{fault.what}, and asks to wait {asked:.0f} seconds", mend="fetch again after that")
        return self._limits.backoff_seconds * 2 ** (attempt - 1) if asked is None else asked

    def _fault(self, *, what: str, mend: str) -> DataFileError:
        return DataFileError(what=what, where=shown_address(self._address), mend=mend)

    def _once(self) -> Answer:
        import requests  # a tenth of a second that no other command spends
        import urllib3

        try:
            with requests.Session() as session:
                return self._follow(session)
        except requests.exceptions.SSLError as error:
            what = f"the certificate of the server is refused: {_reason(error)}"
            mend = "see whether this is the right server, and whether a proxy stands between"
            raise self._fault(what=what, mend=mend) from error
        except requests.exceptions.Timeout as error:
            raise _Passing(what="the server keeps silent") from error
        except (
            requests.exceptions.ConnectionError,
            requests.exceptions.ChunkedEncodingError,
            urllib3.exceptions.HTTPError,
            OSError,
            ValueError,
        ) as error:
            if isinstance(error, ValueError):
                raise self._fault(what=f"this is no address: {_reason(error)}", mend=_ADDRESS) from error
            raise _Passing(what=f"the connection fails or breaks off: {_reason(error)}") from error

    def _follow(self, session: "requests.Session") -> Answer:
        address = self._address
        for _ in range(self._limits.redirects + 1):
            timeout = (self._limits.connect_seconds, self._limits.silence_seconds)
            headers = {**_HEADERS, **self._conditions}
            response = session.get(address, headers=headers, stream=True, allow_redirects=False, timeout=timeout)
            with response:
                if response.status_code not in _REDIRECTS:
                    return self._read(response)
                address = self._next(address, response.headers.get("Location", ""))
        what = f"the server sends on from one address to the next, more than {self._limits.redirects} times"
        raise self._fault(what=what, mend=_ADDRESS)

    def _next(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        scheme = urlsplit(target).scheme
        is_down = scheme == "http" and address.startswith("https:")
        if not location or scheme not in ("http", "https") or is_down:
            why = "from HTTPS down to HTTP" if is_down else "elsewhere than HTTP"
            raise self._fault(what=f"the server sends on to {shown_address(location)!r}, {why}", mend=_ADDRESS)
        return target

    def _read(self, response: "requests.Response") -> Answer:
        status = response.status_code
        if status in _PASSING:
            raise _Passing(
                what=f"the server answers with status {status}", retry_after=response.headers.get("Retry-After", "")
            )
        if status == 304 and self._conditions:
            return Answer(b"", is_unchanged=True)
        if status != 200:
            raise self._fault(what=f"the server answers with status {status}, 200 was expected", mend=_ADDRESS)
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip", ""):
            raise self._fault(what=f"the answer is packed as {encoding!r}, which was not asked for", mend=_ADDRESS)
        declared = response.headers.get("Content-Length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:20]) > self._limits.bytes_max:
            raise self._too_large()
        body = self._body(response, is_packed="gzip" in encoding)
        return Answer(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

    def _body(self, response: "requests.Response", *, is_packed: bool) -> bytes:
        unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        parts: list[bytes] = []
        packed = size = 0
        while not self.is_given_up and (chunk := response.raw.read(_CHUNK_BYTES, decode_content=False)):
            try:
                # One byte above the limit is enough to know that there are more.
                part = unpack.decompress(chunk, self._limits.bytes_max - size + 1) if is_packed else chunk
            except zlib.error as error:
                raise self._fault(what=f"the answer says it is packed and is not: {error}", mend=_ADDRESS) from error
            packed, size = packed + len(chunk), size + len(part)
            if max(size, packed) > self._limits.bytes_max:
                raise self._too_large()
            parts.append(part)
        if is_packed and not unpack.eof:
            raise _Passing(what="the packed answer breaks off")
        return b"".join(parts)

    def _too_large(self) -> DataFileError:
        megabytes = self._limits.bytes_max / 1024 / 1024
        return self._fault(what=f"the answer has more than {megabytes:g} MB, packed or unpacked", mend=_ADDRESS)


def _retry_after_seconds(text: str, now: datetime) -> float | None:
    """Return what `Retry-After` asks for, seconds or an instant; `None` where it asks for nothing that can be read."""
    from email.utils import parsedate_to_datetime

    if text.strip().isascii() and text.strip().isdigit():
        return float(text.strip()[:9])
    try:
        instant = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)


def _reason(error: BaseException) -> str:
    """Return the innermost reason, without the addresses of objects that the outer ones tell of."""
    seen: list[BaseException] = [error]
    while (inner := _inner(seen[-1])) is not None and inner not in seen:
        seen.append(inner)
    return str(seen[-1]) or type(seen[-1]).__name__


def _inner(error: BaseException) -> BaseException | None:
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        return reason
    return next((part for part in error.args if isinstance(part, BaseException)), None)
