"""A cramp, a day and an hour in words, for templates and for what is announced."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from journal.domain.choices import LEG_LABELS, MUSCLE_LABELS, Precision, Side
from journal.domain.nights import night_of
from journal.models.cramps import Cramp
from yogasite import flags


def long_day(day: dt.date) -> str:
    """Say a day in full: "3 November 2026"."""
    return date_format(day, "j F Y")


def clock_time(moment: dt.datetime) -> str:
    """Say the hour by the clock of `moment`: "3:12 am"."""
    return time_format(moment, "g:i A").lower()


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
