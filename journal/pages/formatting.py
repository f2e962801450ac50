"""A cramp, a practice, a day and an hour in words, for templates and for what is announced."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.choices import LEG_LABELS, MUSCLE_LABELS, RELIEF_LABELS, Precision, Side, Source
from journal.domain.nights import night_of
from journal.models.cramps import Cramp
from journal.models.days import Day
from journal.models.practices import Practice
from yogasite import flags


def long_day(day: dt.date) -> str:
    """Say a day in full: "3 November 2026"."""
    return date_format(day, "j F Y")


def clock_time(moment: dt.datetime) -> str:
    """Say the hour by the clock of `moment`: "3:12 am"."""
    return time_format(moment, "g:i A").lower()


def clock_hour(hour: int) -> str:
    """Say a full hour of the clock: "2 am"."""
    return time_format(dt.time(hour), "g A").lower()


def where_in_words(cramp: Cramp) -> str:
    """Say which leg and which muscles: "Left leg: calf, shin". Empty when neither is known."""
    leg = str(LEG_LABELS[Side(cramp.side)]) if cramp.side else ""
    muscles = ", ".join(flags.shown(MUSCLE_LABELS, cramp.muscles)).lower()
    return f"{leg}: {muscles}" if leg and muscles else leg or muscles.capitalize()


def saved_in_words(cramp: Cramp) -> str:
    """Say what is kept of a cramp after a tap: "Saved. Left leg: calf. Pain 7 out of 10."."""
    pain = "" if cramp.pain is None else _("Pain %(pain)d out of 10") % {"pain": cramp.pain}
    return " ".join(f"{part}." for part in (_("Saved"), where_in_words(cramp), pain) if part)


def saved_when(cramp: Cramp, *, now: dt.datetime) -> str:
    """Say when a saved cramp was: "Saved: cramp at 3:12 am", with its day when that is neither today nor this night."""
    if cramp.precision == Precision.NIGHT:
        return _("Saved: cramp on the night of %(day)s") % {"day": date_format(cramp.night_of, "l j F")}
    local = cramp.occurred_at.astimezone(cramp.zone)
    is_near = cramp.night_of == night_of(now, cramp.zone) or local.date() == now.astimezone(cramp.zone).date()
    when = clock_time(local) if is_near else f"{clock_time(local)}, {date_format(local, 'l j F')}"
    if cramp.precision == Precision.ABOUT:
        return _("Saved: cramp at about %(when)s") % {"when": when}
    return _("Saved: cramp at %(when)s") % {"when": when}


def cramp_in_words(cramp: Cramp) -> str:
    """Say all that is known of a cramp: "2 cramps. Left leg: calf. Pain 7 out of 10. It woke you."."""
    many = _("%(count)s cramps.") % {"count": cramp.count} if cramp.count > 1 else ""
    where = where_in_words(cramp)
    pain = "" if cramp.pain is None else _("Pain %(pain)s out of 10.") % {"pain": cramp.pain}
    lasting = f"{cramp.get_duration_display()}." if cramp.duration else ""
    woke = _("It woke you.") if cramp.woke else ""
    relief = ", ".join(flags.shown(RELIEF_LABELS, cramp.relief))
    parts = (many, where and f"{where}.", pain, lasting, woke, relief and f"{relief}.")
    return " ".join(part for part in parts if part)


def day_in_words(day: Day) -> str:
    """Say what is known of a day and its night: "paused, 2 cramps, practised", or "not logged"."""
    parts = [_("paused")] if day.paused else []
    if day.cramps:
        parts.append(ngettext("1 cramp", "%(count)s cramps", day.cramps) % {"count": day.cramps})
    elif day.cramps == 0:
        parts.append(_("no cramps"))
    elif not day.paused:
        parts.append(_("not logged"))
    return ", ".join([*parts, _("practised")] if day.practised else parts)


def practice_in_words(practice: Practice) -> str:
    """Say how long a practice was, its poses, and how the legs felt."""
    if practice.source == Source.PAPER:
        said = _("From paper: hour and minutes not noted.")
    else:
        minutes = ngettext("%(count)d minute", "%(count)d minutes", practice.minutes) % {"count": practice.minutes}
        poses = ", ".join(_poses_held(practice))
        said = f"{minutes}: {poses}." if poses else f"{minutes}."
    feel = practice.feel and _("Legs afterwards: %(feel)s.") % {"feel": practice.get_feel_display().lower()}
    return f"{said} {feel}".strip()


def _poses_held(practice: Practice) -> list[str]:
    """Say each pose of a practice once, with the seconds it was held: "Wall calf stretch (left 28 s, right 30 s)"."""
    poses: dict[str, list[str]] = {}
    for item in practice.items.all():
        spans = poses.setdefault(item.pose_name, [])
        if item.seconds is not None:
            span = _("%(seconds)d s") % {"seconds": item.seconds}
            spans.append(f"{item.get_side_display().lower()} {span}".strip())
    return [f"{name} ({', '.join(spans)})" if spans else name for name, spans in poses.items()]


def when_in_words(cramp: Cramp) -> str:
    """Say on which day and at what time a cramp was: "Friday at 3:12 am", or "Friday night" when only that is known."""
    if cramp.precision == Precision.NIGHT:
        return _("%(day)s night") % {"day": date_format(cramp.night_of, "l")}
    moment = cramp.occurred_at.astimezone(cramp.zone)
    when = _("%(day)s at about %(time)s") if cramp.precision == Precision.ABOUT else _("%(day)s at %(time)s")
    return when % {"day": date_format(moment, "l"), "time": clock_time(moment)}
