"""Settings: one file, the same for every installation. What differs comes from the environment (.env.example)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from yogasite.accounts.own_forms import OWN_ACCOUNT_FORMS, OWN_MFA_FORMS
from yogasite.environment import Environment, Mistake, with_password
from yogasite.scaling.databases import REPLICA, databases_of
from yogasite.secret_key import secret_key
from yogasite.site_address import AT_HOME, host_name, site_address
from yogasite.version import version

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
Environment.read_env(BASE_DIR / ".env")

# Where it runs ---------------------------------------------------------------------------------------------

DEBUG: bool = env.bool("DEBUG", default=False)
# Whatever is written from here on is a person's: no other user of the machine reads it.
os.umask(0o077)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
SECRET_KEY: str = env.str("SECRET_KEY", default="") or secret_key(DATA_DIR)
SITE_URL, SITE_HOST, mistakes = site_address(env.str("SITE_URL", default=AT_HOME))
HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=sorted({SITE_HOST, "127.0.0.1", "localhost", "[::1]"}))
ALLOWED_HOSTS = [host for host in map(host_name, HOSTS) if host]
CSRF_TRUSTED_ORIGINS: list[str] = [SITE_URL]
TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", default=0)
WORKERS: int = env.int("WORKERS", default=2)
SOURCE_URL: str = env.str("SOURCE_URL", default="")
VERSION = version(BASE_DIR / "CHANGELOG.md")

# Parts -----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "yogasite",
    "yogasite.accounts",
    "poses",
    "journal",
]
MIDDLEWARE = [
    # Outermost, so that every answer has its headers: also a redirect, a refusal, and a fault.
    "yogasite.reached.OwnSecurityMiddleware",
    # Before all that makes pages. They are mostly drawings as text: a fifth of the bytes. Django pads against BREACH.
    "yogasite.middleware.PageGZipMiddleware",
    # Files need nothing below: no session, no log line, no database.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # What a page may do. A style sheet or a script does nothing by itself: a quarter of a kilobyte less for each.
    "yogasite.middleware.security_headers",
    # Times all that follows, and knows how it ended.
    "yogasite.middleware.request_log",
    # Above the session, whose table may be what failed.
    "yogasite.middleware.answer_faults",
    # Before all that looks at a cookie.
    "yogasite.middleware.as_stranger",
    "yogasite.sessions.OwnSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the token is looked for in the form, which reads the body. It looks at the user only for an upload.
    "yogasite.middleware.BodyLimitMiddleware",
    # Before the token too, so that a page that was left open hears the true reason.
    "journal.web.whose.OwnPageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Needs the session; all below may ask who it is.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Denies by default. Needs to know who it is, and whether htmx asks.
    "yogasite.middleware.PageLoginRequiredMiddleware",
    # Inside the log-in, so that the redirect to it may be kept like any other.
    "yogasite.middleware.private_by_default",
    # After the log-in: only of somebody known can a diary wait to be deleted, or be gone.
    "journal.web.middleware.DecideFirstMiddleware",
    "journal.web.middleware.GoneMeanwhileMiddleware",
    # Around allauth's views alone; ours answer 422 themselves.
    "yogasite.middleware.RefusedFormMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # allauth's own two: after messages, which they write.
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # Last but one, so that nothing above runs on the person's clock.
    "journal.web.middleware.know_the_person",
    # Innermost: it spans the view alone, whose reads it may send elsewhere. Takes itself out without a replica.
    "yogasite.scaling.replica.ReplicaMiddleware",
]
ROOT_URLCONF = "yogasite.urls"
WSGI_APPLICATION = "yogasite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "yogasite.context.site",
]
TEMPLATES = [
    # Our own pages, and the widgets that Django brings in this language too. What is not here is looked for below.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "yogasite.jinja.environment",
            "context_processors": [*CONTEXT_PROCESSORS, "journal.web.context.own_form"],
            "functions": [
                "yogasite.accounts.devices",
                "poses.web.template_functions",
                "journal.web.template_functions",
            ],
        },
    },
    # What libraries bring: the admin's pages.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
# The part of the site that the main navigation marks, by address; others count as their app. `yogasite.context`.
NAVIGATION = {
    "home": "today",
    **dict.fromkeys(("journal:trend", "journal:experiment", "journal:report"), "trend"),
    **dict.fromkeys(("journal:routines", "journal:routine-new", "journal:routine-edit"), "poses"),
    **dict.fromkeys(("journal:player", "journal:player-done", "journal:not-for-me"), "poses"),
    **dict.fromkeys(("poses:relief", "journal:tokens"), ""),
}

# Data ------------------------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = databases_of(env, DATA_DIR)
DATABASE_ROUTERS = ["yogasite.scaling.replica.PublicPagesFromReplica"] if REPLICA in DATABASES else []
# What a page that is open to everybody reads of these may be a moment old.
APPS_ON_REPLICA = frozenset({"poses"})
# Shared by all worker processes, so that a rate limit is one limit. Made by `createcachetable`. Beyond MAX_ENTRIES
# Django drops a third of what is alive, full limits too: with its 300, a crowd of addresses would wash them away.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# Django would open photos and static files to everybody again, whatever the umask.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "yogasite.storage.StaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Where `deploy/daily` writes a backup, for whom it is encrypted, and for how many days it stays.
BACKUP_DIR = Path(folder).resolve() if (folder := env.str("BACKUP_DIR", default="")) else None
BACKUP_KEY: str = env.str("BACKUP_KEY", default="")
BACKUP_DAYS: int = env.int("BACKUP_DAYS", default=14)

# People ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["journal.web.auth_backend.DiaryBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "yogasite.accounts.adapter.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_ADAPTER = "yogasite.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS, MFA_FORMS = OWN_ACCOUNT_FORMS, OWN_MFA_FORMS
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Night Heron: "
# A browser without an account may begin a diary with one tap: ten a day from one address, 500 a day in all. Of these a
# home may have 20 and a company 60, however many IPv6 addresses they make.
ACCOUNT_RATE_LIMITS = {"open_guest_diary": "10/d/ip,500/d/key", "bring_in": "20/h/user"}
ACCOUNT_RATE_LIMITS |= {"open_guest_diary_56": "20/d/key", "open_guest_diary_48": "60/d/key"}
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_SESSION_REMEMBER = None
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_ADAPTER = "yogasite.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Night Heron"
# Addresses are optional here: an address that is not confirmed yet and a passkey do not stand in each other's way.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A passkey is refused by the browser over plain HTTP except on localhost, which a home installation uses.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https://")
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
# Cookies know no ports: under Django's own names two programs of one host would log people out of each other.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "nightheron_session", "nightheron_csrf"
MAIL_DIR = DATA_DIR / "mail"
MAIL = env.mail("EMAIL_URL", default=f"filemail:///{MAIL_DIR}")
vars().update(with_password(MAIL, "EMAIL_HOST_PASSWORD", env.str("EMAIL_PASSWORD", default="")))
# Somebody waits for the page; reminders have more patience (journal/reminders/mail_run.py).
EMAIL_TIMEOUT = 5
# Without a way out, mails are written to files: good for trying, no use for reminders.
SENDS_MAIL = bool(env.str("EMAIL_URL", default=""))
# Made by `make_push_keys`; without it no reminders are pushed to browsers.
VAPID_PRIVATE_KEY: str = env.str("VAPID_PRIVATE_KEY", default="")
# A push service that may be spoken to though it is not public. Real ones are: only tests have one.
PUSH_TRUSTED_ORIGIN = ""
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default=f"Night Heron <nightheron@{SITE_HOST}>")

# Language and time -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE: str = env.str("TIME_ZONE", default="Europe/London")
USE_TZ = True

# Safety ----------------------------------------------------------------------------------------------------

HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Browsers hold it against every port of the host, so who says it for this site says it for all that runs there. Left
# out, nothing is said; 0 tells browsers to forget what was said before (`reached.OwnSecurityMiddleware`).
HSTS_SECONDS: int | None = env.int("HSTS_SECONDS", default=None) if HTTPS else None
SECURE_HSTS_SECONDS = HSTS_SECONDS or 0
# Django misses its SecurityMiddleware, which ours is, and would have HSTS for all subdomains and in browsers' lists.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W004", "security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yogasite.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# A page form posts a few dozen fields; more is not a person.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# What the server writes down: paths and outcomes, never form data. ------------------------------------------

SECRET_ACCOUNT_PATHS = ("accounts/confirm-email", "accounts/password/reset/key")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "yogasite.logs.JsonLines",
            "prefixes": [f"/{path}/" for path in ("s", "calendar", "reminders/stop", *SECRET_ACCOUNT_PATHS)],
        }
    },
    "filters": {"mistakes": {"()": "yogasite.outages.MistakesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Refusals stand in the request's own line; what broke is written here with its traceback.
        "django.request": {"filters": ["mistakes"], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # So do bad hosts, paths and forms, and each of Django's own lines would be a traceback.
        "django.security": {"level": "CRITICAL"},
        # Write down every letter of a PDF that is packed, every connection that is lent, every request that waits.
        "fontTools": {"level": "WARNING"},
        "psycopg.pool": {"level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},
    },
}

# What could not be read above, for `checks.settings_were_read`.
MISTAKES: list[Mistake] = [*mistakes, *env.mistakes]
