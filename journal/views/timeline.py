"""The journal: calendar and timeline of a month."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.access import diary_of
from journal.timeline import journal_page, parse_month
from yogasite.http import page_or_fragment


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """One month (`month=YYYY-MM`, the present one by default)."""
    diary, now = diary_of(request), timezone.now()
    month = parse_month(request.GET.get("month", ""), today=now.astimezone(diary.zone).date())
    context = {"page": journal_page(diary, month=month, now=now)}
    return page_or_fragment(request, "journal/timeline/page.html", "journal/timeline/_month.html", context)
