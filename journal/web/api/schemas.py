"""What a program may send to the API, and what it gets back. Units and limits are those of the diary's models."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from journal.domain.choices import Feel, Muscle, Precision, Side
from journal.models.diary import NOTE_LENGTH
from journal.web.forms.practices import LONGEST_PRACTICE_MINUTES
from yogasite import flags

MOST_POSES = 40
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([Tt ]\d|$)")
MUSCLES = flags.codes(Muscle, flags.every(Muscle))


def _storable(text: str) -> str:
    """Refuse what no text column of PostgreSQL can hold."""
    try:
        ProhibitNullCharactersValidator()(text)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    return text


def _known_muscle(name: str) -> str:
    if name not in MUSCLES:
        raise ValueError(_("Choose from: %(names)s.") % {"names": ", ".join(MUSCLES)})
    return name


def _iso(value: object) -> object:
    """Refuse what is no date or time as RFC 3339 writes it: pydantic would take a number for seconds since 1970."""
    if value is not None and not (isinstance(value, str) and ISO.match(value)):
        raise PydanticCustomError("iso", _("Write it like 2026-11-24, a time like 2026-11-25T03:12:00+00:00."))
    return value


def _number(value: object) -> object:
    """Refuse text, true and false where a number belongs."""
    if isinstance(value, str | bool):
        raise PydanticCustomError("number", _("Send this as a number."))
    return value


Instant = Annotated[AwareDatetime | None, BeforeValidator(_iso)]
Day = Annotated[dt.date | None, BeforeValidator(_iso)]
Pain = Annotated[int, Field(ge=0, le=10), BeforeValidator(_number)]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_PRACTICE_MINUTES), BeforeValidator(_number)]
MuscleName = Annotated[str, AfterValidator(_known_muscle), WithJsonSchema({"type": "string", "enum": MUSCLES})]
Slug = Annotated[str, Field(max_length=60, pattern=r"^[-a-z0-9]+$")]
Note = Annotated[str, Field(max_length=NOTE_LENGTH), AfterValidator(_storable)]
Identifier = Annotated[
    UUID | None,
    Field(description="Made by you. Sent again with the same one, an entry is stored once.", default=None),
]


class Body(Schema):
    """A body that refuses what it does not know: a misspelt name is said, not passed over."""

    model_config = ConfigDict(extra="forbid")


class CrampBody(Body):
    """A cramp. Everything may be left out: then it was just now."""

    uuid: Identifier = None
    occurred_at: Instant = Field(default=None, description="With its offset from UTC. Left out: now.")
    leg: Side | None = None
    muscles: list[MuscleName] = Field(default_factory=list, max_length=len(Muscle))
    pain: Pain | None = None
    note: Note = ""


class NightBody(Body):
    """A night without a cramp."""

    night: Day = Field(default=None, description="The date on which the night began. Left out: last night.")


class PracticeBody(Body):
    """A practice."""

    uuid: Identifier = None
    minutes: Minutes
    started_at: Instant = Field(default=None, description="With its offset from UTC. Left out: it ended just now.")
    poses: list[Slug] = Field(
        default_factory=list, max_length=MOST_POSES, description="Names of poses as in their addresses."
    )
    feel: Feel | None = None
    note: Note = ""


class Logged(Schema):
    """What was stored."""

    night: dt.date = Field(description="The night it counts for, named by the date on which it began.")
    message: str = Field(description="A sentence that a phone may say.")
    uuid: UUID | None = None


class CrampEntry(Schema):
    """A cramp of the diary, or several of one night entered together."""

    uuid: UUID
    night: dt.date
    occurred_at: dt.datetime
    precision: Precision
    count: int
    leg: Side | None
    muscles: list[MuscleName]
    pain: int | None
    note: str


class PracticeEntry(Schema):
    """A practice of the diary; one from a paper diary has neither hour nor minutes."""

    uuid: UUID
    day: dt.date
    started_at: dt.datetime | None
    minutes: int | None
    poses: list[str]
    feel: Feel | None
    note: str


class Entries(Schema):
    """What the diary holds of some nights, both ends included. A night that is in none of the lists is unknown."""

    first: dt.date
    last: dt.date
    cramps: list[CrampEntry]
    clear_nights: list[dt.date]
    practices: list[PracticeEntry]


class WeekEntry(Schema):
    """One week of the trend, Monday to Sunday."""

    monday: dt.date
    cramps: int
    known_nights: int
    practice_days: int
    group: str


class Said(StrEnum):
    """What may be said of a diary."""

    INSUFFICIENT = "insufficient"
    UNCLEAR = "unclear"
    FEWER = "fewer"
    MORE = "more"
    CLOSED = "closed"


class Trend(Schema):
    """The trend. Rates are cramps a week on known nights; null where nothing may be said.

    That is while there is too little, while a first difference waits for the next look, and while an experiment runs.
    """

    headline: str
    verdict: Said = Field(description="What may be said; “closed” while an experiment runs.")
    ratio: float | None = Field(default=None, description="The rate after a regular week, divided by the other rate.")
    low: float | None = Field(default=None, description="Lower end of the 95 % range of the ratio.")
    high: float | None = Field(default=None, description="Upper end of the 95 % range of the ratio.")
    regular_rate: float | None = None
    other_rate: float | None = None
    next_look: dt.date | None = Field(default=None, description="When the diary is looked at again.")
    weeks: list[WeekEntry] = Field(default_factory=list, description="Empty while an experiment runs.")


class FieldError(Schema):
    """What is wrong with one field."""

    field: str
    message: str


class Refusal(Schema):
    """Why a request was refused."""

    detail: str = Field(description="A sentence for a person.")
    errors: list[FieldError] = Field(default_factory=list)
