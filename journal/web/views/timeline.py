"""The journal: calendar and timeline of a month."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from journal.domain.red_flags import Advice, note
from journal.pages.calendar import journal_page, parse_month
from journal.web.access import ADVICE_KEY, diary_of
from yogasite.http import Context, is_fragment, page_or_fragment


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """One month (`month=YYYY-MM`, the present one by default)."""
    diary, now = diary_of(request), timezone.now()
    month = parse_month(request.GET.get("month", ""), today=diary.today(now))
    shown = _("Now shown: %(month)s.") % {"month": date_format(month, "F Y")}
    context: Context = {"page": journal_page(diary, month=month, now=now), "announcement": shown}
    if not is_fragment(request):
        context["advice"] = note(Advice(request.session.pop(ADVICE_KEY, 0)))
    return page_or_fragment(request, "journal/timeline/page.html", "journal/timeline/_month.html", context)
