"""Database rules for the journal's columns, each with the sentence a person would read."""

from __future__ import annotations

from django.db.models import CheckConstraint, Choices, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def one_of(field: str, choices: type[Choices], *, blank: bool, name: str) -> CheckConstraint:
    """Only the values of `choices`, and the empty string where the answer may be missing."""
    allowed = [*choices.values, ""] if blank else choices.values
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=name,
        violation_error_message=_("Choose one of the answers."),
    )


def between(field: str, low: int, high: int, *, name: str, null: bool = True) -> CheckConstraint:
    """A whole number from `low` to `high`, or nothing where the answer may be missing."""
    condition = Q(**{f"{field}__gte": low, f"{field}__lte": high})
    if null:
        condition |= Q(**{f"{field}__isnull": True})
    return CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=format_lazy(_("Choose a number from {low} to {high}."), low=low, high=high),
    )
