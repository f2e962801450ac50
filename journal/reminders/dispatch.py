"""Sending what is due: claimed first, sent then, so that two runs at once send one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.models.reminders import PushDevice, Reminder
from journal.reminders.email import reminder_mail
from journal.reminders.mail_run import Handed, MailRun
from journal.reminders.push_keys import public_key
from journal.reminders.select import Clock, Due, due_now
from journal.reminders.web_push import Outcome, push_all
from yogasite.accounts.addresses import confirmed_address

AT_ONCE = 10
"""Reminders whose devices are written to at the same time: at most a hundred (`MOST_DEVICES` each)."""
log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What a run has done."""

    sent: int = 0
    failed: int = 0


def send_mails(*, clock: Clock) -> Tally:
    """Send every reminder by e-mail that is due. Running it again, or twice at once, sends nothing twice.

    A mail that could not be handed over is given back, for the next run to try until its window is over. One whose run
    was killed between claim and hand-over is lost, and one that a server may have taken counts as sent: better none
    than two.
    """
    tally, run = Tally(), MailRun()
    for due in due_now(Reminder.objects.by_mail(), "mailed_on", clock=clock):
        if not reminders.claim(due.reminder, "mailed_on", due.day):
            continue
        if _mail(due, run):
            tally.sent += 1
        else:
            tally.failed += 1
        if run.is_over:
            log.error("The mail server does not answer. What is left waits for the next run.")
            break
    run.close()
    return tally


def send_pushes(*, clock: Clock) -> Tally:
    """Push every reminder that is due to all browsers of its diary. It counts as sent when one of them was reached.

    A browser that is no more, has taken its permission back or does not know our key is forgotten.
    """
    tally = Tally()
    due = due_now(Reminder.objects.by_push(public_key()), "pushed_on", clock=clock)
    while some := list(islice(due, AT_ONCE)):
        _push_some([each for each in some if reminders.claim(each.reminder, "pushed_on", each.day)], tally)
    return tally


def _push_some(claimed: list[Due], tally: Tally) -> None:
    devices = PushDevice.objects.asked_with(public_key())
    letters = [(device, due) for due in claimed for device in devices.of(due.reminder.diary)]
    outcomes = push_all([(device, ReminderKind(due.reminder.kind)) for device, due in letters])
    reached: dict[int, set[Outcome]] = {}
    for (device, due), outcome in zip(letters, outcomes, strict=True):
        reached.setdefault(due.reminder.pk, set()).add(outcome)
        if outcome is Outcome.GONE:
            reminders.remove_device(device)
        elif outcome is Outcome.FAILED:
            log.warning("A reminder could not be pushed, and is tried again.")
    for due in claimed:
        found = reached.get(due.reminder.pk, set())
        if Outcome.SENT in found:
            tally.sent += 1
        elif Outcome.FAILED in found:
            tally.failed += 1
            reminders.give_back(due.reminder, "pushed_on", due.day)


def _mail(due: Due, run: MailRun) -> bool:
    address = confirmed_address(due.reminder.diary.owner)
    if not address:
        return False
    handed = run.hand_over(reminder_mail(due.reminder, address, day=due.day))
    if handed is Handed.LATER:
        reminders.give_back(due.reminder, "mailed_on", due.day)
    return handed is Handed.SENT
