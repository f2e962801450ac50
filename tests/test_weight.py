"""What a first visit costs over the wire: the page and every file that it names, compressed as they are sent."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.usefixtures("library")

ASKED_FOR = re.compile(r'(?:href|src)="/static/([^"#]+)')


def first_load(client, address):
    """Return bytes over the wire and the number of requests."""
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    files = sorted(set(ASKED_FOR.findall(html)))
    weights = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files]
    return len(page.content) + sum(weights), 1 + len(files)


@pytest.mark.parametrize(("address", "most"), [("/", 60_000), ("/poses/", 90_000), ("/practice/in-bed/", 60_000)])
def test_a_first_load_signed_out_is_light(client, address, most):
    weight, requests = first_load(client, address)
    assert (weight <= most, requests <= 8) == (True, True)


def test_a_first_load_signed_in_is_light(client_of_ruth):
    weight, requests = first_load(client_of_ruth, "/")
    assert (weight <= 60_000, requests <= 8) == (True, True)
