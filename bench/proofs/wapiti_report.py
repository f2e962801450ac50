"""What a scan of `bench/proofs/wapiti` has done and found, in a few lines; it fails when anything was found.

    .venv/bin/python -m bench.proofs.wapiti_report NAME FOLDER

Of the scan NAME the folder holds Wapiti's report (NAME.json), what it said (NAME.txt) and its session (NAME/), and the
site's log of it (log).
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

KINDS = ("vulnerabilities", "anomalies", "additionals")
KNOWN = {"X-XSS-Protection is not set": "browsers have dropped it, and the old ones that have it are safer without"}
"""What Wapiti says of every site that is as it should be, and why it is no finding."""
FORGERY, TOKEN = "Cross Site Request Forgery", "csrfmiddlewaretoken"
"""It knows fifteen names that the token of a form may have, and Django's is none of them: it misses the token, or takes
another field for it. A form without one counts; that each is checked is held by `tests/site/test_sessions.py`."""


def findings(report: dict[str, Any]) -> list[str]:
    """Return one line for each thing that Wapiti says and that is not known, the same ones counted."""
    told: Counter[str] = Counter()
    for kind in KINDS:
        for category, found in report.get(kind, {}).items():
            new = [each for each in found if not _is_known(category, each)]
            told.update(f"{category}: {each['method']} {each['path']} {each['info']}" for each in new)
    return [f"{times} x {line}" for line, times in sorted(told.items())]


def _is_known(category: str, found: dict[str, Any]) -> bool:
    return found["info"] in KNOWN or (category == FORGERY and TOKEN in found["http_request"])


def crawled(session: Path) -> int:
    """Return how many pages and forms were found."""
    (database,) = session.glob("*.db")
    with sqlite3.connect(database) as connection:
        pages: int = connection.execute("SELECT count(*) FROM paths WHERE evil = 0").fetchone()[0]
    return pages


def statuses(lines: Iterable[str]) -> Counter[int]:
    """Count the answers of the site by their status."""
    found: Counter[int] = Counter()
    for line in lines:
        said = json.loads(line) if line.startswith("{") else {}
        if said.get("from") == "yogasite.request":
            found[said["status"]] += 1
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    name, folder = given.name, given.folder
    told = findings(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    said = (folder / f"{name}.txt").read_text(encoding="utf-8")
    answers = statuses((folder / "log").read_text(encoding="utf-8", errors="replace").splitlines())
    faults = sum(times for status, times in answers.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR)
    counts = f"{crawled(folder / name)} pages and forms, {answers.total()} requests"
    print(f"{name}: {counts}, {faults} faults, {len(told)} findings")
    print(f"  modules: {', '.join(re.findall(r'Launching module (.+)', said))}")
    print(f"  ended early: {', '.join(re.findall(r'time was reached for module (.+), stopping', said)) or 'none'}")
    print(f"  answers: {', '.join(f'{status}: {times}' for status, times in sorted(answers.items()))}")
    print("\n".join(f"  {line}" for line in told))
    return 1 if told or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
