"""From what a program sends to what the diary keeps, with a sentence that a phone may say."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.actions import cramps, practices
from journal.domain.choices import Muscle, Source
from journal.domain.nights import last_night, night_of
from journal.models.diary import Diary
from journal.pages.formatting import clock_time, long_day
from journal.web.api.schemas import CrampBody, Logged, NightBody, PracticeBody
from poses.models.pose import Pose
from yogasite import flags


def log_cramp(diary: Diary, body: CrampBody, *, now: dt.datetime) -> Logged:
    """Store a cramp; raises ValidationError for a time that cannot be."""
    cramp = cramps.log(
        diary,
        identifier=body.uuid or uuid.uuid4(),
        occurred_at=body.occurred_at or now,
        now=now,
        side=body.leg or "",
        muscles=flags.combine(Muscle, body.muscles),
        pain=body.pain,
        note=body.note,
    )
    local = cramp.occurred_at.astimezone(cramp.zone)
    when = _when(local, is_of_this_night=cramp.night_of == night_of(now, cramp.zone))
    return Logged(night=cramp.night_of, uuid=cramp.uuid, message=_("Saved: a cramp, %(when)s.") % {"when": when})


def confirm_night(diary: Diary, body: NightBody, *, now: dt.datetime) -> Logged:
    """Store that a night had no cramps; raises ValidationError when it had, or has not come yet."""
    night = body.night or last_night(now, diary.zone)
    cramps.confirm_clear(diary, night, now=now)
    said = _("Saved: no cramps in the night of %(night)s.") % {"night": long_day(night)}
    return Logged(night=night, message=said)


def log_practice(diary: Diary, body: PracticeBody, *, now: dt.datetime) -> Logged:
    """Store a practice; raises ValidationError for a time that cannot be, or a pose that there is not."""
    length = dt.timedelta(minutes=body.minutes)
    practice = practices.log(
        diary,
        identifier=body.uuid or uuid.uuid4(),
        started_at=body.started_at or now - length,
        seconds=body.minutes * 60,
        held=[practices.Held(pose) for pose in _poses(body.poses)],
        now=now,
        note=body.note,
        feel=body.feel or "",
        source=Source.BUTTON,
    )
    said = _("Saved: practice, %(minutes)d min.") % {"minutes": practice.minutes}
    return Logged(night=practice.day, uuid=practice.uuid, message=said)


def _when(local: dt.datetime, *, is_of_this_night: bool) -> str:
    """Say the time as the pages do: "3:12 am", with the date of another night."""
    time = clock_time(local)
    return time if is_of_this_night else f"{long_day(local)}, {time}"


def _poses(names: Sequence[str]) -> list[Pose]:
    known = Pose.objects.published().in_bulk(names, field_name="slug")
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValidationError({"poses": _("There is no pose called %(name)s.") % {"name": unknown[0]}})
    return [known[name] for name in names]
