"""The WSGI application that the server runs."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import resolve

from yogasite.sqlite3.base import DatabaseWrapper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")

application = get_wsgi_application()
DatabaseWrapper.may_create = False
# What pages import is loaded by now, not at the first request: workers that are made of this process share it.
resolve("/")
# And every template is code by now.
pages = engines["jinja2"].env  # type: ignore[attr-defined]
for name in pages.list_templates():
    pages.get_template(name)
gc.freeze()
