"""The database itself refuses what the forms refuse."""

import datetime as dt

import pytest
from django.db import IntegrityError

from journal.models.diary import Diary
from journal.models.shares import SharedReport
from tests import factories

INSTANT = dt.datetime(2026, 11, 18, 3, 12, tzinfo=dt.UTC)
REFUSED_CRAMPS = {
    "cramp_count_1_to_20": {"count": 21},
    "cramp_pain_0_to_10": {"pain": 11},
    "cramp_sleep_0_to_10": {"sleep_disturbance": 11},
    "cramp_soreness_0_to_72": {"soreness_hours": 73},
    "cramp_distress_0_to_4": {"distress": 5},
    "cramp_muscles_known": {"muscles": 1 << 14},
    "cramp_relief_known": {"relief": 1 << 14},
    "cramp_precision_known": {"precision": "roughly"},
    "cramp_side_known": {"side": "middle"},
    "cramp_duration_known": {"duration": "long"},
    "cramp_after_1900": {"occurred_at": dt.datetime(1899, 12, 1, tzinfo=dt.UTC)},
}


@pytest.mark.parametrize("constraint", REFUSED_CRAMPS)
def test_a_cramp_outside_its_scales_is_refused(diary, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        factories.make_cramp(**{"diary": diary, "occurred_at": INSTANT} | REFUSED_CRAMPS[constraint])


def test_one_identifier_is_one_cramp_in_a_diary(diary):
    cramp = factories.make_cramp(diary=diary, occurred_at=INSTANT)
    with pytest.raises(IntegrityError):
        factories.make_cramp(diary=diary, occurred_at=INSTANT, uuid=cramp.uuid)


def test_a_night_is_confirmed_once(diary):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 17))
    with pytest.raises(IntegrityError):
        factories.make_night(diary=diary, date=dt.date(2026, 11, 17))


@pytest.mark.parametrize("goal", [0, 8])
def test_a_goal_fits_into_a_week(diary, goal):
    with pytest.raises(IntegrityError, match="diary_goal_1_to_7"):
        Diary.objects.filter(pk=diary.pk).update(goal=goal)


@pytest.mark.parametrize("seconds", [0, -60])
def test_a_practice_ends_after_it_began(diary, seconds):
    with pytest.raises(IntegrityError):
        factories.make_practice(diary=diary, day=dt.date(2026, 11, 17), seconds=seconds)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"span": "2y"}, "shared_report_span_known"),
        ({"span": "6m"}, "shared_report_span_known"),
        ({"expires_at": INSTANT}, "shared_report_ends_after_it_begins"),
    ],
)
def test_a_link_has_a_known_span_and_an_end_after_its_beginning(diary, changed, constraint):
    factories.make_shared(diary=diary, now=INSTANT)
    with pytest.raises(IntegrityError, match=constraint):
        SharedReport.objects.update(**changed)


def test_one_token_opens_one_report(diary):
    digests = [factories.make_shared(diary=diary, now=INSTANT)[0].digest for _each in range(2)]
    with pytest.raises(IntegrityError):
        SharedReport.objects.filter(digest=digests[0]).update(digest=digests[1])
