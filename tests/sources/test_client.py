"""Whatever a server does, an answer comes whole within its limits, or it is refused with what mends it."""

import dataclasses
import gzip
import socket
import tracemalloc
from http.server import BaseHTTPRequestHandler

import pytest

from fxroute.errors import DataFileError
from fxroute.sources.client import Limits, download, get_answer, shown_address
from tests.sources.server import QUICK, Server, Waits, body, drip, flood, redirect

GOOD = b"date,base,quote,rate\n"


def fetch(address: str, limits: Limits = QUICK, waits: Waits | None = None) -> bytes:
    return download(address, limits=limits, clock=(waits or Waits()).clock())


def refused(address: str, limits: Limits = QUICK, waits: Waits | None = None) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        fetch(address, limits, waits)
    assert caught.value.where == shown_address(address)
    assert caught.value.mend
    return caught.value


def test_a_plain_answer_comes_as_it_is(server: Server) -> None:
    assert fetch(server.at("/a", body(GOOD))) == GOOD


def test_a_packed_answer_comes_unpacked(server: Server) -> None:
    packed = body(gzip.compress(GOOD), headers={"Content-Encoding": "gzip"})

    assert fetch(server.at("/a", packed)) == GOOD


def test_an_answer_in_chunks_comes_whole(server: Server) -> None:
    begin = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"%x\r\n%s\r\n" % (1, GOOD[at : at + 1]) for at in range(len(GOOD)))

    assert fetch(server.at("/a", lambda handler: handler.wfile.write(begin + chunks + b"0\r\n\r\n"))) == GOOD


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_after_a_growing_wait(server: Server, status: int) -> None:
    waits = Waits()
    address = server.at("/a", body(b"", status), body(b"", status), body(GOOD))

    assert fetch(address, waits=waits) == GOOD
    assert waits.seconds == [1, 2]


def test_what_does_not_pass_is_told_with_the_number_of_attempts(server: Server) -> None:
    assert refused(server.at("/a", body(b"", 503))).what == "the server answers with status 503 (3 attempts)"
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 404, 410])
def test_what_will_not_pass_is_not_tried_again(server: Server, status: int) -> None:
    assert str(status) in refused(server.at("/a", body(b"", status, {"Content-Length": "0"}))).what
    assert len(server.asked) == 1


@pytest.mark.parametrize("asked", ["7", "Tue, 24 Nov 2026 18:00:07 GMT"])
def test_the_server_is_given_the_time_it_asks_for(server: Server, asked: str) -> None:
    waits = Waits()
    busy = body(b"", 429, {"Retry-After": asked})

    assert fetch(server.at("/a", busy, body(GOOD)), waits=waits) == GOOD
    assert waits.seconds == [7]


def test_a_server_that_asks_for_an_hour_is_left(server: Server) -> None:
    waits = Waits()
    error = refused(server.at("/a", body(b"", 429, {"Retry-After": "3600"})), waits=waits)

    assert error.what == "the server answers with status 429, and asks to wait 3600 seconds"
    assert waits.seconds == []


def test_a_wish_that_cannot_be_read_is_no_wish(server: Server) -> None:
    waits = Waits()
    busy = body(b"", 503, {"Retry-After": "soon"})

    assert fetch(server.at("/a", busy, body(GOOD)), waits=waits) == GOOD
    assert waits.seconds == [1]


def test_attempts_end_with_the_time_of_the_answer(server: Server) -> None:
    waits = Waits()
    refused(server.at("/a", body(b"", 503)), dataclasses.replace(QUICK, attempts=50), waits)

    assert sum(waits.seconds) <= QUICK.answer_seconds


def test_an_answer_shorter_than_it_says_is_tried_again_and_refused(server: Server) -> None:
    half = body(GOOD, headers={"Content-Length": "4000"})

    assert "breaks off" in refused(server.at("/a", half)).what
    assert len(server.asked) == 3


def test_half_a_packed_answer_is_refused(server: Server) -> None:
    half = body(gzip.compress(GOOD)[:-9], headers={"Content-Encoding": "gzip"})

    assert refused(server.at("/a", half)).what == "the packed answer breaks off (3 attempts)"


def test_a_broken_chunk_is_refused(server: Server) -> None:
    half = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"

    assert "breaks off" in refused(server.at("/a", lambda handler: handler.wfile.write(half))).what


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_a_packing_that_was_not_asked_for_is_refused(server: Server, encoding: str) -> None:
    assert encoding in refused(server.at("/a", body(GOOD, headers={"Content-Encoding": encoding}))).what


def test_an_answer_that_only_says_it_is_packed_is_refused(server: Server) -> None:
    error = refused(server.at("/a", body(GOOD, headers={"Content-Encoding": "gzip"})))

    assert error.what.startswith("the answer says it is packed and is not")


def test_a_packed_bomb_is_refused_before_it_is_unpacked(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    address = server.at("/a", body(bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        error = refused(address)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()

    assert len(bomb) < QUICK.bytes_max
    assert error.what == "the answer has more than 0.190735 MB, packed or unpacked"


def test_a_gigabyte_that_is_announced_is_not_begun(server: Server) -> None:
    assert "more than" in refused(server.at("/a", body(b"", headers={"Content-Length": str(10**9)}))).what


def test_a_gigabyte_that_is_not_announced_is_left_at_the_limit(server: Server) -> None:
    assert "more than" in refused(server.at("/a", flood(b"x" * 10_000, 100_000))).what


@pytest.mark.parametrize(
    ("begin", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        (b"", b"H"),
    ],
)
def test_a_server_that_drips_is_left_when_its_time_is_over(server: Server, begin: bytes, drop: bytes) -> None:
    limits = dataclasses.replace(QUICK, answer_seconds=0.3)

    error = refused(server.at("/a", drip(server, begin, drop)), limits)

    assert error.what == "the whole answer did not come within 0.3 seconds"


def test_a_server_that_keeps_silent_is_left(server: Server) -> None:
    limits = dataclasses.replace(QUICK, silence_seconds=0.1, attempts=2)
    silent = server.at("/a", lambda _: server.is_over.wait() and None)

    assert refused(silent, limits).what == "the server keeps silent (2 attempts)"


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/a"

    assert refused(address).what.startswith("the connection fails or breaks off")


def test_a_server_without_a_certificate_is_refused_at_once(server: Server) -> None:
    address = server.at("/a", body(GOOD)).replace("http:", "https:")

    assert refused(address).what.startswith("the certificate of the server is refused")


def test_a_redirect_is_followed(server: Server) -> None:
    server.at("/b", body(GOOD))

    assert fetch(server.at("/a", redirect("/b"))) == GOOD


def test_redirects_without_end_are_refused(server: Server) -> None:
    error = refused(server.at("/a", redirect("/a")))

    assert error.what == "the server sends on from one address to the next, more than 5 times"
    assert len(server.asked) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:,x", ""])
def test_a_redirect_elsewhere_than_http_is_refused(server: Server, target: str) -> None:
    assert "elsewhere than HTTP" in refused(server.at("/a", redirect(target))).what


def test_a_redirect_to_no_address_is_refused(server: Server) -> None:
    assert "no address" in refused(server.at("/a", redirect("http://[/"))).what


@pytest.mark.parametrize("address", ["http://", "http://[", "http://:99999999/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert refused(address, dataclasses.replace(QUICK, attempts=1)).mend


def test_errors_show_no_secret_of_an_address() -> None:
    assert shown_address("https://me:secret@bank.example/rates?key=secret#secret") == "https://bank.example/rates"
    assert shown_address("rates?.csv") == "rates?.csv"


def test_what_is_held_is_asked_for_by_its_state_and_not_sent_again(server: Server) -> None:
    sent: list[str] = []
    first = body(GOOD, headers={"ETag": '"one"', "Last-Modified": "Tue, 24 Nov 2026 18:00:00 GMT"})

    def second(handler: BaseHTTPRequestHandler) -> None:
        sent.append(f"{handler.headers['If-None-Match']} {handler.headers['If-Modified-Since']}")
        body(b"", 304)(handler)

    address = server.at("/a", first, second)
    held = get_answer(address, limits=QUICK, clock=Waits().clock())
    again = get_answer(address, limits=QUICK, clock=Waits().clock(), held=held)

    assert (held.body, held.etag, held.is_unchanged) == (GOOD, '"one"', False)
    assert (again.body, again.is_unchanged) == (b"", True)
    assert sent == ['"one" None']


def test_an_unchanged_state_that_nobody_asked_about_is_refused(server: Server) -> None:
    assert "status 304" in refused(server.at("/a", body(b"", 304))).what
