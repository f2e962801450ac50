"""A pause: its nights are in no sum, nothing is asked, and one tap ends it."""

import datetime as dt
import uuid
from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone

from journal.actions import circumstances
from journal.domain.choices import Span
from journal.domain.evidence import compare, randomised
from journal.domain.evidence.answers import answer
from journal.domain.evidence.comparison import with_short_silences
from journal.domain.evidence.exposure import left_out_nights, read_diary
from journal.domain.evidence.weeks import DiaryDays, WeekGroup, summarise_weeks
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import CrampFilter, whole_diary
from journal.models.evidence import Evaluation, Experiment
from journal.pages.calendar import journal_page
from journal.pages.experiment import experiment_page
from journal.pages.today import today_page
from journal.pages.trend.interim import trend_status
from journal.pages.trend.page import trend_page
from journal.web import undo
from tests import factories
from tests.journal.pages.trend.test_wording import FIRST, days_with_a_difference

TODAY = dt.date(2026, 11, 18)
MONDAY = dt.date(2026, 9, 7)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def pause(diary, first, last=None, **fields):
    return factories.make_circumstance(
        diary=diary, **{"kind": "other"} | fields, first_day=first, last_day=last, is_pause=True
    )


# The sums --------------------------------------------------------------------------------------------------------


def test_what_was_logged_in_a_pause_changes_no_number(diary):
    factories.fill_days(diary=diary, first=day(-200), days=200)
    pause(diary, day(-100), day(-80))
    given = {"span": Span.ALL, "only": CrampFilter(), "today": TODAY}
    before = trend_page(diary, **given)
    for offset in range(-100, -79):
        factories.make_cramp_on(diary=diary, night=day(offset), count=5)
    after = trend_page(diary, **given)
    assert (after.weeks, after.status, after.counts.recent) == (before.weeks, before.status, before.counts.recent)


def test_a_paused_night_is_unknown_also_under_a_filter(diary):
    for offset in (-3, -2, -1):
        factories.make_cramp_on(diary=diary, night=day(offset), side="left")
    pause(diary, day(-2), day(-2))
    read = whole_diary(diary, today=day(-1), only=CrampFilter(side="left"))
    assert read.everything == read.shown == DiaryDays(
        day(-3), (1, None, 1), (False, False, False), (False, True, False)
    )  # fmt: skip


def test_a_pause_before_the_diary_or_to_come_pauses_no_day(diary):
    factories.make_night(diary=diary, date=day(-1))
    pause(diary, day(-30), day(-10))
    pause(diary, day(2), day(9))
    assert whole_diary(diary, today=TODAY, only=CrampFilter()).everything.paused == ()


@pytest.mark.parametrize(
    ("practice", "goal", "left_out"),
    [
        # Three practice days in the five open ones of the week: regular, whatever the paused days hold.
        ([1, 1, 1, 0, 0, 0, 0], 3, [3, 4]),
        # None: two paused days cannot make three.
        ([0, 0, 0, 0, 0, 0, 0, 0], 3, [3, 4]),
        # Two: one more, unlogged in the pause, would make the week regular.
        ([1, 1, 0, 0, 0, 0, 0, 0], 3, [3, 4, 5, 6, 7]),
        # Practice logged in the pause is practice.
        ([1, 0, 0, 1, 1, 0, 0, 0], 3, [3, 4]),
    ],
)
def test_a_night_after_a_pause_counts_when_its_side_is_sure(practice, goal, left_out):
    paused = [index in (3, 4) for index in range(len(practice))]
    found = left_out_nights([bool(each) for each in practice], paused, goal)
    assert [index for index, is_out in enumerate(found) if is_out] == left_out


def test_without_a_pause_nothing_is_left_out():
    assert left_out_nights([True] * 9, [False] * 9, 3) == ()


def test_days_left_out_are_unknown_to_the_estimator_whatever_they_hold():
    days = days_with_a_difference(400)
    out = tuple(150 <= index < 190 for index in range(400))
    blank = tuple(None if gone else count for count, gone in zip(days.cramps, out, strict=True))
    loud = tuple(9 if gone else count for count, gone in zip(days.cramps, out, strict=True))
    expected = compare(blank, days.practised, left_out=out)
    found = compare(loud, days.practised, left_out=out)
    assert (found.rate_ratio, found.low, found.high) == (expected.rate_ratio, expected.low, expected.high)
    # Forty days are longer than any silence that may have been quiet: plain unknown days say the same.
    plain = compare(blank, days.practised)
    assert (plain.rate_ratio, plain.low, plain.high) == (found.rate_ratio, found.low, found.high)


def test_a_short_pause_is_never_read_as_quiet():
    confirmed = np.array([True, False, False, True, False, True])
    out = np.array([False, True, True, False, False, False])
    assert with_short_silences(confirmed, out).tolist() == [True, False, False, True, True, True]


def test_days_left_out_must_cover_the_diary():
    with pytest.raises(ValueError, match="same days"):
        read_diary([0, 1], [False, False], [True])


def test_a_kept_answer_rests_on_the_pauses_too(diary):
    days = days_with_a_difference(400)
    today = FIRST + dt.timedelta(days=400)
    open_answer = trend_status(diary, days, today=today).answer
    paused = tuple(100 <= index < 130 for index in range(400))
    resting = replace(days, paused=paused).without_pauses()
    length = 28 * 14
    out = left_out_nights(days.practised[:length], paused[:length], 3)
    found = trend_status(diary, resting, today=today).answer
    assert found == answer(resting.cramps[:length], days.practised[:length], 3, left_out=out)
    assert found != open_answer
    assert Evaluation.objects.filter(look=14).count() == 1


def test_a_pause_does_not_slow_the_pace(diary):
    days = DiaryDays(FIRST, (1,) * 28 + (None,) * 14, (False,) * 42, (False,) * 28 + (True,) * 14)
    assert trend_status(diary, days, today=FIRST + dt.timedelta(days=41)).known_a_week == 7


def weeks_of(*nights, practised=(), paused=()):
    days = DiaryDays(
        MONDAY,
        tuple(nights),
        tuple(index in practised for index in range(len(nights))),
        tuple(index in paused for index in range(len(nights))),
    )
    return summarise_weeks(days, goal=3, today=MONDAY + dt.timedelta(days=len(nights) - 1))


def test_a_week_of_pause_is_paused_and_not_unknown():
    weeks = weeks_of(*[0] * 7, *[None] * 7, *[None] * 7, *[0] * 7, paused=range(7, 14))
    groups = [week.group for week in weeks]
    assert groups == [WeekGroup.FIRST, WeekGroup.PAUSED, WeekGroup.UNKNOWN, WeekGroup.CURRENT]
    assert [week.paused_nights for week in weeks] == [0, 7, 0, 0]


@pytest.mark.parametrize(
    ("practised", "group"),
    [([], WeekGroup.OTHER), ([0, 1], WeekGroup.FIRST), ([0, 1, 2], WeekGroup.REGULAR), ([0, 1, 6], WeekGroup.REGULAR)],
)
def test_the_week_after_a_pause_counts_where_its_practice_is_sure(practised, group):
    nights = [*[0] * 5, None, None, *[1] * 7, *[0] * 7]
    weeks = weeks_of(*nights, practised=practised, paused=(5, 6))
    assert weeks[1].group is group


def test_pauses_must_cover_the_days():
    with pytest.raises(ValueError, match="same days"):
        DiaryDays(MONDAY, (0, 1), (False, False), (True,))


PLAN = [True, False, False, True, True, False, True, False, False, True, False, True]


def test_an_experiment_goes_on_by_its_plan_and_does_not_know_paused_nights(diary):
    Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=PLAN, starts_on=MONDAY)
    for offset in range(84):
        night = MONDAY + dt.timedelta(days=offset)
        factories.make_cramp_on(diary=diary, night=night, count=2 if PLAN[offset // 7] else 3)
    pause(diary, MONDAY + dt.timedelta(days=7), MONDAY + dt.timedelta(days=9))
    page = experiment_page(diary, today=MONDAY + dt.timedelta(days=90))
    assert [(block.practise, block.known_nights) for block in page.blocks[:3]] == [(True, 7), (False, 4), (False, 7)]
    assert (page.was_paused, page.status) == (True, "over")


def test_a_paused_night_of_an_experiment_holds_nothing_in_either_reading():
    cramps = [1 if PLAN[index // 7] else 2 for index in range(84)]
    out = [7 <= index < 10 for index in range(84)]
    loud = [50 if gone else count for count, gone in zip(cramps, out, strict=True)]
    assert randomised(PLAN, loud, 7, left_out=out) == randomised(PLAN, cramps, 7, left_out=out)
    assert randomised(PLAN, loud, 7, left_out=out) != randomised(PLAN, loud, 7)


# The pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def wednesday(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def test_today_asks_nothing_in_a_pause_and_a_cramp_is_still_one_tap(client_of_ruth, diary, library, wednesday):
    pause(diary, day(-3))
    text = client_of_ruth.get("/").text
    assert "How was last night?" not in text
    assert ("The diary rests" in text, "End the pause" in text, "I have a cramp" in text) == (True, True, True)
    client_of_ruth.post("/cramp/", {"uuid": str(uuid.uuid4())})
    assert Cramp.objects.count() == 1


def test_the_morning_after_a_pause_does_not_ask_about_its_last_night(client_of_ruth, diary, library, wednesday):
    pause(diary, day(-5), day(-1))
    text = " ".join(client_of_ruth.get("/").text.split())
    assert "It belongs to a pause, so it is left out of your trend and nothing is asked." in text
    assert ("I had one" in text, "The diary rests" in text) == (False, False)


def test_todays_sentence_leaves_the_pause_out(diary, library, now):
    factories.fill_days(diary=diary, first=day(-100), days=100)
    pause(diary, day(-50), day(-30))
    before = today_page(diary, now=now).trend
    factories.make_cramp_on(diary=diary, night=day(-40), count=9)
    assert today_page(diary, now=now).trend == before


def test_one_tap_pauses_and_one_tap_ends_it(client_of_ruth, diary, library, wednesday):
    identifier = str(uuid.uuid4())
    for _tap in range(2):
        page = client_of_ruth.post("/journal/pause/", {"uuid": identifier}, follow=True)
    paused = Circumstance.objects.get()
    assert (paused.kind, paused.first_day, paused.last_day, paused.is_pause) == ("other", TODAY, None, True)
    assert "Your diary rests. Nothing is asked." in page.text
    Circumstance.objects.update(first_day=day(-4))
    page = client_of_ruth.post("/journal/pause/end/", follow=True)
    paused.refresh_from_db()
    assert paused.last_day == day(-1)
    assert "The pause has ended. Tonight counts again." in page.text


def test_pausing_twice_is_one_pause(diary):
    first = circumstances.pause(diary, identifier=uuid.uuid4(), today=TODAY)
    assert circumstances.pause(diary, identifier=uuid.uuid4(), today=day(1)) == first


@pytest.mark.parametrize(("began", "left"), [(0, []), (-1, [day(-1)]), (-9, [day(-1)])])
def test_an_ended_pause_holds_the_nights_before_and_rests_on_after_undo(diary, now, began, left):
    paused = pause(diary, day(began), day(20), kind="travel", name="Lisbon")
    ended = undo.end_pause(diary, today=TODAY)
    assert list(Circumstance.objects.values_list("last_day", flat=True)) == left
    assert undo.take_back(diary, ended.token, now=now).sentence == "The diary rests again."
    kept = Circumstance.objects.values_list("uuid", "name", "first_day", "last_day").get()
    assert kept == (paused.uuid, "Lisbon", day(began), day(20))


@pytest.mark.parametrize(
    "change",
    [
        lambda ended: ended.update(last_day=day(9)),
        lambda ended: ended.update(is_pause=False),
        lambda ended: ended.update(name="Porto"),
        lambda ended: ended.delete(),
    ],
    ids=["longer", "no pause", "name", "removed"],
)
def test_a_pause_that_was_changed_since_its_end_is_left_as_it_is(diary, now, change):
    pause(diary, day(-9), day(20), kind="travel", name="Lisbon")
    ended = undo.end_pause(diary, today=TODAY)
    change(Circumstance.objects.all())
    before = list(Circumstance.objects.values())
    assert undo.take_back(diary, ended.token, now=now).sentence == "The pause has changed since. Nothing was undone."
    assert list(Circumstance.objects.values()) == before


def test_a_pause_that_rests_again_does_so_once(diary, now):
    pause(diary, day(0), day(20))
    ended = undo.end_pause(diary, today=TODAY)
    undo.take_back(diary, ended.token, now=now)
    again = undo.take_back(diary, ended.token, now=now)
    assert (again.sentence, Circumstance.objects.count()) == ("The pause has changed since. Nothing was undone.", 1)


def test_ending_without_a_pause_leaves_everything(diary):
    factories.make_circumstance(diary=diary, first_day=day(-3), last_day=None)
    assert undo.end_pause(diary, today=TODAY).token == ""
    assert Circumstance.objects.get().last_day is None


def test_an_undo_of_another_diary_rests_nothing(diary, stranger, now):
    pause(diary, day(-3))
    token = undo.end_pause(diary, today=TODAY).token
    undo.take_back(stranger.diary, token, now=now)
    assert Circumstance.objects.get().last_day == day(-1)


def test_the_journal_says_paused_and_does_not_ask(client_of_ruth, diary, wednesday):
    factories.make_night(diary=diary, date=day(-6))
    pause(diary, day(-3), day(-1))
    page = journal_page(diary, month=TODAY.replace(day=1), now=wednesday)
    asked = {each.day.date: each.is_asked for each in page.entries}
    assert [asked[day(offset)] for offset in (-4, -3, -2, -1)] == [True, False, False, False]
    assert (page.nights_paused, len(page.half_year["wide"].paused)) == (3, 3)
    assert "3 nights paused." in client_of_ruth.get("/journal/").text


def test_a_cramp_of_a_paused_night_stays_in_the_journal(client_of_ruth, diary, wednesday):
    factories.make_cramp_on(diary=diary, night=day(-2), note="garden")
    pause(diary, day(-3), day(-1))
    text = client_of_ruth.get("/journal/").text
    assert ("garden" in text, "Paused: kept here, and left out of your trend." in text) == (True, True)


def test_the_trend_says_paused_in_words_and_in_its_table(client_of_ruth, diary, wednesday):
    factories.fill_days(diary=diary, first=day(-90), days=90)
    pause(diary, day(-40), day(-27))
    text = " ".join(client_of_ruth.get("/journal/trend/").text.split())
    assert "14 nights were paused. They are in no sum and in no answer here." in text
    assert "paused, left out" in text


def test_settings_offer_the_pause_and_its_end(client_of_ruth, diary, wednesday):
    assert "Pause from tonight" in client_of_ruth.get("/accounts/settings/").text
    pause(diary, day(-3))
    assert "End the pause" in client_of_ruth.get("/accounts/settings/").text


def test_a_running_experiment_says_what_a_pause_means_for_it(client_of_ruth, diary, wednesday):
    Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=PLAN, starts_on=day(-20))
    pause(diary, day(-3))
    text = client_of_ruth.get("/journal/experiment/").text
    assert "The nights of your pause count as not known. The plan goes on." in text
