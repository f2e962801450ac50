"""What a first visit costs over the wire: the page and every file that it names, compressed as they are sent."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.usefixtures("library")

ASKED_FOR = re.compile(r'(?:href|src)="/static/([^"#]+)')
IMPORTED = re.compile(r'^import (?:.* from )?"\./([^"]+)"', re.MULTILINE)


def with_imports(name):
    """Return a file and, when it is a module, all that it imports."""
    path = Path(finders.find(name))
    imported = IMPORTED.findall(path.read_text(encoding="utf-8")) if path.suffix == ".js" else []
    return {path}.union(*(with_imports(f"{Path(name).parent}/{each}") for each in imported))


def first_load(client, address):
    """Return bytes over the wire and the number of requests, modules included."""
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    loaded = set().union(*map(with_imports, ASKED_FOR.findall(html)))
    weights = [len(gzip.compress(path.read_bytes())) for path in loaded]
    return len(page.content) + sum(weights), 1 + len(loaded)


@pytest.mark.parametrize(
    ("address", "bytes_at_most", "requests_at_most"),
    [("/", 60_000, 8), ("/poses/", 90_000, 10), ("/practice/in-bed/", 60_000, 14)],
)
def test_a_first_load_signed_out_is_light(client, address, bytes_at_most, requests_at_most):
    weight, requests = first_load(client, address)
    assert (weight <= bytes_at_most, requests <= requests_at_most) == (True, True)


def test_a_first_load_signed_in_is_light(client_of_ruth):
    weight, requests = first_load(client_of_ruth, "/")
    assert (weight <= 60_000, requests <= 10) == (True, True)
