"""Name what style sheets and scripts use that the oldest browsers lack, and that nothing stands in for."""

from __future__ import annotations

import sys
from functools import cache

from tests.floor import FLOOR, LACKED, used
from tests.paths import ROOT

WITHOUT = {
    "at-rules/container": "the base rule shows the narrow drawing, which is right at every width",
    "at-rules/media/forced-colors": "before Safari 16 nothing forces colours",
    "at-rules/media/prefers-contrast": "text has the contrast of AAA without it",
    "at-rules/media/scripting": "the room for what a script shows stays empty",
    "at-rules/page": "the margins are the printer's",
    "properties/accent-color": "ticks have the browser's own blue, or a mark that contrasts less",
    "properties/align-content/start": "the data speak of lines of flex boxes, ours are grids",
    "properties/container-type": "as the at-rule",
    "properties/cursor": "iPhones have no pointer",
    "properties/field-sizing": "the text scrolls in its field",
    "properties/forced-color-adjust": "as the at-rule; Safari forces none",
    "properties/outline": "it has square corners",
    "properties/paint-order": "the data speak of text in pages, ours is in drawings",
    "properties/resize": "iPhones resize no field",
    "properties/text-wrap": "lines break anywhere between words",
    "properties/user-select": "-webkit-user-select stands before it",
    "script/*/Notification": "push.js asks for it first",
    "script/*/connection": "is asked for with ?.",
    "script/*/endpoint": "as Notification",
    "script/*/getSubscription": "as Notification",
    "script/*/pushManager": "as Notification",
    "script/*/requestPermission": "as Notification",
    "script/*/showNotification": "as Notification",
    "script/*/subscribe": "as Notification",
    "script/*/unsubscribe": "as Notification",
    "script/*/wakeLock": "is asked for with ?.",
    "script/Notification/requestPermission": "as Notification",
    "selectors/has": "stands in a rule of its own; forms.css shows the browser's marks in its place",
    "selectors/selection": "iPhones colour what is selected by themselves",
}
"""What the oldest browsers do without, and what stands in for it."""
OURS = {
    f"script/*/{name}"
    for name in ("draw", "drop", "entry", "forget", "in", "lost", "notification", "number", "retry", "tag")
}
"""Names in our own scripts that browsers have for something else."""


@cache
def lacked():
    """Return what the floor lacks: the name, and since when each browser has it."""
    rows = (line.split("\t") for line in LACKED.read_text(encoding="utf-8").splitlines()[1:])
    return {name: versions for name, *versions in rows}


def files():
    """Yield the path of each style sheet and script, and what it uses."""
    for path in sorted((ROOT / "static" / "css").glob("*.css")):
        yield path, used.in_sheet(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        yield path, used.in_script(path.read_text(encoding="utf-8"))


def too_new(names):
    """Return the names that the floor lacks, nothing stands in for, and are not our own."""
    known = WITHOUT.keys() | OURS
    return sorted(name for name in names & lacked().keys() if not {name, name.rsplit("/", 1)[0]} & known)


def main() -> int:
    """Print each fault on a line."""
    newer, faults = lacked(), 0
    for path, names in files():
        for name in too_new(names):
            needs = ", ".join(f"{browser} {version}" for browser, version in zip(FLOOR, newer[name], strict=True))
            print(f"{path.relative_to(ROOT)}: {name} needs {needs}")
            faults += 1
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
