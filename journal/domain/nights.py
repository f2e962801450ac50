"""Which night an instant belongs to: noon to noon on a person's own clock.

Local clocks jump. Night D is the interval from the first instant at which the zone's wall clock reads noon of D
or later, to the same for D + 1. Defined so, every instant has one night, nights follow each other without gaps
in every IANA zone, also where a calendar day was skipped or lived twice.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)
NOON = dt.time(12)
MIDNIGHT = dt.time(0)
FIRST_YEAR, LAST_YEAR = 1900, 9998
"""The years that a diary may hold: before the last that Python knows, so that a night may end in another year."""
_ODD = ("posix", "right", "localtime", "Factory", "posixrules")
ZONE_NAMES: tuple[str, ...] = tuple(
    sorted(name for name in zoneinfo.available_timezones() if not name.startswith(_ODD))
)
_KNOWN = frozenset(ZONE_NAMES)


def zone_named(name: str) -> ZoneInfo:
    """Return the zone, or raise ValueError with a sentence when there is none of this name."""
    if name not in _KNOWN:
        raise ValueError("There is no time zone of this name.")
    return ZoneInfo(name)


def zone_or_utc(name: str) -> ZoneInfo:
    """Return the zone of this name, or UTC for one that the list of zones has dropped: a page must still open."""
    try:
        return zone_named(name)
    except ValueError:
        return ZoneInfo("UTC")


def start_of_night(night: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Return the instant (UTC) at which `night` begins: the first with a wall clock at its noon or later."""
    return _first_instant(dt.datetime.combine(night, NOON), zone)


def night_of(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return the night that holds `instant`; a naive instant is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    night = last_night(instant, zone)
    # Also on a clock that was put back over noon: it has already shown this noon, and the night that it began goes on.
    while instant >= start_of_night(night + DAY, zone):
        night += DAY
    return night


def representative_instant(night: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Return an instant (UTC) to stand for a night of which nothing else is known: the midnight inside it."""
    midnight = _first_instant(dt.datetime.combine(night + DAY, MIDNIGHT), zone)
    return max(midnight, start_of_night(night, zone))


def practice_day(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return the calendar day of a practice, which pages show it on, whatever the hour.

    The comparison may set it beside the night after (`evidence.exposure.practice_before_cramps`).
    """
    return instant.astimezone(zone).date()


def last_night(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return the night that began on the evening before the person's present calendar day."""
    return now.astimezone(zone).date() - DAY


def local_instant(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the instant (UTC) of a wall-clock time that a person typed.

    A time that the clock skipped moves on by the gap; one that it showed twice is the first of the two.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)


def _first_instant(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the first instant (UTC) at which the wall clock of `zone` reads `wall` or later."""
    instant = local_instant(wall, zone)
    if _wall(instant, zone) == wall:
        return instant
    # The clock jumped over `wall`: search for the jump, to the second, between the two readings of the gap.
    early = wall.replace(tzinfo=zone, fold=1).astimezone(dt.UTC)
    while instant - early > dt.timedelta(seconds=1):
        middle = early + (instant - early) // 2
        middle = middle.replace(microsecond=0)
        if _wall(middle, zone) >= wall:
            instant = middle
        else:
            early = middle
    return instant


def _wall(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
