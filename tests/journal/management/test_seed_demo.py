"""The diary of made-up entries."""

import pytest
from django.core.management import CommandError, call_command

from journal.models.diary import Diary


def test_seed_demo_refuses_a_name_that_is_taken(ruth):
    with pytest.raises(CommandError, match="ruth"):
        call_command("seed_demo", "--username=ruth", "--password=three short words", "--days=10")


def test_seed_demo_replaces_when_told(ruth, library):
    call_command("seed_demo", "--username=ruth", "--password=three short words", "--days=10", "--replace", verbosity=0)
    assert Diary.objects.filter(owner__username="ruth").count() == 1
