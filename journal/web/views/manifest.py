"""The site as an app on the home screen: its name, its icons, and what a long press on it offers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from yogasite.appearance import PAPER

DAY_SECONDS = 60 * 60 * 24


@login_not_required
@require_safe
@cache_control(public=True, max_age=DAY_SECONDS)
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest. It opens on the night's paper: at 3 am nothing may flash."""
    start = reverse("home")
    data = {
        "id": start,
        "name": "Night Heron",
        "short_name": "Night Heron",
        "description": _("Yoga poses for legs that cramp at night, a log that takes one tap, and an honest trend."),
        "lang": get_language(),
        "dir": "ltr",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": PAPER["night"],
        "theme_color": PAPER["night"],
        "icons": [
            _icon("icon-192.png", 192, "any"),
            _icon("icon-512.png", 512, "any"),
            _icon("maskable-512.png", 512, "maskable"),
        ],
        "shortcuts": [
            _shortcut(_("I have a cramp"), reverse("journal:cramp")),
            _shortcut(_("No cramps"), f"{start}#lastnight"),
            _shortcut(_("Start practice"), reverse("journal:routines")),
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


def _shortcut(name: str, address: str) -> dict[str, object]:
    return {"name": name, "url": address, "icons": [_icon("icon-192.png", 192, "any")]}


def _icon(name: str, pixels: int, purpose: str) -> dict[str, str]:
    return {"src": static(f"icons/{name}"), "sizes": f"{pixels}x{pixels}", "type": "image/png", "purpose": purpose}
