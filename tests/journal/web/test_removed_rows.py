"""A row that another window removes or changes between the fetch and the write: never back, never overwritten."""

import datetime as dt

import pytest

from journal.actions import circumstances, entries
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from tests import factories

pytestmark = pytest.mark.django_db

NIGHT = dt.date(2026, 11, 17)


def make_all(diary):
    """One row of each kind that can be changed; needs the library."""
    return {
        Cramp: factories.make_cramp_on(diary=diary, night=NIGHT),
        Practice: factories.make_practice(diary=diary, day=NIGHT),
        Circumstance: factories.make_circumstance(diary=diary, first_day=NIGHT),
        OwnRoutine: factories.make_routine(diary=diary),
    }


EDIT = {"occurred_at": "2026-11-17T23:00", "count": "1"}
SESSION = {"started_at": "2026-11-17T21:00", "minutes": "5"}
SPELL = {"kind": "travel", "first_day": "2026-11-17", "lasting": "day"}
ROUTINE = {"name": "Late", "pose": ["hero"], "hold": ["30"], "times": ["2"]}
CHANGES = [
    (Cramp, "cramps.edit", "/journal/cramps/{}/edit/", EDIT),
    (Cramp, "cramps.add_details", "/cramp/{}/", {"side": "left"}),
    (
        Practice,
        "practices.edit",
        "/journal/practice/{}/edit/",
        {"started_at": "2026-11-17T21:00", "minutes": "5"},
    ),
    (Circumstance, "circumstances.edit", "/journal/circumstances/{}/edit/", SPELL),
    (OwnRoutine, "routines.store", "/practice/{}/edit/", ROUTINE),
]


@pytest.mark.parametrize(("model", "action", "address", "fields"), CHANGES)
def test_a_row_that_was_removed_in_another_window_does_not_come_back(
    library, client_of_ruth, diary, before, model, action, address, fields
):
    row = make_all(diary)[model]
    before(action, lambda: entries.remove(diary, model, [row.pk]))
    answer = client_of_ruth.post(address.format(row.uuid), fields)
    assert (answer.status_code, model.objects.count()) == (404, 0)


def test_what_another_window_has_changed_meanwhile_is_kept(client_of_ruth, diary, before):
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT)
    before("cramps.edit", lambda: Cramp.objects.filter(pk=cramp.pk).update(advised=1))
    client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", EDIT | {"pain": "4"})
    stored = Cramp.objects.get()
    assert (stored.pain, stored.advised) == (4, 1)


def test_a_pause_that_was_removed_meanwhile_can_be_ended(diary, now):
    today = now.date()
    pause = factories.make_circumstance(diary=diary, first_day=today - dt.timedelta(days=3), last_day=None)
    Circumstance.objects.all().delete()
    circumstances.end_pauses([pause], today=today)
    assert Circumstance.objects.count() == 0
