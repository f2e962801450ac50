"""What the templates of the diary can call; none of it reads the database."""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from journal.domain.charts.marks import SHAPES
from journal.domain.nights import DAY
from journal.models.circumstances import Circumstance
from journal.pages import circumstances
from journal.pages.formatting import clock_time, cramp_in_words, day_in_words, practice_in_words, where_in_words
from journal.pages.report.headings import chart_titles
from journal.web import access
from poses.domain.facts.statements import Fact
from yogasite.accounts.models import User


def new_uuid() -> str:
    """Make the identifier of an entry that a form is about to send."""
    return str(uuid.uuid4())


def diary_marks(user: User | None) -> SafeString:
    """Tell the scripts whose page this is (static/js/outbox.js): the diary, its clock, and whether it is a guest's."""
    diary = access.shown_diary(user)
    if user is None or diary is None:
        return mark_safe('data-diary=""')
    guest = mark_safe(" data-guest") if user.is_guest else ""
    return format_html('data-diary="{}" data-zone="{}"{}', access.diary_tag(diary), diary.time_zone, guest)


def clock(moment: dt.datetime, zone: ZoneInfo | None = None) -> str:
    """Show the hour as "3:12 am": in `zone`, or by the clock of `moment`, or of this person when that is in UTC."""
    if zone is None and moment.tzinfo is not dt.UTC:
        return clock_time(moment)
    return clock_time(localtime(moment, zone))


def night_span(night: dt.date, month: str = "F") -> str:
    """Name a night by both of its days: "Fri 13 to Sat 14 November", with month "M" shorter: "Nov"."""
    morning = night + DAY
    evening = date_format(night, "D j" if night.month == morning.month else f"D j {month}")
    return _("%(evening)s to %(morning)s") % {"evening": evening, "morning": date_format(morning, f"D j {month}")}


def called(noted: Circumstance) -> str:
    """Name what went on."""
    return circumstances.title_of(noted)


def shape_of(noted: Circumstance) -> str:
    """Return the path of the shape that stands for it."""
    return SHAPES[circumstances.shape_of(noted)]


def shape_named(name: str) -> str:
    """Return the path of a shape by its name."""
    return SHAPES[name]


def medicine_said(noted: Circumstance) -> Fact | None:
    """Return what may be said of a medicine."""
    return circumstances.said_of(noted)


FUNCTIONS = (
    called,
    chart_titles,
    clock,
    cramp_in_words,
    day_in_words,
    diary_marks,
    medicine_said,
    new_uuid,
    night_span,
    practice_in_words,
    shape_named,
    shape_of,
    where_in_words,
)
