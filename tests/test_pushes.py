"""Reminders to browsers, received and read by a push service of our own."""

import datetime as dt
import re
import socket
import time

import pytest
import requests
from django.core.management import call_command

from journal import actions, pushes
from journal.actions import reminders
from journal.choices import ReminderKind
from journal.models import PushDevice, Reminder
from journal.outside import PublicOnly, is_public_address, is_public_number
from tests import factories
from tests.push_service import Browser, PushService, claims_of, encoded

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
TIMES = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}
OPEN, CLOSE, SETTINGS = "/accounts/device/open/", "/accounts/device/close/", "/accounts/settings/"


@pytest.fixture
def service(settings):
    running = PushService()
    settings.VAPID_PRIVATE_KEY = pushes.new_key()
    settings.PUSH_TRUSTED_ORIGIN = running.origin
    settings.DEFAULT_FROM_EMAIL = "Night Heron <heron@nightheron.example>"
    yield running
    running.close()


@pytest.fixture
def phone(service, diary):
    actions.set_reminders(diary, TIMES)
    subscribed = Browser(service.origin)
    actions.open_device(diary, **subscribed.said)
    return subscribed


def counts(now):
    tally = actions.send_pushes(now=now)
    return tally.sent, tally.failed


# What arrives -------------------------------------------------------------------------------------------------------


def test_a_reminder_is_received_and_can_be_read_by_that_browser_alone(service, phone, diary):
    assert counts(EVENING) == (1, 0)
    [(path, _headers, body)] = service.received
    told = phone.read(body)
    assert (path, told["title"], told["url"]) == ("/push/one", "Evening stretches", "/practice/")
    assert b"stretches" not in body
    with pytest.raises(Exception, match="InvalidTag"):
        Browser(service.origin).read(body)


def test_it_is_signed_for_this_service_and_lives_two_hours(service, phone):
    actions.send_pushes(now=EVENING)
    headers = service.received[0][1]
    key, claims = claims_of(headers["authorization"])
    assert (key, claims["aud"], claims["sub"]) == (
        pushes.public_key(), service.origin, "mailto:heron@nightheron.example",
    )  # fmt: skip
    assert time.time() < claims["exp"] <= time.time() + 24 * 60 * 60
    assert (headers["ttl"], headers["content-encoding"], headers["topic"]) == ("7200", "aes128gcm", "evening")


@pytest.mark.parametrize("kind", ReminderKind)
def test_it_tells_nothing_of_the_diary(kind):
    told = " ".join(pushes.message(kind).values()).lower()
    assert re.findall("cramp|leg|pain|health", told) == []


def test_it_goes_to_every_device_once_a_day(service, phone, diary):
    other = Browser(service.origin, "two")
    actions.open_device(diary, **other.said)
    assert [counts(EVENING), counts(EVENING + 5 * MINUTE), counts(EVENING + DAY)] == [(1, 0), (0, 0), (1, 0)]
    assert [path for path, *_rest in service.received] == ["/push/one", "/push/two"] * 2


def test_there_is_none_after_it_was_done_in_a_pause_or_for_who_is_leaving(service, phone, diary, ruth):
    factories.make_practice(diary=diary, day=EVENING.date())
    factories.make_circumstance(diary=diary, first_day=EVENING.date() + DAY, is_pause=True)
    assert [counts(EVENING), counts(EVENING + DAY)] == [(0, 0), (0, 0)]
    actions.ask_to_delete(ruth, password=factories.PASSWORD, now=EVENING)
    assert counts(EVENING + 2 * DAY) == (0, 0)
    actions.keep_after_all(ruth)
    assert counts(EVENING + 2 * DAY) == (1, 0)


# What goes wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [404, 410])
def test_a_browser_that_is_no_more_is_forgotten(service, phone, code):
    service.answers = [code]
    assert (counts(EVENING), PushDevice.objects.count()) == ((0, 0), 0)


@pytest.mark.parametrize("code", [400, 429, 500])
def test_what_was_not_taken_is_tried_again(service, phone, code):
    service.answers = [code]
    assert [counts(EVENING), counts(EVENING + 5 * MINUTE)] == [(0, 1), (1, 0)]
    assert PushDevice.objects.count() == 1


def test_one_device_out_of_two_is_enough(service, phone, diary):
    actions.open_device(diary, **Browser(service.origin, "two").said)
    service.answers = [500]
    assert [counts(EVENING), counts(EVENING + 5 * MINUTE)] == [(1, 0), (0, 0)]


def test_a_service_that_is_away_is_tried_again(service, phone, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.PUSH_TRUSTED_ORIGIN = f"http://127.0.0.1:{free.getsockname()[1]}"
    PushDevice.objects.update(endpoint=f"{settings.PUSH_TRUSTED_ORIGIN}/push/one")
    assert (counts(EVENING), Reminder.objects.get(kind="evening").pushed_on) == ((0, 1), None)


def test_a_service_cannot_send_us_elsewhere(service, phone):
    elsewhere = PushService()
    service.answers, service.location = [307], f"{elsewhere.origin}/inside"
    assert (counts(EVENING), elsewhere.received) == ((0, 1), [])
    elsewhere.close()


# Where it may go ----------------------------------------------------------------------------------------------------

INSIDE = [
    "http://push.example.com/x", "https://127.0.0.1/x", "https://2130706433/x", "https://127.1/x", "https://[::1]/x",
    "https://localhost/x", "https://router.local/x", "https://db.internal/x", "https://push.example.com:8443/x",
    "https://me@push.example.com/x", "ftp://push.example.com/x", "https://push.example.com:x/", "https://", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_no_push_service(address):
    assert not is_public_address(address)


def test_a_public_address_is():
    assert is_public_address("https://updates.push.example.com/wpush/v2/gAAAA")


NUMBERS = {
    "8.8.8.8": True, "2606:4700::1111": True, "::ffff:8.8.8.8": True, "10.0.0.1": False, "127.0.0.1": False,
    "169.254.169.254": False, "100.64.0.1": False, "0.0.0.0": False, "224.0.0.1": False, "::1": False,
    "fe80::1%eth0": False, "fd00::1": False, "::ffff:10.0.0.1": False, "64:ff9b::a00:1": False, "2002:a00:1::1": False,
}  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_public_or_not_whatever_it_is_wrapped_in(number):
    assert is_public_number(number) is NUMBERS[number]


def test_a_public_name_that_leads_inside_is_left_before_a_byte_is_sent(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as inside:
        port = inside.getsockname()[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
        session = requests.Session()
        session.trust_env = False
        session.mount("https://", PublicOnly())
        with pytest.raises(requests.ConnectionError, match="private network"):
            session.post("https://push.example.com/x", data=b"secret", timeout=5)
        inside.settimeout(5)
        with inside.accept()[0] as reached:
            assert reached.recv(1) == b""


# Asking -------------------------------------------------------------------------------------------------------------


def test_a_browser_subscribes_and_takes_it_back(service, client_of_ruth, diary):
    said = Browser(service.origin).said
    assert client_of_ruth.post(OPEN, said).status_code == 204
    device = PushDevice.objects.get()
    assert (device.diary, device.endpoint, device.p256dh, device.auth) == (diary, *said.values())
    client_of_ruth.post(CLOSE, {"endpoint": said["endpoint"]})
    assert PushDevice.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://10.0.0.1/x"},
        {"endpoint": ""},
        {"p256dh": encoded(b"x" * 65)},
        {"auth": "c2hvcnQ"},
        {"auth": "é"},
    ],
)
def test_what_is_no_browser_is_refused(service, client_of_ruth, wrong):
    assert client_of_ruth.post(OPEN, Browser(service.origin).said | wrong).status_code == 422
    assert PushDevice.objects.count() == 0


def test_a_browser_belongs_to_who_asked_last(service, client_of_ruth, diary, stranger):
    said = Browser(service.origin).said
    actions.open_device(stranger.diary, **said)
    client_of_ruth.post(OPEN, said)
    assert [device.diary for device in PushDevice.objects.all()] == [diary]


def test_a_browser_of_somebody_else_is_not_taken_off(service, client_of_ruth, stranger):
    said = Browser(service.origin).said
    actions.open_device(stranger.diary, **said)
    client_of_ruth.post(CLOSE, {"endpoint": said["endpoint"]})
    client_of_ruth.post(CLOSE)
    assert PushDevice.objects.get().diary == stranger.diary


def test_all_devices_are_stopped_without_a_script(phone, client_of_ruth):
    assert "1 device shows a message" in client_of_ruth.get(SETTINGS).text
    assert client_of_ruth.post(CLOSE).url == SETTINGS
    assert PushDevice.objects.count() == 0


def test_the_oldest_of_too_many_devices_gives_way(service, diary):
    for number in range(reminders.MOST_DEVICES + 1):
        actions.open_device(diary, **Browser(service.origin, f"n{number}").said)
    kept = [device.endpoint.rpartition("/")[2] for device in PushDevice.objects.all()]
    assert kept == [f"n{number}" for number in range(1, reminders.MOST_DEVICES + 1)]


def test_it_is_offered_only_where_the_site_has_a_key(client_of_ruth, diary, settings):
    actions.set_reminders(diary, TIMES)
    assert "On your devices" not in client_of_ruth.get(SETTINGS).text
    assert client_of_ruth.post(OPEN, Browser("https://push.example.com").said).status_code == 422
    settings.VAPID_PRIVATE_KEY = pushes.new_key()
    assert f'data-push="{pushes.public_key()}"' in client_of_ruth.get(SETTINGS).text


# The commands -------------------------------------------------------------------------------------------------------


def test_the_key_that_the_command_prints_is_one(capsys, settings):
    call_command("make_push_keys")
    call_command("make_push_keys")
    lines = capsys.readouterr().out.split()
    assert [line.partition("=")[0] for line in lines] == ["VAPID_PRIVATE_KEY"] * 2
    keys = set()
    for line in lines:
        settings.VAPID_PRIVATE_KEY = line.partition("=")[2]
        keys.add(pushes.public_key())
    assert [(len(key), key[0]) for key in keys] == [(87, "B")] * 2  # 65 bytes that begin with 4: a whole point


def test_send_reminders_pushes_too(service, phone, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    call_command("send_reminders")
    assert capsys.readouterr().out == "By e-mail: 0 sent, 0 failed.\nTo browsers: 1 sent, 0 failed.\n"
