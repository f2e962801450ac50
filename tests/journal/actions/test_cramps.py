"""What a cramp may hold, what becomes of its night, and what another window has done to it meanwhile."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from journal.actions import cramps
from journal.actions.diaries import DiaryGone, Gone
from journal.domain.choices import Precision, Sign
from journal.domain.nights import DAY
from journal.domain.red_flags import SLEEP_DAYS, SLEEP_NIGHTS, SLEEP_SILENCE, Advice
from journal.models.cramps import Cramp, Night
from journal.models.diary import EARLIEST_NIGHT, Diary
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


TONIGHT = dt.date(2026, 11, 17)
"""The night that the morning of `now` belongs to; its midnight was nine hours ago."""


def log(diary, now, **fields):
    return cramps.log(diary, **{"identifier": uuid.uuid4(), "occurred_at": now, "now": now} | fields)


def edit(cramp, now, **fields):
    return cramps.edit(cramp, **{"occurred_at": now, "precision": Precision.EXACT, "now": now} | fields)


WRITES = {
    "log": lambda cramp, now: log(cramp.diary, now),
    "log a night's": lambda cramp, now: cramps.log_of_night(
        cramp.diary, identifier=uuid.uuid4(), night=TONIGHT, now=now
    ),
    "edit": edit,
    "add details": lambda cramp, now: cramps.add_details(cramp, pain=3),
    "advise": lambda cramp, now: cramps.advise(cramp, now=now),
    "remove": lambda cramp, now: cramps.remove(cramp),
    "confirm": lambda cramp, now: cramps.confirm_clear(cramp.diary, TONIGHT - DAY, now=now),
    "take back": lambda cramp, now: cramps.take_back_clear(cramp.diary, TONIGHT - DAY),
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_to_a_diary_that_was_deleted_meanwhile(diary, now, name):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    Diary.objects.with_pk(diary.pk).delete()
    with pytest.raises(DiaryGone):
        WRITES[name](cramp, now)


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_one_transaction(diary, now, name):
    cramp, outside, depths = factories.make_cramp(diary=diary, occurred_at=now), len(connection.savepoint_ids), []

    def note(execute, sql, *rest):
        depths.append(len(connection.savepoint_ids))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        WRITES[name](cramp, now)
    assert (depths[0], depths[-1], depths.count(outside)) == (outside, outside, 2)  # its begin and its end
    assert len(depths) > 2


def test_the_same_identifier_again_returns_the_first_cramp(diary, now):
    first = log(diary, now, note="the first")
    again = log(diary, now, identifier=first.uuid, note="once more")
    assert (again.pk, again.note, Cramp.objects.count()) == (first.pk, "the first", 1)


def test_what_the_database_refuses_is_not_taken_for_a_cramp_sent_twice(diary, now):
    with pytest.raises(IntegrityError):
        log(diary, now, night_of=EARLIEST_NIGHT - DAY)


def test_a_cramp_takes_back_that_its_night_was_clear_and_no_other(diary, now):
    for night in (TONIGHT, TONIGHT - DAY):
        cramps.confirm_clear(diary, night, now=now)
    assert log(diary, now).night_of == TONIGHT
    assert Night.objects.get().date == TONIGHT - DAY


def test_a_cramp_that_moves_to_another_night_takes_back_that_it_was_clear(diary, now):
    cramp = log(diary, now)
    cramps.confirm_clear(diary, TONIGHT - DAY, now=now)
    edit(cramp, now, occurred_at=now - DAY, pain=2)
    stored = Cramp.objects.get()
    assert (stored.night_of, stored.pain, Night.objects.count()) == (TONIGHT - DAY, 2, 0)


def test_a_cramp_edited_here_keeps_what_another_window_has_changed(diary, now):
    cramp = log(diary, now)
    Cramp.objects.update(note="typed in another window")
    edit(cramp, now, pain=2)
    assert Cramp.objects.get().note == "typed in another window"


def test_details_keep_an_advice_that_was_shown_meanwhile(diary, now):
    cramp = log(diary, now, signs=Sign.NUMB)
    cramps.advise(Cramp.objects.get(), now=now)
    cramps.add_details(cramp, pain=3)
    assert cramp.advised == Advice.NUMB


@pytest.mark.parametrize("write", [log, lambda diary, now, **fields: edit(log(diary, now), now, **fields)])
@pytest.mark.parametrize("distance", [dt.timedelta(seconds=1), -130 * 365 * DAY])
def test_a_cramp_is_neither_of_the_future_nor_of_before_1900(diary, now, write, distance):
    with pytest.raises(ValidationError) as refused:
        write(diary, now, occurred_at=now + distance)
    assert list(refused.value.message_dict) == ["occurred_at"]


def test_a_cramp_of_a_night_is_put_at_its_midnight_and_says_so(diary, now):
    cramp = cramps.log_of_night(diary, identifier=uuid.uuid4(), night=TONIGHT, now=now)
    midnight = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    assert (cramp.occurred_at, cramp.night_of, cramp.precision) == (midnight, TONIGHT, Precision.NIGHT)


def test_a_cramp_that_was_removed_leaves_its_night_unknown(diary, now):
    cramps.remove(log(diary, now))
    assert (Cramp.objects.count(), Night.objects.count()) == (0, 0)


def test_a_night_is_confirmed_clear_once_and_taken_back(diary, now):
    first, again = (cramps.confirm_clear(diary, TONIGHT, now=now) for _time in range(2))
    other = cramps.confirm_clear(diary, TONIGHT - DAY, now=now)
    assert (first.pk, first.date) == (again.pk, TONIGHT)
    cramps.take_back_clear(diary, TONIGHT)
    assert Night.objects.get() == other


def test_a_night_with_a_cramp_cannot_be_clear(diary, now):
    log(diary, now)
    with pytest.raises(ValidationError) as refused:
        cramps.confirm_clear(diary, TONIGHT, now=now)
    assert refused.value.message_dict == {"night": [str(cramps.HAS_CRAMPS)]}


MIDNIGHT = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("night", "moment", "sentence"),
    [
        (TONIGHT, MIDNIGHT, ""),
        (TONIGHT, MIDNIGHT - dt.timedelta(seconds=1), cramps.NIGHT_IN_FUTURE),
        (TONIGHT + DAY, MIDNIGHT, cramps.NIGHT_IN_FUTURE),
        (dt.date.max, MIDNIGHT, cramps.NIGHT_IN_FUTURE),
        (EARLIEST_NIGHT, MIDNIGHT, ""),
        (EARLIEST_NIGHT - DAY, MIDNIGHT, cramps.TOO_EARLY),
    ],
)
@pytest.mark.parametrize("write", ["clear", "cramp"])
def test_a_night_can_be_logged_from_its_midnight_on(diary, write, night, moment, sentence):
    said = ""
    try:
        if write == "clear":
            cramps.confirm_clear(diary, night, now=moment)
        else:
            cramps.log_of_night(diary, identifier=uuid.uuid4(), night=night, now=moment)
    except ValidationError as refused:
        said = refused.message_dict["night"][0]
    assert said == sentence


def make_broken_nights(diary, *, newest, number=SLEEP_NIGHTS, **fields):
    """Cramps that woke the person on so many nights in a row, the newest first."""
    nights = [newest - offset * DAY for offset in range(number)]
    return [factories.make_cramp_on(diary=diary, night=night, woke=True, **fields) for night in nights]


@pytest.mark.parametrize(("oldest", "advice"), [(SLEEP_DAYS - 1, Advice.SLEEP), (SLEEP_DAYS, Advice(0))])
def test_the_nights_of_four_weeks_count_for_broken_sleep(diary, now, oldest, advice):
    newest = make_broken_nights(diary, newest=TONIGHT, number=SLEEP_NIGHTS - 1)[0]
    factories.make_cramp_on(diary=diary, night=TONIGHT - oldest * DAY, woke=True)
    assert cramps.advise(newest, now=now) == advice


@pytest.mark.parametrize(("age", "advice"), [(SLEEP_DAYS - 1, Advice.SLEEP), (SLEEP_DAYS, Advice(0))])
def test_only_a_cramp_of_the_last_four_weeks_speaks_of_sleep(diary, now, age, advice):
    make_broken_nights(diary, newest=TONIGHT)
    old = factories.make_cramp_on(diary=diary, night=TONIGHT - age * DAY, woke=True)
    assert cramps.advise(old, now=now) == advice


@pytest.mark.parametrize(("age", "advice"), [(SLEEP_SILENCE, Advice(0)), (SLEEP_SILENCE + 1, Advice.SLEEP)])
def test_broken_sleep_is_not_mentioned_again_for_half_a_year(diary, now, age, advice):
    factories.make_cramp_on(diary=diary, night=TONIGHT - age * DAY, advised=Advice.SLEEP | Advice.NUMB)
    assert cramps.advise(make_broken_nights(diary, newest=TONIGHT)[0], now=now) == advice


def test_another_advice_of_late_does_not_silence_the_one_about_sleep(diary, now):
    newest = make_broken_nights(diary, newest=TONIGHT, advised=Advice.NUMB)[0]
    assert cramps.advise(newest, now=now) == Advice.SLEEP


def test_advice_about_signs_and_sleep_is_given_and_remembered_together(diary, now):
    newest = make_broken_nights(diary, newest=TONIGHT, signs=Sign.NUMB)[0]
    assert cramps.advise(newest, now=now) == Advice.NUMB | Advice.SLEEP
    assert Cramp.objects.get(pk=newest.pk).advised == Advice.NUMB | Advice.SLEEP
