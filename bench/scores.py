"""The pages as Lighthouse sees them on a phone: `make lighthouse`.

Starts the site as `make run` does, with a made-up diary, and asks for each page three times with Lighthouse's own
simulated phone and line; of each figure the middle one counts. Fails when a page has less than the full score, when
something moves while it opens, or when a script keeps a finger waiting. Needs Node 20 and Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bench.django_setup  # noqa: F401
from bench.people import make_person, prepare_site
from bench.servers import serving

LIGHTHOUSE = Path(__file__).parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CHROMIUM_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--no-first-run"
)
FOR_EVERYBODY = ("performance", "accessibility", "best-practices", "seo")
FOR_ONE = FOR_EVERYBODY[:3]
"""A private page asks search engines to leave it out, so nobody scores how it is found."""
NEVER = {"cumulative-layout-shift": "shift", "total-blocking-time": "blocked ms"}
DAYS = 365
ATTEMPTS = 3

PUBLIC = {
    "home, signed out": "/",
    "poses": "/poses/",
    "a pose": "/poses/downward-facing-dog/",
    "relief": "/relief/",
}
PRIVATE = {
    "Today": "/",
    "journal": "/journal/",
    "trend": "/journal/trend/",
    "player": "/practice/in-bed/",
}

Result = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page, who asks for it, and what it is scored in."""

    name: str
    path: str
    cookies: str
    categories: tuple[str, ...]


def pages(cookies: str) -> list[Page]:
    """Return all pages that are scored, private ones with the cookies of somebody who is logged in."""
    public = [Page(name, path, "", FOR_EVERYBODY) for name, path in PUBLIC.items()]
    return public + [Page(name, path, cookies, FOR_ONE) for name, path in PRIVATE.items()]


def ask(page: Page, site: str) -> Result:
    """Let Lighthouse open a page once, in a browser of its own, and return its report."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as room:
        report, headers = Path(room) / "report.json", Path(room) / "headers.json"
        headers.write_text(json.dumps({"Cookie": page.cookies} if page.cookies else {}), encoding="utf-8")
        command = [str(LIGHTHOUSE), f"{site}{page.path}", "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(page.categories)}", f"--chrome-flags={CHROMIUM_FLAGS}"]
        command += [f"--extra-headers={headers}", "--throttling-method=simulate", "--form-factor=mobile"]
        run_patiently(command, os.environ | {"CHROME_PATH": chromium})
        result: Result = json.loads(report.read_text(encoding="utf-8"))
    return result


def run_patiently(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a command until it succeeds: on a busy machine Lighthouse sometimes misses the beginning of a page."""
    for _attempt in range(ATTEMPTS - 1):
        if subprocess.run(command, check=False, env=environment).returncode == 0:  # noqa: S603
            return
    subprocess.run(command, check=True, env=environment)  # noqa: S603


def scores(results: Sequence[Result], page: Page) -> dict[str, float]:
    """Return the middle score of each category, in points of a hundred."""
    return {
        name: statistics.median(100 * result["categories"][name]["score"] for result in results)
        for name in page.categories
    }


def moved(results: Sequence[Result]) -> dict[str, float]:
    """Return the middle of what must be nothing."""
    return {
        label: round(statistics.median(result["audits"][name]["numericValue"] for result in results), 3)
        for name, label in NEVER.items()
    }


def complaints(results: Sequence[Result], page: Page) -> list[str]:
    """Return the audits that cost a point in the run that scored least."""
    worst = min(results, key=lambda result: sum(result["categories"][name]["score"] for name in page.categories))
    costly = {
        each["id"] for name in page.categories for each in worst["categories"][name]["auditRefs"] if each["weight"]
    }
    audits = [worst["audits"][name] for name in sorted(costly)]
    return [
        f"    {audit['id']}: {audit['title']} ({audit.get('displayValue', '')})"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


def row(page: Page, points: dict[str, float], motion: dict[str, float]) -> str:
    """Return a line of the table."""
    shown = "".join(f"{points[name]:>16.0f}" if name in points else f"{'-':>16}" for name in FOR_EVERYBODY)
    return f"{page.name:20}{shown}" + "".join(f"{value:>12g}" for value in motion.values())


def measure(page: Page, site: str, runs: int) -> bool:
    """Score a page, print its line and what cost points, and return whether it is without fault."""
    results = [ask(page, site) for _run in range(runs)]
    points, motion = scores(results, page), moved(results)
    is_full = all(value == 100 for value in points.values()) and not any(motion.values())
    print(row(page, points, motion), flush=True)
    if not is_full:
        print("\n".join(complaints(results, page)), flush=True)
    return is_full


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 when a page falls short."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", help="names of pages")
    given = parser.parse_args(arguments)
    prepare_site()
    person = make_person(DAYS)
    print(
        f"{'':20}"
        + "".join(f"{name:>16}" for name in FOR_EVERYBODY)
        + "".join(f"{name:>12}" for name in NEVER.values())
    )
    with serving("yogasite.wsgi", {}) as server:
        site = f"http://127.0.0.1:{server.port}"
        asked = [page for page in pages(person.cookies) if not given.only or page.name in given.only]
        fine = [measure(page, site, given.runs) for page in asked]
    print(f"Load when it ended: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
