"""What was just done, said once on the next page, with a way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Say `sentence` on the next page. `undo` is a token for the journal's undo address (journal/web/undo.py).

    The messages framework carries it, because allauth speaks through it too; the token rides in the tags.
    """
    messages.success(request, sentence, extra_tags=undo)
