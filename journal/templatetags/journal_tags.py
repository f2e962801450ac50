"""Small helpers of the templates; none of them reads the database."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from journal.domain.charts.marks import SHAPES
from journal.domain.choices import RELIEF_LABELS
from journal.domain.nights import DAY
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.pages import circumstances
from journal.pages.formatting import clock_time, where_in_words
from journal.pages.report.headings import ChartTitles, chart_titles
from journal.web import access
from poses.domain.facts.statements import Fact
from yogasite import flags

register = template.Library()


@register.simple_tag
def new_uuid() -> str:
    """Make the identifier of an entry that a form is about to send."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def diary_tag(context: dict[str, Any]) -> str:
    """Name the diary of this page to the device, and to the server again when a form of it is sent; else empty."""
    diary = _shown_diary(context)
    return access.diary_tag(diary) if diary else ""


@register.simple_tag(takes_context=True)
def diary_marks(context: dict[str, Any]) -> SafeString:
    """Tell the scripts whose page this is (static/js/outbox.js): the diary, its clock, and whether it is a guest's."""
    diary = _shown_diary(context)
    if diary is None:
        return mark_safe('data-diary=""')
    guest = mark_safe(" data-guest") if context["user"].is_guest else ""  # no text of anybody's
    return format_html('data-diary="{}" data-zone="{}"{}', access.diary_tag(diary), diary.time_zone, guest)


def _shown_diary(context: dict[str, Any]) -> Diary | None:
    """Return the person's diary, unless nobody is logged in or it is to go."""
    user = context.get("user")
    diary: Diary | None = getattr(user, "diary", None)
    return None if user is None or diary is None or user.deletes_at is not None else diary


@register.simple_tag
def weekly_titles() -> ChartTitles:
    """Return what stands in the weekly chart."""
    return chart_titles()


@register.filter
def clock(moment: dt.datetime) -> str:
    """Show the time of day as "3:12 am", by the clock of `moment`, or of this person when it is in UTC."""
    local = localtime(moment) if moment.tzinfo is dt.UTC else moment
    return clock_time(local)


@register.filter
def night_span(night: dt.date, month: str = "F") -> str:
    """Name a night by both of its days: "Fri 13 to Sat 14 November", with month "M" shorter: "Nov"."""
    morning = night + DAY
    evening = date_format(night, "D j" if night.month == morning.month else f"D j {month}")
    return _("%(evening)s to %(morning)s") % {"evening": evening, "morning": date_format(morning, f"D j {month}")}


@register.filter
def where(cramp: Cramp) -> str:
    """Say which leg and which muscles: "Left leg: calf, shin". Empty when neither is known."""
    return where_in_words(cramp)


@register.filter
def relief_names(cramp: Cramp) -> list[str]:
    """Name what was done about a cramp."""
    return flags.shown(RELIEF_LABELS, cramp.relief)


@register.filter
def held(practice: Practice) -> list[str]:
    """Say each pose of a practice once, with the seconds it was held: "Wall calf stretch (left 28 s, right 30 s)"."""
    poses: dict[str, list[str]] = {}
    for item in practice.items.all():
        spans = poses.setdefault(item.pose_name, [])
        if item.seconds is not None:
            span = _("%(seconds)d s") % {"seconds": item.seconds}
            spans.append(f"{item.get_side_display().lower()} {span}".strip())
    return [f"{name} ({', '.join(spans)})" if spans else name for name, spans in poses.items()]


@register.filter
def called(noted: Circumstance) -> str:
    """Name what went on."""
    return circumstances.title_of(noted)


@register.filter
def shape(noted: Circumstance) -> str:
    """Return the path of the shape that stands for it."""
    return SHAPES[circumstances.shape_of(noted)]


@register.filter
def shape_named(name: str) -> str:
    """Return the path of a shape by its name."""
    return SHAPES[name]


@register.filter
def medicine_said(noted: Circumstance) -> Fact | None:
    """Return what may be said of a medicine."""
    return circumstances.said_of(noted)
