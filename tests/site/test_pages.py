"""Pages of the journal and the site, in the cases that the flows pass by."""

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from journal.actions import diaries
from journal.domain.choices import Muscle
from journal.models.cramps import Cramp, Night
from journal.models.days import CrampFilter, When, whole_diary
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.web.forms.cramps import CrampForm
from poses.models.pose import Pose
from tests import factories
from yogasite import appearance, views
from yogasite.secret_key import secret_key

HTMX = {"HX-Request": "true"}


def test_a_practice_is_edited_with_its_poses(client_of_ruth, diary, library):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    pose = Pose.objects.get(slug="chair-pose")
    address = f"/journal/practice/{practice.uuid}/edit/"
    assert 'value="10"' in client_of_ruth.get(address).text
    client_of_ruth.post(address, {"started_at": "2026-11-17T20:00", "minutes": "5", "poses": [pose.pk]})
    practice.refresh_from_db()
    assert (practice.seconds, [item.pose_name for item in practice.items.all()]) == (300, ["Chair pose"])


def test_an_edit_that_is_refused_leaves_the_practice(client_of_ruth, diary):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    response = client_of_ruth.post(
        f"/journal/practice/{practice.uuid}/edit/", {"started_at": "2999-01-01T20:00", "minutes": "5"}
    )
    practice.refresh_from_db()
    assert (response.status_code, practice.seconds) == (422, 600)


def test_a_deleted_practice_is_gone_with_an_undo(client_of_ruth, diary):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    page = client_of_ruth.post(f"/journal/practice/{practice.uuid}/delete/", follow=True).text
    assert (Practice.objects.count(), "Practice removed." in page) == (0, True)


def test_a_practice_that_would_end_in_the_future_is_refused(client_of_ruth):
    start = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    response = client_of_ruth.post("/journal/practice/new/", {"started_at": start, "minutes": "300"})
    assert (response.status_code, "would end in the future" in response.text) == (422, True)


def test_a_practice_as_the_form_offers_it_is_accepted(client_of_ruth):
    offered = client_of_ruth.get("/journal/practice/new/").context["form"]
    typed = {name: offered[name].value() for name in ("started_at", "minutes")}
    client_of_ruth.post("/journal/practice/new/", typed)
    assert Practice.objects.get().seconds == 600


def test_the_same_practice_twice_is_once(client_of_ruth):
    typed = {"started_at": "2026-11-17T20:00", "minutes": "5", "uuid": str(uuid.uuid4())}
    client_of_ruth.post("/journal/practice/new/", typed)
    client_of_ruth.post("/journal/practice/new/", typed)
    assert Practice.objects.count() == 1


def test_a_quick_answer_is_saved_without_a_new_page(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    response = client_of_ruth.post(f"/cramp/{cramp.uuid}/", {"side": "left", "muscles": ["calf"]}, headers=HTMX)
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles) == ("left", 1)
    assert "Saved" in response.text


def test_an_edit_to_the_future_is_refused_and_keeps_the_cramp(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    response = client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2999-01-01T03:00"})
    cramp.refresh_from_db()
    assert (response.status_code, cramp.occurred_at) == (422, now)


def test_no_cramps_on_today_answers_with_its_part(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    typed = {"night": yesterday, "answer": "none", "page": "today"}
    part = client_of_ruth.post("/journal/nights/", typed, headers=HTMX).text
    assert "<html" not in part
    assert "Saved: no cramps" in part


def test_no_cramps_in_the_journal_answers_with_its_day(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    part = client_of_ruth.post(
        "/journal/nights/", {"night": yesterday, "answer": "none", "page": "journal"}, headers=HTMX
    ).text
    assert "<html" not in part
    assert Night.objects.get().date == yesterday


def test_had_one_opens_the_details_of_that_night(client_of_ruth):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    response = client_of_ruth.post("/journal/nights/", {"night": yesterday, "answer": "had"}, headers=HTMX)
    assert response.headers["HX-Redirect"] == f"/journal/cramps/{Cramp.objects.get().uuid}/edit/?saved=1"


@pytest.mark.parametrize("page", ["night", "journal"])
def test_without_script_the_answer_goes_back_where_it_was_given(client_of_ruth, page):
    typed = {"night": "2026-11-02", "answer": "none", "page": page}
    places = {"night": "/journal/nights/2026-11-02/", "journal": "/journal/?month=2026-11#night-2026-11-02"}
    assert client_of_ruth.post("/journal/nights/", typed).url == places[page]


def test_a_clear_answer_for_a_night_with_a_cramp_is_refused(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2))
    response = client_of_ruth.post("/journal/nights/", {"night": "2026-11-02", "answer": "none"})
    assert (response.status_code, Night.objects.count()) == (422, 0)


def test_a_night_of_the_future_has_no_page(client_of_ruth):
    assert client_of_ruth.get("/journal/nights/2999-01-01/").url == "/journal/nights/"


def test_a_date_that_there_is_not_is_not_found(client_of_ruth):
    assert client_of_ruth.get("/journal/nights/2026-02-30/").status_code == 404


def test_a_month_that_is_nonsense_is_the_present_one(client_of_ruth):
    month = client_of_ruth.get("/journal/", {"month": "soon"}).context["page"].month
    assert month == timezone.localdate().replace(day=1)


def test_an_htmx_request_after_the_session_ended_sends_the_page_to_the_login(db):
    headers = HTMX | {"HX-Current-URL": "http://testserver/journal/?month=2026-10"}
    response = Client().get("/journal/trend/?span=8w", headers=headers)
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/journal/%3Fmonth%3D2026-10"


def test_a_new_diary_takes_the_clock_of_the_device(db):
    client = Client()
    client.cookies["tz"] = "Asia/Tokyo"
    client.post("/accounts/signup/", {"username": "anna", "password1": "three short words"})
    client.get("/")
    assert Diary.objects.get().time_zone == "Asia/Tokyo"


def test_an_empty_trend_says_it_is_too_early(client_of_ruth):
    assert "Too early to say" in client_of_ruth.get("/journal/trend/").text


def test_a_cramp_left_out_does_not_count(diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2), excluded=True)
    assert whole_diary(diary, today=dt.date(2026, 11, 9), only=CrampFilter()) is None


FILTERS = [
    (CrampFilter(side="left"), (1, 0)),
    (CrampFilter(muscle=Muscle.FOOT), (0, 1)),
    (CrampFilter(when=When.NIGHT), (1, 0)),
    (CrampFilter(when=When.DAY), (0, 1)),
]


@pytest.mark.parametrize(("only", "expected"), FILTERS)
def test_a_filter_leaves_known_nights_known(diary, only, expected):
    monday = dt.date(2026, 11, 2)
    factories.make_cramp_on(diary=diary, night=monday, side="left", muscles=Muscle.CALF)
    tuesday = monday + dt.timedelta(days=1)
    factories.make_cramp_on(diary=diary, night=tuesday, side="right", muscles=Muscle.FOOT, state="during")
    assert whole_diary(diary, today=tuesday, only=only).shown.cramps == expected


@pytest.mark.parametrize("query", ["side=left&muscle=calf&when=night", "side=middle&muscle=wing&when=noon&span=99y"])
def test_the_trend_takes_filters_and_ignores_nonsense(client_of_ruth, diary, query):
    factories.fill_days(diary=diary, first=timezone.localdate() - dt.timedelta(days=30), days=30)
    assert "Is there enough data?" in client_of_ruth.get(f"/journal/trend/?{query}").text


def test_a_relief_of_a_cramp_is_said_in_words(client_of_ruth, diary):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    factories.make_cramp_on(diary=diary, night=yesterday - dt.timedelta(days=1), relief=2, duration="from_1")
    page = client_of_ruth.get("/journal/", {"month": f"{yesterday - dt.timedelta(days=1):%Y-%m}"}).text
    assert "Stood on it" in page


def test_seed_demo_refuses_a_name_that_is_taken(ruth):
    with pytest.raises(CommandError, match="ruth"):
        call_command("seed_demo", "--username=ruth", "--password=three short words", "--days=10")


def test_seed_demo_replaces_when_told(ruth, library):
    call_command("seed_demo", "--username=ruth", "--password=three short words", "--days=10", "--replace", verbosity=0)
    assert Diary.objects.filter(owner__username="ruth").count() == 1


def test_a_goal_outside_the_week_is_refused(diary):
    with pytest.raises(Exception, match="7"):
        diaries.change_preferences(diary, time_zone="Europe/London", goal=8)


def test_a_secret_key_is_made_once_and_only_for_its_owner(tmp_path):
    key = secret_key(tmp_path / "data")
    path = tmp_path / "data" / "secret_key"
    assert (secret_key(tmp_path / "data"), path.stat().st_mode & 0o777) == (key, 0o600)
    assert len(key) >= 50


def test_a_start_that_comes_second_takes_the_key_of_the_first(tmp_path, monkeypatch):
    def already_there(_draft, path):
        path.write_text("first", encoding="ascii")
        raise FileExistsError

    monkeypatch.setattr("yogasite.secret_key.os.link", already_there)
    assert secret_key(tmp_path) == "first"


@pytest.mark.parametrize(("hour", "theme"), [(21, "light"), (22, "night"), (6, "night"), (7, "light")])
def test_the_night_colours_come_by_the_clock(hour, theme):
    assert appearance.theme_now(appearance.Look(appearance.Theme.LIGHT), hour) == theme


def test_an_unknown_look_is_the_default():
    assert appearance.read({"look": "pink"}) == appearance.Look()


@pytest.mark.parametrize("address", ["/privacy/", "/sums/"])
def test_the_pages_that_explain_are_open_to_all(client, db, address):
    assert "<h1>" in client.get(address).text


def test_an_address_that_is_not_here_says_so_kindly(client, db):
    response = client.get("/nowhere/")
    assert (response.status_code, "Your log is safe." in response.text) == (404, True)


@pytest.mark.parametrize(("handler", "status"), [("bad_request", 400), ("forbidden", 403)])
def test_an_error_page_has_its_words(client_of_ruth, handler, status):
    request = client_of_ruth.get("/").wsgi_request
    response = getattr(views, handler)(request, Exception())
    assert (response.status_code, b"Your log is safe" in response.content) == (status, True)


def test_a_broken_server_still_says_what_to_do(db):
    response = views.server_error(RequestFactory().get("/"))
    assert (response.status_code, b"pull your toes up" in response.content) == (500, True)


def test_a_form_that_was_open_too_long_asks_to_try_again(ruth):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    response = client.post("/cramp/", {}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Refresh"]) == (403, "true")


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
    told = render_to_string("journal/_cramp_in_words.html", {"cramp": cramp})
    assert told.strip() == f"{words} out of 10."


@pytest.mark.parametrize("name", ["side", "muscles", "pain"])
def test_each_answer_of_a_form_is_labelled_once(name):
    shown = CrampForm(zone=ZoneInfo("UTC"))[name].as_widget()
    assert shown.count("<label") == shown.count("<input") == len(CrampForm.base_fields[name].choices)


def test_each_link_at_the_top_of_the_settings_leads_to_a_part_of_them(client_of_ruth):
    page = client_of_ruth.get("/accounts/settings/").text
    links = re.search(r'<nav class="bar" aria-label="On this page">(.*?)</nav>', page)
    assert re.findall(r'href="#([\w-]+)"', links[1]) == re.findall(
        r'<section class="set" aria-labelledby="([\w-]+)">', page
    )


@pytest.mark.parametrize(
    ("address", "is_asked"), [("/accounts/settings/", True), ("/accounts/logout/", True), ("/poses/", False)]
)
def test_a_page_asks_about_unsent_entries_where_it_lets_somebody_log_out(client_of_ruth, library, address, is_asked):
    page = client_of_ruth.get(address).text
    assert ('method="post" action="/accounts/logout/"' in page, '<dialog id="leave"' in page) == (is_asked, is_asked)
