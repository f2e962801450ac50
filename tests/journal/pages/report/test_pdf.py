"""The report as a PDF: its pages, its words, and letters that no font has."""

import datetime as dt
import re
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.choices import Span
from journal.pages.report.page import report_of
from journal.pages.report.pdf import report as pdf_of_report
from journal.pages.report.pdf.paper import Paper
from journal.pages.report.pdf.report import report_pdf
from tests import factories
from tests.paths import ROOT
from tests.sentences import sentences_of

pytestmark = pytest.mark.slow

MONDAY = dt.date(2026, 11, 2)
DAY = dt.timedelta(days=1)
TEMPLATES = ROOT / "templates"
MADE_AT = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)


def pages(document):
    return len(re.findall(rb"/Type\s*/Page\b", document))


def streams(document):
    """Yield every stream of a document, unpacked."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def letters(document):
    """Return what each code of each font means, by the maps for copying text, in the order of the fonts."""
    maps = [each for each in streams(document) if b"beginbfchar" in each or b"beginbfrange" in each]
    pairs = [re.findall(rb"<([0-9A-F]{4})>\s*<([0-9A-F]{4,8})>\n", each, re.I) for each in maps]
    return [{int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in each} for each in pairs]


def unescaped(text):
    return re.sub(rb"\\(.)", lambda found: {b"r": b"\r", b"n": b"\n"}.get(found[1], found[1]), text, flags=re.DOTALL)


def words(document):
    """Return the text of a document, one line a piece."""
    fonts, said = letters(document), []
    for page in (each for each in streams(document) if b" Tf" in each):
        font = {}
        for number, text in re.findall(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", page, re.DOTALL):
            if number:
                font = fonts[int(number) - 1]
                continue
            raw = unescaped(text)
            said.append("".join(font[int.from_bytes(raw[at : at + 2])] for at in range(0, len(raw), 2)))
    return "\n".join(said)


@pytest.fixture
def report(diary):
    factories.fill_days(diary=diary, first=MONDAY - 80 * DAY, days=95)
    factories.make_circumstance(
        diary=diary, first_day=MONDAY, last_day=None, kind="medicine", medicine="statin", name="Σιμβαστατίνη Žluť Юг"
    )
    return report_of(diary, span=Span.MONTHS_3, today=MADE_AT.date())


@pytest.fixture
def fullest(diary):
    factories.fill_report(diary=diary, today=MADE_AT.date())
    return report_of(diary, span=Span.YEAR, today=MADE_AT.date())


@pytest.mark.parametrize(("has_entries", "count"), [(False, 1), (True, 2)])
def test_it_is_one_page_and_two_with_the_table(report, has_entries, count):
    assert pages(report_pdf(report, has_entries=has_entries, made_at=MADE_AT)) == count


@pytest.mark.parametrize(("has_entries", "count"), [(False, 1), (True, 2)])
def test_the_fullest_diary_takes_no_more_pages(fullest, has_entries, count):
    assert pages(report_pdf(fullest, has_entries=has_entries, made_at=MADE_AT)) == count


@pytest.mark.parametrize("has_entries", [False, True])
def test_the_fullest_report_is_laid_out_twice(fullest, has_entries, monkeypatch):
    sizes = []
    monkeypatch.setattr(
        "journal.pages.report.pdf.report.Paper", lambda **given: sizes.append(given["size"]) or Paper(**given)
    )
    report_pdf(fullest, has_entries=has_entries, made_at=MADE_AT)
    assert sizes == [10.0, 7.3]


def test_what_fits_in_no_size_goes_on_the_next_page(fullest, monkeypatch):
    monkeypatch.setattr("journal.pages.report.pdf.report.SMALLEST", 10.0)
    document = report_pdf(fullest, has_entries=True, made_at=MADE_AT)
    assert (pages(document), fullest.latest[-1][0] in words(document).replace("\n", " ")) == (4, True)


def test_it_says_what_the_page_says(report):
    said = words(report_pdf(report, has_entries=True, made_at=MADE_AT))
    expected = [each.said for each in (*report.lines, *report.features, *report.others) if each.said]
    titles = report.titles
    expected += [titles.outcomes_note, titles.features_note, titles.compared, titles.circumstances, report.chart_key]
    expected += [cell for group in report.comparison for cell in group.cells]
    expected += [*report.entry_headings, *(cell for cells in report.latest for cell in cells)]
    assert [text for text in expected if text not in said.replace("\n", " ")] == []
    assert len(expected) > 50


def test_neither_page_nor_pdf_has_words_of_its_own():
    sources = [TEMPLATES / "journal/report/_article.html", TEMPLATES / "components/report.html"]
    assert [sentences_of(each) for each in (*sources, Path(pdf_of_report.__file__))] == [[], [], []]


def test_a_pause_and_weeks_after_practice_are_named_in_the_drawing(diary):
    factories.fill_days(diary=diary, first=MONDAY - 84 * DAY, days=98)
    pause = {"kind": "other", "is_pause": True, "first_day": MONDAY - 56 * DAY, "last_day": MONDAY - 29 * DAY}
    factories.make_circumstance(diary=diary, **pause)
    report = report_of(diary, span=Span.MONTHS_3, today=MADE_AT.date())
    said = words(report_pdf(report, has_entries=False, made_at=MADE_AT)).split("\n")
    assert {"paused", "weeks after regular practice", "what else"} <= set(said)


def test_a_name_in_any_alphabet_of_europe_is_written(report):
    assert "Σιμβαστατίνη Žluť Юг" in words(report_pdf(report, has_entries=False, made_at=MADE_AT))


def test_a_letter_that_no_font_has_is_a_question_mark(diary):
    factories.make_cramp_on(diary=diary, night=MONDAY, pain=3)
    factories.make_circumstance(diary=diary, first_day=MONDAY, kind="other", name="薬💊 אבג a\u0301\x07\u200b!")
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY + 3 * DAY)
    assert "?? ??? á!: 2 November 2026" in words(report_pdf(report, has_entries=True, made_at=MADE_AT))


def test_the_same_report_is_the_same_bytes(report):
    first, second = (report_pdf(report, has_entries=True, made_at=MADE_AT) for _time in range(2))
    assert first == second
    assert first != report_pdf(report, has_entries=True, made_at=MADE_AT + DAY)


def test_it_names_its_title_its_language_and_its_day(report):
    document = report_pdf(report, has_entries=False, made_at=MADE_AT)
    for said in (b"/Title (Leg cramp log)", b"/Lang (en-gb)", b"/CreationDate (D:20261118090000Z)"):
        assert said in document


@pytest.mark.parametrize("has_entries", [False, True])
def test_a_diary_that_holds_next_to_nothing_has_a_report(diary, has_entries):
    factories.make_practice(diary=diary, day=MONDAY)
    report = report_of(diary, span=Span.WEEKS_4, today=MONDAY)
    document = report_pdf(report, has_entries=has_entries, made_at=MADE_AT)
    assert (pages(document), "0 of 0 nights logged" in words(document)) == (1 + has_entries, True)


@given(st.text())
def test_any_text_can_be_written(text):
    with closing(Paper(title="x", language="en-gb", made_at=MADE_AT, size=10, breaks=True)) as paper:
        paper.write_block(text)
        assert {ord(letter) for letter in paper.normalize_text(text)} <= paper.letters | {ord("\n")}


def test_the_file_is_not_packed_a_second_time(client_of_ruth, diary):
    factories.make_practice(diary=diary, day=dt.date.today())
    packed = {"Accept-Encoding": "gzip"}
    answers = [client_of_ruth.get(each, headers=packed) for each in ("/journal/report/", "/journal/report/report.pdf")]
    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["gzip", None]


def test_the_file_has_a_name_that_tells_nothing(client_of_ruth, diary):
    factories.fill_days(diary=diary, first=dt.date.today() - 30 * DAY, days=30)
    answer = client_of_ruth.get("/journal/report/report.pdf?table=1")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="report-\d{4}-\d\d-\d\d\.pdf"', answer.headers["Content-Disposition"])
    assert pages(answer.content) == 2
