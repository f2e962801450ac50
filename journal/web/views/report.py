"""The report for a clinician: shown, printed, as a file, and shared by a link."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.actions import shares
from journal.domain.choices import REPORT_SPANS, Span
from journal.models.diary import Diary
from journal.models.shares import SharedReport
from journal.pages.report.page import Report, report_of, report_span
from journal.web.access import client_identifier, diary_of, shared_or_404
from journal.web.forms.report import ShareForm
from yogasite.flash import say
from yogasite.http import form_status

MADE_ALREADY = gettext_lazy(
    "This link was made already, and its address is shown only once. If you did not keep it, make another."
)


@dataclass(frozen=True)
class Asked:
    """What an address asks for: how far back, and whether with the table of cramps."""

    span: Span
    has_entries: bool

    @classmethod
    def by(cls, query: QueryDict) -> Asked:
        """Read the address; nonsense is three months without the table."""
        return cls(report_span(query.get("span", "")), query.get("table") == "1")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the report (`span`, `table=1`) with what can be done with it; POST makes a link to it."""
    diary, now, asked = diary_of(request), timezone.now(), Asked.by(request.GET)
    found = _report(diary, asked, now)
    if found is None:
        return render(request, "journal/report/empty.html")
    form, link = ShareForm(), ""
    if request.method == "POST":
        form = ShareForm(request.POST)
        token = _share(diary, form, client_identifier(request), asked, now)
        if token == "":
            say(request, str(MADE_ALREADY))
            return redirect(request.get_full_path())
        link = settings.SITE_URL + reverse("journal:shared", args=[token]) if token else ""
    return _page(request, diary, now, {"report": found, "asked": asked, "form": form, "link": link})


@require_safe
def report_file(request: HttpRequest) -> HttpResponse:
    """Give the same report as a PDF."""
    diary, now, asked = diary_of(request), timezone.now(), Asked.by(request.GET)
    found = _report(diary, asked, now)
    if found is None:
        raise Http404
    return as_file(found, has_entries=asked.has_entries, made_at=now)


@require_POST
def stop(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """End a link."""
    shares.stop(shared_or_404(request, identifier))
    say(request, _("Stopped: this link opens nothing from now on."))
    return redirect("journal:report")


def as_file(found: Report, *, has_entries: bool, made_at: dt.datetime) -> HttpResponse:
    """Answer with a PDF whose name tells the day and nothing else."""
    from journal.pages.report.pdf.report import report_pdf  # with its fonts 18 MB, which most processes never need

    response = HttpResponse(report_pdf(found, has_entries=has_entries, made_at=made_at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="report-{found.made_on.isoformat()}.pdf"'
    return response


def _report(diary: Diary, asked: Asked, now: dt.datetime) -> Report | None:
    return report_of(diary, span=asked.span, today=diary.today(now))


def _share(diary: Diary, form: ShareForm, identifier: uuid.UUID, asked: Asked, now: dt.datetime) -> str | None:
    """Make a link and return its token; "" when it was made already, None when something has to be mended first."""
    if not form.is_valid():
        return None
    life = form.cleaned_data["life"]
    try:
        return shares.make(
            diary, identifier=identifier, span=asked.span, has_entries=asked.has_entries, life=life, now=now
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _page(request: HttpRequest, diary: Diary, now: dt.datetime, context: dict[str, Any]) -> HttpResponse:
    links = SharedReport.objects.of(diary).open(now).newest_first()
    context |= {"spans": REPORT_SPANS, "identifier": uuid.uuid4(), "links": links}
    return render(request, "journal/report/page.html", context, status=form_status(context["form"]))
