"""Files that wait for their person to say yes."""

from __future__ import annotations

from django.db import models

from journal.models.diary import Diary
from journal.querysets import OwnedQuerySet

LONGEST_FILE_NAME = 100


class Upload(models.Model):
    """A file between its dry run and the yes: one a diary, and never for long."""

    diary = models.OneToOneField(Diary, on_delete=models.CASCADE, related_name="upload")
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    digest = models.CharField(max_length=64)
    """Of the content: a yes to one file is not a yes to the next."""
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"upload of diary {self.diary_id}"
