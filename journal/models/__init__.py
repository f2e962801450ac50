"""The diary. Every private row points at a diary; a diary belongs to one user.

Each rule is a constraint in the database as well as a validator: the form says it kindly, the database makes it true.
"""

from __future__ import annotations

from journal.models.circumstances import LONGEST_NAME, Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import EARLIEST, EARLIEST_NIGHT, NOTE_LENGTH, Diary
from journal.models.evidence import Evaluation, Experiment
from journal.models.practices import LONGEST_PRACTICE_SECONDS, Practice, PracticeItem
from journal.models.reminders import LONGEST_ENDPOINT, CalendarFeed, PushDevice, Reminder
from journal.models.routines import ROUTINE_NAME_LENGTH, OwnRoutine, OwnRoutineItem
from journal.models.shares import SharedReport
from journal.models.tokens import TOKEN_NAME_LENGTH, AccessToken
from journal.models.uploads import LONGEST_FILE_NAME, Upload

__all__ = [
    "EARLIEST",
    "EARLIEST_NIGHT",
    "LONGEST_ENDPOINT",
    "LONGEST_FILE_NAME",
    "LONGEST_NAME",
    "LONGEST_PRACTICE_SECONDS",
    "NOTE_LENGTH",
    "ROUTINE_NAME_LENGTH",
    "TOKEN_NAME_LENGTH",
    "AccessToken",
    "CalendarFeed",
    "Circumstance",
    "Cramp",
    "Diary",
    "Evaluation",
    "Experiment",
    "Night",
    "OwnRoutine",
    "OwnRoutineItem",
    "Practice",
    "PracticeItem",
    "PushDevice",
    "Reminder",
    "SharedReport",
    "Upload",
]
