"""What measures the site does not overlook what it looks for."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bench.kill import Writer
from bench.people import Person

pytestmark = pytest.mark.slow


class Refusing(BaseHTTPRequestHandler):
    """Answers 503."""

    def do_POST(self):
        self.send_response(503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def refusing():
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_writer_whose_tap_is_refused_says_so_and_stops(refusing):
    writer = Writer(Person("ann", "", "token"), refusing)
    writer.tap_until(threading.Event())
    assert (writer.refused, writer.acknowledged) == (["tap answers 503."], [])
