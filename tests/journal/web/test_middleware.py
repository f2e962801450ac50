"""Around every page: a session that ended, and the clock of a new diary."""

from django.test import Client

from journal.models.diary import Diary

HTMX = {"HX-Request": "true"}


def test_an_htmx_request_after_the_session_ended_sends_the_page_to_the_login(db):
    headers = HTMX | {"HX-Current-URL": "http://testserver/journal/?month=2026-10"}
    response = Client().get("/journal/trend/?span=8w", headers=headers)
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/journal/%3Fmonth%3D2026-10"


def test_a_new_diary_takes_the_clock_of_the_device(db):
    client = Client()
    client.cookies["tz"] = "Asia/Tokyo"
    client.post("/accounts/signup/", {"username": "anna", "password1": "three short words"})
    client.get("/")
    assert Diary.objects.get().time_zone == "Asia/Tokyo"
