"""How long a tap waits while a file of 50,000 entries comes into another diary.

    DATA_DIR=/tmp/arrivals SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.arrivals

Makes a database of its own in DATA_DIR and serves it as `make run` does. Two people are logged in by the form: one says
yes to the file, the other taps all the while, a tap at a time. With DATABASE_URL it runs on PostgreSQL.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import io
import json
import statistics
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import connection

import bench.django_setup  # noqa: F401
from bench.people import Person, make_person, prepare_site
from bench.servers import serving
from bench.targets import Target, UnexpectedAnswer, tap
from journal.models.cramps import Cramp
from journal.models.uploads import Upload

FIRST = dt.date(1900, 1, 1)
BURST, RUN = 40, 60


def crafted(rows: int) -> bytes:
    """Return a ZIP with an entry a day since 1900, cramps in bursts of forty nights, and a practice in some runs."""
    lists: dict[str, list[dict[str, Any]]] = {"cramps": [], "clear_nights": [], "practices": []}
    for name, entry in _entries(rows):
        lists[name].append(entry)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("diary.json", json.dumps({"format": "night-heron-diary", "version": 2, **lists}))
    return packed.getvalue()


def _entries(rows: int) -> Iterator[tuple[str, dict[str, Any]]]:
    day, left = FIRST, rows
    days = (dt.date.today() - FIRST).days - 1  # noqa: DTZ011 -- yesterday, wherever this runs
    for number in range(days):
        day = FIRST + dt.timedelta(days=number)
        written = {"created_at": f"{day}T22:00:00+00:00"}
        if number // BURST % 3 == 0:
            count = 20 if number % 7 == 0 else 1
            told = {"occurred_at": f"{day}T23:30:00+00:00", "night_of": f"{day}", "precision": "exact", "count": count}
            yield "cramps", told | written | {"uuid": str(uuid.uuid4()), "time_zone": "UTC"}
        else:
            yield "clear_nights", {"date": f"{day}", **written}
        left -= 1
        if left and rows - days > 0 and number // RUN % 9 == 0:
            told = {"started_at": f"{day}T20:00:00+00:00", "day": f"{day}", "seconds": 600, "source": "hand"}
            yield "practices", told | written | {"uuid": str(uuid.uuid4()), "time_zone": "UTC", "poses": []}
            left -= 1
        if not left:
            return


def send(port: int, person: Person, content: bytes) -> str:
    """Send a file as a browser does, and return the digest that the yes names."""
    mark = uuid.uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{person.token}\r\n'
    head += f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="diary.zip"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    _post(port, person, "/journal/import/", body, f"multipart/form-data; boundary={mark}")
    return Upload.objects.get(diary__owner__username=person.username).digest


def agree(port: int, person: Person, digest: str) -> None:
    """Say yes."""
    body = urlencode({"csrfmiddlewaretoken": person.token, "digest": digest}).encode()
    _post(port, person, "/journal/import/check/", body, "application/x-www-form-urlencoded")


def _post(port: int, person: Person, path: str, body: bytes, kind: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    line.request("POST", path, body, {"Cookie": person.cookies, "Content-Type": kind})
    answer = line.getresponse()
    answer.read()
    if answer.status != http.client.FOUND:
        raise UnexpectedAnswer(f"{path} answers {answer.status}.")


def taps_until(is_over: threading.Event, target: Target) -> list[str]:
    """Tap until it is over, and return what went wrong; the target keeps how long each took."""
    failures = []
    while not is_over.is_set():
        try:
            target.time()
        except (OSError, UnexpectedAnswer) as error:
            failures.append(str(error))
        time.sleep(0.02)
    return failures


def told(name: str, milliseconds: list[float]) -> str:
    """Say how long taps took."""
    cuts = statistics.quantiles(milliseconds, n=100)
    worst = max(milliseconds)
    return f"{name}: {len(milliseconds)} taps, median {cuts[49]:.0f}, p99 {cuts[98]:.0f}, longest {worst:.0f} ms"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=49_900)
    rows = parser.parse_args().rows
    prepare_site()
    sender, tapper = make_person(1, "arrivals"), make_person(1, "taps")
    content = crafted(rows)
    connection.close()
    with serving("yogasite.wsgi:application", {}) as server:
        digest = send(server.port, sender, content)
        target = Target("tap", server.port, "/cramp/", tapper.cookies, lambda: tap(tapper.token), 302)
        for _number in range(100):
            target.time()
        print(told("Before", target.milliseconds))
        target.milliseconds.clear()
        is_over = threading.Event()
        failures: list[str] = []
        thread = threading.Thread(target=lambda: failures.extend(taps_until(is_over, target)))
        thread.start()
        start = time.perf_counter()
        agree(server.port, sender, digest)
        print(f"The yes to {rows} entries took {time.perf_counter() - start:.1f} s")
        is_over.set()
        thread.join()
    print(told("Meanwhile", target.milliseconds), f"{len(failures)} failed", *failures[:3], sep="; ")
    print(Cramp.objects.filter(diary__owner__username=sender.username).count(), "cramps came in")


if __name__ == "__main__":
    main()
