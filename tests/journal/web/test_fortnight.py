"""The grid of fourteen nights through its address, without a script."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal.actions import cramps as cramp_actions
from journal.domain.nights import DAY
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from tests import factories

FIRST = dt.date(2026, 11, 2)
ADDRESS = "/journal/fortnight/?from=2026-11-02"


def typed(answers):
    """What a browser sends: `answers` maps days after the first to (shown, cramps, number, practised)."""
    fields = {}
    for offset in range(14):
        shown, cramps, number, practised = answers.get(offset, ("", "", "", False))
        name = (FIRST + offset * DAY).isoformat()
        fields |= {f"{name}-shown": shown, f"{name}-cramps": cramps, f"{name}-number": number}
        fields |= {f"{name}-practised": "on"} if practised else {}
    return fields


def shown_tokens(page):
    return re.findall(r'-shown" value="([^"]*)"', page)


def test_the_grid_is_of_the_fourteen_nights_up_to_last_night(client_of_ruth):
    page = client_of_ruth.get("/journal/fortnight/")
    nights = [row.kept.date for row in page.context["form"].rows]
    yesterday = timezone.localdate() - DAY
    assert nights == [yesterday - number * DAY for number in range(13, -1, -1)]


@pytest.mark.parametrize("asked", ["2999-01-01", "9999-12-31", "soon", "2026-02-30", "0001-01-01"])
def test_a_date_that_cannot_be_shows_the_nearest_nights(client_of_ruth, asked):
    fortnight = client_of_ruth.get("/journal/fortnight/", {"from": asked}).context["fortnight"]
    assert fortnight.first.year == (1900 if asked.startswith("0001") else timezone.localdate().year)
    assert fortnight.last < timezone.localdate()


def test_a_grid_is_saved_with_one_undo(client_of_ruth, diary):
    grid = typed({0: ("", "0", "", False), 1: ("", "2", "", True), 2: ("", "more", "7", False)})
    page = client_of_ruth.post(ADDRESS, grid, follow=True)
    assert "Saved: 3 nights" in page.text
    assert list(Cramp.objects.values_list("night_of", "count")) == [(FIRST + DAY, 2), (FIRST + 2 * DAY, 7)]
    assert (Night.objects.get().date, Practice.objects.get().day) == (FIRST, FIRST + DAY)
    token = re.search(r'name="token" value="([^"]+)"', page.text)[1]
    client_of_ruth.post("/journal/undo/", {"token": token})
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_a_grid_sent_twice_is_stored_once(client_of_ruth):
    grid = typed({0: ("", "0", "", True), 1: ("", "2", "", True)})
    client_of_ruth.post(ADDRESS, grid)
    again = client_of_ruth.post(ADDRESS, grid, follow=True)
    assert "Nothing new to save." in again.text
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (1, 1, 2)


def test_an_empty_grid_stores_nothing(client_of_ruth):
    client_of_ruth.post(ADDRESS, typed({}))
    client_of_ruth.post(ADDRESS, {})
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_what_the_diary_knows_is_filled_in(client_of_ruth, diary, now):
    cramp_actions.confirm_clear(diary, FIRST, now=now)
    cramp_actions.log_of_night(diary, identifier=factories.uuid.uuid4(), night=FIRST + DAY, now=now)
    factories.make_practice(diary=diary, day=FIRST + DAY, source="paper")
    page = client_of_ruth.get(ADDRESS)
    assert shown_tokens(page.text)[:3] == ["0", "1p", ""]
    checked = re.findall(r'value="(\w*)"[^>]*-cramps[^>]*checked', page.text)
    assert checked == ["0", "1", *[""] * 12]


def test_a_grid_sent_back_as_it_came_changes_nothing(client_of_ruth, diary):
    factories.fill_days(diary=diary, first=FIRST, days=14)
    counts = (Cramp.objects.count(), Night.objects.count(), Practice.objects.count())
    rows = client_of_ruth.get(ADDRESS).context["form"].rows
    grid = {f"{row.prefix}-shown": row.token for row in rows}
    for row in rows:
        if not row.kept.has_details:
            grid[f"{row.prefix}-cramps"] = row["cramps"].initial
        if row["practised"].initial:
            grid[f"{row.prefix}-practised"] = "on"
    assert "Nothing new to save." in client_of_ruth.post(ADDRESS, grid, follow=True).text
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == counts


def test_a_night_with_details_is_shown_with_a_link_and_no_choice(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=FIRST, side="left")
    factories.make_practice(diary=diary, day=FIRST + DAY)
    page = client_of_ruth.get(ADDRESS).text
    assert 'name="2026-11-02-cramps"' not in page
    assert 'type="checkbox" name="2026-11-03-practised"' not in page
    assert re.findall(r'href="/journal/nights/([\d-]+)/"', page) == ["2026-11-02", "2026-11-03"]


MISTAKES = [
    (("", "more", "", False), "Type how many there were, from 1 to 20."),
    (("", "more", "21", False), "Type how many there were, from 1 to 20."),
    (("", "more", "many", False), "Type how many there were, from 1 to 20."),
    (("", "", "7", False), "You typed a number and left “Not known”."),
    (("", "4", "", False), "Select a valid choice."),
]


@pytest.mark.parametrize(("answer", "sentence"), MISTAKES)
def test_a_mistake_names_its_night_and_loses_nothing(client_of_ruth, answer, sentence):
    response = client_of_ruth.post(ADDRESS, typed({0: ("", "2", "", True), 4: answer}))
    assert response.status_code == 422
    assert f"Fri 6 to Sat 7 November: {sentence}" in response.text
    assert next((row.prefix, row["cramps"].value()) for row in response.context["form"].rows) == ("2026-11-02", "2")
    assert (Cramp.objects.count(), Practice.objects.count()) == (0, 0)


def test_a_cramp_logged_meanwhile_is_shown_beside_what_was_typed(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=FIRST, pain=6)
    response = client_of_ruth.post(ADDRESS, typed({0: ("", "0", "", False), 1: ("", "1", "", True)}))
    sentence = "Mon 2 to Tue 3 November: You filled in “No cramps”, but this night already has cramps with details."
    assert (response.status_code, sentence in response.text) == (422, True)
    assert (Cramp.objects.get().pain, Night.objects.count(), Practice.objects.count()) == (6, 0, 0)


def test_after_a_change_elsewhere_was_seen_the_next_save_counts(client_of_ruth, diary, now):
    cramp_actions.confirm_clear(diary, FIRST, now=now)
    refused = client_of_ruth.post(ADDRESS, typed({0: ("", "2", "", False)}))
    assert (refused.status_code, shown_tokens(refused.text)[0]) == (422, "0")
    client_of_ruth.post(ADDRESS, typed({0: ("0", "2", "", False)}))
    assert (Cramp.objects.get().count, Night.objects.count()) == (2, 0)


def test_a_token_that_is_nonsense_counts_as_nothing_known(client_of_ruth, diary, now):
    cramp_actions.confirm_clear(diary, FIRST, now=now)
    response = client_of_ruth.post(ADDRESS, typed({0: ("x" * 99, "2", "", False)}))
    assert (response.status_code, Night.objects.count()) == (422, 1)


@pytest.mark.parametrize("asked", ["", "?from=2999-01-01", "?from=soon"])
def test_nights_that_cannot_be_filled_in_are_not_dropped_in_silence(client_of_ruth, asked):
    response = client_of_ruth.post(f"/journal/fortnight/{asked}", typed({0: ("", "2", "", False)}))
    assert (response.status_code, "can no longer be filled in together" in response.text) == (422, True)
    assert Cramp.objects.count() == 0


def test_the_diary_of_somebody_else_is_not_in_the_grid(client_of_ruth, stranger):
    factories.make_cramp_on(diary=stranger.diary, night=FIRST, side="left")
    factories.make_night(diary=stranger.diary, date=FIRST + DAY)
    assert shown_tokens(client_of_ruth.get(ADDRESS).text) == [""] * 14


def test_a_save_takes_as_many_queries_for_fourteen_nights_as_for_one(client_of_ruth, diary):
    counts = []
    for offsets in (range(1), range(1, 14)):
        grid = typed(dict.fromkeys(offsets, ("", "1", "", True)))
        with CaptureQueriesContext(connection) as queries:
            client_of_ruth.post(ADDRESS, grid)
        counts.append(len(queries))
    assert counts == [18, 18]


def test_a_practice_from_paper_is_told_without_an_hour(client_of_ruth, diary):
    practice = factories.make_practice(diary=diary, day=FIRST, source="paper")
    page = client_of_ruth.get("/journal/nights/2026-11-02/").text
    assert "From paper: hour and minutes not noted." in page
    assert "10 minutes" not in page
    edit = client_of_ruth.get(f"/journal/practice/{practice.uuid}/edit/")
    assert edit.context["form"]["minutes"].value() is None


def test_a_grid_across_the_new_year_names_both_years(client_of_ruth):
    page = client_of_ruth.get("/journal/fortnight/?from=2025-12-24").text
    assert "24 December 2025 to 7 January 2026" in page
    assert "Wed 31 December to Thu 1 January" in page


@pytest.mark.parametrize(
    ("query", "nights"),
    [
        ("", [None] * 14),
        ("?from=soon", [None] * 14),
        ("?from=9999-12-30", [None] * 14),
        ("?from=2028-02-20", [dt.date(2028, 2, 20) + number * DAY for number in range(14)]),
    ],
)
def test_an_empty_grid_has_lines_or_dates(client_of_ruth, query, nights):
    page = client_of_ruth.get(f"/journal/fortnight/blank/{query}")
    assert page.context["nights"] == nights
    assert page.text.count("<tr>") == 15


def test_the_empty_grid_tells_nothing_of_the_diary(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=FIRST, note="garden")
    page = client_of_ruth.get("/journal/fortnight/blank/?from=2026-11-02").text
    assert ("garden" in page, "ruth" in page) == (False, False)


@pytest.mark.parametrize("address", ["/journal/", "/journal/nights/"])
def test_the_grid_is_found_from_where_the_past_is_added(client_of_ruth, address):
    assert 'href="/journal/fortnight/"' in client_of_ruth.get(address).text


@pytest.mark.parametrize("address", ["/journal/fortnight/", "/journal/fortnight/blank/"])
@pytest.mark.parametrize(("first", "wrong"), [("soon", True), ("3/4/2026", True), ("18 Nov 2025", False), ("", False)])
def test_a_first_night_that_is_none_is_said_beside_its_field(client_of_ruth, address, first, wrong):
    page = client_of_ruth.get(address, {"from": first}).text
    said = "</span>Pick a date, like 18 November 2026.</p>"
    assert (said in page, 'aria-describedby="from_error"' in page) == (wrong, wrong)
