"""Many nights at once: only what was changed is stored, all of it or nothing, and details are never touched."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from journal.actions import cramps as cramp_actions
from journal.actions import fortnights, practices
from journal.domain.choices import Precision, Source
from journal.domain.nights import DAY, ZONE_NAMES, last_night
from journal.models.cramps import Cramp, Night
from journal.models.days import Day, days_between, each_day
from journal.models.practices import Practice
from journal.models.stored_nights import NightChange, stored_nights
from journal.pages.fortnight import FIRST, NIGHTS, fortnight_from, nights_from
from journal.web import undo
from tests import factories

FRIDAY = dt.date(2026, 11, 13)
UNKNOWN = (None, False)


def change(night, *, to, shown=UNKNOWN):
    """A night shown as `shown` and wanted as `to`: cramps, practised."""
    return NightChange(Day(night, *shown), Day(night, *to))


def known(diary, first=FRIDAY, nights=NIGHTS):
    """What the diary says of each night: cramps, practised."""
    record = days_between(diary, first, first + (nights - 1) * DAY, circumstances=())
    return [(day.cramps, day.practised) for day in each_day(record)]


def rows(diary):
    """Every row of the diary, whole."""
    return [list(model.objects.of(diary).order_by("pk").values()) for model in (Cramp, Night, Practice)]


def test_each_answer_is_stored_and_the_rest_stays_unknown(diary, now):
    answers = [(None, False), (0, False), (3, True), (None, True), (20, False)]
    fortnights.fill(diary, [change(FRIDAY + i * DAY, to=answer) for i, answer in enumerate(answers)], now=now)
    assert known(diary, nights=5) == answers


def test_a_cramp_from_paper_is_of_the_night_and_of_no_hour(diary, now):
    fortnights.fill(diary, [change(FRIDAY, to=(2, False))], now=now)
    cramp = Cramp.objects.get()
    assert (cramp.precision, cramp.night_of, cramp.count) == (Precision.NIGHT, FRIDAY, 2)


def test_a_practice_from_paper_says_so(diary, now):
    fortnights.fill(diary, [change(FRIDAY, to=(None, True))], now=now)
    practice = Practice.objects.get()
    assert (practice.source, practice.day) == (Source.PAPER, FRIDAY)


def test_the_same_grid_twice_is_once(diary, now):
    grid = [change(night, to=(i % 4, i % 2 == 0)) for i, night in enumerate(nights_from(FRIDAY - 10 * DAY))]
    fortnights.fill(diary, grid, now=now)
    stored = rows(diary)
    assert (fortnights.fill(diary, grid, now=now), rows(diary)) == ([], stored)


def test_answers_from_paper_are_changed_in_place(diary, now):
    nights = nights_from(FRIDAY)[:3]
    before, after = [(2, True), (0, False), (1, False)], [(5, False), (1, True), (None, False)]
    fortnights.fill(diary, [change(n, to=b) for n, b in zip(nights, before, strict=True)], now=now)
    grid = [change(n, shown=b, to=a) for n, b, a in zip(nights, before, after, strict=True)]
    fortnights.fill(diary, grid, now=now)
    assert (known(diary, nights=3), Cramp.objects.count(), Night.objects.count()) == (after, 2, 0)


DETAILS = [{"pain": 0}, {"side": "left"}, {"note": "garden"}, {"signs": 1}, {"woke": False}, {"excluded": True}]
DETAILS += [{"precision": "about"}, {"muscles": 1}, {"relief": 2}, {"distress": 0}, {"advised": 1}]


@pytest.mark.parametrize("details", DETAILS, ids=str)
@pytest.mark.parametrize("answer", [None, 0, 4])
def test_a_cramp_with_a_detail_is_never_overwritten(diary, now, details, answer):
    factories.make_cramp_on(diary=diary, night=FRIDAY, **({"precision": "night"} | details))
    stored = rows(diary)
    with pytest.raises(ValidationError) as refused:
        fortnights.fill(diary, [change(FRIDAY, shown=(1, False), to=(answer, False))], now=now)
    assert (list(refused.value.message_dict), rows(diary)) == (["2026-11-13"], stored)


def test_two_cramps_of_a_night_are_never_melted_into_one(diary, now):
    for _cramp in range(2):
        factories.make_cramp_on(diary=diary, night=FRIDAY, precision="night")
    with pytest.raises(ValidationError, match="They stay"):
        fortnights.fill(diary, [change(FRIDAY, shown=(2, False), to=(3, False))], now=now)
    assert Cramp.objects.count() == 2


def test_a_practice_with_minutes_is_never_removed_nor_doubled(diary, now):
    factories.make_practice(diary=diary, day=FRIDAY)
    stored = rows(diary)
    fortnights.fill(diary, [change(FRIDAY, to=(None, True))], now=now)
    with pytest.raises(ValidationError, match="practice with details"):
        fortnights.fill(diary, [change(FRIDAY, shown=(None, True), to=UNKNOWN)], now=now)
    assert rows(diary) == stored


def test_a_practice_from_paper_that_was_edited_is_one_by_hand(diary, now):
    fortnights.fill(diary, [change(FRIDAY, to=(None, True))], now=now)
    practice = Practice.objects.get()
    practices.edit(practice, started_at=practice.started_at, seconds=300, poses=[], now=now, note="")
    with pytest.raises(ValidationError, match="practice with details"):
        fortnights.fill(diary, [change(FRIDAY, shown=(None, True), to=UNKNOWN)], now=now)
    assert Practice.objects.get().source == Source.HAND


def test_a_night_left_alone_keeps_what_was_logged_meanwhile(diary, now):
    cramp_actions.confirm_clear(diary, FRIDAY, now=now)
    fortnights.fill(diary, [change(FRIDAY, to=UNKNOWN), change(FRIDAY + DAY, to=(1, False))], now=now)
    assert known(diary, nights=2) == [(0, False), (1, False)]


def test_what_was_logged_meanwhile_is_not_overwritten_unseen(diary, now):
    cramp_actions.confirm_clear(diary, FRIDAY, now=now)
    grid = [change(FRIDAY, to=(2, False)), change(FRIDAY + DAY, to=(1, True))]
    with pytest.raises(ValidationError) as refused:
        fortnights.fill(diary, grid, now=now)
    sentence = "You filled in “2 cramps”, but meanwhile this night was logged as “No cramps”."
    assert refused.value.message_dict == {"2026-11-13": [sentence]}
    assert known(diary, nights=2) == [(0, False), UNKNOWN]


WRONG = [(FRIDAY, 21), (FRIDAY, -1), (dt.date(2026, 11, 18), 1), (dt.date(1899, 12, 1), 1)]


@pytest.mark.parametrize(("night", "cramps"), WRONG)
def test_a_wrong_night_stops_all_of_them(diary, now, night, cramps):
    with pytest.raises(ValidationError) as refused:
        fortnights.fill(diary, [change(FRIDAY - DAY, to=(1, True)), change(night, to=(cramps, False))], now=now)
    assert (list(refused.value.message_dict), rows(diary)) == ([night.isoformat()], [[], [], []])


def test_another_diary_is_neither_read_nor_written(diary, stranger, now):
    factories.make_cramp_on(diary=stranger.diary, night=FRIDAY, pain=7)
    stored = rows(stranger.diary)
    fortnights.fill(diary, [change(FRIDAY, to=(0, True))], now=now)
    assert (known(diary, nights=1), rows(stranger.diary)) == ([(0, True)], stored)


def test_one_undo_takes_the_whole_grid_back_and_one_more_puts_it_again(diary, now):
    fortnights.fill(diary, [change(FRIDAY, to=(2, False))], now=now)
    answers = [(None, True), (0, True), (3, False)]
    grid = [change(FRIDAY, shown=(2, False), to=answers[0])]
    grid += [change(FRIDAY + i * DAY, to=answers[i]) for i in (1, 2)]
    token = undo.reversal_of(diary, fortnights.fill(diary, grid, now=now))
    taken = undo.take_back(diary, token, now=now)
    assert known(diary, nights=3) == [(2, False), UNKNOWN, UNKNOWN]
    assert undo.take_back(diary, token, now=now).sentence == "This was already taken back."
    undo.take_back(diary, taken.token, now=now)
    assert known(diary, nights=3) == answers


def test_an_undo_leaves_everything_when_a_night_has_got_details(diary, now):
    grid = [change(FRIDAY, to=(1, False)), change(FRIDAY + DAY, to=(0, False))]
    token = undo.reversal_of(diary, fortnights.fill(diary, grid, now=now))
    cramp_actions.add_details(Cramp.objects.get(), pain=5)
    stored = rows(diary)
    outcome = undo.take_back(diary, token, now=now)
    assert outcome.sentence == "Some of these nights have changed since. Nothing was undone."
    assert rows(diary) == stored


@pytest.mark.parametrize("filled", [1, NIGHTS])
def test_a_grid_takes_the_same_writes_for_one_night_and_for_all(diary, now, filled, django_assert_num_queries):
    nights = nights_from(FRIDAY - 10 * DAY)[:filled]
    with django_assert_num_queries(10):  # two savepoints and their ends, the lock, three reads, cramps and practices
        fortnights.fill(diary, [change(night, to=(1, True)) for night in nights], now=now)
    with django_assert_num_queries(12):  # cramps away, clear nights; a practice goes after its poses
        fortnights.fill(diary, [change(night, shown=(1, True), to=(0, False)) for night in nights], now=now)


zones = st.sampled_from(ZONE_NAMES).map(ZoneInfo)
moments = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2037, 12, 30), timezones=st.just(dt.UTC))


@given(moments, zones, st.none() | st.dates())
def test_a_fortnight_is_fourteen_nights_in_a_row_and_none_of_the_future(moment, zone, asked):
    newest = last_night(moment, zone)
    fortnight = fortnight_from(asked, newest=newest)
    assert fortnight.nights == [fortnight.first + dt.timedelta(days=number) for number in range(14)]
    assert fortnight.first >= FIRST
    assert fortnight.last <= newest
    if asked and FIRST <= asked <= newest - 13 * DAY:
        assert fortnight.first == asked


@given(moments, zones)
def test_steps_of_a_fortnight_miss_no_night(moment, zone):
    here = fortnight_from(None, newest=last_night(moment, zone))
    assert (here.last, here.after) == (here.newest, None)
    before = fortnight_from(here.before, newest=here.newest)
    assert (before.last + DAY, before.after) == (here.first, here.first)


ODD = [
    ("Europe/London", dt.date(2026, 3, 22)),
    ("Europe/London", dt.date(2026, 10, 18)),
    ("Africa/Cairo", dt.date(2024, 4, 20)),
    ("America/Havana", dt.date(2024, 3, 5)),
    ("Pacific/Apia", dt.date(2011, 12, 22)),
    ("Pacific/Kwajalein", dt.date(1969, 9, 23)),
    ("UTC", dt.date(2024, 2, 20)),
    ("Pacific/Kiritimati", FIRST),
    ("Etc/GMT+12", FIRST),
]


@pytest.mark.parametrize(("zone", "first"), ODD)
def test_every_night_is_its_own_where_the_clock_or_the_calendar_jumps(diary, now, zone, first):
    diary.time_zone = zone
    diary.save()
    fortnights.fill(diary, [change(night, to=(1, True)) for night in nights_from(first)], now=now)
    assert known(diary, first) == [(1, True)] * NIGHTS
    assert [kept.has_details or kept.has_sessions for kept in stored_nights(diary, first, first + 13 * DAY)] == [
        False
    ] * NIGHTS
