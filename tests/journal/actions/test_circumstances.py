"""What else went on: noted once, refused, and held by the database."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from journal.actions import circumstances as circumstance_actions
from journal.domain.choices import CircumstanceKind, Medicine
from journal.models.circumstances import Circumstance
from tests import factories

TODAY = dt.date(2026, 11, 18)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def note(diary, **details):
    given = {"kind": CircumstanceKind.TRAVEL, "first_day": TODAY, "last_day": TODAY} | details
    return circumstance_actions.note(diary, identifier=uuid.uuid4(), today=TODAY, **given)


def test_the_same_identifier_is_noted_once(diary):
    identifier = uuid.uuid4()
    for name in ("Lisbon", "Porto"):
        circumstance_actions.note(
            diary, identifier=identifier, today=TODAY, kind="travel", first_day=TODAY, last_day=None, name=name
        )
    assert [each.name for each in Circumstance.objects.all()] == ["Lisbon"]


WRONG = [
    ({"first_day": dt.date(1899, 1, 1)}, "first_day", "Pick a date after 1900."),
    ({"first_day": day(400), "last_day": None}, "first_day", "Pick a day within the next year."),
    ({"last_day": day(-1)}, "last_day", "The last day cannot be before the first."),
    ({"kind": "pregnancy", "is_pause": True}, "is_pause", "This can go on for years."),
    ({"name": "x" * 81}, "name", "80"),
]


@pytest.mark.parametrize(("details", "field", "sentence"), WRONG)
def test_what_cannot_be_is_refused_beside_its_field(diary, details, field, sentence):
    with pytest.raises(ValidationError) as refused:
        note(diary, **details)
    assert list(refused.value.message_dict) == [field]
    assert sentence in refused.value.message_dict[field][0]
    assert Circumstance.objects.count() == 0


def test_the_database_refuses_an_end_before_the_beginning(diary):
    with pytest.raises(IntegrityError):
        factories.make_circumstance(diary=diary, first_day=TODAY, last_day=day(-1))


def test_what_is_no_medicine_has_no_class(diary):
    assert note(diary, medicine=Medicine.STATIN).medicine == ""
