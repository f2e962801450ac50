"""What the interim analyses of a diary found, stored."""

from __future__ import annotations

from django.db import DatabaseError

from journal.domain.evidence.answers import Answer
from journal.models.diary import Diary
from journal.models.evidence import Evaluation
from yogasite.outages import fault_of


def store(diary: Diary, *, number: int, fingerprint: str, answer: Answer) -> None:
    """Store what an interim analysis found; an answer of other days is replaced.

    A database that cannot be written must not keep anybody from reading: the analysis is made again the next time.
    """
    try:
        Evaluation.objects.update_or_create(
            diary=diary, look=number, defaults={"fingerprint": fingerprint, "answer": answer.to_json()}
        )
    except DatabaseError as error:
        if not fault_of(error):
            raise
