"""Write down what browsers at the floor lack: `python -m tests.floor.write data.json`.

`data.json` is the file of that name in a release of MDN's browser-compat data (npm: `@mdn/browser-compat-data`).
Left out is what fewer than two of them have, and what is no standard: nobody uses that by mistake.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from tests.floor import FLOOR, LACKED

SWITCHED_OR_RENAMED = {"flags", "prefix", "alternative_name", "version_removed"}
NEVER = "-"


def number(version):
    return tuple(int(part) for part in version.split("."))


def first_version(statements):
    """Return since when a browser has something by its own name and without a switch, or `NEVER`."""
    rows = statements if isinstance(statements, list) else [statements]
    versions = [row.get("version_added") for row in rows if not SWITCHED_OR_RENAMED & row.keys()]
    return min((each.lstrip("≤") for each in versions if each and each != "preview"), key=number, default=NEVER)


def since(feature):
    """Return since when each browser of the floor has a feature."""
    return tuple(first_version(feature["__compat"]["support"].get(browser, {})) for browser in FLOOR)


def is_lacked(versions):
    return any(each == NEVER or number(each) > floor for each, floor in zip(versions, FLOOR.values(), strict=True))


def is_tempting(feature):
    return feature["__compat"]["status"]["standard_track"] and since(feature).count(NEVER) < len(FLOOR) - 1


def parts_of(node):
    return {name: part for name, part in node.items() if name != "__compat" and "__compat" in part}


def css(data):
    """Yield the name and the feature of properties, their values, functions, at-rules, their conditions, selectors."""
    for kind in ("properties", "at-rules", "selectors"):
        for name, part in parts_of(data["css"][kind]).items():
            yield f"{kind}/{name}", part
            if kind != "selectors":
                yield from ((f"{kind}/{name}/{inner}", each) for inner, each in parts_of(part).items())
    for name, part in data["css"]["types"].items():
        inner = [(name, part), *parts_of(part).items()]
        yield from ((f"types/{own}", each) for own, each in inner if "__compat" in each)


def script(data):
    """Return, by the name that a script writes, what it may mean: of members, any owner's."""
    meant = defaultdict(list)
    for space in (data["api"], data["javascript"]["builtins"]):
        for owner, part in space.items():
            if "__compat" in part:
                meant[f"script/*/{owner}"].append(part)
            for name, member in parts_of(part).items():
                own = name.removesuffix("_static")
                meant[f"script/*/{own}"].append(member)
                if own != name:
                    meant[f"script/{owner}/{own}"].append(member)
    language = data["javascript"]
    meant["script/(?<="].append(language["regular_expressions"]["lookbehind_assertion"])
    meant["script/static {"].append(language["classes"]["static"]["initialization_blocks"])
    return meant


def lacked(data):
    """Return since when there is what the floor lacks. A member that anything at the floor has is none, nor is a value
    that came with its property.
    """
    found = {name: since(part) for name, part in css(data) if is_tempting(part)}
    for name, parts in script(data).items():
        if all(is_lacked(since(part)) for part in parts) and any(map(is_tempting, parts)):
            found[name] = since(next(filter(is_tempting, parts)))
    found = {name: versions for name, versions in sorted(found.items()) if is_lacked(versions)}
    return {name: versions for name, versions in found.items() if versions != found.get(name.rsplit("/", 1)[0])}


def main() -> int:
    """Write the list anew."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    head = f"# @mdn/browser-compat-data {data['__meta']['version']}: {', '.join(FLOOR)}"
    lines = ["\t".join([name, *versions]) for name, versions in lacked(data).items()]
    LACKED.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
