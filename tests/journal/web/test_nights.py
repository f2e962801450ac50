"""Answers for a night, wherever they are given."""

import datetime as dt

import pytest
from django.utils import timezone

from journal.models.cramps import Cramp, Night
from tests import factories

HTMX = {"HX-Request": "true"}


def test_no_cramps_on_today_answers_with_its_part(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    typed = {"night": yesterday, "answer": "none", "page": "today"}
    part = client_of_ruth.post("/journal/nights/", typed, headers=HTMX).text
    assert "<html" not in part
    assert "Saved: no cramps" in part


def test_no_cramps_in_the_journal_answers_with_its_day(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    part = client_of_ruth.post(
        "/journal/nights/", {"night": yesterday, "answer": "none", "page": "journal"}, headers=HTMX
    ).text
    assert "<html" not in part
    assert Night.objects.get().date == yesterday


def test_had_one_opens_the_details_of_that_night(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    response = client_of_ruth.post("/journal/nights/", {"night": yesterday, "answer": "had"}, headers=HTMX)
    assert response.headers["HX-Redirect"] == f"/journal/cramps/{Cramp.objects.get().uuid}/edit/?saved=1"


@pytest.mark.parametrize("page", ["night", "journal"])
def test_without_script_the_answer_goes_back_where_it_was_given(client_of_ruth, page):
    typed = {"night": "2026-11-02", "answer": "none", "page": page}
    places = {"night": "/journal/nights/2026-11-02/", "journal": "/journal/?month=2026-11#night-2026-11-02"}
    assert client_of_ruth.post("/journal/nights/", typed).url == places[page]


def test_a_clear_answer_for_a_night_with_a_cramp_is_refused(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2))
    response = client_of_ruth.post("/journal/nights/", {"night": "2026-11-02", "answer": "none"})
    assert (response.status_code, Night.objects.count()) == (422, 0)


def test_a_night_of_the_future_has_no_page(client_of_ruth):
    assert client_of_ruth.get("/journal/nights/2999-01-01/").url == "/journal/nights/"


def test_a_date_that_there_is_not_is_not_found(client_of_ruth):
    answer = client_of_ruth.get("/journal/nights/2026-02-30/")
    assert (answer.status_code, "This page is not here" in answer.text) == (404, True)


def test_a_month_that_is_nonsense_is_the_present_one(client_of_ruth):
    month = client_of_ruth.get("/journal/", {"month": "soon"}).context["page"].month
    assert month == timezone.localdate().replace(day=1)
