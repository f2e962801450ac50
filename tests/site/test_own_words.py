"""Every sentence is our own: none is left as django-allauth wrote it."""

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po

from tests.paths import ROOT
from tests.sentences import TEMPLATES, sentences_of

PACKAGE = Path(allauth.__file__).parent
MESSAGES = sorted(
    path.relative_to(PACKAGE / "templates").as_posix() for path in PACKAGE.glob("templates/*/messages/*.txt")
)
NEVER_SAID = re.compile(r"socialaccount/|.*/(phone_|login_code_)")
"""Of telephone numbers, codes by mail and other sites' accounts, which this site does not offer."""


def plain(sentence):
    """Leave out what may differ between two writings of one sentence: its places and its white space."""
    return " ".join(re.sub(r"%\(\w+\)s", "%s", sentence).split())


def sentences_of_allauth():
    with (PACKAGE / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        entries = [entry.id for entry in read_po(file) if entry.id]
    forms = [form for each in entries for form in (each if isinstance(each, tuple) else (each,))]
    return {plain(form) for form in forms if " " in form}


THEIRS = sentences_of_allauth()


def test_the_sentences_of_allauth_are_known():
    assert {"Bad Token", "Your password is now changed."} <= THEIRS


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.relative_to(ROOT / "templates").parts[0] in {"account", "mfa", "usersessions"}],
    ids=lambda path: path.relative_to(ROOT / "templates").as_posix(),
)
def test_a_page_of_accounts_says_nothing_in_allauths_words(path):
    assert [said for said in sentences_of(path) if plain(said) in THEIRS] == []


@pytest.mark.parametrize("name", [name for name in MESSAGES if not NEVER_SAID.match(name)])
def test_what_a_library_says_after_a_change_is_ours(name):
    assert (ROOT / "templates" / name).is_file()
