"""No connection holds up another, and none stays for ever."""

import time
from types import SimpleNamespace

import pytest

from tests.served import Served, answer_of, request_of
from yogasite import server
from yogasite.server import GRACE, SLOWEST, Request, Worker, end_what_is_late

HOST = {"Host": "testserver"}
GET = b"GET / HTTP/1.1\r\nHost: testserver\r\n\r\n"


class Application:
    """Remembers what it was asked, and answers each with as many bytes as its path says, in letters."""

    def __init__(self):
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append((environ.get("CONTENT_LENGTH", ""), environ["wsgi.input"].read()))
        said = b"x" * int(environ["PATH_INFO"].strip("/") or 2)
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said]


@pytest.fixture
def application():
    return Application()


@pytest.fixture
def served(application):
    served = Served(application)
    yield served
    served.close()


def look(served, seconds=0.0):
    """Look for what is late, so many seconds from now."""
    end_what_is_late(served.connections(), time.monotonic() + seconds)
    served.turn()


def is_open(served, near):
    return not served.received(near)[1]


def test_others_are_answered_while_a_body_arrives_byte_by_byte(served, application):
    slow = [served.connect()[0] for _each in range(20)]
    for near in slow:
        served.send(near, request_of("/", b"a" * 100, HOST)[:-90])
    assert served.ask(GET).status == 200
    assert application.asked == [("", b"")]


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: t",
        b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc",
    ],
)
def test_a_request_that_does_not_arrive_is_ended_when_its_time_is_over(served, sent):
    near, _far = served.connect()
    served.send(near, sent)
    look(served, GRACE - 5)
    assert is_open(served, near)
    look(served, GRACE + 5)
    assert not is_open(served, near)


def test_a_long_body_has_a_second_more_for_each_kilobyte_that_came(served):
    near, _far = served.connect()
    served.send(near, request_of("/", b"a" * 100_000, HOST)[:-50_000])
    look(served, GRACE + 40_000 / SLOWEST)
    assert is_open(served, near)
    look(served, GRACE + 60_000 / SLOWEST)
    assert not is_open(served, near)


def test_a_connection_that_rests_is_not_late(served):
    near, _far = served.connect()
    served.send(near, GET)
    look(served, 10 * GRACE)
    assert is_open(served, near)


def test_an_answer_that_nobody_reads_holds_no_thread(served, application):
    near, far = served.connect()
    served.send(near, b"GET /50000000 HTTP/1.1\r\nHost: t\r\n\r\n")
    assert (far.requests, far.total_outbufs_len > 20_000_000) == ([], True)
    assert served.ask(GET).status == 200


def test_of_bodies_that_are_too_large_together_the_largest_goes(served, monkeypatch):
    monkeypatch.setattr(server, "MOST_ARRIVING_BYTES", 3000)
    opened = [served.connect()[0] for _each in range(3)]
    for near, size in zip(opened, (500, 2000, 1000), strict=True):
        served.send(near, request_of("/", b"a" * 9000, HOST)[: size - 9000])
    look(served)
    assert [is_open(served, near) for near in opened] == [True, False, True]


@pytest.mark.parametrize("size", [None, 60_000])
def test_a_body_that_its_address_does_not_take_is_read_and_forgotten(served, application, size):
    near, far = served.connect()
    sent = request_of("/", b"a" * 3_000_000, HOST, size=size)
    served.send(near, sent[:-5])
    assert far.request.kept() == 0
    served.send(near, sent[-5:])
    assert answer_of(served.received(near)[0]).status == 200
    assert application.asked == [("3000000", b"")]


def test_a_body_is_whole_in_memory_or_in_a_file(served, application):
    for size in (10, 100_000, 2_000_000):
        served.ask(request_of("/", b"ab" * (size // 2), HOST))
    assert application.asked == [(str(size), b"ab" * (size // 2)) for size in (10, 100_000, 2_000_000)]


def test_a_kept_connection_answers_one_request_after_another(served, application):
    near, _far = served.connect()
    for body in (b"one", b"three"):
        served.send(near, request_of("/", body, HOST))
        assert answer_of(served.received(near)[0]).status == 200
    assert application.asked == [("3", b"one"), ("5", b"three")]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_head_is_answered_by_headers_alone(served, method):
    near, _far = served.connect()
    served.send(near, f"{method} /40 HTTP/1.1\r\nHost: t\r\n\r\n".encode())
    headers, _end, body = served.received(near)[0].partition(b"\r\n\r\n")
    assert (b"Content-Length: 40" in headers, len(body)) == (True, 40 if method == "GET" else 0)


def test_who_asks_before_sending_is_told_to_send(served):
    near, _far = served.connect()
    served.send(near, b"POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert served.received(near)[0] == b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize("sent", [b"1;" + b"a" * 5000, b"0\r\n" + b"a: b\r\n" * 1000])
def test_what_stands_between_pieces_is_short(served, application, sent):
    near, _far = served.connect()
    served.send(near, b"POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n" + sent)
    assert (answer_of(served.received(near)[0]).status, application.asked) == (400, [])


@pytest.fixture
def worker(served, monkeypatch):
    """A process of the server that is told to stop, whose turns are taken by this thread."""
    monkeypatch.setattr(Request, "is_last", False)
    worker = object.__new__(Worker)
    worker.map, worker.cfg = served.map, SimpleNamespace(graceful_timeout=20)
    worker._turn = served.turn
    return worker


def test_a_process_that_stops_answers_what_was_asked_and_takes_no_new_connection(served, worker, application):
    near, _far = served.connect()
    near.sendall(request_of("/", b"abc", HOST)[:-1])
    served.turn()
    near.sendall(b"c")
    worker._finish()
    answer = answer_of(served.received(near)[0])
    assert (answer.status, application.asked) == (200, [("3", b"abc")])
    with pytest.raises(ConnectionRefusedError):
        served.connect()


def test_a_process_that_stops_says_that_an_answer_is_the_last(served, worker):
    near, _far = served.connect()
    near.sendall(b"GET / HTTP/1.1\r\n")
    served.turn()
    near.sendall(b"Host: t\r\n\r\n")
    worker._finish()
    came, is_closed = served.received(near)
    assert (answer_of(came).headers["Connection"], is_closed) == ("close", True)


def test_a_process_that_stops_does_not_wait_for_a_connection_that_rests(served, worker):
    near, _far = served.connect()
    served.send(near, GET)
    worker._finish()
    assert served.received(near)[0].startswith(b"HTTP/1.1 200 OK")


def test_a_body_for_which_the_disk_has_no_room_ends_its_connection_alone(served, application, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(server.Body, "append", full)
    near, _far = served.connect()
    served.send(near, request_of("/", b"a" * 99, HOST))
    assert not is_open(served, near)
    assert (served.ask(GET).status, application.asked) == (200, [("", b"")])
