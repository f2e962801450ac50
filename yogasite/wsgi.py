"""The WSGI application that the server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from yogasite.sqlite3.base import DatabaseWrapper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")

application = get_wsgi_application()
DatabaseWrapper.may_create = False
