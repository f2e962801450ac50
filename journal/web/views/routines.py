"""A person's own routines: put together, changed, deleted."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import routines
from journal.models.routines import OwnRoutine
from journal.web import undo
from journal.web.access import diary_of, routine_or_404
from journal.web.forms.player import RoutineForm
from poses.models.pose import Pose
from yogasite.flash import say
from yogasite.http import form_status, page_or_fragment


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put a routine together."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Change a routine."""
    return _edit(request, routine_or_404(request, identifier))


@require_POST
def delete(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Remove a routine; the next page offers to put it back."""
    outcome = undo.remove_routine(routine_or_404(request, identifier))
    say(request, outcome.sentence, undo=outcome.token)
    return redirect("journal:routines")


def _edit(request: HttpRequest, routine: OwnRoutine | None) -> HttpResponse:
    poses = {pose.slug: pose for pose in Pose.objects.in_library().for_cards()}
    form = RoutineForm(request.POST if request.method == "POST" else None, poses=poses, routine=routine)
    command = request.POST.get("press", "")
    if request.method == "POST" and command:
        form.press(command)
    elif request.method == "POST" and form.is_valid():
        saved = routines.store(diary_of(request), routine, name=form.cleaned_data["name"], items=form.items())
        say(request, _("Saved: %(name)s") % {"name": saved.name})
        return redirect("journal:routines")
    context = {"form": form, "routine": routine, "poses": poses.values(), "verb": command.partition("-")[0]}
    context["announcement"] = _announcement(form, command)
    status = 200 if command else form_status(form)
    page, fragment = "journal/routines/page.html", "journal/routines/_form.html"
    return page_or_fragment(request, page, fragment, context, status=status)


def _announcement(form: RoutineForm, command: str) -> str:
    if not command or not form.rows:
        return ""
    names = ", ".join(row.pose.name for row in form.rows)
    return _("Order now: %(names)s") % {"names": names}
