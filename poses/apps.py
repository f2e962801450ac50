"""The poses app."""

from __future__ import annotations

from django.apps import AppConfig


class PosesConfig(AppConfig):
    """Yoga poses and stretches: text, figures, library."""

    name = "poses"
    default_auto_field = "django.db.models.BigAutoField"
