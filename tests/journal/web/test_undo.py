"""Taking back what was just done, and taking back the taking back."""

import datetime as dt
import uuid

import pytest

from journal.actions import circumstances, cramps
from journal.actions.changed_since import told
from journal.models.circumstances import Circumstance
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


# What was changed elsewhere, between a change and its Undo ----------------------------------------------------------


def undone(diary, token, now):
    """Use a token; return what is said, and all that the diary holds."""
    outcome = undo.take_back(diary, token, now=now)
    rows = [row for model in (Cramp, Night, Practice, Circumstance) for row in model.objects.all()]
    return outcome.sentence, outcome.token, [told(row) for row in rows]


def test_a_cramp_that_was_described_elsewhere_stays(diary, now, cramp):
    token = undo.removal_of_cramp(cramp)
    cramps.add_details(Cramp.objects.get(), pain=7)
    found = undone(diary, token, now)
    assert found == ("This cramp has changed since. Nothing was undone.", "", [told(Cramp.objects.get())])


def test_a_cramp_is_removed_as_it_was_typed_whatever_advice_was_shown(diary, now):
    auckland = now.astimezone(dt.timezone(dt.timedelta(hours=13)))
    cramp = cramps.log(diary, identifier=uuid.uuid4(), occurred_at=auckland, now=now, signs=1)
    token = undo.removal_of_cramp(cramp)
    assert cramps.advise(Cramp.objects.get(), now=now)
    assert undone(diary, token, now)[0] == "Cramp removed. That night is not logged now."


def test_a_practice_whose_poses_were_changed_elsewhere_stays(diary, now):
    practice = factories.make_practice(diary=diary, day=NIGHT)
    PracticeItem.objects.create(diary=diary, practice=practice, position=1, pose_name="Chair pose", seconds=40)
    token = undo.removal_of_practice(practice)
    PracticeItem.objects.all().delete()
    found = undone(diary, token, now)
    assert found == ("This practice has changed since. Nothing was undone.", "", [told(practice)])


def test_what_went_on_stays_where_it_was_changed_elsewhere(diary, now):
    noted = factories.make_circumstance(diary=diary, first_day=NIGHT, kind="medicine", name="Quinine")
    token = undo.removal_of_circumstance(noted)
    circumstances.edit(Circumstance.objects.get(), today=NIGHT, name="Magnesium")
    found = undone(diary, token, now)
    assert found == ("This has changed since. Nothing was undone.", "", [told(Circumstance.objects.get())])


def test_a_clear_night_in_which_a_cramp_was_logged_since_is_not_called_taken_back(diary, now):
    cramps.confirm_clear(diary, NIGHT, now=now)
    token = undo.removal_of_clear(diary, NIGHT)
    cramp = cramps.log_of_night(diary, identifier=uuid.uuid4(), night=NIGHT, now=now)
    found = undone(diary, token, now)
    assert found == ("This night has changed since. Nothing was undone.", "", [told(cramp)])


def test_a_cramp_that_takes_the_place_of_a_clear_night_says_so(diary, now, cramp):
    token = undo.remove_cramp(cramp).token
    cramps.confirm_clear(diary, NIGHT, now=now)
    sentence, _token, rows = undone(diary, token, now)
    assert (sentence, rows) == ("Put back. That night was logged without cramps meanwhile.", [told(cramp)])


@pytest.mark.parametrize("kind", ["edited", "removed"])
def test_what_a_table_has_added_stays_where_some_of_it_was_changed_elsewhere(diary, now, kind):
    for day in (0, 1):
        factories.make_cramp_on(diary=diary, night=NIGHT - dt.timedelta(days=day), created_at=now)
    token = undo.removal_of_lines(diary, written_at=now, no_longer_clear=[])
    cramp = Cramp.objects.last()
    cramps.add_details(cramp, note="garden") if kind == "edited" else cramps.remove(cramp)
    expected = [told(row) for row in Cramp.objects.all()]
    found = undone(diary, token, now)
    assert found == ("Some of these entries have changed since. Nothing was undone.", "", expected)


def test_a_removal_keeps_what_was_written_since_the_page_was_read(diary, now, cramp):
    cramps.add_details(Cramp.objects.get(), note="garden")
    undo.take_back(diary, undo.remove_cramp(cramp).token, now=now)
    assert Cramp.objects.get().note == "garden"
