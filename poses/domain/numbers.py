"""Small numbers as words, for the text of steps. Pure."""

from __future__ import annotations

WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


SECONDS_A_MINUTE = 60


def length_in_words(seconds: int) -> str:
    """Return "two minutes" for 120, and "ten seconds" for 10."""
    minutes, rest = divmod(seconds, SECONDS_A_MINUTE)
    number, unit = (seconds, "second") if rest or not minutes else (minutes, "minute")
    return f"{in_words(number)} {unit}" + ("" if number == 1 else "s")


def in_words(number: int) -> str:
    """Return "ten" for 10; digits from 13 on."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)
