"""A file comes in by pieces: others write in between, and in the end there is all of it or nothing."""

import datetime as dt
import uuid

import pytest
from django.core.management import call_command

from journal.actions import arrivals, cramps, diaries
from journal.exchange import apply
from journal.exchange.schema import KINDS
from journal.models.cramps import Cramp, Night
from journal.models.evidence import Experiment
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.uploads import Upload
from tests import factories, parts
from tests.journal.exchange.test_import import CHECK, CRAMP, IMPORT, agree, bytes_of, send, told

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2026, 5, 1) + dt.timedelta(days=number) for number in range(8)]
NIGHTS = [{"date": f"{day}", "created_at": "2026-06-01T08:00:00+00:00"} for day in DAYS]
FILE = told(cramps=[CRAMP], clear_nights=NIGHTS)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(arrivals, "PIECE", 3)
    monkeypatch.setattr(diaries, "PAUSE", 0)


def between_pieces(monkeypatch, *, after, do):
    """Do something once so many pieces have come in."""
    add, seen = arrivals.add_piece, []

    def add_and_do(upload, piece):
        add(upload, piece)
        seen.append(piece)
        if len(seen) == after:
            with parts.elsewhere():
                do()

    monkeypatch.setattr(apply.arrivals, "add_piece", add_and_do)


def stored():
    return Cramp.objects.count(), Night.objects.count(), Upload.objects.count()


def fall_over():
    raise RuntimeError("the disk is full")


def be_killed():
    raise SystemExit


def test_all_comes_in_and_the_file_is_forgotten(client_of_ruth):
    send(client_of_ruth, FILE)
    agree(client_of_ruth)
    assert stored() == (1, 8, 0)


def test_each_piece_holds_few_rows_with_their_poses(client_of_ruth, diary, pose, monkeypatch):
    practices = [factories.make_practice(diary=diary, day=day) for day in DAYS[:4]]
    for practice in practices:
        for position in (1, 2):
            PracticeItem.objects.create(diary=diary, practice=practice, position=position, pose=pose, pose_name="Mine")
    whole = bytes_of(diary)
    PracticeItem.objects.all().delete()
    Practice.objects.all().delete()
    sizes = []
    add = arrivals.add_piece

    def add_and_count(upload, piece):
        sizes.append((len(piece.practices), len(piece.items)))
        add(upload, piece)

    monkeypatch.setattr(apply.arrivals, "add_piece", add_and_count)
    send(client_of_ruth, whole)
    agree(client_of_ruth)
    assert (sizes, bytes_of(diary) == whole) == ([(1, 2)] * 4, True)


def test_a_failure_in_a_later_piece_leaves_nothing_and_the_file_waits(client_of_ruth, monkeypatch):
    between_pieces(monkeypatch, after=3, do=fall_over)
    send(client_of_ruth, FILE)
    client_of_ruth.raise_request_exception = False
    assert (agree(client_of_ruth).status_code, stored()) == (500, (0, 0, 1))
    monkeypatch.undo()
    agree(client_of_ruth)
    assert stored() == (1, 8, 0)


@pytest.mark.parametrize("by", ["the command", IMPORT, CHECK])
def test_what_a_killed_run_has_added_is_taken_back(client_of_ruth, diary, monkeypatch, by):
    mine = factories.make_night(diary=diary, date=dt.date(2026, 4, 1))
    with monkeypatch.context() as patch:
        between_pieces(patch, after=3, do=be_killed)
        send(client_of_ruth, FILE)
        with pytest.raises(SystemExit):
            agree(client_of_ruth)
    assert stored() == (1, 7, 1)
    Upload.objects.update(begun_at=Upload.objects.get().begun_at - arrivals.ABANDONED)
    call_command("remove_uploads") if by == "the command" else client_of_ruth.get(by)
    assert (stored(), list(Night.objects.all())) == ((0, 1, 1), [mine])


def test_what_a_running_import_has_added_stays(client_of_ruth, monkeypatch):
    between_pieces(monkeypatch, after=3, do=lambda: call_command("remove_uploads"))
    send(client_of_ruth, FILE)
    agree(client_of_ruth)
    assert stored() == (1, 8, 0)


def test_a_run_that_was_taken_back_meanwhile_adds_no_more(client_of_ruth, monkeypatch):
    def take_back():
        Upload.objects.update(begun_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        call_command("remove_uploads")

    between_pieces(monkeypatch, after=3, do=take_back)
    send(client_of_ruth, FILE)
    page = client_of_ruth.get(agree(client_of_ruth).url).text
    assert ("Nothing was added twice." in page, stored()) == (True, (0, 0, 1))


def test_a_tap_in_between_makes_its_night_no_clear_one(client_of_ruth, diary, now, monkeypatch):
    def tap():
        cramps.log_of_night(diary, identifier=uuid.uuid4(), night=DAYS[-1], now=now)

    between_pieces(monkeypatch, after=2, do=tap)
    send(client_of_ruth, FILE)
    agree(client_of_ruth)
    assert (stored(), Night.objects.filter(date=DAYS[-1]).count()) == ((2, 7, 0), 0)


def test_the_same_night_told_in_between_ends_the_import_and_stays_as_it_was_told(
    client_of_ruth, diary, now, monkeypatch
):
    between_pieces(monkeypatch, after=2, do=lambda: cramps.confirm_clear(diary, DAYS[-1], now=now))
    send(client_of_ruth, FILE)
    page = client_of_ruth.get(agree(client_of_ruth).url).text
    assert "Your diary has changed since you looked. Nothing was added." in page
    assert (stored(), Night.objects.get().date) == ((0, 1, 1), DAYS[-1])


def test_a_second_yes_while_the_first_runs_adds_nothing(client_of_ruth, ruth, client, monkeypatch):
    client.force_login(ruth)
    answers = []
    between_pieces(monkeypatch, after=1, do=lambda: answers.append(client.post(CHECK, {"digest": digest})))
    send(client_of_ruth, FILE)
    digest = Upload.objects.get().digest
    agree(client_of_ruth)
    assert (stored(), answers[0].status_code) == ((1, 8, 0), 302)


def test_a_file_sent_while_the_first_comes_in_waits_on(client_of_ruth, ruth, client, monkeypatch):
    client.force_login(ruth)
    between_pieces(monkeypatch, after=1, do=lambda: send(client, told(), name="later.json"))
    send(client_of_ruth, FILE)
    agree(client_of_ruth)
    assert (stored(), Upload.objects.get().name, Upload.objects.get().begun_at) == ((1, 8, 1), "later.json", None)


def test_every_kind_comes_in_by_pieces_but_the_two_that_are_few():
    others = {kind.model: kind.key for kind in KINDS if kind.model not in (Experiment, Reminder)}
    assert others == arrivals.KEYS
