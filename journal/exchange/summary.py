"""Numbers of entries and settings, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from journal.exchange.plan import Plan
from journal.exchange.schema import KINDS
from journal.models.diary import Diary
from journal.pages.counts import amount
from poses.domain.choices import CONDITION_LABELS
from yogasite import flags


def counts_of(diary: Diary) -> dict[str, int]:
    """Return how many entries of each kind a diary holds."""
    return {kind.name: kind.rows().of(diary).count() for kind in KINDS}


def in_words(counts: Mapping[str, int]) -> list[str]:
    """Say each number that is not zero: "57 cramps"."""
    return [amount(kind.model, counts[kind.name]) for kind in KINDS if counts.get(kind.name)]


def done_in_words(done: Plan, *, takes_settings: bool) -> str:
    """Say what a yes has done."""
    counts, has_settings = ", ".join(in_words(done.added)), takes_settings and bool(done.settings)
    if counts and has_settings:
        return _("Added: %(counts)s, and the settings of the file") % {"counts": counts}
    if counts:
        return _("Added: %(counts)s") % {"counts": counts}
    if has_settings:
        return _("Saved: the settings of the file")
    return _("Nothing was added, and your settings stay as they are. The file is forgotten.")


def settings_in_words(settings: Mapping[str, Any], zone: ZoneInfo) -> list[str]:
    """Say what the settings of a file would change."""
    said = []
    if "time_zone" in settings:
        said.append(_("Time zone: %(zone)s") % {"zone": settings["time_zone"].replace("_", " ")})
    if "goal" in settings:
        said.append(_("Practice days a week that count as regular: %(days)d") % {"days": settings["goal"]})
    if "conditions" in settings:
        names = flags.shown(CONDITION_LABELS, settings["conditions"])
        said.append(_("Not for me: %(names)s") % {"names": ", ".join(names) or _("nothing")})
    if "created_at" in settings:
        day = date_format(settings["created_at"].astimezone(zone).date(), "j F Y")
        said.append(_("Diary begun on %(day)s: nights since then without an entry are unknown") % {"day": day})
    return said
