"""How long taking a diary out and bringing it back take, and how much memory at the most.

    DATA_DIR=/tmp/bench SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.export --years 1 10 40

Makes a database of its own in DATA_DIR. Every measurement is a process of its own, so that its highest memory is its
own too: what is printed is how far it rose above the process that was ready to begin. All goes through the site's own
pages, without a network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import bench.django_setup  # noqa: F401
from bench.people import HOST, client_of, prepare_site
from journal.actions import diaries
from journal.models.uploads import Upload
from yogasite.accounts.models import User

NAME = "bench-export"
FILE = Path(settings.DATA_DIR) / "bench-export.zip"


def peak() -> float:
    """Return the process's highest memory so far, in megabytes (Linux; `getrusage` also counts the parent's)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def logged_in() -> Client:
    """Return a client that has opened a page: templates are read and compiled."""
    client = client_of(NAME)
    client.get("/journal/export/", headers=HOST)
    client.get("/journal/import/", headers=HOST)
    return client


def take_out(client: Client) -> None:
    """Write the ZIP to a file, as a browser would."""
    with FILE.open("wb") as file:
        for piece in client.get("/journal/export/diary.zip", headers=HOST):
            file.write(piece)


def look(client: Client) -> None:
    """Send the file and open the dry run."""
    sent = {"file": SimpleUploadedFile("diary.zip", FILE.read_bytes())}
    client.post("/journal/import/", sent, headers=HOST)
    page = client.get("/journal/import/check/", headers=HOST)
    if page.status_code != 200:
        raise SystemExit(f"The dry run answers {page.status_code}.")


def add(client: Client) -> None:
    """Say yes."""
    answers = {"digest": Upload.objects.get().digest, "take_settings": "on"}
    answer = client.post("/journal/import/check/", answers, headers=HOST)
    if answer.status_code != 302:
        raise SystemExit(f"The yes is answered with {answer.status_code}.")


PARTS = {"export": take_out, "dry run": look, "import": add, "export again": take_out}


def measured(part: str) -> str:
    """Run one part in a process of its own and return what it prints."""
    command = [sys.executable, "-m", "bench.proofs.export", "--part", part]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def measure(part: str) -> None:
    """Print the seconds of one part, and how far the memory rose."""
    client = logged_in()
    before, start = peak(), time.perf_counter()
    PARTS[part](client)
    print(f"{time.perf_counter() - start:.2f} s, {peak() - before:.0f} MB more than before ({before:.0f} MB)")


def round_trip(years: int) -> None:
    """Fill a diary, take it out, delete it, bring it back, take it out again, and compare the bytes."""
    call_command("seed_demo", username=NAME, password=NAME, days=365 * years, replace=True)
    print(f"{years} years: export {measured('export')}")
    first = FILE.read_bytes()
    User.objects.get(username=NAME).delete()
    owner = User.objects.create_user(username=NAME, password=NAME)
    diaries.open_for(owner, zone="Asia/Tokyo", now=timezone.now())
    for part in ("dry run", "import", "export again"):
        print(f"{years} years: {part} {measured(part)}")
    same = "the same bytes" if FILE.read_bytes() == first else "OTHER BYTES"
    print(f"{years} years: {len(first) / 1000:.0f} kB, {same}")


def main(arguments: Sequence[str]) -> int:
    """Measure the round trip of diaries of several lengths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, nargs="+", default=[1, 10, 40])
    parser.add_argument("--part", choices=PARTS)
    given = parser.parse_args(arguments)
    if given.part:
        measure(given.part)
        return 0
    prepare_site()
    for years in given.years:
        round_trip(years)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
