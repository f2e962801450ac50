"""What the trend says: every reason and verdict, in words that claim no more than the numbers."""

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.range_bar import range_bar
from journal.domain.evidence.answers import Answer, Before, answer, interim_analyses_done, interim_date, shown_verdict
from journal.domain.evidence.comparison import Estimate, SilenceAssumption, Verdict
from journal.domain.evidence.exposure import Reason, Shortage, regular_days
from journal.domain.evidence.weeks import DiaryDays
from journal.models.evidence import Evaluation
from journal.pages.trend import interim, wording
from journal.pages.trend.interim import TrendStatus, trend_status
from journal.pages.trend.needs import pace_in_words
from journal.pages.trend.quantities import range_in_words
from journal.pages.trend.wording import before_in_words, by_now_in_words, headline_of, notes_of, ruled_out
from tests import factories
from tests.paths import ROOT
from tests.reading import grade
from tests.sentences import sentences_of

FORBIDDEN = re.compile(
    r"\b(cause[sd]?|works?|thanks to|reduc\w+|prevent\w*|treat\w*|proven|proves|heal\w*|cure\w*)\b", re.I
)
NEXT = dt.date(2026, 12, 12)
FIRST = dt.date(2025, 1, 6)


def estimated(unknown, low, high, low_half, high_half, *, quiet=None):
    reading = SilenceAssumption(unknown, low, high, low_half, high_half)
    return Estimate(reading, replace(reading, median=quiet or unknown))


FEWER = estimated(0.46, 0.27, 0.8, 0.38, 0.56, quiet=0.47)
MORE = estimated(1.6, 1.1, 2.3, 1.4, 1.8)
UNCLEAR = estimated(0.9, 0.55, 1.3, 0.8, 1.0)
OPEN = estimated(0.9, 0.4, 2.1, 0.8, 1.0)
SILENCE_DECIDES = estimated(0.5, 0.27, 0.8, 0.38, 0.56, quiet=0.7)


def found(estimate, **fields):
    rates = {"regular_rate": 1.1, "other_rate": 2.4, "regular_days": 100, "other_days": 120}
    return Answer(estimate, **rates, **fields)


def status(answer, verdict, **fields):
    base = {"is_waiting": False, "next_interim": NEXT, "missing": (), "known_a_week": 5.0, "cramps_a_week": 1.5}
    return TrendStatus(goal=3, verdict=Verdict(verdict), answer=answer, **base | {"held": 1, "nights": 392} | fields)


def lacking(reason, have, need, **fields):
    return status(None, "insufficient", missing=(Shortage(reason, have, need, **fields),))


def said(given):
    ranges = [range_in_words(given.estimate)] if given.estimate else []
    return " ".join([str(headline_of(given)), *ruled_out(given), *notes_of(given), before_in_words(given), *ranges])


WAITING = status(None, "unclear", is_waiting=True)
CLOSED = status(None, "insufficient", closed_until=dt.date(2027, 2, 1))
SHORTAGES = [
    (lacking(Reason.NEVER_REGULAR, 0, 1), "You need a week with 3 practice days before we can compare."),
    (lacking(Reason.FEW_DAYS, 31, 42), "42 known nights from your first regular week on: you have 31. About 3 more"),
    (lacking(Reason.FEW_CRAMPS, 6, 10), "10 cramps: you have 6. So few is good news."),
    (lacking(Reason.ONE_STATE_RARE, 3, 14, regular=True), "14 known nights after a regular week: you have 3."),
    (
        lacking(Reason.ONE_STATE_RARE, 3, 14, regular=False),
        "Life will bring a break by itself. Regular means 3 practice days or more in 7 days.",
    ),
    (lacking(Reason.NO_REPEATED_CHANGE, 1, 2), "2 runs of regular weeks, with a break between: you have 1."),
    (lacking(Reason.NO_REPEATED_CHANGE, 1, 2, regular=False), "2 breaks between regular weeks: you have 1."),
]
RATES = "After a regular week: 1.1 cramps a week. Other weeks: 2.4."
VERDICTS = [
    (status(found(UNCLEAR), "unclear"), f"<b>No clear difference yet.</b> {RATES}"),
    (status(found(UNCLEAR), "unclear"), "This does not mean that practice makes no difference. We cannot tell yet."),
    (status(found(FEWER), "fewer", held=2), f"<b>Fewer cramps after regular weeks.</b> {RATES}"),
    (status(found(FEWER), "fewer", held=3), "About 54% fewer. Anything from 20% to 73% fewer fits. It has held for 3"),
    (status(found(FEWER), "fewer", held=2), "for 2 checks in a row. A diary cannot show why. We check again on 12 "),
    (status(found(MORE), "more", held=2), "About 60% more. Anything from 10% more to 2.3 times as many fits."),
    (status(found(MORE), "more", held=2), "If cramps get worse, talk to a doctor."),
    (WAITING, "so it may be luck. If the next one agrees, on 12 December 2026, you will see the numbers."),
    (status(found(OPEN), "unclear"), "Say practice did cut cramps in half."),
    (CLOSED, "We compare nothing until 1 February 2027, so a good or bad spell cannot fool you. Please keep filling"),
    (CLOSED, "<b>Closed until 1 February 2027.</b> Your experiment is on. A look too soon can fool you."),
    (
        status(found(SILENCE_DECIDES), "fewer", held=2),
        "were quiet, the difference is about 30% fewer. If they were like the others, about 50% fewer.",
    ),
    (status(found(UNCLEAR, days_before=40), "unclear"), "So we leave out the 40 days before you began."),
    (
        status(found(UNCLEAR, days_before=60, falling_before=Before(3.4, 1.9)), "unclear"),
        "In the first half of those days: 3.4 a week. In the second: 1.9.",
    ),
    (status(None, "insufficient"), "The first answer comes on 12 December 2026."),
]
ALL = [given for given, _text in VERDICTS + SHORTAGES]


@pytest.mark.parametrize(("given", "sentence"), SHORTAGES)
def test_too_little_data_names_what_is_missing(given, sentence):
    assert sentence in said(given)


@pytest.mark.parametrize(("given", "sentence"), VERDICTS)
def test_each_verdict_has_its_sentence(given, sentence):
    assert sentence in said(given)


@pytest.mark.parametrize("given", [WAITING, CLOSED])
def test_what_waits_or_is_closed_says_no_rate_and_no_range(given):
    without_dates = said(given).replace("12 December 2026", "").replace("1 February 2027", "")
    assert re.findall(r"[0-9]|fewer|more|half", without_dates) == []


def test_where_silent_days_decide_no_single_figure_is_shown():
    text = said(status(found(SILENCE_DECIDES), "fewer", held=2))
    assert ("About " in text, "Best guess" in text) == (False, False)


@pytest.mark.parametrize("given", ALL)
def test_no_sentence_claims_a_cause(given):
    assert FORBIDDEN.findall(said(given)) == []


@pytest.mark.parametrize("given", ALL)
def test_what_is_said_of_an_outcome_reads_at_grade_six(given):
    text = re.sub(r"<[^>]+>", "", " ".join([str(headline_of(given)), *ruled_out(given), *notes_of(given)]))
    assert grade(text) <= 6.0


def test_a_range_close_to_no_difference_is_not_called_inconclusive():
    near = estimated(0.9, 0.85, 1.15, 0.88, 1.0)
    assert "does not mean" not in said(status(found(near), "unclear"))


HALF, DOUBLE = "Cramps cut in half after a regular week, or even fewer.", "Twice as many cramps after a regular week"


@pytest.mark.parametrize(
    ("low", "high", "excluded"),
    [(0.51, 1.99, [True, True]), (0.5, 1.99, [False, True]), (0.51, 2.0, [True, False]), (0.2, 4.0, [False, False])],
)
def test_what_is_ruled_out_follows_from_the_ends_of_the_range(low, high, excluded):
    told = " ".join(ruled_out(status(found(estimated(0.9, low, high, 0.8, 1.0)), "unclear")))
    assert [HALF in told, DOUBLE in told] == excluded


def test_the_wider_of_both_assumptions_rules_less_out():
    unknown = SilenceAssumption(0.9, 0.6, 1.4, 0.8, 1.0)
    estimate = Estimate(unknown, replace(unknown, low=0.4))
    assert ruled_out(status(found(estimate), "unclear")) == [f"{DOUBLE}, or more."]


@pytest.mark.parametrize(
    ("low", "high", "left"),
    [
        (0.51, 1.99, "A smaller change, up or down, still fits. So does none at all."),
        (0.51, 2.0, "A smaller fall still fits. So does a rise, even a big one."),
        (0.5, 1.99, "A smaller rise still fits. So does a fall, even a big one."),
        (0.2, 4.0, "This does not mean that practice makes no difference. We cannot tell yet."),
    ],
)
def test_what_still_fits_is_told_for_the_direction_that_is_open(low, high, left):
    assert notes_of(status(found(estimated(0.9, low, high, 0.8, 1.0)), "unclear"))[0] == left


def test_nothing_is_ruled_out_beside_a_difference():
    assert ruled_out(status(found(FEWER), "fewer", held=2)) == []


@given(st.lists(st.floats(0.001, 1000), min_size=5, max_size=5), st.sampled_from([350, 520]))
def test_the_range_bar_stays_inside_its_picture(ratios, width):
    low, low_half, ratio, high_half, high = sorted(ratios)
    bar = range_bar(estimated(ratio, low, high, low_half, high_half), width, identifier="x")
    edges = [float(bar.wide.x), float(bar.wide.x) + float(bar.wide.width), float(bar.guess_x), float(bar.same_x)]
    assert all(13.9 <= edge <= width - 13.9 for edge in edges)


def test_what_would_show_by_now_is_said_at_the_length_and_rate_of_the_diary_itself(monkeypatch):
    monkeypatch.setattr(wording, "diary_power", lambda nights, rate: {(220, 2.4): 0.44, (220, 0.4): 0.02}[nights, rate])
    text = "Say practice did cut cramps in half. Of 10 diaries as long as yours, about 4 would show it by now."
    assert by_now_in_words(status(found(OPEN), "unclear")) == text
    rarer = replace(found(OPEN), other_rate=0.4)
    assert by_now_in_words(status(rarer, "unclear")).endswith(
        "Of 50 diaries as long as yours, about 1 would show it by now."
    )
    assert by_now_in_words(status(None, "insufficient")) == ""


def test_where_a_halving_is_ruled_out_nobody_is_told_how_many_would_show_one():
    assert by_now_in_words(status(found(UNCLEAR), "unclear")) == ""


@pytest.mark.parametrize(("other_share", "is_said"), [(0.26, True), (0.6, False)])
def test_shares_of_known_nights_that_differ_much_are_said_beside_the_answer(other_share, is_said):
    text = "You filled in 81% of the nights after regular weeks, and 26% of the other nights."
    given = status(found(UNCLEAR, regular_share=0.81, other_share=other_share), "unclear")
    assert (text in said(given)) is is_said


NAMED = ("How the sums work",)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "templates/journal/trend").glob("*.html")),
        *sorted((ROOT / "templates/journal/experiment").glob("*.html")),
        *sorted((ROOT / "journal/pages/trend").glob("*.py")),
        ROOT / "journal/pages/experiment.py",
    ],
    ids=lambda path: path.name,
)
def test_no_sentence_in_the_source_claims_a_cause(path):
    sentences = [sentence for sentence in sentences_of(path) if sentence not in NAMED]
    assert [sentence for sentence in sentences if FORBIDDEN.search(sentence)] == []


# Interim analyses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "looks"), [(0, 0), (27, 0), (28, 1), (55, 1), (56, 2), (-3, 0)])
def test_a_diary_is_looked_at_every_four_weeks(days, looks):
    assert interim_analyses_done(FIRST, FIRST + dt.timedelta(days=days)) == looks


@pytest.mark.parametrize("number", [1, 2, 15])
def test_an_analysis_is_due_on_its_date_and_not_on_the_day_before(number):
    date = interim_date(FIRST, number)
    assert interim_analyses_done(FIRST, date) == number
    assert interim_analyses_done(FIRST, date - dt.timedelta(days=1)) == number - 1


@pytest.mark.parametrize(
    ("previous", "present", "shown"),
    [
        (None, "fewer", "unclear"),
        ("unclear", "fewer", "unclear"),
        ("more", "fewer", "unclear"),
        ("fewer", "fewer", "fewer"),
        ("fewer", "unclear", "unclear"),
        ("fewer", "insufficient", "insufficient"),
    ],
)
def test_a_difference_is_said_when_two_looks_agree(previous, present, shown):
    estimates = {"fewer": FEWER, "more": MORE, "unclear": UNCLEAR, "insufficient": None}
    before = found(estimates[previous]) if previous else None
    assert shown_verdict(before, found(estimates[present])) == shown


def days_with_a_difference(days, *, regular=1.0, other=6.0):
    practised = [(day // 21) % 2 == 0 for day in range(days)]
    rates = np.where(regular_days(np.array(practised), 3), regular, other) / 7
    counts = np.random.default_rng(5).poisson(rates)
    return DiaryDays(FIRST, tuple(int(count) for count in counts), tuple(practised))


def stored(diary, days):
    for offset, (count, practised) in enumerate(zip(days.cramps, days.practised, strict=True)):
        date = days.first + dt.timedelta(days=offset)
        if count:
            factories.make_cramp_on(diary=diary, night=date, count=count)
        else:
            factories.make_night(diary=diary, date=date)
        if practised:
            factories.make_practice(diary=diary, day=date)


def test_a_kept_answer_is_what_the_rows_alone_give(diary):
    days = days_with_a_difference(400)
    first = trend_status(diary, days, today=FIRST + dt.timedelta(days=400))
    assert first.next_interim == FIRST + dt.timedelta(days=420)
    length = 28 * 14
    assert first.answer == answer(days.cramps[:length], days.practised[:length], 3)
    assert Answer.from_json(Evaluation.objects.get(look=14).answer) == first.answer


def test_opening_the_trend_again_makes_no_sums(diary, monkeypatch):
    days = days_with_a_difference(400)
    today = FIRST + dt.timedelta(days=400)
    before = trend_status(diary, days, today=today)
    monkeypatch.setattr(interim, "answer", lambda *_given: pytest.fail("computed again"))
    assert trend_status(diary, days, today=today) == before
    later = replace(days, cramps=(*days.cramps, 5), practised=(*days.practised, False))
    assert trend_status(diary, later, today=today).answer == before.answer


def test_an_answer_has_held_for_the_checks_in_a_row_that_say_the_same(diary):
    days = days_with_a_difference(420)
    held = []
    for number in range(11, 16):
        found = trend_status(diary, days, today=interim_date(FIRST, number))
        held.append((found.verdict, found.held))
    assert held == [("fewer", count) for count in (2, 3, 4, 5, 6)]


def test_how_long_nothing_was_found_is_asked_of_one_check_more(diary):
    practised = tuple((day // 21) % 2 == 0 for day in range(420))
    days = DiaryDays(FIRST, tuple(int(day % 4 == 0) for day in range(420)), practised)
    held = [trend_status(diary, days, today=interim_date(FIRST, number)).held for number in (10, 11, 12, 14)]
    assert held == [1, 2, 2, 1]  # the thirteenth was never made


def test_a_stored_answer_of_an_older_method_is_not_read(diary, monkeypatch):
    days, today = days_with_a_difference(400), FIRST + dt.timedelta(days=400)
    with monkeypatch.context() as older:
        older.setattr(interim, "METHOD", interim.METHOD - 1)
        before = trend_status(diary, days, today=today)
    Evaluation.objects.update(answer={"verdict": "fewer", "estimate": {"ratio": 0.5}})
    assert trend_status(diary, days, today=today) == before


def test_a_change_in_the_past_takes_the_look_again(diary):
    days = days_with_a_difference(400)
    today = FIRST + dt.timedelta(days=400)
    before = trend_status(diary, days, today=today).answer
    changed = replace(days, cramps=(*days.cramps[:50], 9, *days.cramps[51:]))
    assert trend_status(diary, changed, today=today).answer != before


def test_a_large_difference_is_said_on_the_page(client_of_ruth, diary, monkeypatch):
    stored(diary, days_with_a_difference(420))
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    page = " ".join(client_of_ruth.get("/journal/trend/?span=all").text.split())
    assert "<b>Fewer cramps after regular weeks.</b>" in page
    assert "It has held for 2 checks in a row." in page
    assert "We check again on 30 March 2026." in page  # sixteen times four weeks after 6 January 2025


def test_a_filter_does_not_change_the_answer(client_of_ruth, diary, monkeypatch):
    stored(diary, days_with_a_difference(420))
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    plain = client_of_ruth.get("/journal/trend/").context["page"].status
    filtered = client_of_ruth.get("/journal/trend/?side=left").context["page"].status
    assert filtered == plain


def test_without_a_night_logged_of_late_nobody_can_say_when_there_will_be_enough():
    assert pace_in_words(replace(lacking(Reason.FEW_DAYS, 31, 42), known_a_week=0.0)) == ""


def test_practice_after_the_cramp_of_an_evening_counts_for_the_next_night(diary):
    days = days_with_a_difference(400)
    late = tuple(done and bool(count) for done, count in zip(days.practised, days.cramps, strict=True))
    counted = replace(days, late=late).counted_practice
    assert counted != days.practised
    found = trend_status(diary, replace(days, late=late), today=FIRST + dt.timedelta(days=400)).answer
    assert found == answer(days.cramps[: 28 * 14], counted[: 28 * 14], 3)
