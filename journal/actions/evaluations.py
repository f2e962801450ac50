"""What the looks at a diary found, kept."""

from __future__ import annotations

from journal.evidence import Answer
from journal.models import Diary, Evaluation


def keep_answer(diary: Diary, *, look: int, fingerprint: str, answer: Answer) -> None:
    """Keep what a look found; an answer of other days is replaced."""
    Evaluation.objects.update_or_create(
        diary=diary, look=look, defaults={"fingerprint": fingerprint, "answer": answer.to_json()}
    )
