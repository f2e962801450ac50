"""Shared by all tests: people with diaries, and clients that are logged in."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from django.dispatch import receiver
from django.forms.models import model_to_dict
from django.template.backends.jinja2 import Template as Jinja2Template
from django.test import Client
from django.test.signals import setting_changed, template_rendered
from hypothesis import settings as hypothesis_settings

from journal.reminders import push_keys
from poses.models.pose import Pose
from poses.web.forms import PoseAdminForm
from tests import browsers, built, factories, parts
from tests.push_service import PushService
from yogasite import jinja
from yogasite.sqlite3.base import DatabaseWrapper

collect_ignore = [] if find_spec("selenium") else ["engines"]
"""`make engines` installs what those need."""

hypothesis_settings.register_profile("night-heron", deadline=None, derandomize=True)
hypothesis_settings.load_profile("night-heron")


@receiver(setting_changed)
def forget_addresses_of_static_files(*, setting: str, **_others: object) -> None:
    """A process keeps them, for they hold as long as it lives; here one process serves plain and built ones."""
    if setting == "STORAGES":
        jinja.static_address.cache_clear()


NEEDS = {
    "browser": (browsers.WHOLE, "needs Chromium (CHROMIUM or on PATH)"),
    "encryption": (shutil.which("age") and shutil.which("gpg"), "needs age and gpg"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, unless REQUIRE_ALL makes that a failure."""
    for item in items:
        for marker, (found, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not found and not os.environ.get("REQUIRE_ALL"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A test that imports the server's application makes a server of this process, and a server makes no database."""
    DatabaseWrapper.may_create = True


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Rate limits of one test do not reach the next."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db" if "db" in request.fixturenames else "transactional_db")
        cache.clear()


class Given(dict):
    """What a template was given. The test client copies it before the context processors have added theirs."""

    def __copy__(self):
        return self


@pytest.fixture(autouse=True)
def _contexts(monkeypatch):
    """Let `response.context` hold what a template was given: Django tells the test client of its own engine alone."""
    render = Jinja2Template.render

    def told(self, context=None, request=None):
        context = Given(context or {})
        template_rendered.send(sender=self, template=self, context=context)
        return render(self, context, request)

    monkeypatch.setattr(Jinja2Template, "render", told)


@pytest.fixture
def now():
    """The moment at which the tests of the domain happen: a Wednesday morning."""
    return dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def library(db):
    """All poses, collections and routines."""
    factories.load_library()


@pytest.fixture(scope="session")
def live_server():
    server = built.serve()
    yield server
    server.stop()


@pytest.fixture
def built_site(live_server, settings):
    """A site for real browsers: with its poses and built files, and nobody in it."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = built.STORAGES
    factories.load_library()
    return live_server


@pytest.fixture
def push_service(settings):
    """A push service of our own, with the site's key to it."""
    running = PushService()
    settings.VAPID_PRIVATE_KEY, settings.PUSH_TRUSTED_ORIGIN = push_keys.new_key(), running.origin
    yield running
    running.close()


@pytest.fixture
def ruth(db):
    """Somebody with a diary in London."""
    return factories.make_user(username="ruth")


@pytest.fixture
def diary(ruth):
    return ruth.diary


@pytest.fixture
def stranger(db):
    """Somebody else, who owns entries too."""
    return factories.make_user(username="sam")


@pytest.fixture
def client_of_ruth(ruth):
    client = Client()
    client.force_login(ruth)
    return client


@pytest.fixture
def before(monkeypatch):
    """Let something happen after a request has fetched its rows, just before this action is asked for."""

    def arrange(name, happen):
        noun, _dot, verb = name.partition(".")
        module = import_module(f"journal.actions.{noun}")
        act = getattr(module, verb)

        def late(*args, **kwargs):
            with parts.elsewhere():
                happen()
            return act(*args, **kwargs)

        monkeypatch.setattr(module, verb, late)

    return arrange


@pytest.fixture
def pose(library, settings, tmp_path):
    """A pose that an editor changes, and a folder for its photos."""
    settings.MEDIA_ROOT = tmp_path
    return Pose.objects.get(slug="chair-pose")


@pytest.fixture
def typed(pose):
    """What the editors' form of the pose holds when it is opened."""
    values = {key: value for key, value in model_to_dict(pose).items() if key in PoseAdminForm.base_fields}
    lists = ("aliases", "sources", "cautions", "mistakes")
    steps = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}
    for name in ("stretches", "strengthens", "places", "demands", "easier_demands"):
        values[name] = PoseAdminForm.base_fields[name].prepare_value(values[name])
    return values | {name: json.dumps(values[name]) for name in lists} | steps
