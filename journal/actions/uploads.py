"""Files between their dry run and the yes: kept for an hour, with the diary they are for."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from journal.actions import digests
from journal.models.diary import Diary
from journal.models.uploads import LONGEST_FILE_NAME, Upload

UPLOAD_LIFE = dt.timedelta(hours=1)


@transaction.atomic
def keep(diary: Diary, *, name: str, content: bytes, now: dt.datetime) -> Upload:
    """Keep a file, in the place of an earlier one."""
    kept = {"name": name[:LONGEST_FILE_NAME], "content": content, "made_at": now}
    stored, _created = Upload.objects.update_or_create(
        diary=diary, defaults={**kept, "digest": digests.of_bytes(content)}
    )
    return stored


def remove(diary: Diary, digest: str) -> bool:
    """Forget this file of a diary, and say whether it was still waiting. One that was sent since waits on."""
    count, _rows = Upload.objects.of(diary).with_digest(digest).resting().delete()
    return count == 1


def remove_old(*, now: dt.datetime) -> int:
    """Forget the files that nobody has said yes to within the hour, and return how many."""
    count, _rows = Upload.objects.sent_before(now - UPLOAD_LIFE).resting().delete()
    return count
