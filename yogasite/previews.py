"""Programs that open a link only to show what is behind it: messengers, mail scanners, search engines."""

from __future__ import annotations

import re

from django.http import HttpRequest

# "CUBOT" is a maker of phones. iMessage names itself facebookexternalhit, Signal WhatsApp, Teams SkypeUriPreview.
NAMES = re.compile(
    r"(?<!cu)bot\b|crawler|spider|externalhit|facebot|whatsapp/|telegrambot|preview|viberurldownloader|embedly|iframely"
    r"|vkshare|kakaotalk-scrap|line-poker|mastodon|pleroma|skype-url|slack-imgproxy|google-pagerenderer",
    re.IGNORECASE,
)


def is_preview(request: HttpRequest) -> bool:
    """Whether such a program asks, as far as it says so."""
    return NAMES.search(request.headers.get("User-Agent", "")) is not None
