"""Makes the floor's database with one user, and prints the cookie that logs this user in."""

from __future__ import annotations

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"
django.setup()

from django.conf import settings  # noqa: E402 (Django is set up first)
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

call_command("migrate", verbosity=0)
user, _created = User.objects.get_or_create(username="bench")
client = Client()
# The floor is Django alone and has no log-in form; what Django leaves in a session is all that its pages read.
client.force_login(user)  # type: ignore[arg-type]  # the stubs know the site's users alone
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
