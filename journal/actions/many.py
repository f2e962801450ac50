"""Many rows of a diary at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from journal.models import Cramp, Night, Practice, PracticeItem


@dataclass
class Rows:
    """New rows of one diary, to be stored together."""

    cramps: list[Cramp] = field(default_factory=list)
    nights: list[Night] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    items: list[PracticeItem] = field(default_factory=list)


@transaction.atomic
def add_entries(rows: Rows) -> None:
    """Store many rows at once; the database's constraints are their only check."""
    Cramp.objects.bulk_create(rows.cramps, batch_size=500)
    Night.objects.bulk_create(rows.nights, batch_size=500)
    Practice.objects.bulk_create(rows.practices, batch_size=500)
    PracticeItem.objects.bulk_create(rows.items, batch_size=500)
