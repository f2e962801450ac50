"""The trend's page: what it says without entries, and its filters."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories


def test_an_empty_trend_says_it_is_too_early(client_of_ruth):
    assert "Too early to say" in client_of_ruth.get("/journal/trend/").text


@pytest.mark.parametrize("query", ["side=left&muscle=calf&when=night", "side=middle&muscle=wing&when=noon&span=99y"])
def test_the_trend_takes_filters_and_ignores_nonsense(client_of_ruth, diary, query):
    factories.fill_days(diary=diary, first=timezone.localdate() - dt.timedelta(days=90), days=90)
    assert "Is there enough in my diary?" in client_of_ruth.get(f"/journal/trend/?{query}").text
