"""Sets Django up when it is imported: the first import of everything that is run by itself."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
django.setup()
