"""`deploy/serve` itself: a server that is not held up, and that stops when it is told to."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bench.servers import free_port, patiently

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
SLOW = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\na"


def ask(port):
    """Ask whether the site is well, and return its answer: it is not, for it has no database."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/healthz")
        with connection.getresponse() as answer:
            return answer.status, answer.read()


@pytest.fixture
def site(tmp_path):
    """A site as `make run` serves it, in an empty folder; its process and its port."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    port = free_port()
    environment = kept | {"DATA_DIR": str(tmp_path), "PORT": str(port), "WORKERS": "1", "LOG_LEVEL": "CRITICAL"}
    process = subprocess.Popen([str(ROOT / "deploy" / "serve"), sys.executable], env=environment)
    patiently(lambda: ask(port))
    yield process, port
    process.kill()
    process.wait()


def test_connections_that_send_next_to_nothing_hold_up_nobody_and_no_stop(site):
    process, port = site
    slow = [socket.create_connection(("127.0.0.1", port)) for _each in range(20)]
    for each in slow:
        each.sendall(SLOW)
    assert ask(port) == (503, b"the database does not answer")
    process.terminate()
    assert process.wait(60) == 0
    for each in slow:
        each.close()
