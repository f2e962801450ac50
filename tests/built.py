"""The static files as a real site has them: joined, hashed and compressed. Collected once a process, when asked for."""

import functools
from unittest import mock

from django.conf import settings
from django.contrib.staticfiles import handlers
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

import yogasite.settings

STORAGES = yogasite.settings.STORAGES
NOT_ASKED_FOR = ["admin", "htmx.js", "htmx-2.js", "htmx-4*", "*.min.js.map", "ext"]


@functools.cache
def collect():
    """Collect what pages ask for, and return the folder."""
    with override_settings(STORAGES=STORAGES):
        call_command("collectstatic", ignore_patterns=NOT_ASKED_FOR, interactive=False, verbosity=0)
    return settings.STATIC_ROOT


def serve():
    """Return a live server whose files come from WhiteNoise, as on a real site, and not from their sources."""
    collect()
    with (
        mock.patch.object(handlers, "StaticFilesHandler", lambda application: application),
        override_settings(STORAGES=STORAGES),
    ):
        return LiveServer("localhost")
