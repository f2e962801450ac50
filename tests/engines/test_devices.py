"""What a device can do beside showing pages: in the engines that can, and the honest way in those that cannot."""

import datetime as dt
import json

import pytest

from journal.models.reminders import PushDevice, Reminder
from journal.reminders import dispatch
from poses.models.pose import Pose
from tests import factories
from tests.engines.phone import JUMP
from tests.push_service import Browser

pytestmark = pytest.mark.django_db(transaction=True)


def in_engines(*names):
    """Run a test in some engines only: the others have a test of their own."""
    return pytest.mark.parametrize("driver", names, indirect=True)


@pytest.fixture
def player(phone, person):
    """The player of a routine of one pose, not started."""
    pose = Pose.objects.in_library().filter(sides="each").first()
    routine = factories.make_routine(diary=person.diary, poses=[pose], hold_seconds=20)
    phone.log_in()
    phone.open(f"/practice/{routine.uuid}/")
    phone.see("Start", "main")
    return phone


LISTEN = """
  window.heard = [];
  const speak = window.speechSynthesis.speak.bind(window.speechSynthesis);
  window.speechSynthesis.speak = (spoken) => {
    window.heard.push(spoken.text);
    speak(spoken);
  };
  const tone = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    window.heard.push("tone");
    return tone.call(this);
  };
"""


def test_the_player_chimes_and_speaks_when_it_is_asked_to(player):
    player.run(LISTEN + JUMP)
    player.button("Start", "main")
    player.see("Get ready", "[data-label]")
    player.button("Chime", "main")
    player.button("Voice", "main")
    player.run("window.heard.length = 0; window.ahead += 12000")
    player.see("Right side", "[data-label]")
    assert player.run("return window.heard") == ["tone", "tone", "Right side. Hold for 20 seconds."]


KEEP_LOCKS = """
  window.locks = [];
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    window.locks.push(await request(kind));
    return window.locks[0];
  };
"""


@in_engines("firefox", "webkit", "chromium")
def test_the_screen_stays_on_until_the_player_is_paused(player):
    player.driver.allow("wakeLockScreen", player.site)
    player.run(KEEP_LOCKS)
    player.button("Start", "main")
    player.wait(lambda: player.run("return window.locks.map((each) => each.released)") == [False])
    player.button("Pause", "main")
    player.wait(lambda: player.run("return window.locks.map((each) => each.released)") == [True])


def test_the_player_goes_on_when_the_screen_may_not_stay_on(player):
    player.run(JUMP + "window.navigator.wakeLock.request = () => Promise.reject(new Error('low battery'))")
    player.button("Start", "main")
    player.see("Get ready", "[data-label]")
    player.run("window.ahead += 12000")
    player.see("Right side", "[data-label]")


@pytest.fixture
def reminded(phone, person, line, push_service):
    """Ruth's settings, who is reminded each evening."""
    Reminder.objects.create(diary=person.diary, kind="evening", at=dt.time(21, 30), by_mail=True)
    phone.log_in()
    phone.open("/accounts/settings/")
    return phone


SUBSCRIBE = """
  const said = JSON.parse(arguments[0]);
  const toJSON = () => ({ endpoint: said.endpoint, keys: { p256dh: said.p256dh, auth: said.auth } });
  PushManager.prototype.subscribe = async () => ({ toJSON });
  Notification.requestPermission = async () => "granted";
"""
"""Each maker's push service is on the internet: the browser's half of a subscription is played, the rest is real."""


@in_engines("firefox", "chromium-108", "chromium")
def test_a_device_asks_for_reminders_and_gets_one(reminded, push_service):
    device = Browser(push_service.origin)
    reminded.run(SUBSCRIBE, json.dumps(device.said))
    reminded.button("Remind me on this device", "main")
    reminded.see("Saved: this device reminds you.", ".said")
    evening = dt.datetime(2026, 11, 18, 21, 30, tzinfo=dt.UTC)
    assert dispatch.send_pushes(clock=lambda: evening).sent == 1
    assert device.read(push_service.received[0][2])["title"] == "Evening stretches"
    reminded.button("Stop on all devices", "main")
    reminded.wait(lambda: PushDevice.objects.count() == 0)


STATE = "return navigator.serviceWorker.ready.then((registered) => registered.active.state)"
SHOWN = """
  return navigator.serviceWorker.ready
    .then((registered) => registered.getNotifications())
    .then((shown) => shown.map(({ title, body, data }) => [title, body, data.url]));
"""


CLOSE = """
  return navigator.serviceWorker.ready
    .then((registered) => registered.getNotifications())
    .then((shown) => shown.forEach((each) => each.close()));
"""


@in_engines("firefox")
def test_a_reminder_that_arrives_is_shown(reminded):
    reminded.wait(lambda: reminded.run(STATE) == "activated")
    said = {"title": "Evening stretches", "body": "Ten quiet minutes before bed.", "url": "/"}
    reminded.driver.deliver(reminded.site, json.dumps(said))
    reminded.wait(lambda: reminded.run(SHOWN) == [list(said.values())])
    reminded.run(CLOSE)  # it is a window, and Firefox gives passkeys to the one in front alone
    reminded.wait(lambda: reminded.run(SHOWN) == [])


@in_engines("webkit")
def test_without_a_push_service_the_other_ways_are_offered(reminded):
    reminded.see("Make a calendar address", "main")
    assert "Remind me on this device" not in reminded.text("main")


@in_engines("firefox", "chromium")
def test_a_passkey_logs_in_alone(phone, person):
    phone.driver.lend_key()
    phone.log_in()
    phone.open("/accounts/2fa/webauthn/add/")
    phone.write("input[name=password]", factories.PASSWORD)
    phone.press("Enter")
    phone.button("Add a passkey", "main")
    phone.see("Saved: your passkey", ".said")
    phone.driver.forget()
    phone.open("/accounts/login/")
    phone.button("Use a passkey", "main")
    phone.see("Settings", "header")


@in_engines("firefox", "chromium-108", "chromium")
def test_a_passkey_that_is_turned_away_says_so_and_can_be_tried_again(phone):
    phone.open("/accounts/login/")
    phone.run("navigator.credentials.get = () => Promise.reject(new Error('turned away'))")
    phone.button("Use a passkey", "main")
    phone.see("No passkey was used. You can try again.", "main")
    phone.wait(lambda: not phone.run("return document.querySelector('[data-passkey]').disabled"))


@in_engines("webkit")
def test_a_browser_without_passkeys_is_told_of_the_password(phone):
    phone.open("/accounts/login/")
    phone.see("This browser has no passkeys.", "main")
    assert phone.run("return document.querySelector('[data-passkey]').disabled") is True
