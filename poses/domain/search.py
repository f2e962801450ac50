"""Finding a pose by any of its names, however they are spelled in Latin letters."""

from __future__ import annotations

import re
import unicodedata

_SILENT_H = re.compile(r"(?<=[bcdgjkpst])h")
_DOUBLED = re.compile(r"([a-z])\1")
_BETWEEN_WORDS = re.compile(r"[-.,;:/()]+")


def folded(text: str) -> str:
    """Return `text` in lower case, without diacritics, and with one spelling for each sound.

    Sanskrit is written in many ways: Śvānāsana, Svanasana and Shvanasana, or Baddha and Badha, are one name.
    Devanagari keeps its vowel signs.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("'", "").replace("\u2019", ""))
    kept = (letter for letter in decomposed if not _is_latin_mark(letter))
    plain = _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFC", "".join(kept)))
    return " ".join(_DOUBLED.sub(r"\1", _SILENT_H.sub("", plain)).split())


def _is_latin_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 and "\u0300" <= letter <= "\u036f"
