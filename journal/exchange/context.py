"""What a diary holds before a file is brought into it, and what of the file has joined it so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from journal.actions import experiments as experiment_actions
from journal.exchange.duplicates import Fingerprint, matching_fingerprints
from journal.exchange.schema import KINDS, NIGHTS
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.owned import OwnedQuerySet
from poses.models.pose import Pose
from yogasite.accounts.addresses import confirmed_address


@dataclass
class Standing:
    """Everything that rows are checked against, read once."""

    diary: Diary
    now: dt.datetime
    zone: ZoneInfo
    keys: dict[str, set[Any]]
    """Of each kind: what tells the stored rows apart."""
    nights_with_cramps: set[dt.date]
    clear_nights: set[dt.date]
    has_running_experiment: bool
    experiments: list[tuple[dt.date, dt.date]]
    """Their first and last days."""
    has_confirmed_address: bool
    poses: dict[str, int]
    """The library's poses by their slugs."""
    alike: Counter[Fingerprint] = field(default_factory=Counter)
    """What lines of a table may already stand for, how many times."""

    @property
    def today(self) -> dt.date:
        """The calendar day on the diary's clock."""
        return self.now.astimezone(self.zone).date()

    @property
    def is_empty(self) -> bool:
        """Whether the diary holds no entry yet."""
        return not any(self.keys.values())

    def takes_alike(self, fingerprint: Fingerprint | None) -> bool:
        """Say whether an entry of this fingerprint is there, and let it stand for no other line."""
        found = (
            next((each for each in matching_fingerprints(fingerprint) if self.alike[each]), None)
            if fingerprint
            else None
        )
        if found is not None:
            self.alike[found] -= 1
        return found is not None


def standing_of(diary: Diary, *, zone: ZoneInfo, now: dt.datetime) -> Standing:
    """Read what a diary holds. `zone` is the clock that it will have."""
    keys = {kind.name: _all(kind.rows().of(diary), kind.key) for kind in KINDS}
    experiments = list(Experiment.objects.of(diary))
    today = now.astimezone(zone).date()
    return Standing(
        diary=diary,
        now=now,
        zone=zone,
        keys=keys,
        nights_with_cramps=_all(Cramp.objects.of(diary), "night_of"),
        clear_nights=set(keys[NIGHTS.name]),
        has_running_experiment=any(experiment_actions.is_running(each, today) for each in experiments),
        experiments=[experiment_actions.days_of(each) for each in experiments],
        has_confirmed_address=bool(confirmed_address(diary.owner)),
        poses=dict(Pose.objects.values_list("slug", "pk")),
    )


def _all(rows: OwnedQuerySet[Any], name: str) -> set[Any]:
    return set(rows.order_by().values_list(name, flat=True))
