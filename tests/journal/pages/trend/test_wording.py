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
from journal.pages.trend.wording import (
    cases_in_words,
    change_in_words,
    headline_of,
    notes_of,
    pace_in_words,
    range_in_words,
    reach_in_words,
    span_in_words,
)
from tests import factories
from tests.paths import ROOT
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
SILENCE_DECIDES = estimated(0.5, 0.27, 0.8, 0.38, 0.56, quiet=0.7)


def found(estimate, **fields):
    rates = {"regular_rate": 1.1, "other_rate": 2.4, "regular_days": 100, "other_days": 120}
    return Answer(estimate, **rates, **fields)


def status(answer, verdict, **fields):
    base = {"is_waiting": False, "next_interim": NEXT, "shortage": None, "known_a_week": 5.0, "cramps_a_week": 1.5}
    return TrendStatus(goal=3, verdict=Verdict(verdict), answer=answer, **base | fields)


def said(given):
    ranges = [range_in_words(given.estimate)] if given.estimate else []
    return " ".join([str(headline_of(given)), *notes_of(given), *ranges])


SHORTAGES = [
    (Shortage(Reason.NEVER_REGULAR, 0, 1), "No week has reached 3 practice days yet"),
    (Shortage(Reason.FEW_DAYS, 31, 42), "31 of 42 logged nights. About 3 more weeks at your pace."),
    (Shortage(Reason.FEW_CRAMPS, 6, 10), "6 of 10 cramps needed. Good news for you"),
    (Shortage(Reason.ONE_STATE_RARE, 3, 14, regular=True), "Only 3 of 14 logged nights follow a regular week."),
    (Shortage(Reason.ONE_STATE_RARE, 3, 14, regular=False), "A practice break will come by itself."),
    (Shortage(Reason.NO_REPEATED_CHANGE, 1, 2, regular=False), "at least two separate stretches"),
]
VERDICTS = [
    (status(found(UNCLEAR), "unclear"), "from 45% fewer to 30% more</b> fits. That is not evidence"),
    (status(found(FEWER), "fewer"), "coincides with about <b>54% fewer</b> cramps"),
    (status(found(FEWER), "fewer"), "anything from 20% to 73% fewer fits. A diary cannot show why."),
    (status(found(FEWER), "unclear", is_waiting=True), "This look is the first to point one way."),
    (
        status(found(MORE), "more"),
        "about <b>60% more</b> cramps. Given how your nights vary, anything from 10% to 130% more fits.",
    ),
    (
        status(found(SILENCE_DECIDES), "fewer"),
        "If gaps of up to 28 nights were quiet, the difference is about 30% fewer; if",
    ),
    (status(found(UNCLEAR, days_before=40), "unclear"), "The 40 days before you began are not compared"),
    (
        status(found(UNCLEAR, days_before=60, falling_before=Before(3.4, 1.9)), "unclear"),
        "already becoming fewer before you began (from 3.4 to 1.9 a week)",
    ),
    (status(None, "insufficient"), "The first answer comes with the next look, on 12 December 2026."),
]


@pytest.mark.parametrize(("shortage", "sentence"), SHORTAGES)
def test_too_little_data_names_what_is_missing(shortage, sentence):
    assert sentence in said(status(None, "insufficient", shortage=shortage))


@pytest.mark.parametrize(("given", "sentence"), VERDICTS)
def test_each_verdict_has_its_sentence(given, sentence):
    assert sentence in said(given)


def test_where_silent_days_decide_no_single_figure_is_shown():
    headline = headline_of(status(found(SILENCE_DECIDES), "fewer"))
    assert ("about <b>" in headline, "Best guess" in range_in_words(SILENCE_DECIDES)) == (False, False)


@pytest.mark.parametrize(
    "given", [each for each, _text in VERDICTS] + [status(None, "insufficient", shortage=s) for s, _t in SHORTAGES]
)
def test_no_sentence_claims_a_cause(given):
    assert FORBIDDEN.findall(said(given)) == []


def test_a_range_close_to_no_difference_is_not_called_inconclusive():
    near = estimated(0.9, 0.85, 1.15, 0.88, 1.0)
    assert "not evidence" not in said(status(found(near), "unclear"))


@given(st.floats(0.01, 50), st.floats(0.01, 50))
def test_a_range_in_words_names_both_ends(one, other):
    low, high = sorted((one, other))
    assert span_in_words(low, high).startswith("from ")


@pytest.mark.parametrize(("ratio", "words"), [(0.46, "54% fewer"), (1.3, "30% more"), (1.001, "the same")])
def test_a_change_in_words(ratio, words):
    assert change_in_words(ratio) == words


@given(st.lists(st.floats(0.001, 1000), min_size=5, max_size=5))
def test_the_range_bar_stays_inside_its_picture(ratios):
    low, low_half, ratio, high_half, high = sorted(ratios)
    bar = range_bar(estimated(ratio, low, high, low_half, high_half), 332, identifier="x")
    edges = [float(bar.wide.x), float(bar.wide.x) + float(bar.wide.width), float(bar.guess_x), float(bar.same_x)]
    assert all(13.9 <= edge <= 318.1 for edge in edges)
    assert 0 in [tick.percent for tick in bar.ticks]


@pytest.mark.parametrize(
    ("chance", "words"), [(0.0, "1 of 50 cases"), (0.17, "1 of 6 cases"), (0.52, "5 of 10 cases"), (1, "9 of 10 cases")]
)
def test_how_often_something_is_noticed_in_words(chance, words):
    assert cases_in_words(chance) == words


def test_what_a_log_can_notice_is_said_at_the_rate_of_known_nights():
    given = status(None, "insufficient", known_a_week=3.5, cramps_a_week=1.5)
    assert reach_in_words(given).startswith(
        "With 3.0 cramps a week, as of late, a log of one year would show cramps cut"
    )
    assert reach_in_words(status(None, "insufficient", cramps_a_week=0.0)) == ""


def test_what_a_log_shows_by_now_is_said_at_the_length_of_the_diary_itself(monkeypatch):
    monkeypatch.setattr(wording, "diary_power", lambda nights, rate: {(220, 2.4): 0.44}[nights, rate])
    text = "By now, cramps cut in half would have shown in about 4 of 10 cases like yours."
    assert reach_in_words(status(found(UNCLEAR), "unclear")) == text


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
        *[ROOT / "journal/pages" / name for name in ("trend/wording.py", "experiment.py", "trend/page.py")],
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
    assert "Regular practice coincides with about <b>" in page
    assert "Best guess" in page
    assert "Next look: 30 March 2026." in page  # sixteen times four weeks after 6 January 2025


def test_a_filter_does_not_change_the_answer(client_of_ruth, diary, monkeypatch):
    stored(diary, days_with_a_difference(420))
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    plain = client_of_ruth.get("/journal/trend/").context["page"].status
    filtered = client_of_ruth.get("/journal/trend/?side=left").context["page"].status
    assert filtered == plain


def test_without_a_night_logged_of_late_nobody_can_say_when_there_will_be_enough():
    shortage = Shortage(Reason.FEW_DAYS, 31, 42)
    assert pace_in_words(status(None, "insufficient", shortage=shortage, known_a_week=0.0)) == ""


@pytest.mark.parametrize(("value", "shown"), [(1.25, "1.3"), (12 * 7 / 65, "1.3"), (1.96, "2.0")])
def test_a_rate_is_rounded_as_the_chart_rounds_it(value, shown):
    assert wording._number(value) == shown


def test_practice_after_the_cramp_of_an_evening_counts_for_the_next_night(diary):
    days = days_with_a_difference(400)
    late = tuple(done and bool(count) for done, count in zip(days.practised, days.cramps, strict=True))
    counted = replace(days, late=late).counted_practice
    assert counted != days.practised
    found = trend_status(diary, replace(days, late=late), today=FIRST + dt.timedelta(days=400)).answer
    assert found == answer(days.cramps[: 28 * 14], counted[: 28 * 14], 3)
