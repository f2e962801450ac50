"""The API keeps to its own description, whatever is sent: schemathesis writes requests, right and wrong ones."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from journal.domain.choices import TokenScope
from journal.models.cramps import Cramp
from tests import factories
from yogasite.wsgi import application

pytestmark = [pytest.mark.slow, pytest.mark.sweep]

EXAMPLES = 100
ADDRESS = "/api/openapi.json"
SEMANTIC = "positive_data_acceptance"
"""A schema cannot say that a cramp is not in the future, or that a pose exists: such a request gets a 422."""


def requests_of(operation, mode):
    return operation.as_strategy(generation_mode=mode)


@pytest.fixture
def one_connection(db):
    """The application runs inside the test's transaction, so it must leave the connection open after each request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def described(one_connection, monkeypatch, library):
    monkeypatch.setattr("journal.actions.tokens.MOST_USES", 30_000)
    return schemathesis.openapi.from_wsgi(ADDRESS, application)


@pytest.fixture
def bearers(diary):
    made = {scope: factories.make_token(diary=diary, scope=scope)[1] for scope in TokenScope}
    return {"post": made[TokenScope.LOG], "get": made[TokenScope.READ]}


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        *((place, GenerationMode.POSITIVE) for place in ("cramps", "nights", "practices", "entries", "trend")),
        *((place, GenerationMode.NEGATIVE) for place in ("cramps", "nights", "practices")),
    ],
)
def test_every_answer_is_one_that_the_description_names(described, bearers, place, mode):
    operation = next(each.ok() for each in described.get_all_operations() if each.ok().path.endswith(place))
    asked = []

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=requests_of(operation, mode))
    def keeps_to_it(case):
        headers = {"Authorization": f"Bearer {bearers[operation.method]}", "Accept-Encoding": "identity"}
        excluded = [check for check in CHECKS.get_all() if check.__name__ == SEMANTIC]
        response = case.call_and_validate(headers=headers, excluded_checks=excluded)
        asked.append(response.status_code)

    keeps_to_it()
    assert len(asked) >= min(EXAMPLES, 5)
    assert (Cramp.objects.count() > 0) == (place == "cramps" and 200 in asked)
