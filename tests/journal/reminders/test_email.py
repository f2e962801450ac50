"""Reminders by e-mail: what is due, sent once, and stopped from the mail alone."""

import datetime as dt
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client

from journal.actions import deletion, reminders
from journal.domain.choices import ExperimentLength, ReminderKind
from journal.models.evidence import Experiment
from journal.models.reminders import Reminder
from journal.reminders import dispatch, select
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 18)
LONDON = {
    "evening": dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC),
    "morning": dt.datetime(2026, 11, 18, 8, 0, tzinfo=dt.UTC),
}
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
TIMES = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}


def make_reminded(username="ruth", times=TIMES, *, verified=True, **fields):
    user = factories.make_user(username=username, email=f"{username}@example.org", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    reminders.choose(user.diary, times, by_mail=True)
    return user


@pytest.fixture
def ruth(db):
    return make_reminded()


def sent(now):
    """Run once; return the subjects that went out."""
    before = len(mail.outbox)
    dispatch.send_mails(clock=lambda: now)
    return [each.subject for each in mail.outbox[before:]]


EVENING, MORNING = ["Evening stretches"], ["How was last night?"]

# What is due --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "subjects"), [("evening", EVENING), ("morning", MORNING)])
def test_each_goes_out_at_its_time_and_to_the_persons_address(ruth, kind, subjects):
    assert sent(LONDON[kind] - MINUTE) == []
    assert sent(LONDON[kind]) == subjects
    assert mail.outbox[0].to == ["ruth@example.org"]


def test_it_goes_out_once_a_day_and_again_the_next(ruth):
    runs = [sent(LONDON["evening"] + each) for each in (0 * MINUTE, 5 * MINUTE, DAY, DAY + 5 * MINUTE)]
    assert runs == [EVENING, [], EVENING, []]


@pytest.mark.parametrize(("late", "subjects"), [(119 * MINUTE, EVENING), (120 * MINUTE, [])])
def test_a_late_one_is_left_out_after_two_hours(ruth, late, subjects):
    assert sent(LONDON["evening"] + late) == subjects


@pytest.mark.parametrize(
    "day", [dt.date(2026, 3, 28), dt.date(2026, 3, 29), dt.date(2026, 10, 24), dt.date(2026, 10, 25)]
)
def test_nine_in_the_evening_stays_nine_when_the_clock_changes(ruth, day):
    at_nine = dt.datetime.combine(day, dt.time(21), tzinfo=ruth.diary.zone).astimezone(dt.UTC)
    assert [sent(at_nine - MINUTE), sent(at_nine)] == [[], EVENING]


@pytest.mark.parametrize(
    ("sent_on", "subjects"),
    [(TODAY, []), (TODAY + DAY, []), (TODAY + 2 * DAY, EVENING), (dt.date(2036, 1, 1), EVENING)],
)
def test_a_clock_that_was_years_ahead_once_silences_nothing(ruth, sent_on, subjects):
    Reminder.objects.update(mailed_on=sent_on)
    assert [sent(LONDON["evening"]), sent(LONDON["evening"] + 5 * MINUTE)] == [subjects, []]


def test_it_is_the_diarys_clock_that_counts(db):
    make_reminded(time_zone="Asia/Tokyo")
    assert [sent(LONDON["evening"]), sent(LONDON["evening"] - 9 * 60 * MINUTE)] == [[], EVENING]


def test_there_is_none_after_the_practice_is_done(ruth):
    factories.make_practice(diary=ruth.diary, day=TODAY)
    assert [sent(LONDON["evening"]), sent(LONDON["evening"] + DAY)] == [[], EVENING]


@pytest.mark.parametrize("answer", ["clear", "cramp"])
def test_there_is_none_after_the_night_was_logged(ruth, answer):
    night = TODAY - DAY
    if answer == "clear":
        factories.make_night(diary=ruth.diary, date=night)
    else:
        factories.make_cramp_on(diary=ruth.diary, night=night)
    assert [sent(LONDON["morning"]), sent(LONDON["morning"] + DAY)] == [[], MORNING]


@pytest.mark.parametrize("last", [None, TODAY])
def test_there_is_none_in_a_pause(ruth, last):
    factories.make_circumstance(diary=ruth.diary, first_day=TODAY, last_day=last, is_pause=True)
    assert [sent(LONDON["morning"]), sent(LONDON["evening"])] == [[], []]


def test_on_the_morning_after_a_pause_the_paused_night_is_not_asked_about(ruth):
    factories.make_circumstance(diary=ruth.diary, first_day=TODAY - DAY, last_day=TODAY - DAY, is_pause=True)
    assert [sent(LONDON["morning"]), sent(LONDON["evening"]), sent(LONDON["morning"] + DAY)] == [[], EVENING, MORNING]


def test_there_is_none_to_practise_in_a_block_of_rest(ruth):
    plan = [False, True] * 3
    Experiment.objects.create(
        diary=ruth.diary, weeks=ExperimentLength.SHORT, block_days=7, plan=plan, starts_on=TODAY - 6 * DAY
    )
    assert [sent(LONDON["morning"]), sent(LONDON["evening"]), sent(LONDON["evening"] + DAY)] == [MORNING, [], EVENING]


def test_nobody_is_written_to_without_having_asked(db):
    make_reminded("off", {ReminderKind.EVENING: None, ReminderKind.MORNING: None})
    make_reminded("unconfirmed", verified=False)
    silent = make_reminded("calendar-only")
    reminders.choose(silent.diary, TIMES)
    leaving = make_reminded("leaving")
    deletion.ask(leaving, password=factories.PASSWORD, now=LONDON["evening"])
    assert sent(LONDON["evening"]) == []
    make_reminded("ruth")
    assert sent(LONDON["evening"]) == EVENING


def test_two_confirmed_addresses_get_one_mail_to_the_main_one(ruth):
    EmailAddress.objects.create(user=ruth, email="other@example.org", verified=True)
    assert sent(LONDON["evening"]) == EVENING
    assert mail.outbox[0].to == ["ruth@example.org"]


# Once ---------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_two_runs_at_once_send_one_mail(monkeypatch, _round):
    make_reminded()
    both_have_read = threading.Barrier(2, timeout=20)

    def read(*arguments, **options):
        found = list(select.due_now(*arguments, **options))
        both_have_read.wait()
        return found

    monkeypatch.setattr(dispatch, "due_now", read)

    def run(_turn):
        try:
            return dispatch.send_mails(clock=lambda: LONDON["evening"]).sent
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        counts = sorted(pool.map(run, range(2)))
    assert (counts, len(mail.outbox)) == ([0, 1], 1)


def test_who_unticks_between_reading_and_claiming_gets_none(ruth):
    due = list(select.due_now(Reminder.objects.by_mail(), "mailed_on", clock=lambda: LONDON["evening"]))
    reminders.stop_mails(ruth.diary)
    assert [reminders.claim(each.reminder, "mailed_on", each.day) for each in due] == [False]


@pytest.mark.parametrize(
    "change",
    [
        lambda ruth: deletion.ask(ruth, password=factories.PASSWORD, now=LONDON["evening"]),
        lambda ruth: reminders.choose(ruth.diary, TIMES | {ReminderKind.EVENING: dt.time(22)}, by_mail=True),
    ],
)
def test_who_leaves_or_changes_the_time_during_a_long_run_gets_none(monkeypatch, change):
    make_reminded("ada")
    ruth = make_reminded("ruth")
    whole = mail.EmailMultiAlternatives.send

    def send(message, *arguments):
        change(ruth)
        return whole(message, *arguments)

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    assert sent(LONDON["evening"]) == EVENING
    assert mail.outbox[0].to == ["ada@example.org"]


def test_one_whose_window_ends_during_a_long_run_is_left_out(ruth):
    make_reminded("sam")
    times = iter([LONDON["evening"] + 119 * MINUTE] * 2 + [LONDON["evening"] + 120 * MINUTE] * 2)
    assert (dispatch.send_mails(clock=lambda: next(times)).sent, len(mail.outbox)) == (1, 1)


def failing(error):
    def send(_self, *_arguments, **_options):
        raise error

    return send


def test_a_mail_that_cannot_be_handed_over_is_tried_again_by_the_next_run(ruth, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(
            "django.core.mail.EmailMultiAlternatives.send", failing(SMTPServerDisconnected("ruth@example.org"))
        )
        tally = dispatch.send_mails(clock=lambda: LONDON["evening"])
    assert (tally.sent, tally.failed, Reminder.objects.get(kind="evening").mailed_on) == (0, 1, None)
    assert ("SMTPServerDisconnected" in caplog.text, "ruth" in caplog.text) == (True, False)
    assert sent(LONDON["evening"] + 5 * MINUTE) == EVENING


def test_one_that_failed_does_not_stop_the_next(db, monkeypatch):
    make_reminded("ada")
    make_reminded("ruth")
    whole = mail.EmailMultiAlternatives.send

    def send(message, *arguments):
        if message.to == ["ada@example.org"]:
            raise OSError
        return whole(message, *arguments)

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    tally = dispatch.send_mails(clock=lambda: LONDON["evening"])
    assert (tally.sent, tally.failed, [each.to for each in mail.outbox]) == (1, 1, [["ruth@example.org"]])


def test_an_address_that_takes_no_mail_is_tried_once_a_day(ruth, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", failing(SMTPRecipientsRefused({})))
        dispatch.send_mails(clock=lambda: LONDON["evening"])
    assert [sent(LONDON["evening"] + 5 * MINUTE), sent(LONDON["evening"] + DAY)] == [[], EVENING]


def test_the_command_says_what_it_did(ruth, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LONDON["evening"])
    call_command("send_reminders")
    call_command("send_reminders")
    assert capsys.readouterr().out == "By e-mail: 1 sent, 0 failed.\nBy e-mail: 0 sent, 0 failed.\n"


def test_a_site_that_can_send_no_more_claims_nothing_and_says_so(ruth, settings, monkeypatch, capsys):
    settings.SENDS_MAIL = False
    monkeypatch.setattr("django.utils.timezone.now", lambda: LONDON["evening"])
    call_command("send_reminders")
    assert capsys.readouterr().out == "By e-mail: none, for this site cannot send (EMAIL_URL).\n"
    assert (mail.outbox, Reminder.objects.get(kind="evening").mailed_on) == ([], None)


# What it says, and how it is stopped -------------------------------------------------------------------------------


@pytest.fixture
def message(ruth, settings):
    settings.SITE_URL = "http://testserver"
    factories.make_cramp_on(diary=ruth.diary, night=TODAY - 3 * DAY, note="garden")
    sent(LONDON["evening"])
    return mail.outbox[0]


def link_in(message):
    return re.fullmatch(r"<http://testserver(/\S+)>", message.extra_headers["List-Unsubscribe"])[1]


def test_it_comes_as_plain_text_and_as_html_that_loads_nothing(message):
    whole = message.message()
    assert [part.get_content_type() for part in whole.walk()][1:] == ["text/plain", "text/html"]
    html = message.alternatives[0][0]
    assert not re.search(r"src=|<img|<link|url\(", html)
    for text in (message.body, html):
        assert "http://testserver/practice/" in text
        assert f"http://testserver{link_in(message)}" in text


def test_it_tells_nothing_of_the_diary(message):
    told = message.message().as_string().lower()
    assert not any(word in told for word in ("cramp", "garden", "leg", "health", "pain"))


def test_a_mail_program_stops_it_with_one_click(message):
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = Client(enforce_csrf_checks=True).post(link_in(message), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert sent(LONDON["evening"] + DAY) == []
    assert Reminder.objects.filter(by_mail=False).count() == 2


def test_a_person_stops_it_on_a_page_without_logging_in(message):
    person = Client()
    assert "<button" in person.get(link_in(message)).text
    assert sent(LONDON["morning"] + DAY) == MORNING  # looking alone changes nothing
    assert "You get no more reminders by e-mail." in person.post(link_in(message)).text
    assert sent(LONDON["morning"] + 2 * DAY) == []


def test_it_stops_the_mails_of_nobody_else(message):
    make_reminded("sam")
    Client().post(link_in(message))
    sent(LONDON["evening"] + DAY)
    assert [each.to for each in mail.outbox[1:]] == [["sam@example.org"]]


def test_a_link_that_was_made_up_stops_nothing(message):
    assert Client().post(link_in(message)[:-3] + "xx/").status_code == 404
    assert sent(LONDON["evening"] + DAY) == EVENING


# Where it is offered ------------------------------------------------------------------------------------------------

SETTINGS, TICK = "/accounts/settings/", 'name="by_mail"'
CHOSEN = {"time_zone": "Europe/London", "goal": "3", "evening": "on", "evening_at": "21:00", "by_mail": "on"}


def test_it_is_offered_to_a_confirmed_address_alone(ruth, client):
    client.force_login(ruth)
    assert TICK in client.get(SETTINGS).text
    EmailAddress.objects.update(verified=False)
    page = client.get(SETTINGS).text
    assert (TICK in page, "confirm an address" in page) == (False, True)


def test_it_is_not_offered_where_the_site_cannot_send(ruth, client, settings):
    settings.SENDS_MAIL = False
    client.force_login(ruth)
    page = client.get(SETTINGS).text
    assert (TICK in page, "confirm an address" in page) == (False, False)


def test_it_cannot_be_had_without_a_confirmed_address(ruth, client):
    EmailAddress.objects.update(verified=False)
    client.force_login(ruth)
    client.post(SETTINGS, CHOSEN)
    assert Reminder.objects.get().by_mail is False


def test_it_wants_something_to_send(ruth, client):
    client.force_login(ruth)
    answer = client.post(SETTINGS, CHOSEN | {"evening": ""})
    assert answer.context["form"].errors == {"by_mail": ["Tick a reminder first: there is nothing to send yet."]}
