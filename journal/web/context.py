"""What the site's own forms all carry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.web.access import diary_tag, shown_diary
from yogasite.context import form_token


def own_form(request: HttpRequest) -> dict[str, Any]:
    """Add to the token of forms whose page it is: what is sent goes there or nowhere (`journal.web.whose`)."""
    token = form_token(request)["csrf_input"]
    return {"csrf_input": SimpleLazyObject(lambda: _marked(request, token))}


def _marked(request: HttpRequest, token: Any) -> SafeString:
    diary = shown_diary(getattr(request, "user", None))
    if diary is None:
        return format_html("{}", token)
    return format_html('{}<input type="hidden" name="diary" value="{}">', token, diary_tag(diary))
