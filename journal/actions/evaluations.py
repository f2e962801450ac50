"""What the looks at a diary found, kept."""

from __future__ import annotations

from django.db import DatabaseError

from journal.domain.evidence.answers import Answer
from journal.models.diary import Diary
from journal.models.evidence import Evaluation
from yogasite.outages import fault_of


def keep_answer(diary: Diary, *, look: int, fingerprint: str, answer: Answer) -> None:
    """Keep what a look found; an answer of other days is replaced.

    A database that cannot be written must not keep anybody from reading: the look is found again the next time.
    """
    try:
        Evaluation.objects.update_or_create(
            diary=diary, look=look, defaults={"fingerprint": fingerprint, "answer": answer.to_json()}
        )
    except DatabaseError as error:
        if not fault_of(error):
            raise
