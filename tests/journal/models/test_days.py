"""The days of a diary, and what a filter leaves of them."""

import datetime as dt

import pytest

from journal.domain.choices import Muscle
from journal.models.days import CrampFilter, When, whole_diary
from tests import factories


def test_a_cramp_left_out_does_not_count(diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2), excluded=True)
    assert whole_diary(diary, today=dt.date(2026, 11, 9), only=CrampFilter()) is None


FILTERS = [
    (CrampFilter(side="left"), (1, 0)),
    (CrampFilter(muscle=Muscle.FOOT), (0, 1)),
    (CrampFilter(when=When.NIGHT), (1, 0)),
    (CrampFilter(when=When.DAY), (0, 1)),
]


@pytest.mark.parametrize(("only", "expected"), FILTERS)
def test_a_filter_leaves_known_nights_known(diary, only, expected):
    monday = dt.date(2026, 11, 2)
    factories.make_cramp_on(diary=diary, night=monday, side="left", muscles=Muscle.CALF)
    tuesday = monday + dt.timedelta(days=1)
    factories.make_cramp_on(diary=diary, night=tuesday, side="right", muscles=Muscle.FOOT, state="during")
    assert whole_diary(diary, today=tuesday, only=only).shown.cramps == expected
