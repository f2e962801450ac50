"""What else went on, in the words of the pages."""

import datetime as dt
import uuid

import pytest

from journal.actions import circumstances as circumstance_actions
from journal.domain.choices import CircumstanceKind
from journal.domain.evidence.weeks import Week, WeekGroup
from journal.models.circumstances import Circumstance
from journal.pages import circumstances

TODAY = dt.date(2026, 11, 18)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def note(diary, **details):
    given = {"kind": CircumstanceKind.TRAVEL, "first_day": TODAY, "last_day": TODAY} | details
    return circumstance_actions.note(diary, identifier=uuid.uuid4(), today=TODAY, **given)


def test_the_list_parts_what_goes_on_from_what_is_over(diary):
    going, over, to_come = (
        note(diary, last_day=None),
        note(diary, first_day=day(-9), last_day=day(-1)),
        note(diary, first_day=day(5), last_day=day(6)),
    )
    page = circumstances.circumstances_page(diary, today=TODAY)
    assert (page.present, page.past, page.pause) == ([to_come, going], [over], None)


TITLES = [
    ({"kind": "medicine", "medicine": "statin"}, "Statin"),
    ({"kind": "illness", "name": "flu"}, "Illness (flu)"),
    ({"kind": "illness", "is_pause": True}, "Illness, diary paused"),
    ({"kind": "other"}, "Something else"),
    ({"kind": "other", "name": "New mattress"}, "New mattress"),
    ({"kind": "other", "is_pause": True}, "Diary paused"),
    ({"kind": "other", "name": "Holiday", "is_pause": True}, "Holiday, diary paused"),
]


@pytest.mark.parametrize(("details", "title"), TITLES)
def test_each_has_a_title(diary, details, title):
    assert circumstances.title_of(note(diary, **details)) == title


@pytest.mark.parametrize(
    ("week", "said"),
    [(0, ["Statin: started"]), (1, ["Statin", "Heat"]), (2, ["Statin: stopped"]), (3, [])],
)
def test_a_week_says_what_else_went_on(diary, week, said):
    monday = dt.date(2026, 10, 5)
    note(diary, kind="medicine", medicine="statin", first_day=monday, last_day=monday + dt.timedelta(days=15))
    heat = monday + dt.timedelta(days=8)
    note(diary, kind="heat", first_day=heat, last_day=heat)
    beside = list(Circumstance.objects.newest_first())
    one = Week(monday + dt.timedelta(weeks=week), 0, 7, 0, WeekGroup.OTHER)
    assert circumstances.in_week(one, beside) == said
