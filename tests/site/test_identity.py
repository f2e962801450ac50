"""What leaves the database knows its diary by an identifier. A restore hands a row's number to somebody else's."""

import datetime as dt
import json
import uuid

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from journal.actions import circumstances, reminders
from journal.domain.choices import ReminderKind
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import Day
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.stored_nights import NightChange
from journal.reminders.calendar_feed import calendar_of
from journal.reminders.email import SALT, stop_token
from journal.web import undo
from journal.web.access import _tag, diary_tag
from journal.web.packed_rows import packed
from poses.models.pose import Pose
from tests import factories

pytestmark = pytest.mark.django_db

NIGHT = dt.date(2026, 11, 16)
ODD = 987_654_321
"""A number that no entry holds by chance."""


def successor(diary):
    """Return a diary that has got the number of one that a restore has lost."""
    number = diary.pk
    diary.owner.delete()
    other = factories.make_user(username="later")
    Diary.objects.filter(pk=other.diary.pk).update(id=number)
    return Diary.objects.get(pk=number)


# Undo ---------------------------------------------------------------------------------------------------------------


def test_an_undo_works_in_no_diary_that_has_got_the_number_of_its_own(diary, now):
    token = undo.remove_cramp(factories.make_cramp_on(diary=diary, night=NIGHT)).token
    other = successor(diary)
    outcome = undo.take_back(other, token, now=now)
    assert (outcome.sentence, Cramp.objects.count()) == ("It is too late to undo that. Nothing was changed.", 0)


def test_an_undo_of_before_identifiers_is_refused(diary, now):
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT)
    token = signing.dumps(json.dumps(["remove-cramp", str(cramp.uuid)]), salt=f"journal.web.undo.{diary.pk}")
    outcome = undo.take_back(diary, token, now=now)
    assert (outcome.sentence, Cramp.objects.count()) == ("It is too late to undo that. Nothing was changed.", 1)


def test_a_cramp_comes_back_beside_the_one_that_has_its_number_now(diary, stranger, now):
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT, note="mine")
    number, token = cramp.pk, undo.remove_cramp(cramp).token
    theirs = factories.make_cramp_on(diary=stranger.diary, night=NIGHT, note="theirs")
    Cramp.objects.filter(pk=theirs.pk).update(id=number)
    assert undo.take_back(diary, token, now=now).sentence == "Put back."
    found = Cramp.objects.order_by("note").values_list("diary", "note")
    assert list(found) == [(diary.pk, "mine"), (stranger.diary.pk, "theirs")]


def test_a_practice_comes_back_with_its_poses_beside_the_one_that_has_its_number_now(diary, stranger, now, pose):
    practice = factories.make_practice(diary=diary, day=NIGHT)
    for position in (1, 2):
        PracticeItem.objects.create(diary=diary, practice=practice, position=position, pose=pose, pose_name="Mine")
    number, token = practice.pk, undo.remove_practice(practice).token
    theirs = factories.make_practice(diary=stranger.diary, day=NIGHT)
    Practice.objects.filter(pk=theirs.pk).update(id=number)
    undo.take_back(diary, token, now=now)
    items = PracticeItem.objects.values_list("diary", "practice__uuid", "pose__slug")
    assert list(items) == [(diary.pk, practice.uuid, "chair-pose")] * 2


def test_a_pause_that_rests_on_leaves_what_has_its_number_now(diary, stranger, now):
    ours = factories.make_circumstance(diary=diary, first_day=NIGHT, last_day=None, is_pause=True, kind="other")
    number, token = ours.pk, undo.end_pause(diary, today=NIGHT).token
    theirs = factories.make_circumstance(diary=stranger.diary, first_day=NIGHT, kind="medicine", name="Quinine")
    Circumstance.objects.filter(pk=theirs.pk).update(id=number)
    assert undo.take_back(diary, token, now=now).sentence == "The diary rests again."
    found = Circumstance.objects.order_by("name").values_list("diary", "name", "is_pause")
    assert list(found) == [(diary.pk, "", True), (stranger.diary.pk, "Quinine", False)]


def test_a_routine_comes_back_without_a_pose_that_has_left_the_library(diary, now, pose):
    routine = factories.make_routine(diary=diary, poses=[pose, Pose.objects.get(slug="hero")])
    lost = [item.pose for item in routine.items.all()]
    token = undo.remove_routine(routine).token
    lost[0].delete()
    assert undo.take_back(diary, token, now=now).sentence == "Put back."
    (back,) = diary.routines.all()
    assert [item.pose for item in back.items.all()] == lost[1:]


def tokens_of(diary, now):
    """Return one token of every kind that pages hand out."""
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT)
    practice = factories.make_practice(diary=diary, day=NIGHT)
    circumstance = factories.make_circumstance(diary=diary, first_day=NIGHT)
    circumstances.pause(diary, identifier=uuid.uuid4(), today=NIGHT)
    empty, wanted = Day(NIGHT, None, False), Day(NIGHT, 0, False)
    for model in (Cramp, Practice, Circumstance):
        for number, row in enumerate(model.objects.all()):
            model.objects.filter(pk=row.pk).update(id=ODD + number)
    cramp, practice = Cramp.objects.get(), Practice.objects.get()
    return [
        undo.removal_of_cramp(cramp),
        undo.removal_of_practice(practice),
        undo.removal_of_circumstance(circumstance),
        undo.return_of(diary, [cramp]),
        undo.return_of_clear(diary, NIGHT),
        undo.removal_of_clear(diary, NIGHT),
        undo.reversal_of(diary, [NightChange(empty, wanted)]),
        undo.removal_of_lines(diary, written_at=now, no_longer_clear=[NIGHT]),
        undo.remove_practice(practice).token,
        undo.end_pause(diary, today=NIGHT).token,
    ]


def test_no_token_holds_a_number_of_a_row(diary, now):
    Diary.objects.filter(pk=diary.pk).update(id=ODD)
    diary = Diary.objects.get()
    told = [signing.loads(token, salt=undo._salt(diary)) for token in tokens_of(diary, now)]
    assert [str(ODD)[:-1] in each for each in told] == [False] * len(told)
    assert {json.loads(each)[0] for each in told} == {*undo._DOERS, "take-out"}
    assert str(ODD) not in undo._salt(diary)


def test_a_packed_row_names_its_pose_by_its_address(diary, pose):
    practice = factories.make_practice(diary=diary, day=NIGHT)
    item = PracticeItem.objects.create(diary=diary, practice=practice, position=1, pose=pose, pose_name="Chair pose")
    fields = json.loads(packed([practice, item]))[1]["fields"]
    expected = {"position": 1, "pose": "chair-pose", "pose_name": "Chair pose", "seconds": None, "side": ""}
    assert fields == expected


# Links in mails -----------------------------------------------------------------------------------------------------


@pytest.fixture
def reminded(diary):
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21)}, by_mail=True)
    return diary


def stopped(token):
    """Use the link of a mail; return the answer's code, and whether mails still go out."""
    answer = Client().post(f"/reminders/stop/{token}/")
    return answer.status_code, list(Reminder.objects.values_list("by_mail", flat=True))


def test_a_link_stops_the_mails_of_its_own_diary(reminded):
    assert stopped(stop_token(reminded)) == (200, [False])


def test_a_link_stops_the_mails_of_no_diary_that_has_got_the_number_of_its_own(reminded):
    token, other = stop_token(reminded), successor(reminded)
    reminders.choose(other, {ReminderKind.EVENING: dt.time(21)}, by_mail=True)
    assert stopped(token) == (404, [True])


def test_a_link_of_the_first_version_still_stops_the_mails_of_its_diary(reminded):
    assert stopped(signing.dumps(reminded.pk, salt=SALT)) == (200, [False])


def test_a_link_of_the_first_version_stops_no_diary_that_was_opened_after_its_mail(reminded):
    Diary.objects.update(created_at=timezone.now() + dt.timedelta(minutes=1))
    assert stopped(signing.dumps(reminded.pk, salt=SALT)) == (404, [True])


@pytest.mark.parametrize("name", ["nobody", str(uuid.UUID(int=5)), 5_000_000, -1])
def test_a_link_that_names_no_diary_stops_nothing(reminded, name):
    assert stopped(signing.dumps(name, salt=SALT)) == (404, [True])


# What a device keeps ------------------------------------------------------------------------------------------------


def sent(diary, tag, **fields):
    """Send a tap that waited; return the answer's code."""
    client = Client()
    client.force_login(diary.owner)
    tapped = {"kind": "cramp", "uuid": str(uuid.uuid4()), "diary": tag, **fields}
    return client.post("/outbox/", tapped).status_code


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


def test_a_tap_that_waited_goes_into_no_diary_that_has_got_the_number_of_its_own(diary):
    tag, other = diary_tag(diary), successor(diary)
    assert (sent(other, tag, at=milliseconds(other.created_at) + 1), Cramp.objects.count()) == (409, 0)


def test_a_tap_that_waited_since_the_first_version_is_taken_once_its_diary_was_open(diary):
    assert (sent(diary, _tag(str(diary.pk)), at=milliseconds(diary.created_at) + 1), Cramp.objects.count()) == (200, 1)


def test_a_tap_of_the_first_version_from_before_the_diary_is_not_its_own(diary):
    before = diary.created_at - dt.timedelta(minutes=1)
    assert (sent(diary, _tag(str(diary.pk)), at=milliseconds(before)), Cramp.objects.count()) == (409, 0)


def test_the_events_of_a_calendar_are_no_others_after_a_restore(reminded, now):
    def names(diary):
        text = calendar_of(reminders.open_feed(diary), now=now)
        return [line for line in text.splitlines() if line.startswith(b"UID")]

    before, other = names(reminded), successor(reminded)
    reminders.choose(other, {ReminderKind.EVENING: dt.time(21)})
    after = names(other)
    assert (len(before), len(after), set(before) & set(after)) == (1, 1, set())


def test_no_two_diaries_share_an_identifier(diary, stranger):
    assert diary.identifier != stranger.diary.identifier
