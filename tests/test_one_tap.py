"""The taps that may follow a cramp: which leg, which muscle, how strong, and when it was."""

import datetime as dt

import pytest

from journal.choices import Muscle, Precision
from journal.models import Cramp
from tests import factories

TAPPED = dt.datetime(2026, 11, 18, 3, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cramp(diary):
    return factories.make_cramp(diary=diary, occurred_at=TAPPED)


def milliseconds(moment):
    return round(moment.timestamp() * 1000)


def test_leg_muscle_and_strength_are_kept(client_of_ruth, cramp):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"side": "left", "muscles": ["calf"], "pain": "7"})
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles, cramp.pain, cramp.occurred_at) == ("left", Muscle.CALF, 7, TAPPED)


@pytest.mark.parametrize(
    ("ago", "moment", "precision"),
    [
        ("now", TAPPED, Precision.EXACT),
        ("ten", TAPPED - dt.timedelta(minutes=10), Precision.ABOUT),
        ("hour", TAPPED - dt.timedelta(hours=1), Precision.ABOUT),
        ("earlier", dt.datetime(2026, 11, 18, 0, 0, tzinfo=dt.UTC), Precision.NIGHT),
    ],
)
def test_a_cramp_of_earlier_is_dated_back(client_of_ruth, cramp, ago, moment, precision):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"ago": ago, "tapped": milliseconds(TAPPED)})
    cramp.refresh_from_db()
    assert (cramp.occurred_at, cramp.precision) == (moment, precision)


def test_another_answer_counts_from_the_tap_and_not_from_the_answer_before(client_of_ruth, cramp):
    for ago in ("hour", "ten"):
        client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"ago": ago, "tapped": milliseconds(TAPPED)})
    cramp.refresh_from_db()
    assert cramp.occurred_at == TAPPED - dt.timedelta(minutes=10)


def test_a_tap_of_the_future_changes_nothing_and_says_why(client_of_ruth, cramp):
    answer = client_of_ruth.post(
        f"/cramp/{cramp.uuid}/", {"ago": "now", "tapped": 10**14}, headers={"HX-Request": "true"}
    )
    cramp.refresh_from_db()
    assert cramp.occurred_at == TAPPED
    assert "This time has not happened yet. Pick an earlier one." in answer.text


def test_same_as_last_time_copies_leg_and_muscles(client_of_ruth, diary, cramp):
    before = TAPPED - dt.timedelta(days=3)
    factories.make_cramp(diary=diary, occurred_at=before, side="right", muscles=Muscle.FOOT | Muscle.SHIN, pain=9)
    factories.make_cramp(diary=diary, occurred_at=before + dt.timedelta(days=1))
    assert "Same as last time: Right leg: foot or toes, shin" in client_of_ruth.get(f"/cramp/{cramp.uuid}/").text
    client_of_ruth.post(f"/cramp/{cramp.uuid}/same/")
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles, cramp.pain) == ("right", Muscle.FOOT | Muscle.SHIN, None)


def test_a_first_cramp_offers_no_last_time(client_of_ruth, cramp):
    assert "Same as last time" not in client_of_ruth.get(f"/cramp/{cramp.uuid}/").text


def test_same_as_last_time_without_one_changes_nothing(client_of_ruth, cramp):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/same/")
    assert Cramp.objects.get().side == ""
