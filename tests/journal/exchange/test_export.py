"""Taking the diary out: complete, deterministic, private, and safe to open."""

import csv
import datetime as dt
import io
import json
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.csv_reader import neutral, without_apostrophe
from journal.exchange.export import zip_of
from journal.exchange.schema import DIARY, KINDS
from journal.models.cramps import Night
from journal.models.diary import Diary
from tests import factories

TABLES = ["cramps.csv", "clear-nights.csv", "practices.csv", "routines.csv", "circumstances.csv", "experiments.csv"]
POINTERS = {"id", "diary", "owner", "practice", "routine", "pose"}
SENT = {"mailed_on", "pushed_on"}
"""What a server remembers of its own sending."""


def bytes_of(diary):
    return b"".join(zip_of(diary))


def opened(diary):
    return zipfile.ZipFile(io.BytesIO(bytes_of(diary)))


def read_json(diary):
    return json.loads(opened(diary).read("diary.json"))


def read_table(diary, name):
    return list(csv.reader(io.StringIO(opened(diary).read(name).decode("utf-8-sig"), newline="")))


@pytest.fixture
def full(diary, library):
    factories.fill_every_kind(diary=diary)
    return diary


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_a_row_is_in_the_file(kind):
    fields = {field.name for field in kind.model._meta.concrete_fields}
    assert {field.name for field in kind.fields} == fields - POINTERS - SENT
    if kind.items:
        fields = {field.name for field in kind.items.model._meta.concrete_fields}
        assert {field.name for field in kind.items.fields} == fields - POINTERS


def test_every_setting_of_the_diary_is_in_the_file():
    fields = {field.name for field in Diary._meta.concrete_fields}
    name_outside = {"identifier"}  # a diary that takes the file in keeps its own
    assert {each.name for each in DIARY} == fields - POINTERS - name_outside


def test_every_kind_of_row_that_points_at_a_diary_is_in_the_file():
    related = {relation.related_model for relation in Diary._meta.related_objects}
    left_out = {"Evaluation", "Upload", "AccessToken", "CalendarFeed", "PushDevice", "SharedReport"}
    assert {model.__name__ for model in related} - left_out == {kind.model.__name__ for kind in KINDS}


def test_a_cramp_is_told_in_codes_on_its_own_clock(diary):
    cramp = factories.make_cramp(
        diary=diary, occurred_at=dt.datetime(2026, 7, 2, 1, 12, tzinfo=dt.UTC), muscles=5, side="left", pain=0
    )
    (told,) = read_json(diary)["cramps"]
    wanted = {
        "uuid": str(cramp.uuid),
        "occurred_at": "2026-07-02T02:12:00+01:00",
        "time_zone": "Europe/London",
        "night_of": "2026-07-01",
        "muscles": ["calf", "shin"],
        "side": "left",
        "pain": 0,
        "woke": None,
        "note": None,
    }
    assert {name: told[name] for name in wanted} == wanted


def test_the_same_diary_gives_the_same_bytes(full):
    assert bytes_of(full) == bytes_of(full)


def test_the_archive_tells_no_name_no_date_and_no_host(full):
    archive = opened(full)
    assert {(entry.date_time, entry.create_system, entry.comment) for entry in archive.infolist()} == {
        ((1980, 1, 1, 0, 0, 0), 3, b"")
    }
    assert b"ruth" not in b"".join(archive.read(name) for name in archive.namelist())


def test_rows_stand_by_date_whatever_the_order_they_were_made_in(diary):
    for day in (3, 1, 2):
        factories.make_night(diary=diary, date=dt.date(2026, 11, day))
    assert [row["date"] for row in read_json(diary)["clear_nights"]] == ["2026-11-01", "2026-11-02", "2026-11-03"]


def peak_of(diary, nights):
    """The most memory that taking out a diary of so many nights takes."""
    first = dt.date(1950, 1, 1)
    Night.objects.bulk_create(Night(diary=diary, date=first + dt.timedelta(days=number)) for number in range(nights))
    tracemalloc.start()
    for _piece in zip_of(diary):
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    Night.objects.all().delete()
    return peak


@pytest.mark.slow
def test_ten_times_the_nights_take_no_more_memory(diary):
    peak_of(diary, 1000)  # What is read once stays.
    assert peak_of(diary, 10_000) < 1.3 * peak_of(diary, 1000)


def test_nothing_of_another_diary_is_in_it(full, stranger, now):
    factories.make_cramp(diary=stranger.diary, occurred_at=now, note="not yours")
    archive = opened(full)
    assert not any("not yours" in archive.read(name).decode() for name in archive.namelist())


def test_the_tables_are_there_and_in_words(full):
    assert opened(full).namelist() == ["diary.json", *TABLES]
    header, row = read_table(full, "cramps.csv")[0], read_table(full, "cramps.csv")[2]
    said = dict(zip(header, row, strict=True))
    wanted = {"Night of": "2026-10-02", "Time": "03:12", "Leg": "Left", "Muscles": "Calf; Foot or toes"}
    assert {name: said[name] for name in wanted} == wanted


def test_a_practice_from_paper_has_no_hour_and_no_minutes(full):
    header, _hand, paper = read_table(full, "practices.csv")
    said = dict(zip(header, paper, strict=True))
    assert (said["Start"], said["Minutes"], said["How it came in"]) == ("", "", "From a paper diary")


@pytest.mark.parametrize(
    ("name", "cell"), [("cramps.csv", "'=1+1, “so” said\nthe 'cell'"), ("practices.csv", "'-1 to 3"),
                       ("routines.csv", "Before bed"), ("circumstances.csv", "'+40")]
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_made_harmless(full, name, cell):
    cells = [each for row in read_table(full, name) for each in row]
    assert cell in cells
    assert [each for each in cells if each.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@given(st.text(alphabet="'=+-@\t\r\na1", max_size=6))
def test_a_harmless_cell_can_be_read_back(cell):
    assert without_apostrophe(neutral(cell)) == cell
    assert neutral(cell)[:1] not in tuple("=+-@\t\r\n")


def test_the_page_counts_what_the_file_holds_and_offers_it(client_of_ruth, full):
    page = client_of_ruth.get("/journal/export/").text
    assert all(words in page for words in ("2 cramps", "2 practices", "2 nights without cramps", "Save my diary"))
    assert 'href="/journal/export/diary.zip"' in page


def test_an_empty_diary_is_said_to_be_empty_and_still_has_its_settings(client_of_ruth, diary):
    assert "Your diary is still empty" in client_of_ruth.get("/journal/export/").text
    assert read_json(diary)["diary"]["time_zone"] == "Europe/London"


def test_the_file_is_sent_piece_by_piece_and_kept_by_nobody(client_of_ruth, full):
    answer = client_of_ruth.get("/journal/export/diary.zip")
    assert answer.streaming
    assert b"".join(answer.streaming_content) == bytes_of(full)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="night-heron-20')


def test_the_file_is_not_packed_a_second_time_on_its_way(client_of_ruth, full):
    packs = {"Accept-Encoding": "gzip"}
    assert client_of_ruth.get("/journal/export/", headers=packs).headers["Content-Encoding"] == "gzip"
    answer = client_of_ruth.get("/journal/export/diary.zip", headers=packs)
    assert "Content-Encoding" not in answer.headers
    assert b"".join(answer.streaming_content) == bytes_of(full)


def test_settings_lead_to_the_file(client_of_ruth):
    assert 'href="/journal/export/"' in client_of_ruth.get("/accounts/settings/").text
