"""What a line of somebody's own table becomes, without a page and without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from journal.domain.choices import NightBy, Order, What
from journal.exchange.column_mapping import ColumnMapping, map_columns
from journal.exchange.csv_reader import CsvRow, CsvTable

COLUMNS = ("date", "time", "evening", "what", "count", "leg", "pain", "minutes", "note", "uuid")
IDENTIFIER = "0b5f7a52-9a3e-4ad9-8f8e-1f2a4c5d6e7f"
NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=NEW_YORK)


def mapped(*lines, each=What.CRAMP, night_by=NightBy.EVENING, now=NOW):
    """What lines become, each given by the cells that it has."""
    rows = [CsvRow(number, [line.get(name, "") for name in COLUMNS]) for number, line in enumerate(lines, start=2)]
    mapping = ColumnMapping({name: place for place, name in enumerate(COLUMNS)}, each, Order.DAY, night_by)
    return map_columns(CsvTable(list(COLUMNS), rows), mapping, zone=NEW_YORK, now=now).rows


def only(**cells):
    """The kind and the values of the one line that has these cells and is of 17 November."""
    ways = {name: cells.pop(name) for name in ("each", "night_by", "now") if name in cells}
    row = mapped({"date": "17.11.2026"} | cells, **ways)[0]
    return row.kind.name, row.values


def picked(values, *names):
    return tuple(values[name] for name in names)


def test_a_line_with_an_hour_is_a_cramp_at_that_instant():
    kind, values = only(time="03:12", leg="left", pain="7", count="2", note="woke")
    assert (kind, values.pop("uuid", "") != "") == ("cramps", True)
    assert values == {
        "occurred_at": "2026-11-17T08:12:00+00:00",
        "time_zone": "America/New_York",
        "night_of": "2026-11-16",
        "precision": "exact",
        "count": 2,
        "side": "left",
        "pain": 7,
        "note": "woke",
        "created_at": NOW.isoformat(),
    }


def test_what_a_line_does_not_say_is_left_open():
    assert picked(only()[1], "side", "pain", "note", "count") == (None, None, None, 1)


@pytest.mark.parametrize(("night_by", "night"), [(NightBy.EVENING, "2026-11-17"), (NightBy.MORNING, "2026-11-16")])
def test_a_line_without_an_hour_is_of_the_night_that_its_day_names(night_by, night):
    assert picked(only(night_by=night_by)[1], "night_of", "precision") == (night, "night")


def test_the_night_of_now_is_put_no_later_than_now():
    night = NOW.replace(hour=22)
    assert only(date="18.11.2026", now=night)[1]["occurred_at"] == night.isoformat()


def test_a_night_to_come_stays_one():
    occurred = only(date="19.11.2026")[1]["occurred_at"]
    assert dt.datetime.fromisoformat(occurred) == dt.datetime(2026, 11, 19, 12, tzinfo=NEW_YORK)


EVENINGS = [
    ({"time": "03:12"}, "2026-11-18T03:12"),
    ({"time": "11:59"}, "2026-11-18T11:59"),
    ({"time": "12:00"}, "2026-11-17T12:00"),
    ({"time": "23:40"}, "2026-11-17T23:40"),
    ({}, "2026-11-18T00:00"),
    ({"time": "03:12", "date": "20.10.2026"}, "2026-10-20T03:12"),
    ({"date": "20.10.2026"}, "2026-11-18T00:00"),
]


@pytest.mark.parametrize(("cells", "wall"), EVENINGS)
def test_an_hour_beside_the_evening_is_of_the_day_that_was_meant(cells, wall):
    values = only(**{"date": "", "evening": "17.11.2026"} | cells)[1]
    occurred = dt.datetime.fromisoformat(values["occurred_at"]).astimezone(NEW_YORK)
    assert f"{occurred:%Y-%m-%dT%H:%M}" == wall


def test_the_evening_is_the_night_of_a_practice_with_no_hour():
    assert only(date="", evening="17.11.2026", each=What.PRACTICE)[1]["day"] == "2026-11-17"


def test_an_hour_in_the_cell_of_the_day_counts_unless_there_is_a_column_for_it():
    found = [only(date="17.11.2026 03:12", time=time)[1]["occurred_at"][11:16] for time in ("", "04:00")]
    assert found == ["08:12", "09:00"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Cramps", "cramps"),
        ("X", "cramps"),
        ("No cramps", "clear_nights"),
        ("n", "clear_nights"),
        ("YOGA", "practices"),
    ],
)
def test_a_word_says_what_happened_and_that_it_did_once(word, kind):
    found, values = only(what=word)
    assert (found, values.get("count", 1)) == (kind, 1)


@pytest.mark.parametrize(
    ("number", "found"),
    [("0", ("clear_nights", None)), ("00", ("clear_nights", None)), ("1", ("cramps", 1)), ("20", ("cramps", 20))],
)
def test_a_number_says_how_many_cramps_there_were(number, found):
    kind, values = only(what=number)
    assert (kind, values.get("count")) == found


@pytest.mark.parametrize("each", What)
def test_a_line_that_does_not_say_what_happened_is_what_each_line_is(each):
    assert only(each=each)[0] == {"cramp": "cramps", "clear": "clear_nights", "practice": "practices"}[each]


def test_a_column_for_how_many_wins_over_a_number_for_what():
    assert only(what="3", count="2")[1]["count"] == 2


def test_a_night_without_cramps_has_its_date_and_no_identifier():
    assert only(what="none") == ("clear_nights", {"date": "2026-11-17", "created_at": NOW.isoformat()})


def test_a_practice_with_an_hour_and_minutes_is_brought_in():
    kind, values = only(what="yoga", time="20:30", minutes="12,5", note="calves")
    values.pop("uuid")
    assert (kind, values) == (
        "practices",
        {
            "started_at": "2026-11-18T01:30:00+00:00",
            "time_zone": "America/New_York",
            "day": "2026-11-17",
            "seconds": 750,
            "source": "import",
            "note": "calves",
            "created_at": NOW.isoformat(),
        },
    )


PRACTICES = [
    ({"time": "20:30"}, ("2026-11-18T01:30", 600, "paper")),
    ({"minutes": "12"}, ("2026-11-17T17:00", 720, "paper")),
    ({}, ("2026-11-17T17:00", 600, "paper")),
    ({"date": "18.11.2026"}, ("2026-11-18T14:20", 600, "paper")),  # ends as the line is read
    ({"date": "18.11.2026", "minutes": "30"}, ("2026-11-18T14:00", 1800, "paper")),
    ({"date": "18.11.2026", "time": "08:00"}, ("2026-11-18T13:00", 600, "paper")),
    ({"date": "18.11.2026", "time": "09:25"}, ("2026-11-18T14:20", 600, "paper")),
    ({"date": "18.11.2026", "time": "09:25", "minutes": "10"}, ("2026-11-18T14:25", 600, "import")),
    ({"date": "19.11.2026"}, ("2026-11-19T17:00", 600, "paper")),  # refused later, as what it is
]


@pytest.mark.parametrize(("cells", "found"), PRACTICES)
def test_a_practice_of_which_not_all_is_known_has_ended_by_now(cells, found):
    started, seconds, source = picked(only(each=What.PRACTICE, **cells)[1], "started_at", "seconds", "source")
    instant = dt.datetime.fromisoformat(started).astimezone(dt.UTC)
    assert (f"{instant:%Y-%m-%dT%H:%M}", seconds, source) == found


def test_equal_lines_are_entries_of_their_own_and_the_same_file_again_is_the_same_entries():
    line, other = {"date": "17.11.2026", "time": "03:12"}, {"date": "17.11.2026", "time": "03:13"}
    first, again = ([row.values["uuid"] for row in mapped(line, other, line)] for _time in range(2))
    assert (len(set(first)), first) == (3, again)


def test_the_identifiers_of_lines_are_those_that_earlier_versions_gave():
    line = {"date": "17.11.2026", "time": "03:12"}
    assert [row.values["uuid"] for row in mapped(line, line)] == [
        "20810bcc-99dc-5147-8cee-4f1af914e721",
        "bbddccde-c676-55c5-84cb-fe361a90f535",
    ]


def test_a_line_without_an_identifier_is_known_by_what_it_says():
    named, unnamed = mapped({"date": "17.11.2026", "uuid": IDENTIFIER.upper()}, {"date": "17.11.2026"})
    assert (named.values["uuid"], named.fingerprint) == (IDENTIFIER, None)
    assert unnamed.fingerprint == ("cramp", "", "2026-11-17", "1")


def test_an_identifier_of_a_clear_night_is_passed_over():
    row = mapped({"date": "17.11.2026", "what": "none", "uuid": IDENTIFIER})[0]
    assert ("uuid" in row.values, row.fingerprint) == (False, None)


WRONG = [
    ({"date": ""}, "The date is missing."),
    ({"date": "31.12.1899"}, "after 1900"),
    ({"date": "1.1.9999"}, "has not happened yet"),
    ({"evening": "31.12.1899"}, "after 1900"),
    ({"what": "100"}, "neither a cramp"),
    ({"what": "٣"}, "neither a cramp"),
    ({"what": "-1"}, "neither a cramp"),
    ({"uuid": "7"}, "is no identifier"),
]


@pytest.mark.parametrize(("cells", "sentence"), WRONG)
def test_a_line_that_cannot_be_read_says_why_and_the_next_is_read(cells, sentence):
    wrong, right = mapped({"date": "17.11.2026"} | cells, {"date": "17.11.2026"})
    assert (wrong.place, wrong.values, sentence in wrong.error) == ("Line 2", None, True)
    assert (right.place, right.error, right.values["night_of"]) == ("Line 3", "", "2026-11-17")


@pytest.mark.parametrize("date", ["1.1.1900", "31.12.9998"])
def test_the_first_and_the_last_day_that_a_diary_may_hold_are_read(date):
    assert mapped({"date": date, "what": "none"})[0].error == ""


def test_a_table_is_told_as_one():
    assert map_columns(CsvTable([], []), ColumnMapping({}, What.CRAMP, Order.DAY, NightBy.EVENING),
                       zone=NEW_YORK, now=NOW).is_table is True  # fmt: skip
