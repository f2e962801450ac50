"""Apple Health's export: its yoga and stretching become practices, nothing else of it is kept."""

import datetime as dt
import io
import json
import struct
import zipfile
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.choices import Source
from journal.exchange import limits, parse
from journal.models.practices import Practice
from journal.models.uploads import Upload
from tests.apple_health import DTD, FOOT, HEAD, NAME, record, workout

IMPORT, CHECK = "/journal/import/", "/journal/import/check/"
BERLIN = dt.timezone(dt.timedelta(hours=1))
EVENING = dt.datetime(2026, 2, 3, 20, 15, tzinfo=BERLIN)
BREAKS_OFF = "The file of Apple Health breaks off or is damaged. Save it again."


def export(*parts, name=NAME, prologue=DTD, more=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, prologue + HEAD + "".join(parts) + FOOT)
        for other, content in more:
            archive.writestr(other, content)
    return out.getvalue()


def send(client, content):
    return client.post(IMPORT, {"file": SimpleUploadedFile("export.zip", content)})


def bring_in(client, content, **answers):
    send(client, content)
    return client.post(CHECK, {"digest": Upload.objects.get().digest, **answers})


def refusal(client, content):
    answer = send(client, content)
    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    return answer.context["form"].errors["file"][0]


def test_yoga_and_stretching_become_practices_and_nothing_else_does(client_of_ruth, diary, library):
    later = EVENING + dt.timedelta(days=1)
    bring_in(
        client_of_ruth,
        export(
            record(1),
            workout(EVENING, minutes=25),
            workout(later, minutes=10.5, kind="Flexibility"),
            workout(later, kind="Running"),
        ),
    )
    found = Practice.objects.filter(diary=diary).order_by("started_at")
    assert [(each.started_at, each.seconds, each.source) for each in found] == [
        (EVENING, 1500, Source.IMPORT),
        (later, 630, Source.IMPORT),
    ]


def test_a_workout_keeps_the_zone_it_was_in_and_others_take_the_diarys(client_of_ruth, diary, library):
    late = dt.datetime(2026, 2, 3, 23, 30, tzinfo=dt.UTC)
    bring_in(client_of_ruth, export(workout(late, zone="Europe/Berlin"), workout(late + dt.timedelta(hours=2))))
    found = Practice.objects.filter(diary=diary).order_by("started_at")
    assert [(each.time_zone, each.day) for each in found] == [
        ("Europe/Berlin", dt.date(2026, 2, 4)),
        ("Europe/London", dt.date(2026, 2, 4)),
    ]


def test_the_dry_run_says_what_would_be_added_and_adds_nothing(client_of_ruth):
    send(client_of_ruth, export(workout(EVENING)))
    page = client_of_ruth.get(CHECK)
    assert (page.context["added"], Practice.objects.count()) == (["1 practice"], 0)


def test_the_same_export_twice_adds_nothing(client_of_ruth, library):
    content = export(workout(EVENING), workout(EVENING))
    bring_in(client_of_ruth, content)
    send(client_of_ruth, content)
    page = client_of_ruth.get(CHECK)
    assert (page.context["added"], page.context["known"], Practice.objects.count()) == ([], ["1 practice"], 1)


def test_only_the_practices_of_the_file_are_kept_until_the_yes(client_of_ruth):
    send(client_of_ruth, export(record(1), workout(EVENING)))
    kept = json.loads(bytes(Upload.objects.get().content))
    assert (set(kept), len(kept["practices"])) == ({"format", "version", "practices"}, 1)


@pytest.mark.parametrize("name", ["apple_health_export/Export.xml", "Exportación.xml", "export.XML"])
def test_the_file_is_found_whatever_the_phone_calls_it(client_of_ruth, name):
    more = [("apple_health_export/export_cda.xml", "<x/>"), ("apple_health_export/route.gpx", "<gpx/>" * 900)]
    send(client_of_ruth, export(workout(EVENING), name=name, more=more))
    assert client_of_ruth.get(CHECK).context["added"] == ["1 practice"]


def test_control_characters_that_phones_write_are_passed_over(client_of_ruth):
    send(client_of_ruth, export(record(1).replace("A watch", "A\x0b watch"), workout(EVENING)))
    assert client_of_ruth.get(CHECK).context["added"] == ["1 practice"]


def test_a_workout_that_cannot_be_is_named_and_the_rest_may_be_added(client_of_ruth, library):
    future = dt.datetime(2999, 1, 1, 8, tzinfo=dt.UTC)
    broken = workout(EVENING).replace('startDate="2026-02-03', 'startDate="2026-02-33')
    content = export(workout(EVENING), workout(EVENING, minutes=600), workout(future), broken)
    send(client_of_ruth, content)
    wrong = client_of_ruth.get(CHECK).context["plan"].wrong
    assert [each.place for each in wrong] == ["practices, number 2", "practices, number 3", "practices, number 4"]
    client_of_ruth.post(CHECK, {"digest": Upload.objects.get().digest, "leave_out": "on"})
    assert [each.started_at for each in Practice.objects.all()] == [EVENING]


def test_an_export_without_yoga_says_that_there_is_nothing_new(client_of_ruth):
    send(client_of_ruth, export(record(1), workout(EVENING, kind="Running")))
    assert client_of_ruth.get(CHECK).context["plan"].is_nothing_new


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (export("<Record"), BREAKS_OFF),
        (export('<Record value="&a;"/>', prologue='<!DOCTYPE HealthData [<!ENTITY a "b">]>\n'), BREAKS_OFF),
        (export("<!DOCTYPE x [<!ENTITY a 'b'>]>"), BREAKS_OFF),
        (export('<Record a b="1"/>'), BREAKS_OFF),
        (export()[:-4], "This ZIP file is damaged or not complete."),
        (export(workout(EVENING))[:-40], "This ZIP file is damaged or not complete."),
    ],
)
def test_a_damaged_export_is_refused_with_a_sentence(client_of_ruth, content, sentence):
    assert refusal(client_of_ruth, content).startswith(sentence)


def test_an_xml_of_something_else_is_refused(client_of_ruth):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    said = "There is neither a diary nor an Apple Health export in this ZIP file."
    assert refusal(client_of_ruth, out.getvalue()) == said


def test_a_bomb_is_refused_before_it_is_unpacked(client_of_ruth):
    said = "This ZIP file unpacks to far more than the years of a phone."
    assert refusal(client_of_ruth, export(" " * 30_000_000)) == said


@pytest.mark.slow
def test_a_zip_that_lies_about_its_size_is_read_no_further_than_the_limit(client_of_ruth, monkeypatch):
    monkeypatch.setattr("journal.exchange.apple_health.MOST_HEALTH_UNPACKED", 3 << 20)
    content = bytearray(export("".join(record(number) for number in range(9000)), workout(EVENING)))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<L", 2 << 20)
    assert refusal(client_of_ruth, bytes(content)).startswith("This ZIP file ")


def test_a_large_export_on_disk_is_read_from_there(monkeypatch):
    monkeypatch.setattr(parse, "MOST_BYTES", 100)
    content = export(workout(EVENING))
    sent = TemporaryUploadedFile("export.zip", "application/zip", len(content), None)
    sent.write(content)
    kept = json.loads(parse.content_of_upload(sent, zone=ZoneInfo("Europe/London")))
    assert len(kept["practices"]) == 1


def test_a_file_over_the_limit_that_is_no_health_export_is_refused(client_of_ruth, monkeypatch):
    monkeypatch.setattr(parse, "MOST_BYTES", limits.MEGABYTE)
    assert refusal(client_of_ruth, b"x" * (limits.MEGABYTE + 1)) == "This file is larger than 1 MB."


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 2000),
    junk=st.binary(min_size=1, max_size=20) | st.sampled_from([b"<!ENTITY a 'b'>", b"&a;", b"]]>", b"<", b"\xff\xfe"]),
    is_cut=st.booleans(),
)
def test_whatever_happens_to_the_xml_is_answered_and_adds_nothing(client_of_ruth, place, junk, is_cut):
    cache.clear()  # Else the limit would answer.
    text = (DTD + HEAD + record(1) + workout(EVENING) + FOOT).encode()
    spoilt = text[:place] + junk + (b"" if is_cut else text[place:])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, spoilt)
    answer = send(client_of_ruth, out.getvalue())
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert client_of_ruth.get(CHECK).status_code == 200
    assert Practice.objects.count() == 0
