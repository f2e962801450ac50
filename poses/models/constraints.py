"""Database rules for the library's columns, each with the sentence an editor would read."""

from __future__ import annotations

from django.db.models import CheckConstraint, Choices, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def one_of(field: str, choices: type[Choices], name: str) -> CheckConstraint:
    """Only the values of `choices`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=_("Choose one of the list."),
    )


def between(field: str, low: int, high: int, name: str) -> CheckConstraint:
    """A whole number from `low` to `high`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        name=name,
        violation_error_message=format_lazy(_("Choose a number from {low} to {high}."), low=low, high=high),
    )
