"""What else went on, as pages show it: a title, a shape, and where it stands in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.domain.charts.marks import Spell
from journal.domain.choices import CircumstanceKind, Medicine
from journal.domain.evidence.weeks import Week
from journal.domain.medicine_notes import SAID
from journal.models.circumstances import Circumstance
from journal.models.diary import Diary
from poses.domain.facts.statements import Fact

PAUSE = "pause"


@dataclass(frozen=True)
class CircumstancesPage:
    """What the template shows: what goes on today or is still to come, and what is over."""

    present: list[Circumstance]
    past: list[Circumstance]
    pause: Circumstance | None
    """The pause that holds today."""

    @property
    def has_medicine(self) -> bool:
        """Whether a medicine is among them: its advice then stands beside it."""
        return any(each.medicine for each in [*self.present, *self.past])


def circumstances_page(diary: Diary, *, today: dt.date) -> CircumstancesPage:
    """Read everything that was noted. One query."""
    present: list[Circumstance] = []
    past: list[Circumstance] = []
    for each in Circumstance.objects.of(diary).newest_first():
        (past if each.last_day is not None and each.last_day < today else present).append(each)
    pause = next((each for each in present if each.is_pause and each.holds(today)), None)
    return CircumstancesPage(present, past, pause)


def pause_of(diary: Diary, *, today: dt.date) -> Circumstance | None:
    """Return the pause that holds today. One query."""
    return Circumstance.objects.of(diary).pauses().touching(today, today).first()


def title_of(noted: Circumstance) -> str:
    """Name what went on: "Statin (atorvastatin)", "Illness, diary paused", "Diary paused"."""
    if noted.kind == CircumstanceKind.OTHER:
        named = noted.name or ("" if noted.is_pause else str(CircumstanceKind.OTHER.label))
    else:
        title = Medicine(noted.medicine).label if noted.medicine else CircumstanceKind(noted.kind).label
        named = f"{title} ({noted.name})" if noted.name else str(title)
    if not named:
        return _("Diary paused")
    return _("%(what)s, diary paused") % {"what": named} if noted.is_pause else named


def shape_of(noted: Circumstance) -> str:
    """Name the shape that stands for it (`charts.marks.SHAPES`)."""
    return PAUSE if noted.is_pause else noted.kind


def said_of(noted: Circumstance) -> Fact | None:
    """Return what may be said of a medicine, or None for anything else."""
    return SAID[Medicine(noted.medicine)] if noted.medicine else None


def spells_of(circumstances: Sequence[Circumstance]) -> list[Spell]:
    """Return what the chart marks; the word beside a shape is short."""
    return [
        Spell(
            shape=shape_of(each),
            label=_short(each),
            first=each.first_day,
            last=each.last_day,
            marks_end=each.kind == CircumstanceKind.MEDICINE,
        )
        for each in circumstances
    ]


def in_week(week: Week, circumstances: Sequence[Circumstance]) -> list[str]:
    """Say what else went on in a week, oldest first: "Statin: started", "Travel"."""
    sunday = week.monday + dt.timedelta(days=6)
    touching = [
        each
        for each in reversed(circumstances)
        if each.first_day <= sunday and (each.last_day is None or each.last_day >= week.monday)
    ]
    return [_of_week(each, week.monday, sunday) for each in touching]


def _of_week(each: Circumstance, monday: dt.date, sunday: dt.date) -> str:
    title = title_of(each)
    if each.kind != CircumstanceKind.MEDICINE or each.first_day == each.last_day:
        return title
    if each.first_day >= monday:
        return _("%(what)s: started") % {"what": title}
    if each.last_day is not None and each.last_day <= sunday:
        return _("%(what)s: stopped") % {"what": title}
    return title


def _short(each: Circumstance) -> str:
    if each.is_pause:
        return _("paused")
    short = {CircumstanceKind.EXERTION: _("effort"), CircumstanceKind.STANDING: _("standing")}
    kind = CircumstanceKind(each.kind)
    if kind == CircumstanceKind.OTHER:
        return _("other")
    return short.get(kind, str(kind.label).lower())
