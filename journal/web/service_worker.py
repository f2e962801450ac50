"""What a device keeps for want of a connection: files by their hashed names, and pages that are the same for all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from poses.models.library import ReliefGuide
from poses.models.pose import Pose
from poses.models.routine import Routine

FILES = (
    "css/app.css",
    "icon.svg",
    "django_htmx/htmx-2.min.js",
    "js/app.js",
    "js/player.js",
    "js/player/ticker.js",
    "js/pose.js",
    "js/waits.js",
)


@dataclass(frozen=True)
class Kept:
    """Addresses to keep: `files` and the pages of the night `first`, the library and the player `later`."""

    version: str
    files: list[str]
    first: list[str]
    later: list[str]


def kept() -> Kept:
    """Return what to keep. The version changes with the site's, with any file, and with the list of pages."""
    guides = ReliefGuide.objects.values_list("slug", flat=True)
    poses = Pose.objects.in_library().values_list("slug", flat=True)
    routines = Routine.objects.values_list("slug", flat=True)
    files = [static(name) for name in FILES]
    relief = [reverse("poses:relief"), *(reverse("poses:relief-muscle", args=[slug]) for slug in guides)]
    first = [reverse("journal:cramp"), reverse("journal:offline"), *relief, reverse("poses:night-cramps")]
    library = [reverse("poses:list"), *(reverse("poses:detail", args=[slug]) for slug in poses)]
    player = [reverse("journal:routines"), *(reverse("journal:player", args=[slug]) for slug in routines)]
    later = [*library, *player]
    text = json.dumps([settings.VERSION, files, first, later])
    return Kept(hashlib.sha256(text.encode()).hexdigest()[:12], files, first, later)


def as_script(what: Kept) -> str:
    """Return the service worker: what to keep, and the files that do it."""
    config = json.dumps(asdict(what))
    scripts = json.dumps([static(f"js/{name}.js") for name in ("outbox", "flush", "service-worker")])
    return f"self.kept = {config};\nimportScripts(...{scripts});\n"
