"""What measures the site does not overlook what it looks for."""

import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings

from bench.kill import Writer
from bench.people import Person
from bench.site import BARS, GROWTH, LONG, SHORT, report

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
    writer = Writer(Person("ann", "", "token", "diary"), refusing)
    writer.tap_until(threading.Event())
    assert (writer.refused, writer.acknowledged) == (["tap answers 503."], [])


def test_the_floor_logs_its_user_in(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path), "SITE_URL": "http://127.0.0.1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "bench.floor.prepare"]
    said = subprocess.run(command, check=True, capture_output=True, cwd=settings.BASE_DIR, env=environment).stdout
    assert re.fullmatch(rb"[a-z0-9]{32}\n", said)


def rows(dear):
    names = [
        "floor: 15 kB",
        "floor: insert",
        *BARS,
        *(f"{name}, {length}" for name in GROWTH for length in (SHORT, LONG)),
    ]
    row = dict.fromkeys(("cpu", "p50", "p95", "p99", "a_second", "bytes", "compressed"), 1.0)
    return {name: row | {"cpu": 1000.0 if name == dear else 1.0} for name in names}


@pytest.mark.parametrize("name", BARS)
def test_a_page_that_costs_too_much_is_over_its_bar(name):
    assert [line.split(":")[0] for line in report(rows(name), [1.0]) if line.startswith("OVER")] == [
        f"OVER {name}, to the floor"
    ]


@pytest.mark.parametrize("name", GROWTH)
def test_what_grows_too_much_with_the_diary_is_over_its_bar(name):
    said = report(rows(f"{name}, {LONG}"), [1.0])
    assert [line.split(":")[0] for line in said if line.startswith("OVER")] == [
        f"OVER {name}, growth from 60 days to 10 years"
    ]
