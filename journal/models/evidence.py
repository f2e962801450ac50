"""What the statistics store: interim analyses of a diary, and experiments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone

from journal.domain import choices
from journal.models.diary import Diary
from journal.models.owned import OwnedQuerySet
from journal.models.parted import Parted


class EvaluationQuerySet(OwnedQuerySet["Evaluation"]):
    """What the interim analyses of a diary found."""

    def at(self, numbers: Collection[int]) -> Self:
        """Only the analyses with these numbers."""
        return self.filter(look__in=numbers)

    def marked(self, prefix: str) -> Self:
        """Only those whose fingerprint begins with `prefix`."""
        return self.filter(fingerprint__startswith=prefix)


class Evaluation(Parted):
    """What one interim analysis of a diary found: stored, so that opening the trend costs no sums.

    It follows from the rows alone: `fingerprint` is of the days it rests on, and an analysis whose days have changed
    since is made again.
    """

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="evaluations")
    look = models.PositiveIntegerField()
    """The number of the analysis, counted from 1: after four weeks of diary, eight weeks, and so on."""
    fingerprint = models.CharField(max_length=64)
    """By which method and for which goal (`journal.pages.trend.interim.mark_of`), then a digest of its days."""
    answer = models.JSONField()
    """`journal.domain.evidence.answers.Answer.to_json`."""
    made_at = models.DateTimeField(auto_now=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["look"]
        constraints = [UniqueConstraint(fields=["diary", "look"], name="evaluation_once_a_look")]

    def __str__(self) -> str:
        return f"look {self.look} of diary {self.diary_id}"


class ExperimentQuerySet(OwnedQuerySet["Experiment"]):
    """Randomised experiments."""

    def latest_of(self, diary: Diary) -> Experiment | None:
        """Return the diary's last experiment, over or not."""
        return self.of(diary).order_by("-starts_on").first()

    def begun_by(self, diary: Diary, day: dt.date) -> Experiment | None:
        """Return the diary's last experiment that had begun by `day`, over or not."""
        return self.of(diary).filter(starts_on__lte=day).order_by("-starts_on").first()

    def begun_before(self, experiment: Experiment) -> int:
        """How many experiments of the same diary began before this one."""
        return self.of(experiment.diary).filter(starts_on__lt=experiment.starts_on).count()


class Experiment(Parted):
    """Blocks of days drawn by lot for practice or rest. The order is stored before the first day, and never changed."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="experiments")
    weeks = models.PositiveSmallIntegerField(choices=choices.ExperimentLength)
    block_days = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    """One true (practise) or false (rest) a block."""
    starts_on = models.DateField()
    stopped_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            UniqueConstraint(fields=["diary", "starts_on"], name="experiment_once_a_day"),
            CheckConstraint(
                condition=Q(weeks__in=choices.ExperimentLength.values) & Q(block_days__in=[7, 14]),
                name="experiment_design_known",
            ),
        ]

    def __str__(self) -> str:
        return f"experiment of diary {self.diary_id} from {self.starts_on}"

    @property
    def ends_on(self) -> dt.date:
        """The last day of the plan."""
        return self.starts_on + dt.timedelta(days=len(self.plan) * self.block_days - 1)

    def opens_on(self, day: dt.date) -> dt.date | None:
        """Return the day on which its nights may be compared, while it runs on `day`; None when it does not run.

        Stopped later than `day`, it still ran then: a report of that day says no more today than it did.
        """
        is_stopped = self.stopped_on is not None and self.stopped_on <= day
        is_running = self.starts_on <= day <= self.ends_on and not is_stopped
        return self.ends_on + dt.timedelta(days=1) if is_running else None
