"""The diary. Every private row points at a diary; a diary belongs to one user.

Each rule is a constraint in the database as well as a validator: the form says it kindly, the database makes it true.
"""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal import choices
from journal.constraints import between, one_of
from journal.nights import zone_named
from journal.querysets import (
    CrampQuerySet,
    EvaluationQuerySet,
    ExperimentQuerySet,
    NightQuerySet,
    OwnRoutineQuerySet,
    PracticeQuerySet,
)
from poses.choices import Condition
from poses.models import LONGEST_HOLD_SECONDS, DosedPose, Pose
from yogasite.flags import every

NOTE_LENGTH = 500
ROUTINE_NAME_LENGTH = 60
EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
EARLIEST_NIGHT = dt.date(1899, 12, 31)
LONGEST_PRACTICE_SECONDS = 6 * 60 * 60


def _scale(highest: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(0), MaxValueValidator(highest)]


def _valid_zone(name: str) -> None:
    zone_named(name)


class Diary(models.Model):
    """One person's record: whose it is, which clock it runs on, and what counts as regular practice."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="diary")
    time_zone = models.CharField(_("time zone"), max_length=64)
    goal = models.PositiveSmallIntegerField(
        _("practice days a week"), default=3, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    conditions = models.PositiveSmallIntegerField(default=0)
    """What rules poses out for this person (`poses.choices.Condition`)."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            between("goal", 1, 7, null=False, name="diary_goal_1_to_7"),
            between("conditions", 0, every(Condition), null=False, name="diary_conditions_known"),
        ]
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"diary {self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        """The diary's clock."""
        return ZoneInfo(self.time_zone)


class Entry(models.Model):
    """What cramps and practices share. The UUID is made by the client: posting one twice stores it once."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    time_zone = models.CharField(max_length=64)
    note = models.TextField(_("note"), blank=True, max_length=NOTE_LENGTH, validators=[MaxLengthValidator(NOTE_LENGTH)])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        """The clock that the entry was made by."""
        return ZoneInfo(self.time_zone)


class Cramp(Entry):
    """A cramp, or several of one night entered together."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="cramps")
    occurred_at = models.DateTimeField(_("time"))
    precision = models.CharField(max_length=8, choices=choices.Precision, default=choices.Precision.EXACT)
    night_of = models.DateField()
    count = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    side = models.CharField(_("leg"), max_length=8, choices=choices.Side, blank=True)
    muscles = models.PositiveSmallIntegerField(_("muscle"), default=0, validators=_scale(every(choices.Muscle)))
    pain = models.PositiveSmallIntegerField(_("pain"), null=True, blank=True, validators=_scale(10))
    duration = models.CharField(max_length=8, choices=choices.Duration, blank=True)
    woke = models.BooleanField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=choices.State, blank=True)
    sleep_disturbance = models.PositiveSmallIntegerField(null=True, blank=True, validators=_scale(10))
    back_to_sleep = models.CharField(max_length=8, choices=choices.BackToSleep, blank=True)
    soreness = models.CharField(max_length=8, choices=choices.Soreness, blank=True)
    soreness_hours = models.PositiveSmallIntegerField(null=True, blank=True, validators=_scale(72))
    relief = models.PositiveSmallIntegerField(default=0, validators=_scale(every(choices.Relief)))
    relief_effect = models.CharField(max_length=8, choices=choices.ReliefEffect, blank=True)
    distress = models.PositiveSmallIntegerField(null=True, blank=True, validators=_scale(4))
    excluded = models.BooleanField(default=False)

    objects = CrampQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="cramp_once"),
            CheckConstraint(
                condition=Q(occurred_at__gte=EARLIEST) & Q(night_of__gte=EARLIEST_NIGHT),
                name="cramp_after_1900",
                violation_error_message=_("Pick a date after 1900."),
            ),
            between("count", 1, 20, null=False, name="cramp_count_1_to_20"),
            between("muscles", 0, every(choices.Muscle), null=False, name="cramp_muscles_known"),
            between("relief", 0, every(choices.Relief), null=False, name="cramp_relief_known"),
            between("pain", 0, 10, name="cramp_pain_0_to_10"),
            between("sleep_disturbance", 0, 10, name="cramp_sleep_0_to_10"),
            between("soreness_hours", 0, 72, name="cramp_soreness_0_to_72"),
            between("distress", 0, 4, name="cramp_distress_0_to_4"),
            one_of("precision", choices.Precision, blank=False, name="cramp_precision_known"),
            one_of("side", choices.Side, blank=True, name="cramp_side_known"),
            one_of("duration", choices.Duration, blank=True, name="cramp_duration_known"),
            one_of("state", choices.State, blank=True, name="cramp_state_known"),
            one_of("back_to_sleep", choices.BackToSleep, blank=True, name="cramp_back_to_sleep_known"),
            one_of("soreness", choices.Soreness, blank=True, name="cramp_soreness_known"),
            one_of("relief_effect", choices.ReliefEffect, blank=True, name="cramp_relief_effect_known"),
        ]
        indexes = [
            # Every page reads a diary's cramps by night: Today, the journal's month, the trend.
            Index(fields=["diary", "night_of"], name="cramp_by_night"),
            # Today's "last cramp".
            Index(fields=["diary", "-occurred_at"], name="cramp_latest"),
        ]

    def __str__(self) -> str:
        return f"cramp {self.uuid}"


class Night(models.Model):
    """A night that the person says was clear. Nights with cramps have no row here; other nights are unknown."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="nights")
    date = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NightQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the index by which every page reads a diary's nights.
            UniqueConstraint(fields=["diary", "date"], name="night_once"),
            CheckConstraint(condition=Q(date__gte=EARLIEST_NIGHT), name="night_after_1900"),
        ]

    def __str__(self) -> str:
        return f"clear night {self.date}"


class Practice(Entry):
    """A session of poses. It counts for the night that begins on its calendar day, whatever the hour."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="practices")
    started_at = models.DateTimeField(_("start"))
    day = models.DateField()
    seconds = models.PositiveIntegerField(
        _("seconds"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PRACTICE_SECONDS)]
    )
    source = models.CharField(max_length=8, choices=choices.Source, default=choices.Source.HAND)
    feel = models.CharField(max_length=8, choices=choices.Feel, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="practice_once"),
            CheckConstraint(
                condition=Q(started_at__gte=EARLIEST) & Q(day__gte=EARLIEST_NIGHT), name="practice_after_1900"
            ),
            between("seconds", 1, LONGEST_PRACTICE_SECONDS, null=False, name="practice_seconds"),
            one_of("source", choices.Source, blank=False, name="practice_source_known"),
            one_of("feel", choices.Feel, blank=True, name="practice_feel_known"),
        ]
        indexes = [
            # Every page reads a diary's practice by day: Today, the journal's month, the trend.
            Index(fields=["diary", "day"], name="practice_by_day"),
        ]

    def __str__(self) -> str:
        return f"practice {self.uuid}"


class PracticeItem(models.Model):
    """One pose of a session, on one side where it has sides. The name stays when the pose is gone."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    pose = models.ForeignKey(Pose, on_delete=models.SET_NULL, null=True, related_name="+")
    pose_name = models.CharField(max_length=80)
    seconds = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LONGEST_PRACTICE_SECONDS)]
    )
    side = models.CharField(max_length=8, choices=choices.Side, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            UniqueConstraint(fields=["practice", "position"], name="practice_item_position_once"),
            between("seconds", 0, LONGEST_PRACTICE_SECONDS, name="practice_item_seconds"),
            one_of("side", choices.Side, blank=True, name="practice_item_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pose_name} of practice {self.practice_id}"


class OwnRoutine(models.Model):
    """Poses that a person put together, in an order and with holds of their own."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="routines")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    name = models.CharField(_("name"), max_length=ROUTINE_NAME_LENGTH)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnRoutineQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"routine {self.uuid}"

    def get_absolute_url(self) -> str:
        """Return the player's page."""
        return reverse("journal:player", args=[str(self.uuid)])


class OwnRoutineItem(DosedPose):
    """A pose of a person's own routine."""

    routine = models.ForeignKey(OwnRoutine, on_delete=models.CASCADE, related_name="items")
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="+")

    class Meta(DosedPose.Meta):
        constraints = [
            UniqueConstraint(fields=["routine", "position"], name="own_routine_position_once"),
            between("hold_seconds", 1, LONGEST_HOLD_SECONDS, null=False, name="own_routine_hold_seconds"),
            between("repeats", 1, 30, null=False, name="own_routine_repeats"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. of routine {self.routine_id}"


class Evaluation(models.Model):
    """What one four-week look at a diary found: kept, so that opening the trend costs no sums.

    It follows from the rows alone: `fingerprint` is of the days it rests on, and a look whose days have changed since
    is taken again.
    """

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="evaluations")
    look = models.PositiveIntegerField()
    """Counted from 1: four weeks of diary, eight weeks, and so on."""
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    """`journal.evidence.Answer.to_json`."""
    made_at = models.DateTimeField(auto_now=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["look"]
        constraints = [UniqueConstraint(fields=["diary", "look"], name="evaluation_once_a_look")]

    def __str__(self) -> str:
        return f"look {self.look} of diary {self.diary_id}"


class Experiment(models.Model):
    """Blocks of days drawn by lot for practice or rest. The order is stored before the first day, and never changed."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="experiments")
    weeks = models.PositiveSmallIntegerField(choices=choices.ExperimentLength)
    block_days = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    """One true (practise) or false (rest) a block."""
    starts_on = models.DateField()
    stopped_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

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
