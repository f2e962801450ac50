"""Small helpers of the pose templates."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def as_minutes(seconds: int) -> dict[str, int]:
    """Split seconds into whole minutes and the rest."""
    minutes, rest = divmod(seconds, 60)
    return {"minutes": minutes, "seconds": rest}
