"""Rows as text that outlives them: without the number of any, which a restore may have given to somebody else's."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.core import serializers
from django.db import models

from journal.models.routines import OwnRoutineItem
from poses.models.pose import Pose

POINTERS = ("diary", "practice", "routine")
"""Whoever puts rows back says whose they are; poses follow the practice or the routine that they belong to."""


def packed(rows: Sequence[models.Model]) -> str:
    """Return rows as JSON, each pose by its address."""
    told = json.loads(serializers.serialize("json", rows))
    poses = Pose.objects.only("slug").in_bulk({row["fields"]["pose"] for row in told if row["fields"].get("pose")})
    for row in told:
        del row["pk"]
        row["fields"] = {name: value for name, value in row["fields"].items() if name not in POINTERS}
        if row["fields"].get("pose"):
            row["fields"]["pose"] = poses[row["fields"]["pose"]].slug
    return json.dumps(told)


def unpacked(text: str) -> list[models.Model]:
    """Return the rows, to be stored anew. Of a pose that has left the library, a practice keeps the name."""
    told = json.loads(text)
    slugs = {row["fields"]["pose"] for row in told if row["fields"].get("pose")}
    poses = {pose.slug: pose.pk for pose in Pose.objects.with_slugs(slugs)} if slugs else {}
    for row in told:
        if "pose" in row["fields"]:
            row["fields"]["pose"] = poses.get(row["fields"]["pose"])
    rows = [each.object for each in serializers.deserialize("python", told)]
    return [row for row in rows if not isinstance(row, OwnRoutineItem) or row.pose_id]
