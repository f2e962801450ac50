"""How the site looks on this device: kept in a cookie, because a bedside phone is not a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

COOKIE = "look"
YEAR_SECONDS = 60 * 60 * 24 * 365
NIGHT_COLOURS_FROM, NIGHT_COLOURS_UNTIL = 22, 7
"""Hours in which a bright page would wake somebody up, so until most people rise (`static/js/service-worker.js` has the
same). Which cramps are of the night (`journal.models.days`) and what Today asks (`journal.pages.today`) differ."""
PAPER = {"light": "#f1f3e8", "dark": "#0e1a1c", "night": "#0b0503"}
"""The page's colour in each mood, for the bars of the browser and the installed app (`--paper` of tokens.css)."""


class Theme(TextChoices):
    """The moods of the page; the first leaves the choice to the device."""

    DEVICE = "device", _("Same as device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    NIGHT = "night", _("Night")


@dataclass(frozen=True)
class Look:
    """A theme, and whether the warm night colours come by themselves from 22:00 to 07:00."""

    theme: Theme = Theme.DEVICE
    night_by_clock: bool = True


def read(cookies: Mapping[str, str]) -> Look:
    """Read the look from the request's cookies; anything unknown is the default."""
    theme, _separator, clock = cookies.get(COOKIE, "").partition(".")
    if theme not in Theme.values:
        return Look()
    return Look(Theme(theme), clock != "plain")


def as_text(look: Look) -> str:
    """Return the look as the cookie and the service worker know it: "dark.clock", "device.plain"."""
    return f"{look.theme}.{'clock' if look.night_by_clock else 'plain'}"


def write(response: HttpResponseBase, look: Look, *, secure: bool) -> None:
    """Keep the look on this device for a year."""
    response.set_cookie(COOKIE, as_text(look), max_age=YEAR_SECONDS, secure=secure, samesite="Lax", httponly=True)


def theme_now(look: Look, hour: int) -> str:
    """Return the value of `data-theme` at this hour of the person's clock; empty leaves it to the device."""
    if look.night_by_clock and (hour >= NIGHT_COLOURS_FROM or hour < NIGHT_COLOURS_UNTIL):
        return Theme.NIGHT.value
    return "" if look.theme is Theme.DEVICE else look.theme.value
