"""The settings of a diary."""

import pytest

from journal.actions import diaries


def test_a_goal_outside_the_week_is_refused(diary):
    with pytest.raises(Exception, match="7"):
        diaries.change_preferences(diary, time_zone="Europe/London", goal=8)
