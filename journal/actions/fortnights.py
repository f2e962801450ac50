"""Many nights at once, as a paper diary knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.actions import cramps as cramp_actions
from journal.actions import diaries, entries
from journal.actions.entries import Rows
from journal.domain.choices import Precision, Source
from journal.domain.nights import representative_instant, start_of_night
from journal.models.cramps import Cramp, Night
from journal.models.days import Day
from journal.models.diary import Diary
from journal.models.practices import UNTIMED_SECONDS, Practice
from journal.models.stored_nights import NightChange, StoredNight, stored_nights

MOST_CRAMPS = 20


@dataclass
class _Writes:
    new: Rows = field(default_factory=Rows)
    recounted: list[Cramp] = field(default_factory=list)
    removed_cramps: list[int] = field(default_factory=list)
    removed_nights: list[int] = field(default_factory=list)
    removed_practices: list[int] = field(default_factory=list)


@transaction.atomic
def fill(diary: Diary, changes: Sequence[NightChange], *, now: dt.datetime) -> list[NightChange]:
    """Store what a person changed in a grid, all of it or nothing, and return what that changed in the diary.

    A night left as it was shown is left alone, whatever happened to it meanwhile; one that already is as wanted is
    done. So the same grid twice is once. Refused, by night, is what would overwrite details or a change that the
    person has not seen.
    """
    diaries.lock(diary)
    wanted = {change.wanted.date: change for change in changes if change.wanted != change.shown}
    if not wanted:
        return []
    kept = [each for each in stored_nights(diary, min(wanted), max(wanted)) if each.date in wanted]
    refused = {
        each.date.isoformat(): sentence
        for each in kept
        if (sentence := _refusal(diary, each, wanted[each.date], now=now))
    }
    if refused:
        raise ValidationError(refused)
    return _store(diary, [(each, _merged(each.day, wanted[each.date])) for each in kept], now=now)


def _refusal(diary: Diary, kept: StoredNight, change: NightChange, *, now: dt.datetime) -> str:
    """Say why a night cannot be as wanted; empty when it can."""
    shown, wanted, present = change.shown, change.wanted, kept.day
    try:
        cramp_actions.check_night(kept.date, now=now, zone=diary.zone)
    except ValidationError as error:
        return " ".join(error.messages)
    if wanted.cramps is not None and not 0 <= wanted.cramps <= MOST_CRAMPS:
        return _("Type a number from 1 to %(most)d.") % {"most": MOST_CRAMPS}
    if wanted.cramps not in (shown.cramps, present.cramps):
        answer = {"answer": _in_words(wanted.cramps), "present": _in_words(present.cramps)}
        if kept.has_details:
            return _("You filled in “%(answer)s”, but this night already has cramps with details. They stay.") % answer
        if present.cramps != shown.cramps:
            return _("You filled in “%(answer)s”, but meanwhile this night was logged as “%(present)s”.") % answer
    if wanted.practised != shown.practised and kept.has_sessions and not wanted.practised:
        return _("This day already has a practice with details. It stays as it is.")
    return ""


def _in_words(cramps: int | None) -> str:
    if cramps is None:
        return _("Not known")
    return ngettext("%(count)d cramp", "%(count)d cramps", cramps) % {"count": cramps} if cramps else _("No cramps")


def _merged(present: Day, change: NightChange) -> NightChange:
    """Return from what to what the diary goes: only what the person changed, on top of what is there now."""
    shown, wanted = change.shown, change.wanted
    cramps = present.cramps if wanted.cramps == shown.cramps else wanted.cramps
    practised = present.practised if wanted.practised == shown.practised else wanted.practised
    return NightChange(present, Day(present.date, cramps, practised))


def _store(diary: Diary, merged: Sequence[tuple[StoredNight, NightChange]], *, now: dt.datetime) -> list[NightChange]:
    writes = _Writes()
    for kept, change in merged:
        if change.wanted.cramps != change.shown.cramps:
            _set_cramps(writes, diary, kept, change.wanted.cramps, now)
        if change.wanted.practised != change.shown.practised:
            _set_practised(writes, diary, kept, now)
    entries.remove(diary, Cramp, writes.removed_cramps)
    entries.remove(diary, Night, writes.removed_nights)
    entries.remove(diary, Practice, writes.removed_practices)
    Cramp.objects.of(diary).bulk_update(writes.recounted, ["count"])
    entries.add(writes.new)
    return [change for _kept, change in merged if change.wanted != change.shown]


def _set_cramps(writes: _Writes, diary: Diary, kept: StoredNight, count: int | None, now: dt.datetime) -> None:
    """Plan the rows of a night: cramps, a clear night, or nothing at all for one that nobody knows."""
    if kept.clear:
        writes.removed_nights.append(kept.clear.pk)
    if not count:
        writes.removed_cramps += [cramp.pk for cramp in kept.cramps]
        if count == 0:
            writes.new.nights.append(Night(diary=diary, date=kept.date))
    elif kept.cramps:
        kept.cramps[0].count = count
        writes.recounted += kept.cramps
    else:
        instant = min(representative_instant(kept.date, diary.zone), now)
        # The night is the one that the person named, also where the calendar skipped the day.
        cramp = Cramp(diary=diary, time_zone=diary.time_zone, occurred_at=instant, night_of=kept.date, count=count)
        cramp.precision = Precision.NIGHT
        writes.new.cramps.append(cramp)


def _set_practised(writes: _Writes, diary: Diary, kept: StoredNight, now: dt.datetime) -> None:
    """Plan a practice without an hour for a day that has none, or the removal of one such."""
    if kept.practices:
        writes.removed_practices += [practice.pk for practice in kept.practices]
        return
    noon = min(start_of_night(kept.date, diary.zone), now)
    practice = Practice(diary=diary, time_zone=diary.time_zone, started_at=noon, day=kept.date)
    practice.seconds, practice.source = UNTIMED_SECONDS, Source.PAPER
    writes.new.practices.append(practice)
