"""Who asks: the token in the header `Authorization: Bearer ...`, and nothing else. A browser's cookie opens nothing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, AuthorizationError, HttpError
from ninja.security import HttpBearer

from journal.actions import tokens
from journal.domain.choices import TokenScope
from journal.models.diary import Diary

UNKNOWN_TOKEN = gettext_lazy("This token is not known, or was taken back.")
UNKNOWN_PARAMETER = gettext_lazy("The address takes no such parameter. Send an entry in the body, as JSON.")
MOST_BYTES = 1 << 16
"""Of a body: ten times what the longest entry takes."""


class _Token(HttpBearer):
    """A token of one scope; its diary is the one that the request is about."""

    scope: TokenScope

    def __init__(self, *parameters: str) -> None:
        super().__init__()
        self.parameters = frozenset(parameters)
        """What the address may hold; an entry stands in the body."""

    def __call__(self, request: HttpRequest) -> Diary:
        """Return the diary, or raise 401, 403, 413, 422 or 429."""
        # Not of `request.headers`, which may have been read before a body in pieces was taken in.
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise HttpError(413, _("The body is too large."))
        diary: Diary | None = super().__call__(request)
        if diary is None:
            raise AuthenticationError(message=_("Send a token: Authorization: Bearer nh_..."))
        unknown = sorted(set(request.GET) - self.parameters)
        if unknown:
            raise ValidationError(dict.fromkeys(unknown, UNKNOWN_PARAMETER))
        return diary

    def authenticate(self, request: HttpRequest, token: str) -> Diary:
        """Look the token up."""
        found = tokens.with_text(token)
        if found is None:
            raise AuthenticationError(message=str(UNKNOWN_TOKEN))
        if not tokens.count_use(found, now=timezone.now()):
            raise HttpError(429, _("Too many requests. Wait a minute."))
        if found.scope != self.scope:
            raise AuthorizationError(message=self.wrong_scope())
        return found.diary

    def wrong_scope(self) -> str:
        """Say what another kind of token is for."""
        raise NotImplementedError


class LogToken(_Token):
    """A token that may log."""

    scope = TokenScope.LOG

    def wrong_scope(self) -> str:
        """Say that this one only reads."""
        return _("This token only reads. Make one that logs.")


class ReadToken(_Token):
    """A token that may read."""

    scope = TokenScope.READ

    def wrong_scope(self) -> str:
        """Say that this one only logs."""
        return _("This token only logs. Make one that reads.")
