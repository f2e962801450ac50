"""What may not be seen yet: a first difference before the second agrees, and an experiment before its end."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from journal.domain.choices import Span, TokenScope
from journal.domain.evidence.answers import Answer
from journal.domain.evidence.comparison import Estimate, SilenceAssumption
from journal.models.evidence import Evaluation
from journal.models.practices import Practice
from journal.pages.report.page import report_of
from journal.pages.report.pdf.report import report_pdf
from journal.pages.trend import interim
from tests import factories
from tests.journal.pages.report.test_pdf import words as words_of_pdf

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
PLANTED = SilenceAssumption(median=0.6111, low=0.3811, high=0.9511, low_half=0.5211, high_half=0.7211)
FEWER = Answer(Estimate(PLANTED, PLANTED), regular_rate=1.71, other_rate=3.91, regular_days=131, other_days=141)
MORE_RANGE = SilenceAssumption(median=1.6111, low=1.0811, high=2.3911, low_half=1.4211, high_half=1.8211)
MORE = Answer(Estimate(MORE_RANGE, MORE_RANGE), regular_rate=3.91, other_rate=1.71, regular_days=131, other_days=141)
GIVES_AWAY = re.compile(
    r"1\.7|3\.9|0\.38|0\.95|0\.61|1\.61|2\.39|1\.08|[Bb]est guess|\d+% (?:fewer|more)|rate ratio of|"
    r"[Ff]ewer cramps|[Mm]ore cramps|rule[sd]? out|[Hh]alf as many|[Tt]wice as many|coincid|[Aa]fter a regular week:",
    re.IGNORECASE,
)


@pytest.fixture
def year(diary, library, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    factories.fill_days(diary=diary, first=TODAY - dt.timedelta(days=300), days=300)
    return diary


def planted(monkeypatch, *, earlier, last):
    """Let the last analysis find `last` and the one before `earlier`: 300 days hold ten of them."""
    lengths = {280: last, 252: earlier}
    monkeypatch.setattr(interim, "answer", lambda cramps, *_given, **_named: lengths[len(cramps)])


def main_of(answer):
    return answer.text.split("<main")[1].split("</main>")[0]


def api_trend(diary):
    _token, text = factories.make_token(diary=diary, scope=TokenScope.READ)
    return Client().get("/api/v1/trend?span=all", headers={"Authorization": f"Bearer {text}"})


def everything_said(client, diary):
    """All that anybody is told, with attributes, drawings and titles; numbers of the drawing's coordinates apart."""
    report = report_of(diary, span=Span.MONTHS_3, today=TODAY)
    pages = [main_of(client.get(f"/journal/trend/?span={span}")) for span in ("1y", "all", "8w")]
    pages += [main_of(client.get("/")), client.get("/journal/report/").text.split("<article")[1].split("</article>")[0]]
    pages.append(client.get("/journal/trend/", headers={"HX-Request": "true"}).text)
    drawn = r'\s(?:d|x|y|cx|cy|r|dy|dx|width|height|viewBox|transform|stroke-width|opacity)="[^"]*"'
    texts = [re.sub(drawn, "", page) for page in pages]
    texts += [words_of_pdf(report_pdf(report, has_entries=True, made_at=NOW)), str(api_trend(diary).json())]
    return texts


@pytest.mark.slow
@pytest.mark.parametrize("found", [FEWER, MORE], ids=["fewer", "more"])
@pytest.mark.parametrize("earlier", [Answer(), FEWER, MORE], ids=["none", "fewer", "more"])
def test_a_first_difference_gives_nothing_away_before_the_second_agrees(
    client_of_ruth, year, monkeypatch, found, earlier
):
    if earlier is found:
        pytest.skip("two that agree are told")
    planted(monkeypatch, earlier=earlier, last=found)
    assert [GIVES_AWAY.findall(text) for text in everything_said(client_of_ruth, year)] == [[]] * 8
    page = client_of_ruth.get("/journal/trend/").text
    assert ("No clear difference yet." in page, "range-" in page) == (True, False)


def without_keys(text):
    """A page without what is made anew for each: form keys, and identifiers of entries to come."""
    text = re.sub(r'(?<="csrfmiddlewaretoken" value=")[^"]+', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "", text)


def test_a_first_difference_looks_the_same_whichever_way_it_points(client_of_ruth, year, monkeypatch):
    seen = []
    for found in (FEWER, MORE):
        Evaluation.objects.all().delete()
        planted(monkeypatch, earlier=Answer(), last=found)
        seen.append([without_keys(text) for text in everything_said(client_of_ruth, year)])
    assert seen[0] == seen[1]


@pytest.mark.slow
def test_two_that_agree_are_told_everywhere(client_of_ruth, year, monkeypatch):
    planted(monkeypatch, earlier=FEWER, last=FEWER)
    said = everything_said(client_of_ruth, year)
    assert [bool(GIVES_AWAY.search(text)) for text in said] == [True] * 8


def test_the_api_gives_no_number_before_the_second_look_agrees(year, monkeypatch):
    planted(monkeypatch, earlier=Answer(), last=FEWER)
    found = api_trend(year).json()
    assert {key: found[key] for key in ("verdict", "ratio", "low", "high", "regular_rate", "other_rate")} == {
        "verdict": "unclear", "ratio": None, "low": None, "high": None, "regular_rate": None, "other_rate": None,
    }  # fmt: skip


# The report of a doctor -------------------------------------------------------------------------------------------

UNSURE_RANGE = SilenceAssumption(median=0.9, low=0.4, high=1.9, low_half=0.7, high_half=1.1)
UNCLEAR = Answer(Estimate(UNSURE_RANGE, UNSURE_RANGE), regular_rate=2.0, other_rate=2.2)
TWICE = "No difference was found in two checks in a row. This is not evidence that there is none."
ONCE = "No difference was found at the last check. This is not evidence that there is none."


@pytest.mark.parametrize(
    ("before", "sentence"), [(UNCLEAR, TWICE), (FEWER, ONCE), (Answer(), ONCE)], ids=["unclear", "fewer", "too-little"]
)
def test_two_checks_that_found_none_are_said_only_after_two_that_found_none(year, monkeypatch, before, sentence):
    with monkeypatch.context() as weeks_ago:
        weeks_ago.setattr(interim, "answer", lambda *_given, **_named: before)
        report_of(year, span=Span.MONTHS_3, today=TODAY - dt.timedelta(days=28))
    planted(monkeypatch, earlier=before, last=UNCLEAR)
    assert sentence in report_of(year, span=Span.MONTHS_3, today=TODAY).caveats


def test_after_one_check_alone_the_report_says_one(year, monkeypatch):
    planted(monkeypatch, earlier=UNCLEAR, last=UNCLEAR)
    report = report_of(year, span=Span.MONTHS_3, today=TODAY)
    assert ONCE in report.caveats
    assert ONCE in words_of_pdf(report_pdf(report, has_entries=False, made_at=NOW)).replace("\n", " ")


# An experiment ----------------------------------------------------------------------------------------------------


@pytest.fixture
def running(year):
    return factories.make_experiment(diary=year, starts_on=TODAY - dt.timedelta(days=20))


COMPARES = re.compile(r"[Aa]fter (?:a )?regular|[Oo]ther weeks|[Pp]ractice days|practice-days|rate ratio of", re.I)


@pytest.mark.slow
def test_while_an_experiment_runs_nothing_compares_its_nights(client_of_ruth, year, running, monkeypatch):
    monkeypatch.setattr(interim, "answer", lambda *_given, **_named: pytest.fail("looked at a running experiment"))
    said = everything_said(client_of_ruth, year)
    assert [GIVES_AWAY.findall(text) for text in said] == [[]] * 8
    trend, report, pdf, api = said[0], said[4], said[6], said[7]
    assert [COMPARES.findall(text) for text in (trend, report, pdf, api)] == [[], [], [], []]
    assert "Trend:</b> closed until 5 May 2026" in re.sub(r"\s+", " ", said[3])


def trend_line_of(page):
    return re.search(r"<b>Trend:</b>.*?</p>", page, re.DOTALL)[0]


def test_while_an_experiment_runs_nothing_that_is_said_rests_on_practice(client_of_ruth, year, running):
    """The same nights with all practice taken away: a comparison of any kind would differ."""
    seen = []
    for _turn in range(2):
        *pages, today, report, fragment, pdf, api = everything_said(client_of_ruth, year)
        seen.append([without_keys(text) for text in (*pages, trend_line_of(today), report, fragment, pdf, api)])
        Practice.objects.of(year).delete()
    assert seen[0] == seen[1]


def test_the_trend_is_closed_and_shows_months_without_a_word(client_of_ruth, year, running):
    page = client_of_ruth.get("/journal/trend/?span=8w").text
    assert page.count("Closed until 5 May 2026.") == 2
    assert ("Cramps each month" in page, "last 4 weeks" in page, 'class="practised"' in page) == (True, False, False)


def test_the_api_says_closed_and_no_week(year, running):
    found = api_trend(year).json()
    assert (found["verdict"], found["weeks"], found["next_look"]) == ("closed", [], "2026-05-05")
    assert found["headline"].startswith("Closed until 5 May 2026.")


def test_the_report_draws_no_practice_and_marks_no_cramp_with_it(year, running):
    report = report_of(year, span=Span.MONTHS_3, today=TODAY)
    assert (report.comparison, report.trend.weekly["wide"].practice) == ([], ())
    assert {cells[-1] for cells in report.entries} == {"–"}
    assert report.caveats.startswith("An experiment is running. Practice is not compared before 5 May 2026.")


def test_a_report_of_a_day_in_an_experiment_stays_shut_after_it_was_stopped(year, running):
    running.stopped_on = TODAY + dt.timedelta(days=5)
    running.save()
    assert report_of(year, span=Span.MONTHS_3, today=TODAY).trend.is_closed
    assert not report_of(year, span=Span.MONTHS_3, today=TODAY + dt.timedelta(days=5)).trend.is_closed


@pytest.mark.parametrize(("days", "is_closed"), [(-1, False), (0, True), (83, True), (84, False)])
def test_an_experiment_is_closed_from_its_first_day_to_its_last(year, days, is_closed):
    experiment = factories.make_experiment(diary=year, starts_on=TODAY)
    assert (experiment.opens_on(TODAY + dt.timedelta(days=days)) is not None) == is_closed
