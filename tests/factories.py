"""Plain functions that make what a test needs; keyword-only, no surprises."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.management import call_command
from django.utils import timezone

from journal.actions import shares, tokens
from journal.domain.choices import LinkLife, Muscle, Relief, Sign, Span, TokenScope
from journal.domain.nights import night_of
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine, OwnRoutineItem
from journal.models.shares import SharedReport
from poses.models.library import Collection, CollectionPose, ReliefGuide
from poses.models.pose import Pose, PoseMotion, PoseStep
from poses.models.routine import Routine, RoutineItem
from yogasite.accounts.models import User
from yogasite.flags import every

PASSWORD = "three short words"
OPENED = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)


LIBRARY = (Pose, PoseMotion, PoseStep, Collection, CollectionPose, ReliefGuide, Routine, RoutineItem)
_library_rows = {}


def load_library():
    """Fill the library: drawn once a process, copied from then on."""
    if _library_rows:
        for model, rows in _library_rows.items():
            model.objects.bulk_create(rows)
        return
    call_command("load_poses", verbosity=0)
    _library_rows.update({model: list(model.objects.all()) for model in LIBRARY})


def make_user(*, username="ruth", time_zone="Europe/London", goal=3, email="", opened=OPENED, **fields):
    user = User.objects.create_user(username=username, password=PASSWORD, email=email, **fields)
    Diary.objects.create(owner=user, time_zone=time_zone, goal=goal, created_at=opened)
    return user


def make_cramp(*, diary, occurred_at, **fields):
    fields.setdefault("uuid", uuid.uuid4())
    return Cramp.objects.create(
        diary=diary,
        occurred_at=occurred_at,
        time_zone=diary.time_zone,
        night_of=night_of(occurred_at, diary.zone),
        **fields,
    )


def make_cramp_on(*, diary, night, **fields):
    """A cramp at 3:12 in the morning after `night` began."""
    morning = dt.datetime.combine(night + dt.timedelta(days=1), dt.time(3, 12), tzinfo=diary.zone)
    return make_cramp(diary=diary, occurred_at=morning.astimezone(dt.UTC), **fields)


def make_night(*, diary, date):
    return Night.objects.create(diary=diary, date=date)


def make_practice(*, diary, day, seconds=600, poses=(), **fields):
    started = dt.datetime.combine(day, dt.time(21, 0), tzinfo=diary.zone).astimezone(dt.UTC)
    fields = {"started_at": started, "time_zone": diary.time_zone} | fields
    practice = Practice.objects.create(diary=diary, day=day, seconds=seconds, **fields)
    for position, pose in enumerate(poses, start=1):
        PracticeItem.objects.create(diary=diary, practice=practice, position=position, pose=pose, pose_name=pose.name)
    return practice


def make_routine(*, diary, name="Before bed", poses=(), hold_seconds=20, repeats=1):
    routine = OwnRoutine.objects.create(diary=diary, name=name)
    for position, pose in enumerate(poses, start=1):
        OwnRoutineItem.objects.create(
            diary=diary, routine=routine, position=position, pose=pose, hold_seconds=hold_seconds, repeats=repeats
        )
    return routine


def make_circumstance(*, diary, first_day, kind="travel", **fields):
    """Something of one day, unless told otherwise."""
    fields.setdefault("last_day", first_day)
    return Circumstance.objects.create(diary=diary, kind=kind, first_day=first_day, **fields)


def make_shared(*, diary, now, span=Span.MONTHS_3, has_entries=True, life=LinkLife.WEEK):
    """A link to the diary's report, and its token."""
    identifier = uuid.uuid4()
    given = {"span": span, "has_entries": has_entries, "life": life}
    token = shares.make(diary, identifier=identifier, now=now, **given)
    return SharedReport.objects.get(diary=diary, uuid=identifier), token


def fill_days(*, diary, first, days):
    """Fill `days` diary days with a repeating fortnight: cramps, clear nights, gaps and practice."""
    for offset in range(days):
        date, turn = first + dt.timedelta(days=offset), offset % 14
        if turn in {2, 9}:
            make_cramp_on(diary=diary, night=date)
        elif turn not in {5, 6}:
            make_night(diary=diary, date=date)
        if turn < 4:
            make_practice(diary=diary, day=date)


def fill_report(*, diary, today, cramps=45, spells=12):
    """Fill a year as full as a report can get: cramps with every detail, and long names of medicines."""
    fill_days(diary=diary, first=today - dt.timedelta(days=340), days=300)
    details = {"muscles": every(Muscle), "relief": every(Relief), "signs": every(Sign), "woke": True, "distress": 4}
    details |= {"side": "unsure", "duration": "under_1", "state": "in_bed", "soreness": "mild", "sleep_disturbance": 10}
    for number in range(cramps):
        night = today - dt.timedelta(days=5 + 7 * number)
        make_cramp_on(diary=diary, night=night, pain=10, count=20, **details)
    for number in range(spells):
        first, name = today - dt.timedelta(days=16 + 25 * number), ("Λοσαρτάνη hydrochlorothiazide " * 3)[:80]
        make_circumstance(diary=diary, first_day=first, last_day=None, kind="medicine", medicine="inhaler", name=name)


def fill_every_kind(*, diary):
    """Two of each kind, one of them with every field filled in; needs the library."""
    first, pose = dt.date(2026, 10, 1), Pose.objects.get(slug="chair-pose")
    make_cramp_on(diary=diary, night=first)
    make_cramp_on(diary=diary, night=first + dt.timedelta(days=1), **FULL_CRAMP)
    for day in (2, 3):
        make_night(diary=diary, date=first + dt.timedelta(days=day))
    make_practice(diary=diary, day=first, poses=[pose], note="-1 to 3", feel="looser")
    make_practice(diary=diary, day=first + dt.timedelta(days=1), source="paper")
    make_routine(diary=diary, poses=[pose, Pose.objects.get(slug="hero")])
    make_routine(diary=diary, name="@noon")
    make_circumstance(diary=diary, first_day=first, is_pause=True)
    make_circumstance(diary=diary, first_day=first, kind="medicine", medicine="statin", name="+40", last_day=None)
    make_experiment(diary=diary, starts_on=dt.date(2025, 1, 6))
    make_experiment(diary=diary, starts_on=dt.date(2026, 1, 5), stopped_on=dt.date(2026, 2, 1))
    Reminder.objects.create(diary=diary, kind="evening", at=dt.time(21, 30), by_mail=True)
    Reminder.objects.create(diary=diary, kind="morning", at=dt.time(8, 0))


FULL_CRAMP = {
    "precision": "about", "count": 2, "side": "left", "muscles": 3, "pain": 7, "duration": "from_1", "woke": True,
    "state": "asleep", "sleep_disturbance": 4, "back_to_sleep": "from_15", "soreness": "mild", "soreness_hours": 5,
    "relief": 5, "relief_effect": "some", "distress": 2, "signs": 1, "advised": 2, "excluded": True,
    "note": "=1+1, “so” said\nthe 'cell'",
}  # fmt: skip


def make_experiment(*, diary, starts_on, **fields):
    plan = [True, False] * 6
    return Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=plan, starts_on=starts_on, **fields)


def make_token(*, diary, scope=TokenScope.LOG, name="bedside"):
    """Return a token and its text."""
    return tokens.make(diary, identifier=uuid.uuid4(), name=name, scope=scope, now=timezone.now())
