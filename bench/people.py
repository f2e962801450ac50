"""The diaries that are measured: made-up ones of 60 days and of ten years, and what logs their people in."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models.diary import Diary
from journal.web.access import diary_tag

LENGTHS = {"60 d": 60, "10 y": 3650}
HOST = {"host": "127.0.0.1"}


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in."""

    username: str
    cookies: str
    token: str
    diary: str
    """What the pages call the diary, for what is sent from one."""


def prepare_site() -> None:
    """Make the database, the poses and the static files, as `make setup` does."""
    for command in ("migrate", "createcachetable", "load_poses"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def make_person(days: int, kind: str = "read") -> Person:
    """Fill a diary and log its person in, by the form."""
    username = f"bench-{kind}-{days}"
    call_command("seed_demo", username=username, password=username, days=days, replace=True, verbosity=0)
    client = client_of(username)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}; tz=Europe/London"
    return Person(username, cookies, token, diary_tag(Diary.objects.get(owner__username=username)))


def client_of(username: str) -> Client:
    """Return a client inside this process, logged in by the form; the password is the name (`make_person`)."""
    client = Client()
    form = {"login": username, "password": username}
    answer = client.post(reverse("account_login"), form, secure=settings.SESSION_COOKIE_SECURE, headers=HOST)
    if answer.status_code != HTTPStatus.FOUND:
        raise RuntimeError(answer.text)
    return client


def queries(client: Client, path: str) -> int:
    """Count the queries of a page that was opened before."""
    client.get(path, headers=HOST)
    with CaptureQueriesContext(connection) as captured:
        client.get(path, headers=HOST)
    return len(captured)
