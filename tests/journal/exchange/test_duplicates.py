"""A table brought in again: no line is there twice, whatever is matched; and one Undo takes all of it back."""

import datetime as dt
import re
from urllib.parse import urlencode

import pytest

from journal.exchange.csv_export import csv_lines, tables
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.models.uploads import Upload
from tests import factories
from tests.journal.exchange.test_column_mapping import CHECK, bring_in, checked, send


def told_again(client, diary, name, **matched):
    """Bring one of our own tables into an empty diary with the columns as they are guessed."""
    table = next(each for each in tables() if each.name == name)
    text = "".join(csv_lines(table, diary))
    send(client, text, "utf-8")
    initial = {**client.get(CHECK).context["form"].initial, **matched}
    client.post(f"{CHECK}?{urlencode(initial)}", {"digest": Upload.objects.get().digest})


def test_the_same_table_twice_adds_nothing_and_equal_lines_are_two_cramps(client_of_ruth):
    text = "day\n1.11.2025\n1.11.2025\n"
    bring_in(client_of_ruth, text, date=0)
    _address, page = checked(client_of_ruth, text, date=0)
    assert Cramp.objects.count() == 2
    assert "Nothing. Your diary has all of it." in page


def test_another_column_matched_the_second_time_adds_nothing(client_of_ruth):
    text = "day,time,leg,note,count\n1.11.2025,03:12,left,woke,3\n2.11.2025,,right,,1\n"
    bring_in(client_of_ruth, text, date=0, time=1)
    _address, page = checked(client_of_ruth, text, date=0, time=1, leg=2, note=3, count=4)
    assert "Nothing. Your diary has all of it." in page


def test_an_entry_that_was_logged_here_is_already_there(client_of_ruth, diary):
    at = dt.datetime(2025, 11, 1, 3, 12, 40, tzinfo=dt.UTC)
    factories.make_cramp(diary=diary, occurred_at=at, side="left", note="by hand")
    _address, page = checked(client_of_ruth, "when,leg\n1.11.2025 03:12,left\n1.11.2025 03:12,right\n", date=0, leg=1)
    assert (page.count("1 cramp<"), "Already there" in page) == (2, True)


def test_our_own_tables_are_all_known_in_their_own_diary(client_of_ruth, diary, library):
    factories.fill_every_kind(diary=diary)
    Diary.objects.update(time_zone="Asia/Tokyo")  # Where the hours in the table would be other instants.
    before = [model.objects.count() for model in (Cramp, Night, Practice)]
    for name in ("cramps.csv", "clear-nights.csv", "practices.csv"):
        told_again(client_of_ruth, diary, name)
    assert [model.objects.count() for model in (Cramp, Night, Practice)] == before


def test_without_their_identifiers_our_own_tables_are_known_by_what_they_say(client_of_ruth, diary, library):
    factories.fill_every_kind(diary=diary)
    factories.make_practice(diary=diary, day=dt.date(2026, 6, 9), seconds=754)
    before = [model.objects.count() for model in (Cramp, Practice)]
    for name in ("cramps.csv", "practices.csv"):
        told_again(client_of_ruth, diary, name, uuid="")
    assert [model.objects.count() for model in (Cramp, Practice)] == before


def test_the_identifier_is_asked_for_only_where_a_table_has_one(client_of_ruth):
    send(client_of_ruth, "day,leg\n1.11.2025,left\n")
    assert "uuid" not in client_of_ruth.get(CHECK).context["form"].fields


def test_an_identifier_that_nobody_has_written_is_wrong(client_of_ruth):
    _address, page = checked(client_of_ruth, "day,identifier\n1.11.2025,seven\n", date=0, uuid=1)
    assert "“seven” is no identifier" in page


def undo(client, page):
    return client.post(
        "/journal/undo/", {"token": re.search(r'name="token" value="([^"]+)"', page)[1]}, follow=True
    ).text


def test_a_table_is_taken_back_as_a_whole_with_the_nights_that_were_clear(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2025, 3, 4), note="my own")
    factories.make_night(diary=diary, date=dt.date(2025, 2, 1))
    text = "day,what\n2/1/2025,cramp\n2/2/2025,none\n2/3/2025,yoga\n"
    page = client_of_ruth.get(bring_in(client_of_ruth, text, date=0, what=1, order="mdy").url).text
    assert [model.objects.count() for model in (Cramp, Night, Practice)] == [2, 1, 1]
    assert "What the file had added is gone." in undo(client_of_ruth, page)
    assert list(Cramp.objects.values_list("note", flat=True)) == ["my own"]
    assert list(Night.objects.values_list("date", flat=True)) == [dt.date(2025, 2, 1)]
    assert Practice.objects.count() == 0


def test_a_table_is_taken_back_once_and_in_its_own_diary_only(client_of_ruth, client, stranger):
    page = client_of_ruth.get(bring_in(client_of_ruth, "day\n1.2.2025\n", date=0).url).text
    client.force_login(stranger)
    assert "Nothing was changed." in undo(client, page)
    assert Cramp.objects.count() == 1
    undo(client_of_ruth, page)
    assert "already taken back" in undo(client_of_ruth, page)


@pytest.mark.parametrize(
    ("order", "days"), [("dmy", "From 3 January 2025 to 2 February 2025."), ("mdy", "From 2 February 2025 to 1 March")]
)
def test_the_dry_run_says_from_when_to_when_so_that_a_wrong_order_shows(client_of_ruth, order, days):
    _address, page = checked(client_of_ruth, "day\n3.1.2025\n2.2.2025\n", date=0, order=order)
    assert days in page
    assert "one Undo takes all of it back" in page


def test_our_own_tables_come_back_with_their_guessed_columns(client_of_ruth, diary, stranger, library):
    factories.fill_every_kind(diary=stranger.diary)
    factories.make_cramp_on(diary=stranger.diary, night=dt.date(2026, 10, 9), precision="night", note="'-x")
    for name in ("cramps.csv", "clear-nights.csv", "practices.csv"):
        told_again(client_of_ruth, stranger.diary, name)
    for model, fields in (
        (Cramp, ("night_of", "count", "side", "pain", "note")),
        (Night, ("date",)),
        (Practice, ("day", "seconds", "note")),
    ):
        own, theirs = (model.objects.of(each).order_by(fields[0]) for each in (diary, stranger.diary))
        assert list(own.values_list(*fields)) == list(theirs.values_list(*fields))
