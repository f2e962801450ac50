"""The library: all poses, a collection, one pose, and what to do during a cramp."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, require_safe
from django_htmx.http import push_url

from poses.domain.facts.night_cramps import SECTIONS
from poses.domain.facts.red_flags import RED_FLAGS, by_urgency
from poses.models.library import Collection, ReliefGuide
from poses.models.pose import Pose, PoseMotion
from poses.pages.library import library_page
from poses.pages.routine_steps import condition_names, conditions_of
from poses.web.forms import LibraryForm
from yogasite.http import is_fragment, page_or_fragment

SIGNS = by_urgency(RED_FLAGS.values())
"""When to get help, the most urgent first."""


def suited(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs to mark poses that do not suit this person."""
    conditions = conditions_of(request)
    return {"ruled_out_by": conditions, "conditions": condition_names(conditions)}


def motion_digest(_request: HttpRequest, slug: str) -> str | None:
    """Return the fingerprint of a pose's motion."""
    digest = PoseMotion.objects.digest_of(slug)
    return f'"{digest}"' if digest else None


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All poses, filtered by `q`, `muscle`, `collection`, `place` and `minutes`."""
    form = LibraryForm(request.GET)
    page = library_page(form.chosen(), had_nonsense=bool(form.errors))
    context = {"page": page, "form": form, "announcement": page.announcement} | suited(request)
    response = page_or_fragment(request, "poses/library/page.html", "poses/library/_list.html", context)
    if is_fragment(request):
        push_url(response, f"{request.path}?{urlencode(page.chosen)}" if page.chosen else request.path)
    return response


@login_not_required
@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection, in its order."""
    found = get_object_or_404(Collection, slug=slug)
    poses = Pose.objects.published().of_collection(slug).for_cards()
    others = Collection.objects.in_order().besides(slug)
    context = {"collection": found, "poses": poses, "collections": others}
    return render(request, "poses/collection/page.html", context | suited(request))


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One pose."""
    pose = get_object_or_404(Pose.objects.published().with_steps(), slug=slug)
    photos = [(width, default_storage.url(name)) for width, name in pose.photo_files if default_storage.exists(name)]
    context = {"pose": pose, "photos": photos, "collections": Collection.objects.in_order()}
    return render(request, "poses/pose/page.html", context | suited(request))


@login_not_required
@require_safe
@condition(etag_func=motion_digest)
def motion(request: HttpRequest, slug: str) -> HttpResponse:
    """The moving figure of a pose, for static/js/figure-motion.js; asked for again only when it changed."""
    found = get_object_or_404(PoseMotion.objects.of_published(slug))
    response = HttpResponse(found.track, content_type="application/json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@login_not_required
@require_safe
def relief(request: HttpRequest, slug: str = "calf") -> HttpResponse:
    """What to do during a cramp, readable in five seconds."""
    guides = {guide.slug: guide for guide in ReliefGuide.objects.all()}
    if slug not in guides:
        raise Http404
    guide = guides[slug]
    context = {"guide": guide, "guides": guides.values(), "signs": SIGNS}
    context["cramp"] = _cramp_to_return_to(request)
    return render(request, "poses/relief/page.html", context)


def _cramp_to_return_to(request: HttpRequest) -> uuid.UUID | None:
    """Return the cramp that was just logged, when the page was opened from there: it must not be logged twice."""
    try:
        return uuid.UUID(request.GET.get("cramp", ""))
    except ValueError:
        return None


@login_not_required
@require_safe
def night_cramps(request: HttpRequest) -> HttpResponse:
    """What night cramps are, why they come, what helps, and what does not: each statement with its source."""
    return render(request, "poses/night_cramps/page.html", {"sections": SECTIONS, "signs": SIGNS})
