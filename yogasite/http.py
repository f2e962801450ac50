"""What a page takes, and the choice between a whole page and a fragment of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

PROGRAMS = "/api/"
"""Who asks there reads JSON."""
Context = dict[str, Any]
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(most_bytes: int) -> Callable[[View], View]:
    """Let a page take a body of so many bytes of somebody who is logged in; without it a form has to be small."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return mark


def is_fragment(request: HttpRequest) -> bool:
    """Whether to answer with a fragment: asked for by htmx, and not to restore a page from history."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def shown_address(request: HttpRequest) -> str:
    """Return the address of the page that the person sees, as htmx tells it; empty when that is no address of ours."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    try:
        return htmx.current_url_abs_path or ""
    except ValueError:  # The header holds what no browser sends, such as a bracket that is not closed.
        return ""


def page_or_fragment(
    request: HttpRequest, page: str, fragment: str, context: Context, *, status: int = 200
) -> HttpResponse:
    """Render `page`, or for htmx only `fragment` with `context["announcement"]` for the status region.

    The same address answers both, so the answer varies with the HX-Request header.
    """
    if is_fragment(request):
        body = render_to_string(fragment, context, request)
        body += render_to_string("components/_announcement.html", context, request)
        response = HttpResponse(body, status=status)
    else:
        response = render(request, page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def form_status(*forms: BaseForm) -> int:
    """422 when one of the forms was filled in wrongly, else 200."""
    return 422 if any(form.errors for form in forms) else 200


def redirect_page(request: HttpRequest, address: str) -> HttpResponse:
    """Send the whole browser to `address`, also when htmx asked (which would follow a 302 unseen)."""
    if is_fragment(request):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
