"""Where the site may go when somebody else has named the address."""

import socket

import pytest
import requests

from journal.reminders.public_addresses import is_public_address, is_public_number
from journal.reminders.public_hosts import PublicOnly

INSIDE = [
    "http://push.example.com/x", "https://127.0.0.1/x", "https://2130706433/x", "https://127.1/x", "https://[::1]/x",
    "https://localhost/x", "https://router.local/x", "https://db.internal/x", "https://push.example.com:8443/x",
    "https://0x7f000001/x", "https://0177.0.0.1/x", "https://0x7f.1/x", "https://[::ffff:10.0.0.1]/x", "https://[fe80::1]/x",
    "https://169.254.169.254/x", "https://push.example.com:80/x", "https://push.example.com@10.0.0.1/x",
    "https://me@push.example.com/x", "ftp://push.example.com/x", "https://push.example.com:x/", "https://", "",
    "https://push.example.com:/x", "https://:@push.example.com/x", "https://foo.localhoſt/x",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_no_push_service(address):
    assert not is_public_address(address)


def test_a_public_address_is():
    assert is_public_address("https://updates.push.example.com/wpush/v2/gAAAA")


NUMBERS = {
    "8.8.8.8": True, "2606:4700::1111": True, "::ffff:8.8.8.8": True, "10.0.0.1": False, "127.0.0.1": False,
    "169.254.169.254": False, "100.64.0.1": False, "0.0.0.0": False, "224.0.0.1": False, "::1": False,
    "fe80::1%eth0": False, "fd00::1": False, "::ffff:10.0.0.1": False, "64:ff9b::a00:1": False, "2002:a00:1::1": False,
    "64:ff9b::808:808": True, "64:ff9b:1::a00:1": False, "::10.0.0.1": False, "::ffff:0:a00:1": False, "fec0::1": False,
    "192.0.0.192": False, "ff02::1": False,
}  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_public_or_not_whatever_it_is_wrapped_in(number):
    assert is_public_number(number) is NUMBERS[number]


def test_a_public_name_that_leads_inside_is_left_before_a_byte_is_sent(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as inside:
        port = inside.getsockname()[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
        session = requests.Session()
        session.trust_env = False
        session.mount("https://", PublicOnly())
        with pytest.raises(requests.ConnectionError, match="private network"):
            session.post("https://push.example.com/x", data=b"secret", timeout=5)
        inside.settimeout(5)
        with inside.accept()[0] as reached:
            assert reached.recv(1) == b""
