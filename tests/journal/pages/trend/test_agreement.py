"""One diary says one thing: the trend, Today, the report, its PDF and the API held against each other."""

import datetime as dt
import re
from html import unescape

import pytest
from django.template.defaultfilters import floatformat
from django.test import Client
from django.utils import timezone

from journal.actions import entries
from journal.domain.choices import Span, TokenScope
from journal.domain.demo import demo_days
from journal.management import demo_rows
from journal.pages.report.page import report_of
from journal.pages.trend.wording import said_of
from poses.domain.facts.pages import PAGES
from tests import factories

pytestmark = pytest.mark.slow

RATES = re.compile(r"After a regular week: ([\d.]+) cramps a week\. Other weeks: ([\d.]+)\.")
A_RATE = re.compile(r"[\d.]+ cramps a week")
LENGTHS = {seed: (60, 200, 300, 420)[seed % 4] for seed in range(1, 21)}


def words(answer):
    """The text of a page, with what stands in its drawings and attributes for screen readers."""
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<(?:script|style).*?</(?:script|style)>|<[^>]*>", " ", answer.text)))
    return text.replace(str(PAGES["people_improve"].sentence), "")


def fill(diary, *, days, seed):
    now = timezone.now()
    made = list(demo_days(days=days, end=timezone.localdate() - dt.timedelta(days=1), seed=seed))
    entries.add(demo_rows.rows_of(diary, made, [], now=now))


def api_trend(diary):
    _token, text = factories.make_token(diary=diary, scope=TokenScope.READ)
    return Client().get("/api/v1/trend", headers={"Authorization": f"Bearer {text}"}).json()


def rates_of_report(client):
    """The last cell of each row of the report's comparison."""
    table = client.get("/journal/report/").text.split('aria-labelledby="compared"')[1:]
    rows = re.findall(r"<tr>(.*?)</tr>", table[0].split("</table>")[0], re.S)[1:] if table else []
    return tuple(re.findall(r"<td[^>]*>([\d.]+)</td>", row)[-1] for row in rows)


@pytest.fixture(params=LENGTHS)
def seed(request, diary, library):
    fill(diary, days=LENGTHS[request.param], seed=request.param)
    return request.param


def test_twenty_diaries_say_one_pair_of_rates_and_one_verdict_everywhere(client_of_ruth, diary, seed):
    trend, api = words(client_of_ruth.get("/journal/trend/?span=all")), api_trend(diary)
    today = words(client_of_ruth.get("/"))
    said = RATES.findall(trend)
    expected = () if api["regular_rate"] is None else tuple(floatformat(api[key], 1) for key in KEYS)
    assert said == ([expected] if expected else [])
    assert len(A_RATE.findall(trend)) == len(said)
    assert RATES.findall(api["headline"]) == said
    assert rates_of_report(client_of_ruth) == expected
    assert A_RATE.findall(today) == []
    assert f"Trend: {said_of(api['verdict'])}" in today
    assert said_of(api["verdict"]) in trend


KEYS = ("regular_rate", "other_rate")


def test_recent_weeks_are_the_same_numbers_on_today_and_on_the_trend(client_of_ruth, diary, library):
    fill(diary, days=500, seed=3)
    page, today = client_of_ruth.get("/journal/trend/"), words(client_of_ruth.get("/"))
    told = re.findall(r"(Last 4 weeks|The 4 before|A year ago): (\d+)(?: cramps?)? in (\d+)", today)
    windows = re.findall(
        r"<dd>\s*(\d+)\s*<.*?>(\d+) of 28", page.text.split('class="windows"')[1].split("</dl>")[0], re.S
    )
    assert [(cramps, known) for _name, cramps, known in told] == windows
    assert len(windows) == 3


def test_at_sixty_days_today_says_no_more_than_the_trend(client_of_ruth, diary, library):
    fill(diary, days=60, seed=1)
    trend, today = words(client_of_ruth.get("/journal/trend/")), words(client_of_ruth.get("/"))
    assert ("Too early to say." in trend, "Trend: Too early to say." in today) == (True, True)
    assert (A_RATE.findall(trend), A_RATE.findall(today)) == ([], [])


def test_before_the_trend_was_opened_today_says_that_a_check_is_ready(client_of_ruth, diary, library):
    fill(diary, days=250, seed=3)
    assert "Trend: A new check is ready." in words(client_of_ruth.get("/"))


def test_the_paper_says_the_rates_of_the_trend(diary, library):
    fill(diary, days=400, seed=1)
    report = report_of(diary, span=Span.MONTHS_3, today=timezone.localdate())
    found = report.trend.status.answer
    assert [each.cells[-1] for each in report.comparison] == [
        floatformat(found.regular_rate, 1), floatformat(found.other_rate, 1),
    ]  # fmt: skip
