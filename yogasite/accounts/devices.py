"""A browser in words: "Firefox on Windows" instead of the line that it sends."""

from __future__ import annotations

from django.utils.translation import gettext as _

# In this order: many browsers name the ones that they are like, after their own name.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_in_words(user_agent: str) -> str:
    """Say which browser sent this, and on what; "Another device" for one that is not known."""
    browser, system = (
        next((name for mark, name in known.items() if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)
    )
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another device")


FUNCTIONS = (device_in_words,)
