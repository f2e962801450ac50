"""What was typed into a page whose log-in had ended: kept for its person, and there again after the log-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from journal.web.access import is_page_of_another

KEY = "typed"
MOST_LETTERS = 60_000
"""Of a form: more than the longest there is. What is kept stands in the session of somebody who is not logged in."""
NOT_SHOWN = frozenset({"csrfmiddlewaretoken", "diary", "uuid", "page", "next", "token", "digest"})
LEAVE = "leave-typed"


def keep(request: HttpRequest, tag: str) -> bool:
    """Keep the fields of a form, unless they hold a password or a file, and say whether.

    `tag` names the diary of its page.
    """
    fields = [[name, value] for name, values in request.POST.lists() for value in values]
    fields = [[name, value] for name, value in fields if name != "csrfmiddlewaretoken"]
    is_secret = any("password" in name for name, _value in fields)
    if is_secret or request.FILES or sum(len(value) for _name, value in fields) > MOST_LETTERS:
        return False
    request.session[KEY] = {"path": request.get_full_path(), "diary": tag, "fields": fields}
    return True


def page_with(request: HttpRequest) -> HttpResponse | None:
    """Return the page that offers to send what was typed here; None where nothing was, or it is not wanted any more.

    What was typed into another diary is let go of, and whoever logged in goes to their own.
    """
    kept = request.session.get(KEY)
    if kept is None:
        return None
    is_here = request.get_full_path() == kept["path"]
    if is_page_of_another(request, kept["diary"]):
        del request.session[KEY]
        return redirect("home") if is_here else None
    if LEAVE in request.GET or (is_here and request.method == "POST"):
        del request.session[KEY]
        return None
    if not is_here or request.method != "GET":
        return None
    shown = [value for name, value in kept["fields"] if name not in NOT_SHOWN and value]
    leave = reverse("journal:journal", query={LEAVE: "yes"})
    return render(request, "journal/typed.html", {"fields": kept["fields"], "shown": shown, "leave": leave})
