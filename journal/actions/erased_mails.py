"""Mails that a host without a way out (EMAIL_URL) has only in files: what they say of people does not stay there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.utils.encoding import punycode

LIFE = dt.timedelta(days=3)
"""After that no link in a mail is good any more, neither to confirm an address nor to set a new password."""
BETWEEN = b"\n" + b"-" * 79 + b"\n"
"""What Django writes after each mail of a file."""


def remove_old(*, now: dt.datetime) -> None:
    """Delete the files that are older than `LIFE`."""
    for path in _files():
        with suppress(FileNotFoundError):  # Another run was first.
            if path.stat().st_mtime <= (now - LIFE).timestamp():
                path.unlink()


def remove_naming(words: Collection[str]) -> None:
    """Delete the files in which one of these addresses or user names stands, as a word of its own.

    A user name that is an everyday word takes mails to others along: they can ask for them again.
    """
    either = "|".join(re.escape(form) for word in words for form in _written_forms(word))
    named = re.compile(rf"(?<![\w.+-])(?:{either})(?![\w+-])", re.IGNORECASE)
    for path in _files():
        with suppress(FileNotFoundError):
            if named.search(_text_of(path.read_bytes())):
                path.unlink()


def _files() -> Iterator[Path]:
    yield from Path(settings.MAIL_DIR).glob("*.log")


def _written_forms(word: str) -> set[str]:
    """Return a word as it was typed, and an address also as mails write one whose domain is not in plain letters."""
    name, at, domain = word.rpartition("@")
    return {word, f"{name}{at}{punycode(domain)}"} if at else {word}


def _text_of(raw: bytes) -> str:
    """Return what stands in the mails of a file, decoded: letters beyond ASCII are written in several ways."""
    texts: list[str] = []
    for each in raw.split(BETWEEN):
        message = message_from_bytes(each, policy=policy.default)
        texts += (str(value) for value in message.values())
        texts += (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join(texts)
