"""Finding a pose by any of its names, with or without the marks above and below the letters."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return `text` in lower case without diacritics; Devanagari keeps its vowel signs."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    kept = (letter for letter in decomposed if not _is_latin_mark(letter))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _is_latin_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 and "\u0300" <= letter <= "\u036f"
