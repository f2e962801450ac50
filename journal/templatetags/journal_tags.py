"""Small helpers of the templates; none of them reads the database."""

from __future__ import annotations

import uuid

from django import template

from journal.choices import MUSCLE_LABELS, RELIEF_LABELS
from journal.models import Cramp, Practice
from yogasite import flags

register = template.Library()


@register.simple_tag
def new_uuid() -> str:
    """Make the identifier of an entry that a form is about to send."""
    return str(uuid.uuid4())


@register.filter
def muscle_names(cramp: Cramp) -> list[str]:
    """Name the muscles of a cramp."""
    return flags.shown(MUSCLE_LABELS, cramp.muscles)


@register.filter
def relief_names(cramp: Cramp) -> list[str]:
    """Name what was done about a cramp."""
    return flags.shown(RELIEF_LABELS, cramp.relief)


@register.filter
def minutes(practice: Practice) -> int:
    """Round a practice to whole minutes, at least one."""
    return max(1, round(practice.seconds / 60))
