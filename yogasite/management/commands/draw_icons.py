"""Draw the icons of the installed app anew, after a change of static/icon.svg."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from yogasite.icons import ICONS, draw, read_heron


class Command(BaseCommand):
    """`manage.py draw_icons`: writes static/icons from static/icon.svg. A test fails when it was forgotten."""

    help = "Draw static/icons from static/icon.svg."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every size."""
        static = settings.BASE_DIR / "static"
        heron = read_heron(static / "icon.svg")
        for name, (pixels, is_square) in ICONS.items():
            (static / "icons" / name).write_bytes(draw(heron, pixels, is_square=is_square))
