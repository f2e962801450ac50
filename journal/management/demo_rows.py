"""Made-up days as rows of a diary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from journal.actions.entries import Rows
from journal.domain.choices import Muscle
from journal.domain.demo import DemoCramp, DemoDay, DemoPractice
from journal.domain.nights import local_instant, night_of
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from poses.models.pose import Pose


def rows_of(diary: Diary, days: Sequence[DemoDay], poses: Sequence[Pose], *, now: dt.datetime) -> Rows:
    """Return the rows of `days`, without those that would lie in the future."""
    rows = Rows()
    for day in days:
        cramps = [_cramp(diary, day.date, cramp) for cramp in day.cramps]
        rows.cramps += [cramp for cramp in cramps if cramp.occurred_at <= now]
        if day.is_known and not day.cramps:
            rows.nights.append(Night(diary=diary, date=day.date))
        if day.practice is not None:
            practice = _practice(diary, day.date, day.practice)
            if practice.started_at <= now:
                rows.practices.append(practice)
                rows.items += _items(practice, poses[: day.practice.poses])
    return rows


def _cramp(diary: Diary, date: dt.date, cramp: DemoCramp) -> Cramp:
    wall = dt.datetime.combine(date, dt.time(12)) + dt.timedelta(minutes=cramp.minutes)
    instant = local_instant(wall, diary.zone)
    return Cramp(
        diary=diary,
        uuid=cramp.uuid,
        time_zone=diary.time_zone,
        occurred_at=instant,
        night_of=night_of(instant, diary.zone),
        side=cramp.side,
        muscles=Muscle[cramp.muscle.upper()],
        pain=cramp.pain,
        woke=cramp.woke,
    )


def _practice(diary: Diary, date: dt.date, practice: DemoPractice) -> Practice:
    wall = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=practice.minutes)
    return Practice(
        diary=diary,
        uuid=practice.uuid,
        time_zone=diary.time_zone,
        started_at=local_instant(wall, diary.zone),
        day=date,
        seconds=practice.seconds,
    )


def _items(practice: Practice, poses: Sequence[Pose]) -> list[PracticeItem]:
    return [
        PracticeItem(diary=practice.diary, practice=practice, position=position, pose=pose, pose_name=pose.name)
        for position, pose in enumerate(poses, start=1)
    ]
