"""A file between its dry run and the answer: what a yes does, what a no does, and what a second one hears."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from django.core.management import call_command

from journal.actions import diaries, uploads
from journal.exchange import apply, parse
from journal.exchange.plan import plan_import
from journal.models.cramps import Cramp, Night
from journal.models.uploads import Upload
from journal.web.forms import imports as forms
from journal.web.views import imports
from tests import factories, parts
from tests.journal.exchange.test_import import CANCEL, CHECK, CRAMP, IMPORT, NIGHT, agree, bring_in, send, told
from yogasite.accounts.models import User


def test_the_yes_leads_to_the_month_of_the_last_new_entry(client_of_ruth):
    earlier = {**CRAMP, "uuid": str(uuid.uuid4()), "night_of": "2026-05-01", "occurred_at": "2026-05-02T02:12:00+01:00"}
    assert bring_in(client_of_ruth, told(cramps=[CRAMP, earlier])).url == "/journal/?month=2026-07"


def test_what_is_there_and_what_is_wrong_are_told_apart(client_of_ruth):
    bring_in(client_of_ruth, told(cramps=[CRAMP]))
    send(client_of_ruth, told(cramps=[CRAMP, {}]))
    assert "Nothing. Your diary has all that could be read." in client_of_ruth.get(CHECK).text


def test_the_file_is_forgotten_after_the_yes(client_of_ruth):
    bring_in(client_of_ruth, told(cramps=[CRAMP]))
    assert Upload.objects.count() == 0


def test_a_second_yes_adds_nothing_more(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    digest = Upload.objects.get().digest
    pages = [client_of_ruth.post(CHECK, {"digest": digest}, follow=True).text for _time in range(2)]
    assert ["Added: 1 cramp" in pages[0], "This file was brought in already." in pages[1]] == [True, True]
    assert Cramp.objects.count() == 1


def test_a_second_yes_while_another_file_waits_tells_the_same_and_leaves_that_file(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    digest = Upload.objects.get().digest
    agree(client_of_ruth)
    send(client_of_ruth, told(cramps=[{**CRAMP, "uuid": str(uuid.uuid4())}]))
    page = client_of_ruth.post(CHECK, {"digest": digest}, follow=True).text
    assert "This file was brought in already." in page
    assert (Cramp.objects.count(), Upload.objects.count()) == (1, 1)


def test_a_file_that_is_gone_when_its_turn_comes_adds_nothing(client_of_ruth, monkeypatch):
    def forget(diary):
        with parts.elsewhere():
            Upload.objects.all().delete()

    send(client_of_ruth, told(cramps=[CRAMP]))
    monkeypatch.setattr(apply.diaries, "lock", forget)
    page = client_of_ruth.get(agree(client_of_ruth).url).text
    assert "brought in or forgotten meanwhile" in page
    assert Cramp.objects.count() == 0


def test_a_file_sent_in_the_middle_of_a_yes_waits_on(client_of_ruth, diary, monkeypatch):
    send(client_of_ruth, told(cramps=[CRAMP]))
    later = {"name": "later.json", "content": told(), "now": dt.datetime.now(dt.UTC)}

    def plan_while_another_is_sent(document, diary, *, now):
        uploads.keep(diary, **later)
        return plan_import(document, diary, now=now)

    monkeypatch.setattr(imports, "plan_import", plan_while_another_is_sent)
    agree(client_of_ruth)
    assert (Cramp.objects.count(), Upload.objects.get().name) == (0, "later.json")


def test_the_file_is_forgotten_when_it_is_left(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    client_of_ruth.post(CANCEL, {"digest": Upload.objects.get().digest})
    assert (Upload.objects.count(), Cramp.objects.count()) == (0, 0)


def test_a_file_that_cannot_be_read_leaves_the_one_that_waits(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]), name="good.json")
    assert send(client_of_ruth, b"{}").status_code == 422
    assert Upload.objects.get().name == "good.json"


def test_a_no_to_one_file_leaves_another(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    earlier = Upload.objects.get().digest
    send(client_of_ruth, told())
    client_of_ruth.post(CANCEL, {"digest": earlier})
    assert Upload.objects.count() == 1


@pytest.mark.slow
def test_more_than_twenty_files_an_hour_are_not_looked_at(client_of_ruth, stranger, client, monkeypatch):
    assert [send(client_of_ruth, b"{}").status_code for _number in range(20)] == [422] * 20
    monkeypatch.setattr(forms, "content_of_upload", lambda *sent, **given: pytest.fail("looked at"))
    answer = send(client_of_ruth, told(cramps=[CRAMP]))
    assert (answer.status_code, "a lot of files for one hour" in answer.text, Upload.objects.count()) == (422, True, 0)
    monkeypatch.undo()
    client.force_login(stranger)
    assert send(client, told(cramps=[CRAMP])).url == CHECK


def test_a_file_that_waited_an_hour_is_not_taken_and_goes_with_the_next_run(client_of_ruth, now):
    send(client_of_ruth, told(cramps=[CRAMP]))
    Upload.objects.update(made_at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=61))
    assert client_of_ruth.get(CHECK).url == IMPORT
    call_command("remove_uploads")
    assert Upload.objects.count() == 0


def test_a_file_goes_with_the_account(client_of_ruth, ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    User.objects.filter(pk=ruth.pk).delete()
    assert Upload.objects.count() == 0


def test_a_yes_to_one_file_is_no_yes_to_another(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    digest = Upload.objects.get().digest
    send(client_of_ruth, told(cramps=[{**CRAMP, "pain": 9}]))
    page = client_of_ruth.post(CHECK, {"digest": digest}, follow=True).text
    assert "You have sent another file since. Nothing was added." in page
    assert Cramp.objects.count() == 0


def test_what_became_wrong_since_the_dry_run_is_shown_first(client_of_ruth, diary, monkeypatch):
    send(client_of_ruth, told(clear_nights=[NIGHT]))

    lock = diaries.lock

    def log_first(diary):
        lock(diary)
        factories.make_cramp_on(diary=diary, night=dt.date(2026, 7, 1))

    monkeypatch.setattr(apply.diaries, "lock", log_first)
    page = client_of_ruth.get(agree(client_of_ruth).url).text
    assert "Your diary has changed since you looked. Nothing was added." in page
    assert (Night.objects.count(), Cramp.objects.count()) == (0, 0)


def test_a_diary_that_changes_in_the_instant_of_the_yes_gets_nothing_of_an_older_plan(
    client_of_ruth, diary, monkeypatch
):
    send(client_of_ruth, told(cramps=[CRAMP]))
    lock = diaries.lock

    def log_first(diary):
        lock(diary)
        factories.make_night(diary=diary, date=dt.date(2026, 5, 1))

    monkeypatch.setattr(apply.diaries, "lock", log_first)
    page = client_of_ruth.get(agree(client_of_ruth).url).text
    assert "Your diary has changed since you looked. Nothing was added." in page
    assert (Cramp.objects.count(), Upload.objects.count()) == (0, 1)


def test_a_yes_plans_once(client_of_ruth, monkeypatch):
    send(client_of_ruth, told(cramps=[CRAMP]))
    plans = []
    monkeypatch.setattr(imports, "plan_import", lambda *file, **on: plans.append(plan_import(*file, **on)) or plans[-1])
    agree(client_of_ruth)
    assert (len(plans), Cramp.objects.count()) == (1, 1)


def test_a_file_that_can_no_longer_be_read_is_forgotten_with_a_sentence(client_of_ruth, monkeypatch):
    send(client_of_ruth, told(cramps=[CRAMP]))
    monkeypatch.setattr(parse, "MOST_BYTES", 10)
    page = client_of_ruth.get(CHECK, follow=True).text
    assert "This file is larger than" in page
    assert Upload.objects.count() == 0


def test_nobody_sees_the_file_of_somebody_else(client_of_ruth, stranger, client):
    send(client_of_ruth, told(cramps=[CRAMP]), name="private.json")
    client.force_login(stranger)
    assert client.get(CHECK).url == IMPORT
    assert "private.json" not in client.get(IMPORT).text


def test_all_or_nothing_when_the_database_refuses(client_of_ruth, monkeypatch):
    def fails(**given):
        raise RuntimeError("the disk is full")

    send(client_of_ruth, told(cramps=[CRAMP], clear_nights=[{**NIGHT, "date": "2026-07-03"}]))
    monkeypatch.setattr(Night.objects, "bulk_create", fails)
    client_of_ruth.raise_request_exception = False
    assert (agree(client_of_ruth).status_code, Cramp.objects.count(), Upload.objects.count()) == (500, 0, 1)


def test_a_guest_may_bring_a_diary_in(client, db):
    client.post("/cramp/", {"uuid": str(uuid.uuid4())})
    bring_in(client, told(cramps=[CRAMP]))
    assert Cramp.objects.count() == 2


def test_a_guest_is_asked_to_keep_the_diary_before_a_large_file_comes_in(client, client_of_ruth, db, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ROWS_OF_GUEST", 1)
    both = told(cramps=[CRAMP], clear_nights=[{**NIGHT, "date": "2026-07-03"}])
    client.post("/cramp/", {"uuid": str(uuid.uuid4())})
    answer = send(client, both)
    assert (answer.status_code, "Keep your diary first" in answer.text, Upload.objects.count()) == (422, True, 0)
    assert send(client_of_ruth, both).url == CHECK


def test_a_diary_in_a_folder_of_the_zip_is_found(client_of_ruth):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("night-heron/diary.json", told(cramps=[CRAMP]))
        archive.writestr("__MACOSX/night-heron/diary.json", b"\0")
    bring_in(client_of_ruth, packed.getvalue())
    assert Cramp.objects.count() == 1


@pytest.mark.parametrize(("minutes", "left"), [(59, 1), (61, 0)])
def test_files_that_waited_an_hour_are_forgotten_by_the_command(diary, minutes, left):
    sent = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=minutes)
    uploads.keep(diary, name="a", content=b"{}", now=sent)
    call_command("remove_uploads", verbosity=0)
    assert Upload.objects.count() == left
