"""The trend."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from journal.domain.medicine_notes import ADVICE
from journal.pages.trend.page import parse_span, trend_page
from journal.web.access import diary_of
from journal.web.forms.settings import TrendForm
from yogasite.http import page_or_fragment


@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """Fewer cramps than before, and with practice; when and where (`span`, `side`, `muscle`, `when`)."""
    diary = diary_of(request)
    form = TrendForm(request.GET)
    only = form.chosen()
    today = diary.today(timezone.now())
    page = trend_page(diary, span=parse_span(request.GET.get("span", "")), only=only, today=today, has_cramps=True)
    if page is None:
        return page_or_fragment(request, "journal/trend/empty.html", "journal/trend/_empty.html", {})
    sentence = _("Now drawn: %(span)s, only some cramps.") if only.is_on else _("Now drawn: %(span)s.")
    shown = sentence % {"span": page.span.label}
    context = {"page": page, "form": form, "only": only, "advice": ADVICE, "announcement": shown}
    return page_or_fragment(request, "journal/trend/page.html", "journal/trend/_trend.html", context)
