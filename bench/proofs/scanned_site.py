"""The site as `bench/proofs/wapiti` attacks it: whole, but for the two addresses by which a scan would end its session.

(Wapiti 3.0.4 on Python 3.11 cannot leave addresses out by itself.)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yogasite.wsgi import application as site

CLOSED = ("/accounts/logout/", "/accounts/delete/")


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the site does, or 404."""
    if environ["PATH_INFO"] in CLOSED:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"closed for this scan"]
    return site(environ, start_response)
