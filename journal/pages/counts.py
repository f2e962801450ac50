"""Numbers of what hangs on a diary, in words: the same on the page of an export, an import and a deletion."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import models
from django.utils.translation import ngettext

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.practices import Practice
from journal.models.reminders import CalendarFeed, PushDevice, Reminder
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken
from journal.models.uploads import Upload

_WORDS: dict[type[models.Model], Callable[[int], str]] = {
    Cramp: lambda number: ngettext("%(number)d cramp", "%(number)d cramps", number),
    Night: lambda number: ngettext("%(number)d night without cramps", "%(number)d nights without cramps", number),
    Practice: lambda number: ngettext("%(number)d practice", "%(number)d practices", number),
    OwnRoutine: lambda number: ngettext("%(number)d routine of yours", "%(number)d routines of yours", number),
    Circumstance: lambda number: ngettext(
        "%(number)d note of what else went on", "%(number)d notes of what else went on", number
    ),
    Reminder: lambda number: ngettext("%(number)d reminder", "%(number)d reminders", number),
    Experiment: lambda number: ngettext("%(number)d experiment", "%(number)d experiments", number),
    SharedReport: lambda number: ngettext("%(number)d link to your report", "%(number)d links to your report", number),
    AccessToken: lambda number: ngettext("%(number)d button or shortcut", "%(number)d buttons and shortcuts", number),
    CalendarFeed: lambda number: ngettext("%(number)d calendar address", "%(number)d calendar addresses", number),
    PushDevice: lambda number: ngettext(
        "%(number)d device that shows reminders", "%(number)d devices that show reminders", number
    ),
    Upload: lambda number: ngettext("%(number)d file that waits for your yes", "%(number)d files that wait", number),
}


def amount(model: type[models.Model], number: int) -> str:
    """Say a number of one thing: "57 cramps". Empty for none."""
    return _WORDS[model](number) % {"number": number} if number else ""


def amounts_of(diary: Diary, *, besides: Collection[type[models.Model]] = ()) -> list[str]:
    """Say how many of each thing hang on a diary; what there is none of is not named."""
    counted = (
        amount(model, model._default_manager.filter(diary=diary).count())  # noqa: SLF001 -- Django's own
        for model in _WORDS
        if model not in besides
    )
    return [words for words in counted if words]
