"""Taking back what was just done, and taking back the taking back."""

import datetime as dt

import pytest

from journal.actions import cramps
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice, PracticeItem
from journal.web import undo
from tests import factories

NIGHT = dt.date(2026, 11, 16)


@pytest.fixture
def cramp(diary):
    return factories.make_cramp_on(diary=diary, night=NIGHT)


def test_a_logged_cramp_is_removed_and_put_back_with_its_details(diary, now):
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT, note="garden", pain=7)
    removed = undo.take_back(diary, undo.removal_of_cramp(cramp), now=now)
    assert (removed.sentence, Cramp.objects.count()) == ("Cramp removed. That night is not logged now.", 0)
    undo.take_back(diary, removed.token, now=now)
    assert list(Cramp.objects.values_list("uuid", "note", "pain")) == [(cramp.uuid, "garden", 7)]


def test_a_night_with_another_cramp_stays_logged(diary, now, cramp):
    factories.make_cramp_on(diary=diary, night=NIGHT)
    assert undo.take_back(diary, undo.removal_of_cramp(cramp), now=now).sentence == "Cramp removed."


def test_a_cramp_put_back_takes_a_clear_night_back(diary, now, cramp):
    removed = undo.remove_cramp(cramp)
    cramps.confirm_clear(diary, NIGHT, now=now)
    undo.take_back(diary, removed.token, now=now)
    assert (Cramp.objects.count(), Night.objects.count()) == (1, 0)


def test_putting_back_twice_is_once(diary, now, cramp):
    removed = undo.remove_cramp(cramp)
    undo.take_back(diary, removed.token, now=now)
    assert undo.take_back(diary, removed.token, now=now).sentence == "It is already back."
    assert Cramp.objects.count() == 1


def test_removing_twice_says_so(diary, now, cramp):
    token = undo.removal_of_cramp(cramp)
    undo.take_back(diary, token, now=now)
    assert undo.take_back(diary, token, now=now).sentence == "This cramp was already removed."


def test_a_practice_comes_back_with_its_poses(diary, now):
    practice = factories.make_practice(diary=diary, day=NIGHT)
    PracticeItem.objects.create(diary=diary, practice=practice, position=1, pose_name="Chair pose", seconds=40)
    token = undo.removal_of_practice(practice)
    removed = undo.take_back(diary, token, now=now)
    assert Practice.objects.count() == 0
    undo.take_back(diary, removed.token, now=now)
    assert PracticeItem.objects.get().pose_name == "Chair pose"
    undo.take_back(diary, token, now=now)
    assert undo.take_back(diary, token, now=now).sentence == "This practice was already removed."


def test_a_clear_night_is_taken_back_and_confirmed_again(diary, now):
    cramps.confirm_clear(diary, NIGHT, now=now)
    taken = undo.take_back(diary, undo.removal_of_clear(diary, NIGHT), now=now)
    assert Night.objects.count() == 0
    undo.take_back(diary, taken.token, now=now)
    assert Night.objects.get().date == NIGHT


def test_a_night_that_now_has_a_cramp_is_not_confirmed_again(diary, now, cramp):
    outcome = undo.take_back(diary, undo.return_of_clear(diary, NIGHT), now=now)
    assert (outcome.sentence, Night.objects.count()) == (str(cramps.HAS_CRAMPS), 0)


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_a_forged_token_changes_nothing(diary, now, cramp, token):
    assert "too late" in undo.take_back(diary, token, now=now).sentence
    assert Cramp.objects.count() == 1
