"""Jinja2, in which this site's own pages are written: what a template can call.

An answer that depends on nothing but what stands in its key is kept: the same words, days and addresses stand on a page
dozens of times. The language is part of every such key, for words and the names of months differ by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber, naturaltime
from django.http import QueryDict
from django.template import defaulttags
from django.template.defaultfilters import capfirst, floatformat, linebreaks_filter, truncatechars
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import json_script
from django.utils.timezone import localtime
from jinja2 import Environment
from markupsafe import Markup

from yogasite.flat import Flat

KEPT = 4096  # answers of one kind, at most, in a process


def environment(*, functions: Sequence[str] = (), **options: Any) -> Environment:
    """Make what renders templates. `functions` are modules of the apps; each lists in `FUNCTIONS` what it hands in."""
    made = Environment(extensions=[Flat], **options)  # noqa: S701 -- Django's backend turns escaping on
    made.globals |= {"_": gettext, "ngettext": ngettext, "language": translation.get_language}
    made.globals |= {"url": url, "static": static_address, "querystring": querystring}
    for name in functions:
        made.globals |= {each.__name__: each for each in import_module(name).FUNCTIONS}
    ours = (apnumber, capfirst, date, floatformat, json_script, naturaltime, truncatechars)
    made.filters |= {"linebreaks": linebreaks_filter, **{each.__name__: each for each in ours}}
    return made


def gettext(sentence: str, **values: Any) -> Markup:
    """Say a sentence in the person's language. It may hold HTML; `values` for its %(places)s are escaped."""
    words = _words(translation.get_language(), sentence)
    return words % values if values else words


def ngettext(singular: str, plural: str, count: int, **values: Any) -> Markup:
    """Say the sentence that fits a number, which stands in it as %(count)s."""
    return _words_of_number(translation.get_language(), singular, plural, count) % {"count": count, **values}


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page by its name."""
    return _address(get_urlconf(), get_script_prefix(), translation.get_language(), name, *args, **kwargs)


def date(moment: dt.date | None, form: str) -> str:
    """Show a day, or a moment by its own clock (by this person's when it is in UTC). Nothing for None."""
    if isinstance(moment, dt.datetime):
        return date_format(localtime(moment) if moment.tzinfo is dt.UTC else moment, form)
    return _day(translation.get_language(), moment, form) if moment else ""


def querystring(query: QueryDict, **changes: Any) -> str:
    """Return a query with some words changed, or left out where None is given: "?span=1y"."""
    return str(defaulttags.querystring(None, query, **changes))  # type: ignore[arg-type]


@lru_cache(KEPT)
def _words(language: str | None, sentence: str) -> Markup:
    return Markup(translation.gettext(sentence))  # noqa: S704 -- from a template or its translation


@lru_cache(KEPT)
def _words_of_number(language: str | None, singular: str, plural: str, count: int) -> Markup:
    return Markup(translation.ngettext(singular, plural, count))  # noqa: S704 -- the same


@lru_cache(KEPT, typed=True)
def _address(urlconf: str | None, prefix: str, language: str | None, name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


@lru_cache(KEPT)
def _day(language: str | None, day: dt.date, form: str) -> str:
    return date_format(day, form)


@lru_cache(KEPT)
def static_address(path: str) -> str:
    """Return the address of a static file, which holds as long as the process: its name is a hash of its content."""
    return static(path)
