"""The main flows in every engine."""

import datetime as dt

import pytest
from django.utils import timezone

from journal.domain.nights import DAY, last_night
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from poses.models.pose import Pose
from tests import factories
from tests.engines.phone import JUMP
from yogasite import appearance
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
MOON = "I have a cramp"
TABLE = "Date;Time;Event;Side\n3.11.2025;03:12;cramp;left\n4.11.2025;;none;\n"


@pytest.fixture
def inside(phone, person):
    """A phone on which Ruth has logged in by the form."""
    phone.log_in()
    return phone


@pytest.fixture
def logged(inside, person):
    """Ruth's phone, and a diary of eighty days."""
    factories.fill_days(diary=person.diary, first=timezone.localdate() - dt.timedelta(days=80), days=80)
    return inside


def test_a_guest_taps_and_has_a_diary(phone):
    phone.open("/cramp/")
    phone.button(MOON, "main")
    phone.see("Saved: cramp at", "main")
    assert Cramp.objects.get().diary.owner.username.startswith("guest")


def test_somebody_signs_up(phone):
    phone.open("/accounts/signup/")
    phone.write("input[name=username]", "anna")
    phone.write("input[name=password1]", factories.PASSWORD)
    phone.button("Start your log", "main")
    phone.see("Settings", "header")
    assert User.objects.get().username == "anna"


def test_somebody_logs_in_and_out(inside):
    inside.open("/accounts/settings/")
    inside.button("Log out")
    inside.see("Log in", "header")
    inside.open("/journal/")
    assert "/accounts/login/" in inside.run("return location.pathname")


def test_a_tap_its_leg_and_its_muscle_are_saved_and_undone(inside):
    inside.open("/cramp/")
    inside.button(MOON, "main")
    inside.see("Saved: cramp at")
    inside.label("Left", "#quick")
    inside.label("Calf", "#quick")
    inside.see("Left leg: calf.", "#quick-said")
    inside.button("Undo", "main")
    inside.see("removed", ".said")
    assert Cramp.objects.count() == 0


def test_a_clear_night_is_one_tap(inside):
    inside.open("/")
    inside.button("No cramps", "#lastnight")
    inside.see("Saved: no cramps", "#lastnight")
    assert Night.objects.get().date == last_night(timezone.now(), Night.objects.get().diary.zone)


def test_a_cramp_is_entered_with_details(inside):
    inside.open("/journal/cramps/new/")
    inside.choose("[name=occurred_at]", "2026-11-18T03:12")
    inside.label("Right", "main")
    inside.button("Save details", "main")
    inside.see("Saved", ".said")
    cramp = Cramp.objects.get()
    assert (cramp.side, cramp.occurred_at) == ("right", dt.datetime(2026, 11, 18, 3, 12, tzinfo=dt.UTC))


def test_a_practice_is_entered_by_hand(inside):
    inside.open("/journal/practice/new/")
    inside.choose("[name=started_at]", "2026-11-18T21:00")
    inside.choose("[name=minutes]", "12")
    inside.button("Save this practice", "main")
    inside.see("Saved", ".said")
    assert Practice.objects.get().seconds == 720


def test_the_player_holds_both_sides_and_a_reload_does_not_stop_it(inside, person):
    pose = Pose.objects.in_library().filter(sides="each").first()
    routine = factories.make_routine(diary=person.diary, poses=[pose], hold_seconds=20)
    inside.open(f"/practice/{routine.uuid}/")
    inside.button("Start", "main")
    inside.see("Get ready", "[data-label]")
    inside.driver.reload()
    inside.see("Get ready", "[data-label]")
    inside.run(JUMP)
    for seconds, label in ((12, "Right side"), (20, "Other side"), (4, "Left side")):
        inside.run("window.ahead += 1000 * arguments[0]", seconds)
        inside.see(label, "[data-label]")
    inside.run("window.ahead += 20000")
    inside.see("That is all", "main")
    inside.button("Save this practice", "main")
    inside.see("Saved: practice", ".said")
    items = Practice.objects.get().items.all()
    assert [(item.side, 20 <= item.seconds <= 22) for item in items] == [("right", True), ("left", True)]


def test_an_entry_of_the_journal_is_changed(inside, person):
    cramp = factories.make_cramp_on(diary=person.diary, night=dt.date(2026, 11, 17))
    inside.open(f"/journal/cramps/{cramp.uuid}/edit/")
    inside.label("Left", "main")
    inside.button("Save details", "main")
    inside.see("Saved", ".said")
    cramp.refresh_from_db()
    assert cramp.side == "left"


def test_an_entry_is_deleted_and_put_back(inside, person):
    cramp = factories.make_cramp_on(diary=person.diary, night=dt.date(2026, 11, 17), pain=6)
    inside.open(f"/journal/cramps/{cramp.uuid}/edit/")
    inside.button("Delete this cramp", "main")
    inside.see("removed", ".said")
    assert Cramp.objects.count() == 0
    inside.button("Undo", "main")
    inside.wait(lambda: Cramp.objects.count() == 1)
    assert Cramp.objects.get().pain == 6


def test_the_trend_changes_its_span_and_back_shows_the_last(logged):
    logged.open("/journal/trend/")
    logged.link("8 weeks", "main")
    logged.wait(lambda: "span=" in logged.run("return location.search"))
    logged.see("8 weeks", "main [aria-current]")
    logged.driver.back()
    logged.see("Year", "main [aria-current]")


def test_back_after_a_change_of_span_shows_the_place_where_the_finger_was(logged):
    logged.open("/journal/trend/")
    logged.driver.run("document.getElementById('span-8w').scrollIntoView({ block: 'center', behavior: 'instant' })")
    place = logged.run("return Math.round(scrollY)")
    logged.link("8 weeks", "main")
    logged.see("8 weeks", "main [aria-current]")
    logged.driver.back()
    logged.see("Year", "main [aria-current]")
    logged.wait(lambda: abs(logged.run("return scrollY") - place) < 200)
    assert place > 300


def test_fourteen_nights_are_filled_in(inside):
    inside.open("/journal/fortnight/?from=2026-11-02")
    inside.label("No cramps", "#night-2026-11-02")
    inside.label("3", "#night-2026-11-03")
    inside.button("Save these nights")
    inside.see("Saved: 2 nights", ".said")
    first = dt.date(2026, 11, 2)
    assert (Night.objects.get().date, list(Cramp.objects.values_list("night_of", "count"))) == (
        first,
        [(first + DAY, 3)],
    )


@pytest.mark.parametrize("mood", [appearance.Theme.DARK, appearance.Theme.NIGHT])
def test_the_settings_change_the_mood(inside, mood):
    inside.open("/accounts/settings/")
    inside.label(str(mood.label), "main")
    inside.button("Save changes", "main")
    inside.see("Saved", ".said")
    red, green, blue = bytes.fromhex(appearance.PAPER[mood].removeprefix("#"))
    assert inside.run("return getComputedStyle(document.body).backgroundColor") == f"rgb({red}, {green}, {blue})"


def test_a_table_is_imported(inside, tmp_path):
    (tmp_path / "cramps.csv").write_text(TABLE)
    inside.open("/journal/import/")
    inside.see("Bring in a file", "main")
    inside.driver.attach("input[type=file]", str(tmp_path / "cramps.csv"))
    inside.button("Look at the file", "main")
    inside.see("Match the columns", "main")
    inside.run(
        "const legs = [...document.querySelectorAll('label')].find((each) => each.innerText.startsWith('Leg'));"
        "legs.control.value = [...legs.control.options].find((each) => each.text === 'Side').value"
    )
    inside.button("Show what would be added", "main")
    inside.see("What the file would add", "main")
    inside.button("Add to my diary", "main")
    inside.wait(lambda: Night.objects.count() == 1)
    assert (Cramp.objects.get().side, Night.objects.get().date) == ("left", dt.date(2025, 11, 4))


def test_a_tap_while_the_line_is_cut_is_delivered_once(inside, line):
    inside.open("/")
    line.cut()
    inside.button("No cramps", "#lastnight")
    inside.see("Saved on this device", "#waits")
    assert Night.objects.count() == 0
    line.mend()
    inside.wait(lambda: inside.run("dispatchEvent(new Event('online'))") or Night.objects.count() == 1)
    inside.open("/")
    inside.wait(lambda: inside.run("return document.body.dataset.waiting") == "0")
    assert Night.objects.count() == 1


def test_a_double_click_is_one_cramp(inside):
    inside.open("/cramp/")
    inside.button(MOON, "main", times=2)
    inside.see("Saved: cramp at", "main")
    assert Cramp.objects.count() == 1


def test_taps_and_log_in_work_without_script(phone, person, without_scripts):
    phone.log_in()
    assert phone.run("return typeof htmx") == "undefined"
    phone.button("No cramps", "#lastnight")
    phone.see("Saved: no cramps", ".said")
    assert Night.objects.count() == 1


def test_a_cramp_is_tapped_by_keyboard(inside):
    inside.open("/cramp/")
    inside.tab_to(MOON)
    inside.press("Enter")
    inside.see("Saved: cramp at", "main")
    assert Cramp.objects.count() == 1
