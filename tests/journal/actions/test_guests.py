"""Guests' diaries that nobody comes back to are removed; one with a key of its own never is."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from journal.actions import deletion, diaries, experiments, guests, reminders, uploads
from journal.domain.choices import ExperimentLength, ReminderKind
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Evaluation
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)


def add_passkey(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})


def set_password(user):
    user.set_password("three short words")
    user.save()


@pytest.mark.parametrize("get_key", [add_passkey, set_password])
def test_the_secret_of_a_device_opens_no_diary_that_has_a_key_of_its_own(get_key):
    user = guests.open_diary(zone="Europe/London", now=NOW, key="5" * 32)
    assert guests.with_key("5" * 32) == user
    get_key(user)
    assert guests.with_key("5" * 32) is None


def guest(*, opened_days_ago, cramp_days_ago=None, seen_days_ago=None, **changes):
    opened = NOW - dt.timedelta(days=opened_days_ago)
    user = guests.open_diary(zone="Europe/London", now=opened)
    if seen_days_ago is not None:
        changes["last_login"] = NOW - dt.timedelta(days=seen_days_ago)
    User.objects.filter(pk=user.pk).update(**changes)
    if cramp_days_ago is not None:
        made = NOW - dt.timedelta(days=cramp_days_ago)
        cramp = factories.make_cramp(diary=user.diary, occurred_at=made)
        Cramp.objects.filter(pk=cramp.pk).update(created_at=made)
    return user


@pytest.mark.parametrize(
    ("facts", "removed"),
    [
        ({"opened_days_ago": 1}, 0),
        ({"opened_days_ago": 3}, 1),
        ({"opened_days_ago": 30, "seen_days_ago": 1}, 0),
        ({"opened_days_ago": 3, "cramp_days_ago": 2}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 399}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 401}, 1),
        ({"opened_days_ago": 500, "cramp_days_ago": 401, "seen_days_ago": 10}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 401, "is_guest": False}, 0),
    ],
)
def test_guests_are_removed_when_empty_for_two_days_or_silent_for_400(facts, removed):
    guest(**facts)
    assert guests.remove_lost(now=NOW) == removed
    assert User.objects.count() == 1 - removed


@pytest.mark.parametrize("get_key", [add_passkey, set_password])
def test_a_diary_with_a_key_of_its_own_is_never_removed(get_key):
    get_key(guest(opened_days_ago=900, cramp_days_ago=800))
    get_key(guest(opened_days_ago=900))
    assert (guests.remove_lost(now=NOW), Diary.objects.count()) == (0, 2)


FILLS = {
    "cramps": lambda diary: factories.make_cramp(diary=diary, occurred_at=NOW),
    "nights": lambda diary: factories.make_night(diary=diary, date=NOW.date()),
    "practices": lambda diary: factories.make_practice(diary=diary, day=NOW.date()),
    "routines": lambda diary: factories.make_routine(diary=diary),
    "circumstances": lambda diary: factories.make_circumstance(diary=diary, first_day=NOW.date()),
    "experiments": lambda diary: experiments.start(diary, ExperimentLength.SHORT, today=NOW.date()),
    "evaluations": lambda diary: Evaluation.objects.create(diary=diary, look=1, fingerprint="f", answer={}),
    "reminders": lambda diary: reminders.choose(diary, {ReminderKind.EVENING: dt.time(21)}),
    "calendar_feed": reminders.open_feed,
    "push_devices": lambda diary: reminders.open_device(
        diary, endpoint="https://p.example.com/1", p256dh="x", auth="x", site_key="k"
    ),
    "tokens": lambda diary: factories.make_token(diary=diary),
    "shared_reports": lambda diary: factories.make_shared(diary=diary, now=NOW),
    "upload": lambda diary: uploads.keep(diary, name="mine.csv", content=b"day", now=NOW),
}


@pytest.mark.parametrize("table", [table.name for table in Diary._meta.related_objects])
def test_a_diary_that_holds_a_row_of_any_table_is_not_empty(table):
    FILLS[table](guest(opened_days_ago=3).diary)
    assert guests.remove_lost(now=NOW) == 0


def test_a_diary_that_knows_what_rules_poses_out_is_not_empty():
    diaries.change_conditions(guest(opened_days_ago=3).diary, 1)
    assert guests.remove_lost(now=NOW) == 0


def test_a_button_in_use_keeps_a_diary_that_nobody_visits():
    token, _text = factories.make_token(diary=guest(opened_days_ago=500).diary)
    token.created_at = NOW - dt.timedelta(days=450)
    for used_days_ago, removed in ((399, 0), (401, 1)):
        token.used_at = NOW - dt.timedelta(days=used_days_ago)
        token.save()
        assert guests.remove_lost(now=NOW) == removed


def test_a_diary_that_waits_to_be_deleted_keeps_its_seven_days():
    user = guest(opened_days_ago=900)
    deletion.ask(user, password="", now=NOW - dt.timedelta(days=6))
    assert (guests.remove_lost(now=NOW), deletion.keep_after_all(user)) == (0, True)


def test_a_removed_diary_leaves_no_row_behind():
    user = guest(opened_days_ago=500, cramp_days_ago=401)
    other = guest(opened_days_ago=500, cramp_days_ago=1)
    assert guests.remove_lost(now=NOW) == 1
    assert not User.objects.filter(pk=user.pk).exists()
    assert [cramp.diary_id for cramp in Cramp.objects.all()] == [other.diary.pk]


def test_an_account_is_never_removed_however_old_and_empty(ruth):
    User.objects.update(last_login=NOW - dt.timedelta(days=4000))
    Diary.objects.update(created_at=NOW - dt.timedelta(days=4000))
    assert guests.remove_lost(now=NOW) == 0


def removed_by_a_run(moment, monkeypatch, capsys):
    """Run the daily command at a moment of the clock; return what it says."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    call_command("remove_guests")
    return capsys.readouterr().out


LEAPT = "No guest diary removed: first this has to run for a week without a leap of the clock.\n"


def test_the_command_says_how_many_once_the_clock_has_gone_well_for_a_week(monkeypatch, capsys):
    guest(opened_days_ago=3)
    Night.objects.create(diary=guest(opened_days_ago=3).diary, date=NOW.date())
    User.objects.update(last_login=NOW - dt.timedelta(days=3))
    said = [removed_by_a_run(NOW + dt.timedelta(days=day), monkeypatch, capsys) for day in range(8)]
    assert said == [LEAPT] * 7 + ["1 guest diaries removed.\n"]


@pytest.mark.parametrize("leap", [dt.timedelta(days=4), dt.timedelta(days=401), dt.timedelta(days=3653)])
def test_a_clock_that_leaps_removes_nobody(leap, monkeypatch, capsys):
    guest(opened_days_ago=100, cramp_days_ago=1)
    days = [dt.timedelta(days=day) for day in (0, 8, 9)]
    moments = [NOW, *(NOW + leap + day for day in days), NOW, NOW + dt.timedelta(days=1)]
    for moment in [NOW + dt.timedelta(days=-day) for day in range(8, 0, -1)]:
        removed_by_a_run(moment, monkeypatch, capsys)
    said = [removed_by_a_run(moment, monkeypatch, capsys) for moment in moments]
    assert (said, User.objects.count()) == (["0 guest diaries removed.\n", *[LEAPT] * 5], 1)
