"""The project package as an app: its checks."""

from __future__ import annotations

from django.apps import AppConfig


class YogasiteConfig(AppConfig):
    """Registers the deployment checks."""

    name = "yogasite"

    def ready(self) -> None:
        """Register the checks."""
        from yogasite import checks  # noqa: F401 -- importing registers them
