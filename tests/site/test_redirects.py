"""No `next`, no header and no query leads out of the site."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests import factories
from tests.addresses import ADDRESSES, SOME
from tests.logins import LOGIN, PASSWORD, SIGNUP
from yogasite.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AWAY = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "https:evil.example",
    "https:///evil.example", "https://evil.example", "http://testserver@evil.example", "http://testserver.evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", " //evil.example",
    "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "\x00//evil.example", "http:\\\\evil.example",
    "//evil.example\\@testserver", "/%09/evil.example", "／／evil.example", "ftp://testserver/", "http://[evil",
]  # fmt: skip
LEADING = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url", "Refresh")


def leads_away(address):
    """Whether a browser would leave the site: it drops tabs and line ends, and takes a backslash for a slash."""
    seen = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")
    has_scheme = re.match(r"[a-z][a-z0-9+.-]*:", seen, re.IGNORECASE) is not None
    return seen.startswith("//") or (has_scheme and not seen.startswith("http://testserver/"))


def test_a_way_out_would_be_seen():
    assert [away for away in AWAY if not leads_away(away)] == ["/%09/evil.example", "／／evil.example"]
    assert [leads_away(address) for address in ("/journal/", "http://testserver/x", "?a=//b", "")] == [False] * 4


def led(answer):
    return [answer.headers[name] for name in LEADING if name in answer.headers]


def inside(username="ruth"):
    client = Client()
    client.post(LOGIN, PASSWORD | {"login": username})
    return client


def to_login(way):
    return Client().post(LOGIN, PASSWORD | {"next": way})


def to_login_by_address(way):
    return Client().post(f"{LOGIN}?{urlencode({'next': way})}", PASSWORD)


def to_login_when_inside(way):
    return inside().get(LOGIN, {"next": way})


def to_signup(way):
    return Client().post(SIGNUP, {"username": f"w{uuid.uuid4().hex[:8]}", "password1": factories.PASSWORD, "next": way})


def to_logout(way):
    return inside().post("/accounts/logout/", {"next": way})


def to_reauthenticate(way):
    return inside().post("/accounts/reauthenticate/", {"password": factories.PASSWORD, "next": way})


def to_undo(way):
    return inside().post("/journal/undo/", {"token": "x", "next": way})


def to_undo_in_a_part_of_a_page(way):
    return inside().post("/journal/undo/", {"token": "x", "next": way}, headers={"HX-Request": "true"})


def to_a_night(way):
    return inside().post("/journal/nights/", {"night": "2026-11-02", "answer": "none", "page": way, "next": way})


def to_the_editors(way):
    return Client().post("/admin/login/", {"username": "ruth", "password": factories.PASSWORD, "next": way})


WAYS = [to_login, to_login_by_address, to_login_when_inside, to_signup, to_logout, to_reauthenticate, to_undo]
WAYS += [to_undo_in_a_part_of_a_page, to_a_night, to_the_editors]


@pytest.mark.sweep
@pytest.mark.parametrize("way", WAYS)
def test_no_next_leads_out_of_the_site(ruth, settings, way):
    settings.ACCOUNT_RATE_LIMITS = False
    User.objects.update(is_staff=True)
    answers = {away: led(way(away)) for away in AWAY}
    assert all(answers.values())
    assert {away: found for away, found in answers.items() if any(map(leads_away, found))} == {}


@pytest.mark.parametrize(
    "way", [to_login, to_login_by_address, to_login_when_inside, to_logout, to_reauthenticate, to_undo]
)
def test_a_next_inside_the_site_is_followed(ruth, way):
    assert led(way("/poses/hero/")) == ["/poses/hero/"]


@pytest.mark.parametrize("header", ["HX-Current-URL", "HX-Current-URL-URI-AutoEncoded", "Referer"])
def test_no_header_leads_out_of_the_site(ruth, header):
    for away in [away for away in AWAY if away.isascii() and away.isprintable()]:
        asked = {"HX-Request": "true", header: away}
        answers = [Client().get("/journal/trend/", headers=asked), Client().post("/journal/nights/", headers=asked)]
        answers.append(Client().post("/accounts/settings/", headers={header: away}))
        found = [led(answer) for answer in answers]
        assert [len(each) for each in found] == [1, 1, 1]
        assert [address for (address,) in found if leads_away(address)] == []


@pytest.mark.parametrize(
    ("shown", "back"),
    [
        ("http://testserver/journal/?month=2026-11", "/journal/?month=2026-11"),
        ("http://[evil", ""),
        ("//evil.example", ""),
    ],
)
def test_undo_in_a_part_of_a_page_leads_back_to_the_page_that_is_shown(client_of_ruth, shown, back):
    asked = {"HX-Request": "true", "HX-Current-URL": shown}
    answer = client_of_ruth.post("/journal/nights/", {"night": "2026-11-02", "answer": "none"}, headers=asked)
    assert f'name="next" value="{back}"' in answer.text


@pytest.mark.sweep
def test_no_address_leads_out_of_the_site_whatever_is_asked_of_it(ruth, library):
    client, wrong = Client(raise_request_exception=False), []
    query = dict.fromkeys(
        ("next", "redirect", "redirect_to", "url", "return", "to", "page", "continue"), "//evil.example"
    )
    for address in ADDRESSES:
        if "_auth_user_id" not in client.session:
            client.force_login(ruth)
        for send in (client.get, client.post):
            answer = send(address.path(SOME), query, headers={"Referer": "https://evil.example/"})
            wrong += [(address.name, found) for found in led(answer) if leads_away(found)]
    assert wrong == []
