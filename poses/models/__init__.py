"""The library."""

from __future__ import annotations

from poses.models import library, pose, routine  # noqa: F401 -- Django looks for models here, and for nothing else
