"""What is opened by a secret, and so could be opened again and again by a program gone wild."""

from __future__ import annotations

from django.db import models


class Counted(models.Model):
    """A row that knows how often it was used of late (`actions.counted_uses`)."""

    used_at = models.DateTimeField(null=True, blank=True)
    """When the last minute of use began; `uses` counts the requests since then."""
    uses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
