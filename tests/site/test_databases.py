"""The suite runs on both databases."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_that_was_asked_for():
    assert connection.vendor == os.environ.get("TEST_DATABASE", "sqlite")


@pytest.mark.skipif(
    not os.environ.get("TEST_POSTGRES_URL") and not os.environ.get("REQUIRE_ALL"),
    reason="needs TEST_POSTGRES_URL to run the suite a second time, on PostgreSQL",
)
def test_a_postgresql_is_at_hand_for_the_second_run():
    assert "TEST_POSTGRES_URL" in os.environ
