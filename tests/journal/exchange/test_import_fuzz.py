"""Files that nobody means well with: each is answered with a sentence, none with an error, and nothing is stored.

IMPORT_FUZZ=2000 tries as many; the usual run tries fewer.
"""

import copy
import io
import json
import os
import struct
import zipfile
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from journal.exchange.export import json_lines, zip_of
from journal.models.cramps import Cramp, Night
from journal.models.evidence import Experiment
from journal.models.practices import Practice
from journal.models.uploads import Upload
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.sweep]

FILES = int(os.environ.get("IMPORT_FUZZ", "200"))
IMPORT, CHECK = "/journal/import/", "/journal/import/check/"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
BOMBS = (
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b'{"format": "night-heron-diary", "version": 1, "cramps": [' + b"[]," * 300_000 + b"[]]}",
    b'{"format": "night-heron-diary", "version": 1, "cramps": [' + b"0," * 60_000 + b"0]}",
    b'{"format": "night-heron-diary", "version": ' + b"9" * 10_000 + b"}",
    b'{"format": "night-heron-diary", "version": 1e999}',
    b'{"format": "night-heron-diary", "version": NaN}',
    b'{"format": "night-heron-diary", "version": 1, "version": 1}',
    b'{"format": "night-heron-diary", "version": 3}',
    b'{"format": "night-heron-diary", "version": 1, "\\ud800": []}',
    ENTITY,
    b"\x1f\x8b" + bytes(100),
    b"%PDF-1.7\n" + bytes(range(256)),
    b"PK\x05\x06" + bytes(18),
    b"PK\x03\x04",
)
CODECS = ["utf-16", "utf-32", "cp1252", "utf-7", "cp037"]
STRANGE = st.sampled_from(
    [None, True, -1, 10**400, 1e308, "", "=cmd()", "x" * 3000, "\ud800", "\0", [], {}, [[]], {"a": 1}, ["left", 3],
     "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "2026-13-01T00:00:00+00:00",
     "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-07-02T02:12:00", "2026-W01-1", "20260702",
     "../../etc/passwd", "00000000-0000-0000-0000-000000000000", "Etc/GMT+12", "posixrules"]
).map(copy.deepcopy)  # fmt: skip


def packed(text, method=zipfile.ZIP_DEFLATED, names=("diary.json",)):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            archive.writestr(name, text)
    return out.getvalue()


def lying(text, size):
    """A ZIP that says of its text that it is smaller than it is."""
    whole = bytearray(packed(text))
    struct.pack_into("<L", whole, whole.rfind(b"PK\x01\x02") + 24, size)
    return bytes(whole)


ZIP_BOMBS = (
    packed(b"0" * 30_000_000),
    packed(b"0" * 2_000_000),
    lying(b"0" * 30_000_000, 1000),
    packed(b"{}", zipfile.ZIP_LZMA),
    packed(b"{}", names=("diary.json", "a/diary.json")),
    packed(b"{}", names=("other.json",)),
    packed(b"{}", names=[f"{number}.json" for number in range(2000)]),
    packed(packed(b"{}")),
)


@st.composite
def broken_bytes(draw, whole):
    """Cut a good file short, or overwrite, insert, or repeat bytes of it."""
    content = bytearray(whole)
    for _time in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(content) - 1))
        piece = draw(st.binary(min_size=1, max_size=8))
        match draw(st.sampled_from(["cut", "write", "insert", "drop"])):
            case "cut":
                del content[place:]
                content = content or bytearray(b"P")
            case "write":
                content[place : place + len(piece)] = piece
            case "insert":
                content[place:place] = piece
            case "drop":
                del content[place : place + draw(st.integers(1, 200))]
                content = content or bytearray(b"P")
    return bytes(content)


@st.composite
def wrong_rows(draw, told):
    """Make a good diary say something strange, in one to five places; every row of it says something impossible."""
    told = copy.deepcopy(told)
    lists = [name for name, rows in told.items() if isinstance(rows, list) and rows]
    for _time in range(draw(st.integers(1, 5))):
        rows = told[draw(st.sampled_from(lists))]
        row = rows[draw(st.integers(0, len(rows) - 1))]
        if not isinstance(row, dict) or not row:
            continue
        match draw(st.sampled_from(["value", "extra", "twice", "gone", "row"])):
            case "value":
                row[draw(st.sampled_from(sorted(row)))] = draw(STRANGE)
            case "extra":
                row[draw(st.text(max_size=5))] = draw(STRANGE)
            case "twice":
                rows.append(copy.deepcopy(row))
            case "gone":
                del row[draw(st.sampled_from(sorted(row)))]
            case "row":
                rows[rows.index(row)] = draw(STRANGE)
    rows.append({"uuid": "not one"})  # One place is always wrong, so that nothing may be added.
    return json.dumps(told).encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])))


@st.composite
def wrong_tables(draw):
    """A table with any separator and encoding; no first column of it is a day of the past."""
    words = st.sampled_from(
        ["=1+1", "@SUM(A1)", "31.02.2026", "2026-13-01", "18.11.2999", "0/0/0", "٣.٣.٢٠٢٦", "31.12.9999", "1.1.1",
         '"', "x" * 200_000, "-1", "9" * 50, "left\n", "", "\u2028", "cramp"]
    )  # fmt: skip
    rows = draw(st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=6))
    separator, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(separator.join(row) for row in [["what", "else"], *rows])
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])), "replace")


@pytest.fixture
def files(diary, stranger, library):
    """The good files that the bad ones are made of: a stranger's diary, so that every entry would be new."""
    factories.fill_every_kind(diary=stranger.diary)
    text = "".join(json_lines(stranger.diary))
    archive = b"".join(zip_of(stranger.diary))
    return st.one_of(
        broken_bytes(archive),
        broken_bytes(text.encode()),
        wrong_rows(json.loads(text)),
        wrong_rows(json.loads(text)).map(packed),
        st.sampled_from(BOMBS),
        st.sampled_from(ZIP_BOMBS),
        st.sampled_from(["utf-16", "utf-32", "cp1252", "utf-7", "cp037"]).map(
            lambda name: text.encode(name, "replace")
        ),
        wrong_tables(),
        st.text(max_size=200).map(lambda words: words.encode("utf-8", "surrogatepass")),
        st.binary(max_size=400),
    )


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Cramp, Night, Practice, Experiment)]


def test_every_malformed_file_is_answered_with_a_sentence_and_changes_nothing(files, ruth):
    client = Client(raise_request_exception=False)
    client.force_login(ruth)
    before = everything()
    answers = {"refused": 0, "wrong in places": 0, "tables": 0}

    @settings(max_examples=FILES, suppress_health_check=list(HealthCheck))
    @given(files)
    def send(content):
        cache.clear()  # Else the limit would answer.
        answer = client.post(IMPORT, {"file": SimpleUploadedFile("a.zip", content)})
        if answer.status_code == 422:
            assert 'class="err' in answer.text
            answers["refused"] += 1
        else:
            assert (answer.status_code, answer.url) == (302, CHECK)
            matched = {"date": "0", "what": "", "each": "cramp", "order": "dmy", "night_by": "evening"}
            address = CHECK
            if "Match the columns" in client.get(CHECK).text:  # Text without braces is taken for a table.
                address = f"{CHECK}?{urlencode(matched)}"
                answers["tables"] += 1
            page = client.get(address)
            assume("wrong</h2>" in page.text)  # Bytes may be changed where nobody minds: such a file is a good one.
            agreed = client.post(address, {"digest": Upload.objects.get().digest})
            assert (page.status_code, agreed.status_code, "Nothing was added." in agreed.text) == (200, 422, True)
            answers["wrong in places"] += 1
        assert everything() == before

    send()
    print(answers)
    assert min(answers.values()) > 0
