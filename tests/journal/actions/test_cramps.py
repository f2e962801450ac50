"""What a cramp may hold, and what another window has done to it meanwhile."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from journal.actions import cramps
from journal.actions.diaries import Gone
from journal.domain.choices import Sign
from journal.domain.red_flags import Advice
from journal.models.cramps import Cramp
from tests import factories

WRONG = [("pain", 11), ("side", "middle"), ("note", "x" * 10_001), ("duration", "for ever")]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_detail_that_cannot_be_is_refused_beside_its_field(diary, now, name, value):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, pain=4)
    before = Cramp.objects.values().get()
    with pytest.raises(ValidationError) as refused:
        cramps.add_details(cramp, **{name: value})
    assert (list(refused.value.message_dict), Cramp.objects.values().get()) == ([name], before)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_cramp_that_cannot_be_is_refused_beside_its_field(diary, now, name, value):
    with pytest.raises(ValidationError) as refused:
        cramps.log(diary, identifier=uuid.uuid4(), occurred_at=now, now=now, **{name: value})
    assert (list(refused.value.message_dict), Cramp.objects.count()) == ([name], 0)


def test_what_a_cramp_may_hold_is_stored_with_nothing_else_changed(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, pain=4)
    Cramp.objects.update(note="typed in another window")
    cramps.add_details(cramp, pain=10)
    stored = Cramp.objects.get()
    assert (stored.pain, stored.note) == (10, "typed in another window")


def test_advice_that_another_window_has_shown_meanwhile_is_not_shown_again(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, signs=Sign.NUMB)
    elsewhere = Cramp.objects.get()
    assert cramps.advise(elsewhere, now=now) == Advice.NUMB
    assert cramps.advise(cramp, now=now) == Advice(0)


def test_a_sign_that_another_window_has_logged_meanwhile_calls_for_its_advice(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    cramps.add_details(Cramp.objects.get(), signs=Sign.WEAK)
    assert cramps.advise(cramp, now=now) == Advice.WEAK


def test_a_cramp_that_was_removed_meanwhile_calls_for_no_advice(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, signs=Sign.NUMB)
    cramps.remove(Cramp.objects.get())
    with pytest.raises(Gone):
        cramps.advise(cramp, now=now)
