"""Sending what is due: claimed first, sent then, so that two runs at once send one."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from itertools import islice
from smtplib import SMTPRecipientsRefused

from journal.choices import ReminderKind
from journal.mails import reminder_mail
from journal.models import PushDevice, Reminder
from journal.pushes import Outcome, push_all
from journal.reminding import Due, confirmed_address, due_now

AT_ONCE = 10
"""Reminders whose devices are written to at the same time: at most a hundred (`MOST_DEVICES` each)."""
log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What a run has done."""

    sent: int = 0
    failed: int = 0


def send_mails(*, now: dt.datetime) -> Tally:
    """Send every reminder by e-mail that is due. Running it again, or twice at once, sends nothing twice.

    A mail that could not be handed over is given back, for the next run to try until its window is over. One whose run
    was killed between claim and hand-over is lost: better none than two.
    """
    tally = Tally()
    for due in due_now(Reminder.objects.by_mail(), "mailed_on", now=now):
        if not claim(due, "mailed_on"):
            continue
        if _mail(due):
            tally.sent += 1
        else:
            tally.failed += 1
    return tally


def send_pushes(*, now: dt.datetime) -> Tally:
    """Push every reminder that is due to all browsers of its diary. It counts as sent when one of them was reached.

    A browser that is no more, or has taken its permission back, is forgotten.
    """
    tally = Tally()
    due = due_now(Reminder.objects.by_push(), "pushed_on", now=now)
    while some := list(islice(due, AT_ONCE)):
        _push_some([each for each in some if claim(each, "pushed_on")], tally)
    return tally


def _push_some(claimed: list[Due], tally: Tally) -> None:
    letters = [(device, due) for due in claimed for device in PushDevice.objects.of(due.reminder.diary)]
    outcomes = push_all([(device, ReminderKind(due.reminder.kind)) for device, due in letters])
    reached: dict[int, set[Outcome]] = {}
    for (device, due), outcome in zip(letters, outcomes, strict=True):
        reached.setdefault(due.reminder.pk, set()).add(outcome)
        if outcome is Outcome.GONE:
            device.delete()
        elif outcome is Outcome.FAILED:
            log.warning("A reminder could not be pushed, and is tried again.")
    for due in claimed:
        found = reached.get(due.reminder.pk, set())
        if Outcome.SENT in found:
            tally.sent += 1
        elif Outcome.FAILED in found:
            tally.failed += 1
            give_back(due, "pushed_on")


def claim(due: Due, column: str) -> bool:
    """Take the reminder of the day for this run; False when another was first, or it was asked for no more."""
    unsent = Reminder.objects.filter(pk=due.reminder.pk).not_yet(column, due.day)
    if column == "mailed_on":
        unsent = unsent.filter(by_mail=True)
    return unsent.update(**{column: due.day}) == 1


def give_back(due: Due, column: str) -> None:
    """Let the next run try."""
    ours = Reminder.objects.filter(pk=due.reminder.pk, **{column: due.day})
    ours.update(**{column: getattr(due.reminder, column)})


def _mail(due: Due) -> bool:
    address = confirmed_address(due.reminder.diary.owner)
    if not address:
        return False
    try:
        reminder_mail(due.reminder, address).send()
    except SMTPRecipientsRefused:
        log.warning("A reminder was refused for good: its address takes no mail.")
        return False
    except Exception as error:  # noqa: BLE001 - each way of sending has errors of its own
        log.warning("A reminder could not be sent, and is tried again: %s", type(error).__name__)
        give_back(due, "mailed_on")
        return False
    return True
