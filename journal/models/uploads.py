"""Files that wait for their person to say yes."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models

from journal.models.diary import Diary
from journal.models.owned import OwnedQuerySet
from journal.models.parted import Parted

LONGEST_FILE_NAME = 100


class UploadQuerySet(OwnedQuerySet["Upload"]):
    """Files that wait."""

    def with_digest(self, digest: str) -> Self:
        """Only the one of this content."""
        return self.filter(digest=digest)

    def sent_since(self, moment: dt.datetime) -> Self:
        """Only those sent at `moment` or later."""
        return self.filter(made_at__gte=moment)

    def resting(self) -> Self:
        """Only those of which nothing is being added."""
        return self.filter(begun_at__isnull=True)

    def being_added_since(self, moment: dt.datetime | None) -> Self:
        """Only the one whose entries somebody began to add at this moment, and has neither finished nor taken back."""
        return self.filter(begun_at=moment, begun_at__isnull=False)

    def begun_before(self, moment: dt.datetime) -> Self:
        """Only those whose entries somebody began to add earlier than `moment`, and never finished."""
        return self.filter(begun_at__lt=moment)

    def sent_before(self, moment: dt.datetime) -> Self:
        """Only those sent earlier than `moment`."""
        return self.filter(made_at__lt=moment)


class Upload(Parted):
    """A file between its dry run and the yes: one a diary, and never for long."""

    diary = models.OneToOneField(Diary, on_delete=models.CASCADE, related_name="upload")
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    digest = models.CharField(max_length=64)
    """Of the content: a yes to one file is not a yes to the next."""
    content = models.BinaryField()
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, editable=False)
    """When somebody began to add its entries, piece by piece. Nothing but the file waits while this is empty."""
    adding = models.JSONField(null=True, editable=False)
    """By what these entries can be found and taken back: all come in or none (`actions.arrivals`)."""

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"upload of diary {self.diary_id}"
