"""The report's page: the trend's own numbers, and what a person may choose."""

import datetime as dt
import re

import pytest
from django.template.defaultfilters import floatformat
from django.utils import timezone

from journal.domain.choices import Span
from journal.pages.report.page import report_of
from tests import factories

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("span", [Span.WEEKS_4, Span.MONTHS_3, Span.YEAR])
def test_its_numbers_are_those_of_the_trend_page(client_of_ruth, diary, span):
    today = timezone.localdate()
    factories.fill_days(diary=diary, first=today - 200 * DAY, days=200)
    factories.make_cramp_on(diary=diary, night=today - 40 * DAY, excluded=True)
    factories.make_circumstance(
        diary=diary, first_day=today - 20 * DAY, last_day=today - 15 * DAY, kind="other", is_pause=True
    )
    trend = client_of_ruth.get("/journal/trend/", {"span": span}).context["page"]
    report = client_of_ruth.get("/journal/report/", {"span": span}).context["report"]
    assert (report.trend.weeks, report.trend.status) == (trend.weeks, trend.status)
    weeks = trend.weeks
    assert report.outcomes.cramps == sum(week.cramps for week in weeks) > 0
    assert report.outcomes.known == sum(week.known_nights for week in weeks) > 0
    assert len(report.entries) == report.outcomes.cramps == len(report.latest) + report.hidden
    assert report.outcomes.nights == (today - trend.first_day).days


@pytest.mark.slow
@pytest.mark.parametrize(
    ("span", "most"),
    [(Span.WEEKS_4, 28), (Span.WEEKS_8, 56), (Span.MONTHS_3, 91), (Span.MONTHS_6, 182), (Span.YEAR, 364)],
)
def test_a_span_takes_no_more_nights_than_its_name_says(diary, span, most):
    sunday = dt.date(2026, 11, 22)
    factories.fill_days(diary=diary, first=sunday - 400 * DAY, days=401)
    taken = []
    for today in (sunday + offset * DAY for offset in range(8)):
        report = report_of(diary, span=span, today=today)
        taken.append(report.outcomes.nights)
        assert f": {taken[-1]} nights, in weeks from Monday on." in report.period
    assert (max(taken), min(taken)) == (most, most - 7)


def test_the_table_has_every_cramp_on_screen_and_the_latest_on_paper(client_of_ruth, diary):
    yesterday = timezone.localdate() - DAY
    for offset in range(60):
        factories.make_cramp_on(diary=diary, night=yesterday - offset * DAY)
    page = re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", client_of_ruth.get("/journal/report/?span=3m&table=1").text)
    table = page.split('id="entries"')[1]
    assert (table.count("<tr><td>"), table.count('<tr class="noprint"><td>')) == (54, 6)
    assert '<span class="noprint">Every cramp</span><span class="onpaper">Latest cramps: 54 of 60</span>' in table
    assert "6 earlier cramps are in the numbers, but have no room here." in table


def test_the_rows_on_the_page_say_the_trends_numbers(client_of_ruth, diary):
    today = timezone.localdate()
    factories.fill_days(diary=diary, first=today - 200 * DAY, days=200)
    found = client_of_ruth.get("/journal/trend/").context["page"].status.answer
    page = re.sub(r">\s+|\s+<", lambda each: each[0].strip(), client_of_ruth.get("/journal/report/").text)
    groups = [(found.regular_days, found.regular_rate), (found.other_days, found.other_rate)]
    for nights, rate in groups:
        numbers = (nights, round(nights * rate / 7), floatformat(rate, 1))
        assert "".join(f'<td class="number">{number}</td>' for number in numbers) in page


def test_an_answer_of_the_trend_is_in_the_report_with_its_range(client_of_ruth, diary):
    since = timezone.localdate() - 200 * DAY
    factories.fill_days(diary=diary, first=since, days=200)
    estimate = client_of_ruth.get("/journal/trend/").context["page"].status.estimate
    page = client_of_ruth.get("/journal/report/").text
    until = since + 195 * DAY  # the last of seven times four weeks
    nights = f"{since:%-d %B %Y} to {until:%-d %B %Y}"
    told = f"whole diary, {nights}: 95% interval {estimate.low:.2f} to {estimate.high:.2f}"
    assert told in page
