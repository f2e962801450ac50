"""The taps that may follow a cramp: which leg, which muscle, how strong, and when it was."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from journal.domain.choices import Muscle, Precision
from journal.models.cramps import Cramp
from journal.pages.formatting import cramp_in_words, saved_when
from journal.web.forms.cramps import CrampForm
from tests import factories

TAPPED = dt.datetime(2026, 11, 18, 3, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cramp(diary):
    return factories.make_cramp(diary=diary, occurred_at=TAPPED)


def milliseconds(moment):
    return round(moment.timestamp() * 1000)


def test_leg_muscle_and_strength_are_kept(client_of_ruth, cramp):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"side": "left", "muscles": ["calf"], "pain": "7"})
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles, cramp.pain, cramp.occurred_at) == ("left", Muscle.CALF, 7, TAPPED)


@pytest.mark.parametrize(
    ("ago", "moment", "precision"),
    [
        ("now", TAPPED, Precision.EXACT),
        ("ten", TAPPED - dt.timedelta(minutes=10), Precision.ABOUT),
        ("hour", TAPPED - dt.timedelta(hours=1), Precision.ABOUT),
        ("earlier", dt.datetime(2026, 11, 18, 0, 0, tzinfo=dt.UTC), Precision.NIGHT),
    ],
)
def test_a_cramp_of_earlier_is_dated_back(client_of_ruth, cramp, ago, moment, precision):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"ago": ago, "tapped": milliseconds(TAPPED)})
    cramp.refresh_from_db()
    assert (cramp.occurred_at, cramp.precision) == (moment, precision)


def test_another_answer_counts_from_the_tap_and_not_from_the_answer_before(client_of_ruth, cramp):
    for ago in ("hour", "ten"):
        client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"ago": ago, "tapped": milliseconds(TAPPED)})
    cramp.refresh_from_db()
    assert cramp.occurred_at == TAPPED - dt.timedelta(minutes=10)


def test_a_tap_of_the_future_changes_nothing_and_says_why(client_of_ruth, cramp):
    answer = client_of_ruth.post(
        f"/cramp/{cramp.uuid}/", {"ago": "now", "tapped": 10**14}, headers={"HX-Request": "true"}
    )
    cramp.refresh_from_db()
    assert cramp.occurred_at == TAPPED
    assert "This time has not happened yet. Pick an earlier one." in answer.text


def test_same_as_last_time_copies_leg_and_muscles(client_of_ruth, diary, cramp):
    before = TAPPED - dt.timedelta(days=3)
    factories.make_cramp(diary=diary, occurred_at=before, side="right", muscles=Muscle.FOOT | Muscle.SHIN, pain=9)
    factories.make_cramp(diary=diary, occurred_at=before + dt.timedelta(days=1))
    assert "Same as last time: Right leg: foot or toes, shin" in client_of_ruth.get(f"/cramp/{cramp.uuid}/").text
    client_of_ruth.post(f"/cramp/{cramp.uuid}/same/")
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles, cramp.pain) == ("right", Muscle.FOOT | Muscle.SHIN, None)


def test_a_first_cramp_offers_no_last_time(client_of_ruth, cramp):
    assert "Same as last time" not in client_of_ruth.get(f"/cramp/{cramp.uuid}/").text


def test_same_as_last_time_without_one_changes_nothing(client_of_ruth, cramp):
    client_of_ruth.post(f"/cramp/{cramp.uuid}/same/")
    assert Cramp.objects.get().side == ""


def test_same_as_last_time_is_on_the_page_of_details_and_returns_there(client_of_ruth, diary, cramp):
    factories.make_cramp(diary=diary, occurred_at=TAPPED - dt.timedelta(days=3), side="left", muscles=Muscle.CALF)
    address = f"/journal/cramps/{cramp.uuid}/edit/"
    assert "Same as last time: Left leg: calf" in client_of_ruth.get(address).text
    assert client_of_ruth.post(f"/cramp/{cramp.uuid}/same/", {"page": "details"}).url == address
    assert "Same as last time" not in client_of_ruth.get(address).text.partition("</main>")[0].partition("<h1>")[2]


def test_a_cramp_of_another_night_moves_there(client_of_ruth, cramp):
    typed = {"ago": "night", "night": "2026-11-10", "tapped": milliseconds(TAPPED)}
    client_of_ruth.post(f"/cramp/{cramp.uuid}/", typed)
    cramp.refresh_from_db()
    assert (cramp.night_of, cramp.precision) == (dt.date(2026, 11, 10), Precision.NIGHT)


BAD_NIGHTS = [
    ("", "Pick the day on which that evening began."),
    ("soon", "Pick a date, like 18 November 2026."),
    ("2999-01-01", "This time has not happened yet. Pick an earlier one."),
    ("9999-12-31", "This night has not happened yet. Pick an earlier one."),
    ("1800-01-01", "Pick a date after 1900."),
]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize(("night", "sentence"), BAD_NIGHTS)
def test_a_wrong_night_gets_a_sentence_and_moves_nothing(client_of_ruth, cramp, night, sentence, headers):
    typed = {"ago": "night", "night": night, "tapped": milliseconds(TAPPED), "side": "left"}
    answer = client_of_ruth.post(f"/cramp/{cramp.uuid}/", typed, headers=headers)
    cramp.refresh_from_db()
    assert (answer.status_code, cramp.occurred_at, sentence in answer.text) == (422, TAPPED, True)


def test_a_mistake_keeps_what_was_tapped(client_of_ruth, cramp):
    typed = {"ago": "night", "night": "2999-01-01", "tapped": milliseconds(TAPPED), "side": "left", "pain": "7"}
    page = client_of_ruth.post(f"/cramp/{cramp.uuid}/", typed)
    form = page.context["form"]
    assert [form[name].value() for name in ("side", "pain", "ago", "night")] == ["left", "7", "night", "2999-01-01"]


def test_what_was_tapped_is_said_in_words(client_of_ruth, cramp):
    typed = {"side": "left", "muscles": ["calf"], "pain": "7"}
    answer = client_of_ruth.post(f"/cramp/{cramp.uuid}/", typed, headers={"HX-Request": "true"})
    assert "Saved. Left leg: calf. Pain 7 out of 10." in answer.text


@pytest.mark.parametrize(
    ("ago", "sentence"),
    [
        ("now", "Saved: cramp at 3:12 am"),
        ("hour", "Saved: cramp at about 2:12 am"),
        ("earlier", "Saved: cramp on the night of Tuesday 17 November"),
    ],
)
def test_the_saved_line_follows_the_time(client_of_ruth, cramp, ago, sentence):
    typed = {"ago": ago, "tapped": milliseconds(TAPPED)}
    answer = client_of_ruth.post(f"/cramp/{cramp.uuid}/", typed, headers={"HX-Request": "true"})
    assert sentence in answer.text


def test_without_a_script_the_next_page_says_what_was_saved(client_of_ruth, cramp):
    page = client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"side": "left"}, follow=True)
    assert (page.redirect_chain, "Saved. Left leg." in page.text) == ([("/", 302)], True)


def test_relief_opened_from_a_saved_cramp_leads_back_and_logs_no_second_one(client_of_ruth, library, cramp):
    assert f'href="/relief/?cramp={cramp.uuid}"' in client_of_ruth.get(f"/cramp/{cramp.uuid}/").text
    relief = client_of_ruth.get(f"/relief/foot/?cramp={cramp.uuid}").text.partition("<main")[2]
    assert f'href="/cramp/{cramp.uuid}/"' in relief
    assert f'href="/relief/calf/?cramp={cramp.uuid}"' in relief
    assert "Log this cramp" not in relief


@pytest.mark.parametrize("query", ["", "?cramp=", "?cramp=%3Cscript%3E"])
def test_relief_opened_from_elsewhere_offers_to_log(client, library, query):
    assert "Log this cramp" in client.get(f"/relief/{query}").text


@pytest.mark.parametrize(
    "instant",
    [dt.datetime(2026, 10, 25, 1, 30, 20, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 0, 30, 20, tzinfo=dt.UTC)],
    ids=["second 01:30", "first 01:30"],
)
def test_details_saved_without_touching_the_time_keep_the_instant(client_of_ruth, diary, instant):
    cramp = factories.make_cramp(diary=diary, occurred_at=instant)
    client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2026-10-25T01:30", "pain": "3"})
    cramp.refresh_from_db()
    assert (cramp.occurred_at, cramp.pain) == (instant, 3)


HTMX = {"HX-Request": "true"}


def test_a_quick_answer_is_saved_without_a_new_page(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    response = client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"side": "left", "muscles": ["calf"]}, headers=HTMX)
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles) == ("left", 1)
    assert "Saved" in response.text


def test_a_quick_answer_brings_an_undo_that_knows_it(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    said = client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"pain": "7"}, headers=HTMX).text
    (token,) = re.findall(r'id="saved-undo" hx-swap-oob="true">.*?name="token" value="([^"]+)"', said, re.DOTALL)
    client_of_ruth.post("/journal/undo/", {"token": token})
    assert Cramp.objects.count() == 0


def test_an_edit_to_the_future_is_refused_and_keeps_the_cramp(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    response = client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2999-01-01T03:00"})
    cramp.refresh_from_db()
    assert (response.status_code, cramp.occurred_at) == (422, now)


def test_a_relief_of_a_cramp_is_said_in_words(client_of_ruth, diary):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    factories.make_cramp_on(diary=diary, night=yesterday - dt.timedelta(days=1), relief=2, duration="from_1")
    page = client_of_ruth.get("/journal/", {"month": f"{yesterday - dt.timedelta(days=1):%Y-%m}"}).text
    assert "Stood on it" in page


@pytest.mark.parametrize(
    ("side", "muscles", "words"),
    [
        ("left", Muscle.CALF | Muscle.SHIN, "Left leg: calf, shin. Pain 6"),
        ("", Muscle.THIGH_BACK, "Back of thigh. Pain 6"),
        ("both", 0, "Both legs. Pain 6"),
        ("", 0, "Pain 6"),
    ],
)
def test_a_cramp_is_told_in_words(diary, side, muscles, words):
    cramp = factories.make_cramp(diary=diary, occurred_at=factories.OPENED, side=side, muscles=muscles, pain=6)
    assert cramp_in_words(cramp) == f"{words} out of 10."


@pytest.mark.parametrize("name", ["side", "muscles", "pain"])
def test_each_answer_of_a_form_is_labelled_once(name):
    shown = CrampForm(zone=ZoneInfo("UTC"))[name].as_widget()
    assert shown.count("<label") == shown.count("<input") == len(CrampForm.base_fields[name].choices)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (0, "Saved: cramp at 9:00 am"),
        (10, "Saved: cramp at 11:00 pm"),
        (30, "Saved: cramp at 3:00 am, Tuesday 17 November"),
    ],
)
def test_what_was_saved_names_its_day_when_that_is_not_this_night(diary, now, before, said):
    cramp = factories.make_cramp(diary=diary, occurred_at=now - dt.timedelta(hours=before))
    assert saved_when(cramp, now=now) == said
