"""A link to a report, tried by its owner, by whoever has it, and by whoever should not."""

import datetime as dt
import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal.actions import digests, shares
from journal.models.shares import SharedReport
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.slow

DAY = dt.timedelta(days=1)


@pytest.fixture
def logged(diary):
    today = timezone.localdate()
    factories.fill_days(diary=diary, first=today - 60 * DAY, days=60)
    factories.make_cramp_on(diary=diary, night=today - 3 * DAY, note="a secret of the garden", pain=7)
    return diary


@pytest.fixture
def token(logged):
    return factories.make_shared(diary=logged, now=timezone.now())[1]


@pytest.fixture(autouse=True)
def _of_this_site(settings):
    """Links name the site, whatever name the request came by."""
    settings.SITE_URL = "https://nightheron.example"


@pytest.fixture
def anybody(db):
    return Client()


def make_link(client, query="", **typed):
    """Share the report and return the answer and the address that it shows."""
    answer = client.post(f"/journal/report/{query}", {"life": "7"} | typed)
    found = re.search(r">(https://nightheron.example/s/[^<]+)</textarea>", answer.text)
    return answer, found and found[1]


def ended(token, how):
    """Return a token that opens nothing, in one of the ways in which that happens."""
    shared = SharedReport.objects.get()
    if how == "expired":
        SharedReport.objects.update(created_at=timezone.now() - 8 * DAY, expires_at=timezone.now() - DAY)
    elif how == "stopped":
        shares.stop(shared)
    elif how == "emptied":
        shared.diary.cramps.all().delete()
        shared.diary.nights.all().delete()
        shared.diary.practices.all().delete()
    elif how == "deleting":
        User.objects.filter(diary=shared.diary).update(deletes_at=timezone.now() + DAY)
    elif how == "closed":
        User.objects.filter(diary=shared.diary).update(is_active=False)
    return "A" * 43 if how == "guessed" else token


def test_a_link_shows_the_report_to_anybody(client_of_ruth, logged, anybody):
    _answer, link = make_link(client_of_ruth, "?span=4w&table=1")
    own = client_of_ruth.get("/journal/report/?span=4w&table=1").context["report"]
    shown = anybody.get(link)
    assert (shown.context["report"].outcomes, shown.context["report"].entries) == (own.outcomes, own.entries)
    assert all(line.said in shown.text for line in own.lines)
    assert "Every cramp" in shown.text


def test_the_address_is_shown_once(client_of_ruth, logged):
    answer, link = make_link(client_of_ruth)
    token = link.split("/")[-2]
    assert answer.text.count(token) == 1
    assert token not in client_of_ruth.get("/journal/report/").text


def test_the_same_form_sent_twice_makes_one_link(client_of_ruth, logged):
    identifier = "6c1b2a52-27f4-4c1f-9f5e-0f5d6e3f8a11"
    make_link(client_of_ruth, uuid=identifier)
    answer, _none = make_link(client_of_ruth, uuid=identifier)
    assert (answer.status_code, SharedReport.objects.count()) == (302, 1)
    assert "made already" in client_of_ruth.get(answer.url).text


def test_the_owner_sees_until_when_and_how_often(client_of_ruth, anybody, token):
    for _time in range(2):
        anybody.get(f"/s/{token}/")
    anybody.head(f"/s/{token}/")
    page = client_of_ruth.get("/journal/report/").text
    assert "Opened 2 times." in page
    assert f"{timezone.localdate() + 7 * DAY:%-d %B %Y}" in page


def test_a_wrong_answer_is_said_and_makes_no_link(client_of_ruth, logged):
    answer, _none = make_link(client_of_ruth, life="99")
    assert (answer.status_code, SharedReport.objects.count()) == (422, 0)


def test_one_link_too_many_is_said(client_of_ruth, logged):
    for _each in range(shares.MOST_LINKS):
        factories.make_shared(diary=logged, now=timezone.now())
    answer, _none = make_link(client_of_ruth)
    assert (answer.status_code, "You have ten links already." in answer.text) == (422, True)


def test_an_empty_diary_has_nothing_to_share(client_of_ruth, diary):
    answer, _none = make_link(client_of_ruth)
    assert ("Nothing is logged yet" in answer.text, SharedReport.objects.count()) == (True, 0)
    assert client_of_ruth.get("/journal/report/report.pdf").status_code == 404


def told(answer):
    """Return the headers without the number, which is another one for each request."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


@pytest.mark.parametrize("end", ["", "report.pdf"])
@pytest.mark.parametrize("how", ["guessed", "expired", "stopped", "emptied", "deleting", "closed"])
def test_a_link_that_opens_nothing_does_not_say_why(anybody, token, how, end):
    guess = anybody.get(f"/s/{'B' * 43}/{end}")
    assert anybody.get(f"/s/{token}/{end}").status_code == 200
    answer = anybody.get(f"/s/{ended(token, how)}/{end}")
    assert (answer.status_code, answer.content, told(answer)) == (404, guess.content, told(guess))
    assert "Please ask the person for a new one." in answer.text


@pytest.mark.parametrize("end", ["", "report.pdf"])
def test_no_answer_is_kept_indexed_or_told_to_the_next_site(anybody, token, end):
    for address in (f"/s/{token}/{end}", f"/s/guess/{end}"):
        headers = anybody.get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"].startswith("noindex")
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("end", ["", "report.pdf"])
def test_a_link_that_is_opened_over_and_over_has_to_wait(anybody, logged, token, end, monkeypatch):
    monkeypatch.setattr("journal.actions.shares.MOST_OPENINGS", 2)
    other = factories.make_shared(diary=logged, now=timezone.now())[1]
    read, asked, held = anybody.get(f"/s/{token}/"), anybody.head(f"/s/{token}/"), anybody.get(f"/s/{token}/{end}")
    assert [answer.status_code for answer in (read, asked, held)] == [200, 200, 429]
    assert (held.headers["Retry-After"], held.headers["Referrer-Policy"]) == ("60", "no-referrer")
    assert "Wait a minute, then load the page again." in held.text
    assert {each.digest == digests.of_secret(token): each.seen for each in SharedReport.objects.all()} == {
        True: 1,
        False: 0,
    }
    assert anybody.get(f"/s/{other}/").status_code == 200


def test_after_a_minute_a_link_opens_again(logged, now):
    link, _token = factories.make_shared(diary=logged, now=now)
    first = [shares.count_opening(link, is_read=True, now=now) for _time in range(shares.MOST_OPENINGS + 1)]
    later = [shares.count_opening(link, is_read=True, now=now + dt.timedelta(seconds=each)) for each in (59, 60)]
    assert (first, later) == ([True] * shares.MOST_OPENINGS + [False], [False, True])
    assert SharedReport.objects.get().seen == shares.MOST_OPENINGS + 1


@pytest.mark.parametrize("end", ["", "report.pdf"])
def test_somebody_whose_own_diary_is_to_go_reads_a_link_as_anybody_does(stranger, anybody, token, end):
    anybody.force_login(stranger)
    User.objects.filter(pk=stranger.pk).update(deletes_at=timezone.now() + DAY)
    assert anybody.get("/journal/").url == "/accounts/deleted/"
    answer = anybody.get(f"/s/{token}/{end}")
    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (200, "no-referrer")


@pytest.mark.parametrize("end", ["", "report.pdf"])
def test_a_form_sent_from_elsewhere_learns_no_more(token, end):
    answer = Client(enforce_csrf_checks=True).post(f"/s/{token}/{end}")
    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (405, "no-referrer")
    assert answer.headers["X-Robots-Tag"].startswith("noindex")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_link_only_reads(anybody, token, method):
    answers = [getattr(anybody, method)(f"/s/{each}/").status_code for each in (token, "guess")]
    assert (answers, SharedReport.objects.get().seen) == ([405, 405], 0)


def test_nothing_else_is_reachable_with_a_token(anybody, token):
    page = anybody.get(f"/s/{token}/")
    assert (page.cookies, anybody.cookies) == ({}, {})
    addresses = [
        "/journal/",
        "/journal/report/",
        "/journal/trend/",
        "/journal/report/report.pdf",
        "/accounts/settings/",
    ]
    for address in addresses:
        for query in ({"token": token}, {"s": token}):
            answer = anybody.get(address, query, headers={"Authorization": f"Bearer {token}"})
            assert answer.url.startswith("/accounts/login/")
    assert {anybody.get(f"/s/{token}/{more}").status_code for more in ("journal/", "edit/", "../journal/")} == {404}


def test_the_shared_page_leads_nowhere_and_tells_no_name(anybody, token, ruth):
    page = anybody.get(f"/s/{token}/").text
    assert set(re.findall(r'<a [^>]*href="([^"]+)"', page)) == {f"/s/{token}/report.pdf"}
    assert [
        word for word in ("<script", "<form", "secret of the garden", ruth.username, "manifest") if word in page
    ] == []


def test_another_person_cannot_stop_a_link(stranger, token):
    other = Client()
    other.force_login(stranger)
    address = f"/journal/report/links/{SharedReport.objects.get().uuid}/stop/"
    assert (other.post(address).status_code, SharedReport.objects.count()) == (404, 1)


def test_its_owner_stops_it_at_once(client_of_ruth, anybody, token):
    assert anybody.get(f"/s/{token}/").status_code == 200
    answer = client_of_ruth.post(f"/journal/report/links/{SharedReport.objects.get().uuid}/stop/", follow=True)
    assert "Stopped: this link opens nothing from now on." in answer.text
    assert anybody.get(f"/s/{token}/").status_code == 404


def test_a_later_entry_is_not_shown(anybody, logged):
    yesterday = timezone.now() - 2 * DAY
    token = factories.make_shared(diary=logged, now=yesterday)[1]
    before = anybody.get(f"/s/{token}/").context["report"].outcomes.cramps
    factories.make_cramp_on(diary=logged, night=timezone.localdate() - DAY, count=9)
    assert anybody.get(f"/s/{token}/").context["report"].outcomes.cramps == before > 0


@pytest.mark.parametrize(("end", "queries"), [("", 8), ("report.pdf", 8)])
def test_a_shared_report_takes_few_queries(anybody, token, end, queries):
    anybody.get(f"/s/{token}/")
    with CaptureQueriesContext(connection) as taken:
        anybody.get(f"/s/{token}/{end}")
    assert len(taken) == queries


def test_the_token_stands_in_no_log(anybody, token, caplog):
    caplog.set_level(logging.INFO)
    anybody.post(f"/s/{token}/")
    lines = [str(vars(record)) for record in caplog.records if record.name == "yogasite.request"]
    assert ["/s/<str:token>/" in line for line in lines] == [True]
    assert not any(token in line for line in lines)
