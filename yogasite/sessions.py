"""The session's cookie has a name of its own: other programs on the same host, on whatever port, share all names."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

OLD_NAME = "sessionid"
"""Django's name, ours up to 1.0. It may hold another program's session by now: it is read once and never written."""


class OwnSessionMiddleware(SessionMiddleware):
    """Know a session by its cookie, and one from before the change of name by the old one, once."""

    def process_request(self, request: HttpRequest) -> None:
        """Find the session."""
        older = request.COOKIES.get(OLD_NAME, "")
        is_older = older != "" and settings.SESSION_COOKIE_NAME not in request.COOKIES
        if is_older and self.SessionStore().exists(older):
            request.COOKIES[settings.SESSION_COOKIE_NAME] = older
        super().process_request(request)
        if is_older and not request.session.is_empty():
            request.session.modified = True  # So that the answer sets the cookie.
