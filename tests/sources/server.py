"""A server on the loopback that answers as a test tells it: well, slowly, in halves, with lies, without end."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fxroute.sources.client import Clock, Limits

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
QUICK = Limits(connect_seconds=2, silence_seconds=2, answer_seconds=10, attempts=3, bytes_max=200_000)

Answer = Callable[[BaseHTTPRequestHandler], object]


@dataclass
class Waits:
    """A clock that stands still but for the waiting that is asked of it."""

    seconds: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(lambda: NOW, lambda: sum(self.seconds), self.seconds.append)


@dataclass
class Server:
    """Answers by path; several answers to one path come in turn, the last one again and again."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.address + path


@contextmanager
def serving() -> Iterator[Server]:
    server = _QuietServer(("127.0.0.1", 0), _Handler)
    told = server.told = Server(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    told: Server

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, _QuietServer)
        told = self.server.told
        path = self.path.partition("?")[0]
        told.asked.append(self.path)
        answers = told.answers[path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as http.server names it
        """Tests print nothing."""


def body(content: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """An honest answer, but for what `headers` say."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(content)), "Connection": "close"} | dict(headers or {})).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def redirect(target: str) -> Answer:
    return body(b"", 302, {"Location": target})


def drip(server: Server, begin: bytes, drop: bytes) -> Answer:
    """Send `begin`, then drop by drop until the test is over."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begin)
        while not server.is_over.wait(0.02):
            handler.wfile.write(drop)

    return answer


def flood(piece: bytes, count: int) -> Answer:
    """Send a piece many times, without saying how long the answer is."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(count):
            handler.wfile.write(piece)

    return answer
