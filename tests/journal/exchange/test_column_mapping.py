"""Tables that were kept elsewhere: any separator, any encoding, and columns that the person matches."""

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from journal.domain.choices import Order
from journal.exchange.csv_reader import day_in, read_csv, time_in
from journal.exchange.fields import Unreadable
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from journal.models.uploads import Upload

IMPORT, CHECK = "/journal/import/", "/journal/import/check/"
WAYS = {"each": "cramp", "order": "dmy", "night_by": "evening"}


def send(client, text, codec="utf-8"):
    return client.post(IMPORT, {"file": SimpleUploadedFile("mine.csv", text.encode(codec))})


def checked(client, text, **matched):
    """Send a table and return the address and the text of its dry run."""
    send(client, text)
    address = f"{CHECK}?{urlencode({**WAYS, **matched})}"
    return address, client.get(address).text


def bring_in(client, text, **matched):
    address, _page = checked(client, text, **matched)
    return client.post(address, {"digest": Upload.objects.get().digest})


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_its_separator_and_encoding(client_of_ruth, separator, codec):
    rows = [["Day", "Note"], ["18.11.2026", "für mich"], ["17.11.2026", "“so”"]]
    send(client_of_ruth, "\r\n".join(separator.join(row) for row in rows), codec)
    page = client_of_ruth.get(CHECK).text
    assert "has 2 lines" in page
    assert all(cell in page for row in rows for cell in row)


def test_a_quoted_cell_may_hold_separators_and_lines():
    table = read_csv('date;note\n18.11.2026;"a;b\nc"\n17.11.2026;d\n')
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["18.11.2026", "a;b\nc"]),
        (4, ["17.11.2026", "d"]),
    ]


def test_a_table_without_a_header_loses_no_line():
    table = read_csv("18.11.2026,cramp\n17.11.2026,none\n")
    assert (table.header, len(table.rows)) == (["Column 1", "Column 2"], 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<?xml version='1.0'?><a>&b;</a>", "looks like a web page or an XML file"),
        ("date,note\n", "has a header and no lines"),
        (",".join("x" * 200) + "\n", "no table in this file"),
        ("date\n" + "x" * 200_000, "cannot be read after line 1"),
        ("date\n" + "1.1.2026\n" * 50_001, "more than 50000 entries"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(client_of_ruth, text, sentence):
    answer = send(client_of_ruth, text)
    assert (answer.status_code, sentence in answer.text, Upload.objects.count()) == (422, True, 0)


DAYS = {
    ("18.11.2026", Order.DAY): dt.date(2026, 11, 18),
    ("18/11/26", Order.DAY): dt.date(2026, 11, 18),
    ("11/18/2026", Order.MONTH): dt.date(2026, 11, 18),
    ("2026-11-18", Order.MONTH): dt.date(2026, 11, 18),
    ("2026/1/8", Order.DAY): dt.date(2026, 1, 8),
    ("18 Nov 2026", Order.MONTH): dt.date(2026, 11, 18),
    ("November 18, 2026", Order.DAY): dt.date(2026, 11, 18),
}


@pytest.mark.parametrize(("cell", "order"), DAYS)
def test_a_day_is_read_in_the_order_that_was_chosen(cell, order):
    assert day_in(cell, order) == (DAYS[cell, order], "")


@pytest.mark.parametrize("cell", ["31.02.2026", "18.18.2026", "2026", "soon", "٣.٣.٢٠٢٦", "0.0.0000", "-1"])
def test_an_impossible_day_is_named(cell):
    with pytest.raises(Unreadable, match="There is no such day"):
        day_in(cell, Order.DAY)


TIMES = {"03:12": (3, 12), "3.12": (3, 12), "3:12 am": (3, 12), "3:12 PM": (15, 12), "12:05 am": (0, 5),
         "03:12:59.5": (3, 12), "9 p.m.": (21, 0)}  # fmt: skip


@pytest.mark.parametrize("cell", TIMES)
def test_a_time_is_read(cell):
    assert time_in(cell) == dt.time(*TIMES[cell])


@pytest.mark.parametrize("cell", ["25:00", "3:72", "13:00 pm", "0 am", "noon"])
def test_an_impossible_time_is_named(cell):
    with pytest.raises(Unreadable, match="There is no such time"):
        time_in(cell)


def test_a_line_becomes_a_cramp_on_the_diarys_own_clock(client_of_ruth, diary):
    text = "when,leg,pain,remarks\n2026-07-02 02:12,L,7/10,woke\n"
    bring_in(client_of_ruth, text, date=0, leg=1, pain=2, note=3)
    cramp = Cramp.objects.get()
    assert cramp.occurred_at == dt.datetime(2026, 7, 2, 1, 12, tzinfo=dt.UTC)
    assert (cramp.diary, cramp.night_of, cramp.precision) == (diary, dt.date(2026, 7, 1), "exact")
    assert (cramp.side, cramp.pain, cramp.note) == ("left", 7, "woke")


@pytest.mark.parametrize(("night_by", "night"), [("evening", 18), ("morning", 17)])
def test_a_line_without_a_time_knows_only_its_night(client_of_ruth, night_by, night):
    bring_in(client_of_ruth, "day\n18.11.2025\n", date=0, night_by=night_by)
    cramp = Cramp.objects.get()
    assert (cramp.night_of, cramp.precision) == (dt.date(2025, 11, night), "night")


@pytest.mark.parametrize(("time", "day"), [("03:12", 14), ("11:59", 14), ("12:00", 13), ("23:40", 13)])
def test_a_time_beside_the_evening_alone_is_in_the_night_of_that_evening(client_of_ruth, time, day):
    bring_in(client_of_ruth, f"night of,time\n13.11.2025,{time}\n", evening=0, time=1)
    cramp = Cramp.objects.get()
    assert (cramp.occurred_at.day, f"{cramp.occurred_at:%H:%M}", cramp.night_of.day) == (day, time, 13)


def test_a_time_beside_evening_and_date_is_of_that_date(client_of_ruth):
    bring_in(client_of_ruth, "night of,date,time\n13.11.2025,14.11.2025,03:12\n", evening=0, date=1, time=2)
    assert Cramp.objects.get().occurred_at == dt.datetime(2025, 11, 14, 3, 12, tzinfo=dt.UTC)


def test_a_column_may_say_what_happened(client_of_ruth):
    text = "day,what\n1.11.2025,cramp\n2.11.2025,No cramps\n3.11.2025,3\n4.11.2025,0\n5.11.2025,yoga\n"
    bring_in(client_of_ruth, text, date=0, what=1)
    assert list(Cramp.objects.order_by("night_of").values_list("night_of__day", "count")) == [(1, 1), (3, 3)]
    assert list(Night.objects.order_by("date").values_list("date__day", flat=True)) == [2, 4]
    assert Practice.objects.get().day == dt.date(2025, 11, 5)


@pytest.mark.parametrize(
    ("line", "told"), [("20:30,12.5", ("import", 750, 20)), (",12", ("paper", 720, 12)), ("20:30,", ("paper", 600, 20))]
)
def test_a_practice_without_an_hour_or_minutes_is_one_from_paper(client_of_ruth, line, told):
    bring_in(client_of_ruth, f"day,start,min\n18.11.2025,{line}\n", date=0, time=1, minutes=2, each="practice")
    practice = Practice.objects.get()
    assert (practice.source, practice.seconds, practice.started_at.hour) == told


NO_HOUR = [
    ("09:00", "18.11.2026,,", "08:50"),
    ("09:00", "18.11.2026,,12.5", "08:47"),
    ("09:00", "18.11.2026,20:30,", "08:50"),
    ("15:00", "18.11.2026,,", "12:00"),
    ("12:05", "18.11.2026,,", "11:55"),
    ("09:00", "17.11.2026,,", "12:00"),
    ("09:00", "18.11.2026,08:30,10", "08:30"),
]


@pytest.mark.parametrize(("now", "line", "started"), NO_HOUR)
def test_a_practice_of_today_has_ended_by_now_though_nobody_knows_its_hour(
    client_of_ruth, monkeypatch, now, line, started
):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromisoformat(f"2026-11-18T{now}+00:00"))
    bring_in(client_of_ruth, f"day,start,min\n{line}\n", date=0, time=1, minutes=2, each="practice")
    practice = Practice.objects.get()
    assert (f"{practice.day:%d.%m.%Y}", f"{practice.started_at:%H:%M}") == (line[:10], started)


WRONG = {
    "31.02.2026,cramp,,": "There is no such day: “31.02.2026”.",
    ",cramp,,": "The date is missing.",
    "1.11.2025,maybe,,": "“maybe” is neither a cramp",
    "1.11.2025,cramp,tail,": "“tail” is no leg",
    "1.11.2025,cramp,,bad": "“bad” is no number",
    "1.11.2025,cramp,,11": "Pain: 11 is too much. The most is 10.",
    "1.11.2999,cramp,,": "has not happened yet",
    "1.11.2999,none,,": "has not happened yet",
    "1.11.1700,cramp,,": "after 1900",
    "1.1.0001,yoga,,": "after 1900",
    "31.12.9999,cramp,,": "has not happened yet",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_said_with_its_line(client_of_ruth, line):
    text = f"day,what,leg,pain\n2.11.2025,cramp,,\n{line}\n"
    _address, page = checked(client_of_ruth, text, date=0, what=1, leg=2, pain=3)
    assert "Line 3" in page
    assert WRONG[line] in page
    assert "1 cramp" in page


def test_without_a_date_column_the_columns_are_asked_for_again(client_of_ruth):
    send(client_of_ruth, "day,what\n1.11.2025,cramp\n")
    answer = client_of_ruth.get(CHECK, {**WAYS, "what": 1})
    assert (answer.status_code, "Choose the column that has the date." in answer.text) == (422, True)


@pytest.mark.parametrize("column", ["7", "-1", "x", "99999999999999999999"])
def test_a_column_that_is_not_there_is_refused(client_of_ruth, column):
    send(client_of_ruth, "day,what\n1.11.2025,cramp\n")
    answer = client_of_ruth.get(CHECK, {**WAYS, "date": column})
    assert (answer.status_code, "is not one of the available choices" in answer.text) == (422, True)
    assert (answer.context["form"].errors.keys(), Cramp.objects.count()) == ({"date"}, 0)


@pytest.mark.parametrize(
    ("header", "guessed"),
    [
        ("Date,Time,Leg,Pain", {"date": "0", "time": "1", "leg": "2", "pain": "3", "each": "cramp"}),
        ("Day,Start,Minutes,Notes", {"date": "0", "time": "1", "minutes": "2", "note": "3", "each": "practice"}),
        ("Night of", {"evening": "0", "each": "clear"}),
        ("foo,bar", {"date": "0", "each": "cramp"}),
    ],
)
def test_columns_are_guessed_by_their_names(client_of_ruth, header, guessed):
    send(client_of_ruth, f"{header}\n1.11.2025,a,b,c\n")
    form = client_of_ruth.get(CHECK).context["form"]
    initial = {name: value for name, value in form.initial.items() if name not in {"order", "night_by"}}
    assert initial == guessed


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1/2/2025", "3/4/2025"], "dmy"),
        (["1/2/2025", "11/18/2025"], "mdy"),
        (["18/11/2025", "", "11/18/2025"], "dmy"),
        (["2025-11-18"], "dmy"),
    ],
)
def test_month_first_is_guessed_only_where_the_dates_cannot_be_day_first(client_of_ruth, dates, order):
    send(client_of_ruth, "\n".join(["note;date", *(f"x;{date}" for date in dates)]))
    assert client_of_ruth.get(CHECK).context["form"].initial["order"] == order


def test_the_columns_can_be_matched_again_with_the_answers_kept(client_of_ruth):
    address, page = checked(client_of_ruth, "day,what\n1.11.2025,cramp\n", date=0, what=1)
    assert "again=1" in page
    form = client_of_ruth.get(f"{address}&again=1").context["form"]
    assert (form["date"].value(), form["what"].value()) == ("0", "1")


def test_the_example_on_the_page_can_be_brought_in_as_it_stands(client_of_ruth, diary):
    shown = re.search(r'<table class="lines small">(.*?)</table>', client_of_ruth.get(IMPORT).text, re.S)[1]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", shown)]
    send(client_of_ruth, "\n".join(",".join(row) for row in rows))
    guessed = client_of_ruth.get(CHECK).context["form"].initial
    client_of_ruth.post(f"{CHECK}?{urlencode(guessed)}", {"digest": Upload.objects.get().digest})
    assert [each.objects.filter(diary=diary).count() for each in (Cramp, Night, Practice)] == [1, 1, 1]
