"""Reminders to browsers, received and read by a push service of our own."""

import datetime as dt
import re
import socket
import threading
import time
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress

import pytest
from django.core.management import call_command

from journal.actions import deletion, reminders
from journal.domain.choices import ReminderKind
from journal.models.reminders import PushDevice, Reminder
from journal.reminders import dispatch, push_keys, web_push
from tests import factories
from tests.push_service import Browser, PushService, claims_of, encoded

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
TIMES = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}
OPEN, CLOSE, SETTINGS = "/accounts/device/open/", "/accounts/device/close/", "/accounts/settings/"


@pytest.fixture
def service(push_service, settings):
    settings.DEFAULT_FROM_EMAIL = "Night Heron <heron@nightheron.example>"
    return push_service


@pytest.fixture
def phone(service, diary):
    reminders.choose(diary, TIMES)
    subscribed = Browser(service.origin)
    reminders.open_device(diary, site_key=push_keys.public_key(), **subscribed.said)
    return subscribed


def counts(now):
    tally = dispatch.send_pushes(clock=lambda: now)
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
    dispatch.send_pushes(clock=lambda: EVENING)
    headers = service.received[0][1]
    key, claims = claims_of(headers["authorization"])
    assert (key, claims["aud"], claims["sub"]) == (
        push_keys.public_key(), service.origin, "mailto:heron@nightheron.example",
    )  # fmt: skip
    assert time.time() < claims["exp"] <= time.time() + 24 * 60 * 60
    assert (headers["ttl"], headers["content-encoding"], headers["topic"]) == ("7200", "aes128gcm", "evening")


@pytest.mark.parametrize("kind", ReminderKind)
def test_it_tells_nothing_of_the_diary(kind):
    told = " ".join(web_push.message(kind).values()).lower()
    assert re.findall("cramp|leg|pain|health", told) == []


def test_it_goes_to_every_device_once_a_day(service, phone, diary):
    other = Browser(service.origin, "two")
    reminders.open_device(diary, site_key=push_keys.public_key(), **other.said)
    assert [counts(EVENING), counts(EVENING + 5 * MINUTE), counts(EVENING + DAY)] == [(1, 0), (0, 0), (1, 0)]
    assert sorted(path for path, *_rest in service.received) == ["/push/one"] * 2 + ["/push/two"] * 2


def test_there_is_none_after_it_was_done_in_a_pause_or_for_who_is_leaving(service, phone, diary, ruth):
    factories.make_practice(diary=diary, day=EVENING.date())
    factories.make_circumstance(diary=diary, first_day=EVENING.date() + DAY, is_pause=True)
    assert [counts(EVENING), counts(EVENING + DAY)] == [(0, 0), (0, 0)]
    deletion.ask(ruth, password=factories.PASSWORD, now=EVENING)
    assert counts(EVENING + 2 * DAY) == (0, 0)
    deletion.keep_after_all(ruth)
    assert counts(EVENING + 2 * DAY) == (1, 0)


# What goes wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_browser_that_is_no_more_is_forgotten(service, phone, code):
    service.answers = [code]
    assert (counts(EVENING), PushDevice.objects.count()) == ((0, 0), 0)


def test_with_another_key_the_browser_is_asked_again_and_takes_the_place_of_the_old(
    service, phone, client_of_ruth, settings
):
    settings.VAPID_PRIVATE_KEY = push_keys.new_key()
    assert (counts(EVENING), service.received) == ((0, 0), [])
    page = client_of_ruth.get(SETTINGS).text
    assert ('data-known=""' in page, "A phone or computer can show a message" in page) == (True, True)
    client_of_ruth.post(OPEN, Browser(service.origin, "two").said)
    assert [device.endpoint for device in PushDevice.objects.all()] == [f"{service.origin}/push/two"]
    assert counts(EVENING) == (1, 0)


@pytest.mark.parametrize("code", [400, 429, 500])
def test_what_was_not_taken_is_tried_again(service, phone, code):
    service.answers = [code]
    assert [counts(EVENING), counts(EVENING + 5 * MINUTE)] == [(0, 1), (1, 0)]
    assert PushDevice.objects.count() == 1


def test_one_device_out_of_two_is_enough(service, phone, diary):
    reminders.open_device(diary, site_key=push_keys.public_key(), **Browser(service.origin, "two").said)
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


class Dripping:
    """A push service that never comes to an end: it begins what it is told to say, and holds the line."""

    def __init__(self, said):
        self.said, self.open = said, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        with suppress(OSError):
            while True:
                caller, _address = self.server.accept()
                self.open.append(caller)
                caller.sendall(self.said)

    def close(self):
        self.server.shutdown(socket.SHUT_RDWR)  # wakes `accept`
        self.thread.join(20)
        for each in (self.server, *self.open):
            each.close()


@pytest.fixture
def drip(request, settings):
    running = Dripping(request.param)
    yield running
    running.close()


ENDLESS_BODY = b"HTTP/1.1 201 Created\r\nContent-Length: 1000000000\r\n\r\n1"
ENDLESS_HEADER = b"HTTP/1.1 201 Created\r\nX-Long: "


@pytest.mark.parametrize("drip", [ENDLESS_BODY], indirect=True)
def test_the_body_of_an_answer_is_not_read(service, phone, drip, settings):
    settings.PUSH_TRUSTED_ORIGIN = drip.origin
    PushDevice.objects.update(endpoint=f"{drip.origin}/push/one")
    assert counts(EVENING) == (1, 0)


@pytest.mark.parametrize("drip", [ENDLESS_HEADER], indirect=True)
def test_an_answer_that_never_ends_costs_no_other_its_turn(service, phone, drip, monkeypatch, stranger):
    waits = []

    def wait_for_the_first(answers, timeout):
        waits.append(timeout)
        return wait(answers, timeout=20, return_when=FIRST_COMPLETED)

    monkeypatch.setattr(web_push, "wait", wait_for_the_first)
    for module in (web_push, push_keys):
        monkeypatch.setattr(module, "is_trusted", lambda _address: True)
    PushDevice.objects.update(endpoint=f"{drip.origin}/push/one")
    reminders.choose(stranger.diary, TIMES)
    reminders.open_device(stranger.diary, site_key=push_keys.public_key(), **Browser(service.origin, "two").said)
    assert (counts(EVENING), [path for path, *_rest in service.received]) == ((1, 1), ["/push/two"])
    assert waits == [web_push.DEADLINE]


@pytest.mark.parametrize(
    "drip", [b"HTTP/1.1 201 Created\r\n" + (b"X-Long: " + b"a" * 4000 + b"\r\n") * 5], indirect=True
)
def test_an_answer_of_more_than_a_few_headers_is_not_read(service, phone, drip, settings):
    settings.PUSH_TRUSTED_ORIGIN = drip.origin
    PushDevice.objects.update(endpoint=f"{drip.origin}/push/one")
    assert counts(EVENING) == (0, 1)


@pytest.mark.parametrize("drip", [b"HTTP/1.1 100 Continue\r\n\r\n" * 800], indirect=True)
def test_an_answer_that_only_ever_begins_is_not_read(service, phone, drip, settings):
    settings.PUSH_TRUSTED_ORIGIN = drip.origin
    PushDevice.objects.update(endpoint=f"{drip.origin}/push/one")
    assert counts(EVENING) == (0, 1)


def test_an_endpoint_with_an_error_of_its_own_costs_no_other_its_turn(service, phone, diary, monkeypatch):
    reminders.open_device(diary, site_key=push_keys.public_key(), **Browser(service.origin, "two").said)
    handed_over = web_push.push

    def faulty(device, kind):
        return {}["no such key"] if device.endpoint.endswith("one") else handed_over(device, kind)

    monkeypatch.setattr(web_push, "push", faulty)
    assert (counts(EVENING), len(service.received)) == ((1, 0), 1)


def test_an_endpoint_that_is_not_allowed_any_more_is_forgotten(service, phone, settings):
    settings.PUSH_TRUSTED_ORIGIN = ""
    assert (counts(EVENING), PushDevice.objects.count(), service.received) == ((0, 0), 0, [])


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
    reminders.open_device(stranger.diary, site_key=push_keys.public_key(), **said)
    client_of_ruth.post(OPEN, said)
    assert [device.diary for device in PushDevice.objects.all()] == [diary]


def test_a_browser_of_somebody_else_is_not_taken_off(service, client_of_ruth, stranger):
    said = Browser(service.origin).said
    reminders.open_device(stranger.diary, site_key=push_keys.public_key(), **said)
    client_of_ruth.post(CLOSE, {"endpoint": said["endpoint"]})
    client_of_ruth.post(CLOSE)
    assert PushDevice.objects.get().diary == stranger.diary


def test_all_devices_are_stopped_without_a_script(phone, client_of_ruth):
    assert "1 device shows a message" in client_of_ruth.get(SETTINGS).text
    assert client_of_ruth.post(CLOSE).url == SETTINGS
    assert PushDevice.objects.count() == 0


def test_the_oldest_of_too_many_devices_gives_way(service, diary):
    for number in range(reminders.MOST_DEVICES + 1):
        reminders.open_device(diary, site_key=push_keys.public_key(), **Browser(service.origin, f"n{number}").said)
    kept = [device.endpoint.rpartition("/")[2] for device in PushDevice.objects.all()]
    assert kept == [f"n{number}" for number in range(1, reminders.MOST_DEVICES + 1)]


def test_it_is_offered_only_where_the_site_has_a_key(client_of_ruth, diary, settings):
    reminders.choose(diary, TIMES)
    assert "On your devices" not in client_of_ruth.get(SETTINGS).text
    assert client_of_ruth.post(OPEN, Browser("https://push.example.com").said).status_code == 422
    settings.VAPID_PRIVATE_KEY = push_keys.new_key()
    assert f'data-push="{push_keys.public_key()}"' in client_of_ruth.get(SETTINGS).text


# The commands -------------------------------------------------------------------------------------------------------


def test_the_key_that_the_command_prints_is_one(capsys, settings):
    call_command("make_push_keys")
    call_command("make_push_keys")
    lines = capsys.readouterr().out.split()
    assert [line.partition("=")[0] for line in lines] == ["VAPID_PRIVATE_KEY"] * 2
    keys = set()
    for line in lines:
        settings.VAPID_PRIVATE_KEY = line.partition("=")[2]
        keys.add(push_keys.public_key())
    assert [(len(key), key[0]) for key in keys] == [(87, "B")] * 2  # 65 bytes that begin with 4: a whole point


def test_send_reminders_pushes_too(service, phone, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    call_command("send_reminders")
    assert capsys.readouterr().out == "To browsers: 1 sent, 0 failed.\nBy e-mail: 0 sent, 0 failed.\n"
