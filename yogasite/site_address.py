"""The one address of the site, as browsers write it: an umlaut encoded, IPv6 in brackets, no port that goes without."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import idna

from yogasite.environment import Mistake

AT_HOME = "http://127.0.0.1:8000"
PORTS = {"http": 80, "https": 443}
EXAMPLE = "Write http:// or https:// and the name that people type, as in https://nightheron.example."
NO_PATH = (
    "Give the site a name of its own (heron.example.org) or a port of its own (example.org:8443), and leave out what "
    "stands behind it."
)
EVERY_ADDRESS = ("0.0.0.0", "[::]")  # noqa: S104 -- refused, not bound
"""What a server listens at to be reached by all its addresses. No browser opens it."""


class SiteAddress(NamedTuple):
    """Where the site is."""

    url: str
    """With the port where it needs one, and no slash at the end."""
    host: str
    """As it stands in a browser's `Host`, without the port."""
    mistakes: list[Mistake]


def site_address(given: str) -> SiteAddress:
    """Read SITE_URL. Where it cannot be read the address is this computer's, so that a check can run and tell it."""
    parts, host, port = _parts(given)
    if not host or host in EVERY_ADDRESS:
        mistake = Mistake("yogasite.E007", "SITE_URL is no address that a browser can open.", EXAMPLE)
        return SiteAddress(AT_HOME, "127.0.0.1", [mistake])
    url = f"{parts.scheme}://{host}{port}"
    if parts.path.strip("/") or parts.query or parts.fragment:
        says = f"SITE_URL leads below {url}, and the site can only be at the top of an address."
        return SiteAddress(url, host, [Mistake("yogasite.E008", says, NO_PATH)])
    return SiteAddress(url, host, [])


def host_name(given: str) -> str:
    """Return a host as a browser sends it. A pattern (`*`, `.example.org`) stays one; "" is none that can exist."""
    bare = given.strip().strip("[]").lower()
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return _encoded(bare)
    return f"[{address.compressed}]" if address.version == 6 else str(address)


def _parts(given: str) -> tuple[SplitResult, str, str]:
    """Return the parts, the host, and the port with its colon; no host where there is none that a browser opens."""
    nothing = urlsplit("")
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        return nothing, "", ""
    if parts.scheme not in PORTS or parts.username is not None or not parts.hostname:
        return nothing, "", ""
    return parts, host_name(parts.hostname), "" if port in (None, PORTS[parts.scheme]) else f":{port}"


def _encoded(name: str) -> str:
    if name.isascii():
        return "" if " " in name else name
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""
