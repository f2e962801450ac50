"""What was typed into a page whose log-in had ended: kept for its person, and there again after the log-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from journal.web.access import is_page_of_another

KEY = "typed"
MOST_LETTERS = 60_000
"""Of a form: more than the longest there is. What is kept stands in the session of somebody who is not logged in."""
NOT_SHOWN = frozenset({"csrfmiddlewaretoken", "diary", "uuid", "page", "next", "token", "digest"})
LEAVE = "leave-typed"


def keep(request: HttpRequest, tag: str) -> None:
    """Keep the fields of a form, unless they hold a password or a file. `tag` names the diary of its page."""
    fields = [[name, value] for name, values in request.POST.lists() for value in values]
    fields = [[name, value] for name, value in fields if name != "csrfmiddlewaretoken"]
    is_secret = any("password" in name for name, _value in fields)
    if is_secret or request.FILES or sum(len(value) for _name, value in fields) > MOST_LETTERS:
        return
    request.session[KEY] = {"path": request.path, "diary": tag, "fields": fields}


def page_with(request: HttpRequest) -> HttpResponse | None:
    """Return the page that offers to send what was typed here; None where nothing was, or it is not wanted any more."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    is_sent = request.method == "POST" and request.path == kept["path"]
    if is_sent or LEAVE in request.GET or is_page_of_another(request, kept["diary"]):
        del request.session[KEY]
        return None
    if request.method != "GET" or request.path != kept["path"]:
        return None
    shown = [value for name, value in kept["fields"] if name not in NOT_SHOWN and value]
    context = {"fields": kept["fields"], "shown": shown, "leave": f"{request.path}?{LEAVE}"}
    return render(request, "journal/typed.html", context)
