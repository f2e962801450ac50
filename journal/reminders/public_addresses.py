"""Addresses that somebody else has named: which of them lead to public hosts."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

HTTPS_PORT = 443
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE | re.ASCII)
_LOCAL = (".local", ".localhost", ".internal", ".lan", ".home", ".arpa", ".test", ".invalid", ".onion")

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that the internet routes today; beyond it are site-local, translated and other wrapped addresses."""
PROTOCOL_ASSIGNMENTS = ipaddress.IPv4Network("192.0.0.0/24")
"""Never a host of the internet, though Python counts a part of it in: some clouds answer there with their keys."""


def is_public_address(address: str) -> bool:
    """Whether `address` is https at a host with a public name, as far as can be told without asking for it."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or port not in (None, HTTPS_PORT):
        return False
    if parts.netloc.lower() not in (host, f"{host}:{HTTPS_PORT}"):  # a name, an empty port: nobody needs them
        return False
    is_name = _HOST.fullmatch(host) is not None and not host.rsplit(".", 1)[1].isdigit()
    return is_name and not host.lower().endswith(_LOCAL)


def is_public_number(number: str) -> bool:
    """Whether an IP address is of the public internet; one that wraps another counts as what it wraps."""
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is None:
            return found in GLOBAL_UNICAST and found.is_global
        found = inner
    return found.is_global and not found.is_multicast and found not in PROTOCOL_ASSIGNMENTS
