"""What the diaries ask of an installation that it cannot do. Run with the checks of `yogasite/checks.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from journal.models.reminders import Reminder


@register(Tags.database, deploy=True)
def reminders_can_be_mailed(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Somebody counts on a mail that this installation would never send."""
    if settings.SENDS_MAIL or not databases or not _is_asked_for():
        return []
    return [
        Error(
            "People have asked for reminders by e-mail, and EMAIL_URL is not set.",
            hint="Set EMAIL_URL to how e-mail leaves. If none shall leave any more, set EMAIL_URL=dummymail://",
            id="journal.E001",
        )
    ]


def _is_asked_for() -> bool:
    table = Reminder._meta.db_table  # noqa: SLF001 -- Django's own name for its documented options
    return table in connection.introspection.table_names() and Reminder.objects.by_mail().exists()
