"""The words of the report and of its chart that are the same for everybody: page, paper and PDF take them from here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from poses.domain.facts.pages import PAGES

LINE = 16
"""From one line of words in the chart to the next, in its units."""


@dataclass(frozen=True)
class ReportTitles:
    """Headings and notes, in the order in which they stand."""

    title: str
    person: tuple[str, str]
    outcomes: str
    outcomes_note: str
    features: str
    feature_headings: tuple[str, str, str]
    others: str
    features_note: str
    weeks: str
    compared: str
    compared_weeks: str
    circumstances: str
    entries: str


def report_titles() -> ReportTitles:
    """Return them in the language of the reader."""
    return ReportTitles(
        title=_("Leg cramp log"),
        person=(_("Name"), _("Born")),
        outcomes=_("Outcomes"),
        outcomes_note=_("A night that was not logged counts as unknown, never as zero. Pain and sleep: 10 is worst."),
        features=_("The seven features of a leg cramp"),
        feature_headings=(_("Feature"), _("What was logged"), _("Cramps")),
        others=_("Beside them"),
        features_note=str(PAGES["seven_features"].sentence),
        weeks=_("Cramps each week"),
        compared=_("With and without regular practice, whole diary"),
        compared_weeks=_("Nights"),
        circumstances=_("Medicines and what else went on"),
        entries=_("Every cramp"),
    )


@dataclass(frozen=True)
class ChartTitles:
    """What stands in the weekly chart."""

    scale: str
    band: str
    not_logged: str
    paused: str
    practice: tuple[str, str]
    circumstances: str

    @property
    def stacked(self) -> list[tuple[str, int]]:
        """The words of `not_logged`, each with how far it stands from the base line: the last one on it."""
        words = self.not_logged.split()
        return [(word, LINE * (number - len(words) + 1)) for number, word in enumerate(words)]


def chart_titles() -> ChartTitles:
    """Return them in the language of the reader."""
    return ChartTitles(
        scale=_("cramps a week"),
        band=_("weeks after regular practice"),
        not_logged=_("not logged"),
        paused=_("paused"),
        practice=(_("practice"), _("days a week")),
        circumstances=_("what else"),
    )
