"""Links to a report: made once, opened while they last, ended at once."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from journal.actions import shares
from journal.domain.choices import LinkLife, Span
from journal.models.shares import SharedReport
from tests import factories


def share(diary, now, **given):
    return factories.make_shared(diary=diary, now=now, **given)[1]


def test_a_token_is_long_and_kept_nowhere(diary, now):
    token = share(diary, now)
    stored = SharedReport.objects.values().get()
    assert len(token) >= 43
    assert token not in str(stored)
    assert (stored["made_on"], stored["expires_at"], stored["seen"]) == (now.date(), now + dt.timedelta(days=7), 0)


def test_opening_counts_unless_it_is_only_asked_for(diary, now):
    link = shares.with_token(share(diary, now), now=now)
    for is_read in (True, False, True):
        assert shares.count_opening(link, is_read=is_read, now=now)
    assert (link.diary, SharedReport.objects.get().seen) == (diary, 2)


@pytest.mark.parametrize("life", LinkLife)
def test_a_link_ends_to_the_second(diary, now, life):
    token = share(diary, now, life=life)
    end = now + dt.timedelta(days=life)
    moments = (end - dt.timedelta(seconds=1), end)
    assert [shares.with_token(token, now=moment) is not None for moment in moments] == [True, False]


@pytest.mark.parametrize("guess", ["", "x", "x" * 43, "é" * 43, "\x00"])
def test_a_guess_opens_nothing(diary, now, guess):
    share(diary, now)
    assert shares.with_token(guess, now=now) is None


def test_the_digest_is_no_token(diary, now):
    share(diary, now)
    assert shares.with_token(SharedReport.objects.get().digest, now=now) is None


def test_a_stopped_link_is_gone_at_once(diary, now):
    token = share(diary, now)
    shares.stop(SharedReport.objects.get())
    assert (shares.with_token(token, now=now), SharedReport.objects.count()) == (None, 0)


def test_the_same_tap_twice_makes_one_link(diary, now):
    identifier = uuid.uuid4()
    given = {"identifier": identifier, "span": Span.MONTHS_3, "has_entries": False, "life": LinkLife.DAY, "now": now}
    first, second = (shares.make(diary, **given) for _tap in range(2))
    assert (len(first) >= 43, second, SharedReport.objects.count()) == (True, "", 1)


def test_there_are_ten_links_at_most_and_those_that_are_over_make_room(diary, now):
    for _each in range(shares.MOST_LINKS):
        share(diary, now)
    with pytest.raises(ValidationError, match="Stop one of them first"):
        share(diary, now)
    later = now + dt.timedelta(days=8)
    share(diary, later)
    assert SharedReport.objects.get().created_at == later
