"""Taking back the last thing that was done: a signed token that rides along with the notice about it.

A removed row is not kept anywhere else: the token holds it, lives in the session until the next page, and
works for its own diary only.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from journal.actions import circumstances, cramps, diaries, entries, fortnights, practices, routines
from journal.actions.changed_since import ChangedSince, digest_of
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import Day
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from journal.models.routines import OwnRoutine, OwnRoutineItem
from journal.models.stored_nights import NightChange
from journal.web.packed_rows import packed, unpacked

_Known = tuple[int | None, bool]
LONGEST = dt.timedelta(days=1)


@dataclass(frozen=True)
class Outcome:
    """What to say, and the token that would undo the undoing."""

    sentence: str
    token: str = ""


def removal_of_cramp(cramp: Cramp) -> str:
    """Return a token that removes a cramp just logged, as long as nobody changes it."""
    return _sign(cramp.diary, "remove-cramp", _named(cramp))


def removal_of_practice(practice: Practice) -> str:
    """Return a token that removes a practice just logged, as long as nobody changes it."""
    return _sign(practice.diary, "remove-practice", _named(practice))


def removal_of_circumstance(circumstance: Circumstance) -> str:
    """Return a token that removes something just noted, as long as nobody changes it."""
    return _sign(circumstance.diary, "remove-circumstance", _named(circumstance))


def return_of(diary: Diary, rows: Sequence[models.Model]) -> str:
    """Return a token that puts rows back; make it before they are deleted."""
    return _sign(diary, "put-back", packed(rows))


def return_of_clear(diary: Diary, night: dt.date) -> str:
    """Return a token that confirms a night as clear again."""
    return _sign(diary, "confirm", night.isoformat())


def removal_of_clear(diary: Diary, night: dt.date) -> str:
    """Return a token that makes a confirmed night unknown again."""
    return _sign(diary, "unconfirm", night.isoformat())


def reversal_of(diary: Diary, changes: Sequence[NightChange]) -> str:
    """Return a token that takes back what a grid changed, all of it or nothing."""
    return _sign(diary, "refill", json.dumps([_told(change.reversed) for change in changes]))


def removal_of_lines(diary: Diary, *, written_at: dt.datetime, no_longer_clear: Collection[dt.date]) -> str:
    """Return a token that removes what a table has added.

    The moment when it was written down stands for its entries, so that thousands of them fit into a session.
    """
    nights = sorted(night.isoformat() for night in no_longer_clear)
    digest = entries.digest_of_lines(diary, written_at=written_at)
    return _sign(diary, "take-out", json.dumps([written_at.isoformat(), nights, digest]))


def remove_cramp(cramp: Cramp) -> Outcome:
    """Remove a cramp and offer to put it back. Its night becomes unknown when this was its only one."""
    with diaries.locked(cramp.diary):
        diaries.lock_row(cramp)
        token = return_of(cramp.diary, [cramp])
        cramps.remove(cramp)
    if Cramp.objects.of(cramp.diary).between(cramp.night_of, cramp.night_of).exists():
        return Outcome(_("Cramp removed."), token)
    return Outcome(_("Cramp removed. That night is not logged now."), token)


def remove_practice(practice: Practice) -> Outcome:
    """Remove a practice and offer to put it back."""
    with diaries.locked(practice.diary):
        diaries.lock_row(practice)
        token = return_of(practice.diary, [practice, *PracticeItem.objects.of_practice(practice)])
        practices.remove(practice)
    return Outcome(_("Practice removed."), token)


def remove_routine(routine: OwnRoutine) -> Outcome:
    """Remove a routine and offer to put it back."""
    with diaries.locked(routine.diary):
        diaries.lock_row(routine)
        token = return_of(routine.diary, [routine, *OwnRoutineItem.objects.of_routine(routine)])
        routines.remove(routine)
    return Outcome(_("Routine removed."), token)


def remove_circumstance(circumstance: Circumstance) -> Outcome:
    """Remove what went on and offer to put it back."""
    with diaries.locked(circumstance.diary):
        diaries.lock_row(circumstance)
        token = return_of(circumstance.diary, [circumstance])
        circumstances.remove(circumstance)
    return Outcome(_("Removed."), token)


def end_pause(diary: Diary, *, today: dt.date) -> Outcome:
    """End the pause of today and offer to let the diary rest on."""
    pauses = list(Circumstance.objects.of(diary).pauses().touching(today, today))
    token = _sign(diary, "rest-on", json.dumps([today.isoformat(), packed(pauses)])) if pauses else ""
    circumstances.end_pauses(pauses, today=today)
    return Outcome(_("The pause has ended. Tonight counts again."), token)


def take_back(diary: Diary, token: str, *, now: dt.datetime) -> Outcome:
    """Do what the token says, once; a forged, foreign or old token changes nothing and says so."""
    try:
        kind, payload = json.loads(signing.loads(token, salt=_salt(diary), max_age=LONGEST))
    except (signing.BadSignature, ValueError):
        return Outcome(_("It is too late to undo that. Nothing was changed."))
    if kind == "take-out":  # By pieces: all of a large table would hold everybody up.
        return _take_out(diary, payload)
    with diaries.locked(diary):
        return _DOERS[kind](diary, payload, now)


def _named(row: Cramp | Practice | Circumstance) -> str:
    """Name a row, with what is said in it now."""
    return json.dumps([str(row.uuid), _digest(row)])


def _digest(row: Cramp | Practice | Circumstance) -> str:
    return digest_of([row, *PracticeItem.objects.of_practice(row)] if isinstance(row, Practice) else [row])


def _sign(diary: Diary, kind: str, payload: str) -> str:
    return signing.dumps(json.dumps([kind, payload]), salt=_salt(diary), compress=True)


def _salt(diary: Diary) -> str:
    return f"journal.web.undo.{diary.identifier}"


def _remove_cramp(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    identifier, digest = json.loads(payload)
    cramp = Cramp.objects.of(diary).with_uuid(uuid.UUID(identifier)).first()
    if cramp is None:
        return Outcome(_("This cramp was already removed."))
    if _digest(cramp) != digest:
        return Outcome(_("This cramp has changed since. Nothing was undone."))
    return remove_cramp(cramp)


def _remove_practice(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    identifier, digest = json.loads(payload)
    practice = Practice.objects.of(diary).with_uuid(uuid.UUID(identifier)).first()
    if practice is None:
        return Outcome(_("This practice was already removed."))
    if _digest(practice) != digest:
        return Outcome(_("This practice has changed since. Nothing was undone."))
    return remove_practice(practice)


def _remove_circumstance(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    identifier, digest = json.loads(payload)
    circumstance = Circumstance.objects.of(diary).with_uuid(uuid.UUID(identifier)).first()
    if circumstance is None:
        return Outcome(_("This was already removed."))
    if _digest(circumstance) != digest:
        return Outcome(_("This has changed since. Nothing was undone."))
    return remove_circumstance(circumstance)


def _rest_on(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    ended_on, rows = json.loads(payload)
    pauses = [row for row in unpacked(rows) if isinstance(row, Circumstance)]
    try:
        circumstances.rest_on(diary, pauses, ended_on=dt.date.fromisoformat(ended_on))
    except ChangedSince:
        return Outcome(_("The pause has changed since. Nothing was undone."))
    return Outcome(_("The diary rests again."))


def _put_back(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    try:
        was_clear = entries.put_back(diary, unpacked(payload))
    except IntegrityError:
        return Outcome(_("It is already back."))
    return Outcome(_("Put back. That night was logged without cramps meanwhile.") if was_clear else _("Put back."))


def _confirm(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    night = dt.date.fromisoformat(payload)
    try:
        cramps.confirm_clear(diary, night, now=now)
    except ValidationError as error:
        return Outcome(" ".join(error.messages))
    return Outcome(_("Put back: no cramps that night."), removal_of_clear(diary, night))


def _unconfirm(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    night = dt.date.fromisoformat(payload)
    if not cramps.take_back_clear(diary, night):
        return Outcome(_("This night has changed since. Nothing was undone."))
    return Outcome(_("Taken back. That night is not logged now."), return_of_clear(diary, night))


def _refill(diary: Diary, payload: str, now: dt.datetime) -> Outcome:
    try:
        done = fortnights.fill(diary, [_change(*told) for told in json.loads(payload)], now=now)
    except ValidationError:
        return Outcome(_("Some of these nights have changed since. Nothing was undone."))
    if not done:
        return Outcome(_("This was already taken back."))
    return Outcome(_("Taken back. Those nights are as they were before."), reversal_of(diary, done))


def _take_out(diary: Diary, payload: str) -> Outcome:
    written_at, nights, digest = json.loads(payload)
    moment, clear = dt.datetime.fromisoformat(written_at), [dt.date.fromisoformat(night) for night in nights]
    try:
        removed = entries.take_out(diary, written_at=moment, clear_nights=clear, digest=digest)
    except ChangedSince:
        return Outcome(_("Some of these entries have changed since. Nothing was undone."))
    if not removed:
        return Outcome(_("This was already taken back."))
    return Outcome(_("Taken back. What the file had added is gone."))


def _told(change: NightChange) -> tuple[str, _Known, _Known]:
    shown, wanted = change.shown, change.wanted
    return shown.date.isoformat(), (shown.cramps, shown.practised), (wanted.cramps, wanted.practised)


def _change(date: str, shown: _Known, wanted: _Known) -> NightChange:
    night = dt.date.fromisoformat(date)
    return NightChange(Day(night, *shown), Day(night, *wanted))


_DOERS: dict[str, Callable[[Diary, str, dt.datetime], Outcome]] = {
    "remove-cramp": _remove_cramp,
    "remove-practice": _remove_practice,
    "remove-circumstance": _remove_circumstance,
    "put-back": _put_back,
    "rest-on": _rest_on,
    "confirm": _confirm,
    "unconfirm": _unconfirm,
    "refill": _refill,
}
