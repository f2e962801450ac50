"""What a comparison still needs, in words, and when that may be there."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.evidence.exposure import Reason, Shortage
from journal.pages.trend.interim import TrendStatus


def missing_in_words(shortage: Shortage, goal: int) -> str:
    """Name one thing that a comparison lacks."""
    values = {"have": shortage.have, "need": shortage.need, "goal": goal}
    if shortage.reason is Reason.NEVER_REGULAR:
        text = ngettext(
            "You need a week with %(goal)d practice day before we can compare.",
            "You need a week with %(goal)d practice days before we can compare.",
            goal,
        )
        return text % values
    if shortage.reason is Reason.FEW_DAYS:
        return _("%(need)d known nights from your first regular week on: you have %(have)d.") % values
    if shortage.reason is Reason.FEW_CRAMPS:
        return _("%(need)d cramps: you have %(have)d.") % values
    if shortage.reason is Reason.ONE_STATE_RARE:
        if shortage.regular:
            return _("%(need)d known nights after a regular week: you have %(have)d.") % values
        return _("%(need)d known nights after other weeks: you have %(have)d.") % values
    if shortage.regular:
        return _("%(need)d runs of regular weeks, with a break between: you have %(have)d.") % values
    return _("%(need)d breaks between regular weeks: you have %(have)d.") % values


def pace_in_words(status: TrendStatus) -> str:
    """Say fairly when what is missing may be there; empty when nobody can know."""
    shortage = status.shortage
    if shortage is None:
        return ""
    pace = {Reason.FEW_DAYS: status.known_a_week, Reason.FEW_CRAMPS: status.cramps_a_week}.get(shortage.reason)
    if pace is None:
        if shortage.regular or shortage.reason is Reason.NEVER_REGULAR:
            return ""
        return _("Keep going. Life will bring a break by itself.")
    if pace <= 0:
        return ""
    weeks = math.ceil((shortage.need - shortage.have) / pace)
    text = ngettext("About %(weeks)d more week at your pace.", "About %(weeks)d more weeks at your pace.", weeks)
    told = text % {"weeks": weeks}
    return f"{_('So few is good news.')} {told}" if shortage.reason is Reason.FEW_CRAMPS else told
