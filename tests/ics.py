"""A calendar reader of our own: RFC 5545 as far as a feed of reminders goes. It shares no code with what writes one."""

import datetime as dt
import io
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dateutil import rrule, tz


@dataclass(frozen=True)
class Property:
    """One line: its name, its parameters and its value."""

    name: str
    parameters: dict
    value: str


def unfolded(text):
    """Return the lines, long ones put together again; a bare line feed or a long line is an error."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def properties(text):
    for line in unfolded(text):
        head, value = line.split(":", 1)
        name, *pairs = head.split(";")
        yield Property(name, dict(pair.split("=", 1) for pair in pairs), value)


def components(text, wanted):
    """Return the properties of each component called `wanted`, without those of components inside it."""
    found, path = [], []
    for each in properties(text):
        if each.name == "BEGIN":
            path.append(each.value)
            if each.value == wanted:
                found.append([])
        elif each.name == "END":
            assert path.pop() == each.value
        elif path[-1] == wanted:
            found[-1].append(each)
    assert path == []
    return found


def only(event, name):
    return next((each for each in event if each.name == name), None)


def wall(value):
    return dt.datetime.strptime(value, "%Y%m%dT%H%M%S")


class Clock:
    """How a wall clock becomes an instant: by the zone's name, or by the changes that the feed itself writes out."""

    def __init__(self, text, *, by_name):
        zones = tz.tzical(io.StringIO("\r\n".join(unfolded(text)) + "\r\n"))
        self.zone_of = ZoneInfo if by_name else zones.get

    def instant(self, moment, name):
        return moment.replace(tzinfo=self.zone_of(name)).astimezone(dt.UTC)


def occurrences(text, summary, *, until, by_name=True):
    """Return the instants (UTC) of an event up to a wall-clock time."""
    event = next(each for each in components(text, "VEVENT") if only(each, "SUMMARY").value == summary)
    start, clock = only(event, "DTSTART"), Clock(text, by_name=by_name)
    zone = start.parameters["TZID"]
    rule = dict(part.split("=") for part in only(event, "RRULE").value.split(";"))
    assert rule.pop("FREQ") == "DAILY"
    last = rule.pop("UNTIL", None)
    assert rule == {}
    left_out = set()
    for each in (each for each in event if each.name == "EXDATE"):
        assert each.parameters["TZID"] == zone
        left_out |= {wall(value) for value in each.value.split(",")}
    walls = rrule.rrule(rrule.DAILY, dtstart=wall(start.value), until=until)
    instants = [clock.instant(each, zone) for each in walls if each not in left_out]
    if last is None:
        return instants
    end = dt.datetime.strptime(last, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return [instant for instant in instants if instant <= end]
