"""The floor: the least that Django does for a page with a session and a user, on the site's own server and database."""

from __future__ import annotations

from yogasite.settings import ALLOWED_HOSTS, CACHES, DATA_DIR, DATABASES, SECRET_KEY, USE_TZ  # noqa: F401

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = str(DATA_DIR / "floor.sqlite3")
else:
    DATABASES["default"]["NAME"] += "_floor"
DEBUG = False
ROOT_URLCONF = "bench.floor.urls"
WSGI_APPLICATION = "bench.floor.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
LOGGING_CONFIG = None
