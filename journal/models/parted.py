"""Rows of the tables that a database may part by diary (docs/deployment/growing.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import DatabaseError, models


class Parted(models.Model):
    """Once stored, such a row is found by its diary too, and stays in it.

    A database that is parted by diary refuses a statement that would move a row to another diary, or lock a row of
    which it does not know the part; a row that is found by its number alone is looked for in every part.
    """

    diary_id: int

    class Meta:
        abstract = True

    def save(  # type: ignore[override]  # nobody gives the others by place
        self, *, update_fields: Collection[str] | None = None, **options: Any
    ) -> None:
        """Store it. Of a stored row write these fields, or all, as Django does; a DatabaseError if it is gone."""
        if self._state.adding:
            super().save(update_fields=update_fields, **options)
            return
        fields = [field for field in self._meta.concrete_fields if not field.primary_key and field.name != "diary"]
        written = fields if update_fields is None else [field for field in fields if field.name in update_fields]
        values = {field.name: getattr(self, field.attname) for field in written}
        if values and not _rows_beside(self).filter(pk=self.pk).update(**values):
            raise DatabaseError("The row is gone.")

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Delete it. What points at it has to be deleted before."""
        return _rows_beside(self).filter(pk=self.pk).delete()

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        """Read it again."""
        rows = _rows_beside(self) if from_queryset is None else from_queryset.filter(diary=self.diary_id)
        super().refresh_from_db(using, fields, rows)


def _rows_beside(row: Parted) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = type(row)._default_manager.all()  # noqa: SLF001 - documented, whatever its name
    return rows.filter(diary=row.diary_id)
