"""Named reads of the diary."""

from __future__ import annotations

from journal.querysets.diaries import DiaryQuerySet
from journal.querysets.entries import (
    CircumstanceQuerySet,
    CrampQuerySet,
    EvaluationQuerySet,
    ExperimentQuerySet,
    Fact,
    Facts,
    NightQuerySet,
    OwnRoutineQuerySet,
    PracticeQuerySet,
)
from journal.querysets.owned import OwnedQuerySet, Row, SecretQuerySet
from journal.querysets.reminders import CalendarFeedQuerySet, PushDeviceQuerySet, ReminderQuerySet
from journal.querysets.secrets import AccessTokenQuerySet, SharedReportQuerySet

__all__ = [
    "AccessTokenQuerySet",
    "CalendarFeedQuerySet",
    "CircumstanceQuerySet",
    "CrampQuerySet",
    "DiaryQuerySet",
    "EvaluationQuerySet",
    "ExperimentQuerySet",
    "Fact",
    "Facts",
    "NightQuerySet",
    "OwnRoutineQuerySet",
    "OwnedQuerySet",
    "PracticeQuerySet",
    "PushDeviceQuerySet",
    "ReminderQuerySet",
    "Row",
    "SecretQuerySet",
    "SharedReportQuerySet",
]
