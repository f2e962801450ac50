"""Taking a diary out and bringing files in, in a real browser, with and without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from journal.exchange.export import zip_of
from journal.models.cramps import Cramp, Night
from journal.models.uploads import Upload
from tests import factories
from tests.browser.accessible import faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "Date;Time;Event;Side\n3.11.2025;03:12;cramp;left\n4.11.2025;;none;\n31.2.2025;;cramp;\n"


def choose(page, name, content):
    page.goto("/journal/import/")
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Look at the file").click()


def test_a_diary_is_taken_out_and_brought_back(page, person, tmp_path):
    factories.fill_days(diary=person.diary, first=dt.date(2025, 11, 1), days=28)
    whole = b"".join(zip_of(person.diary))
    log_in(page)
    page.goto("/accounts/settings/")
    page.get_by_role("link", name="Take your diary out").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save my diary").click()
    download.value.save_as(tmp_path / "diary.zip")
    assert (tmp_path / "diary.zip").read_bytes() == whole
    Cramp.objects.all().delete()
    choose(page, "diary.zip", whole)
    expect(page.get_by_role("heading", name="What the file would add")).to_be_visible()
    expect(page.get_by_text("4 cramps")).to_be_visible()
    page.get_by_role("button", name="Add to my diary").click()
    expect(page.locator(".said")).to_contain_text("Added: 4 cramps")
    assert b"".join(zip_of(person.diary)) == whole


def test_a_table_is_matched_looked_at_and_brought_in(page, person):
    log_in(page)
    choose(page, "mine.csv", TABLE.encode())
    page.get_by_label("Leg").select_option(label="Side")
    page.get_by_role("button", name="Show what would be added").click()
    expect(page.get_by_text("There is no such day: “31.2.2025”.")).to_be_visible()
    page.get_by_role("button", name="Add to my diary").click()
    expect(page.locator(".errsum")).to_contain_text("Nothing was added.")
    page.get_by_label("Leave out what is wrong").check()
    page.get_by_role("button", name="Add to my diary").click()
    expect(page.locator(".said")).to_contain_text("Added: 1 cramp, 1 night without cramps")
    assert (Cramp.objects.get().side, Night.objects.get().date) == ("left", dt.date(2025, 11, 4))


def test_leaving_a_file_forgets_it(page, person):
    log_in(page)
    choose(page, "mine.csv", TABLE.encode())
    page.get_by_role("button", name="Leave it").click()
    expect(page.locator(".said")).to_contain_text("Nothing was added. The file is forgotten.")
    assert Upload.objects.count() == 0


@pytest.mark.sweep
def test_the_steps_are_accessible_in_every_mood_and_errors_take_the_focus(scripted, person):
    log_in(scripted)
    choose(scripted, "broken.zip", b"PK\x03\x04broken")
    expect(scripted.locator(".errsum")).to_be_focused()
    assert faults(scripted) == []
    choose(scripted, "mine.csv", TABLE.encode())
    assert faults(scripted) == []
    scripted.get_by_role("button", name="Show what would be added").click()
    scripted.get_by_role("button", name="Add to my diary").click()
    expect(scripted.locator(".errsum")).to_be_focused()
    assert faults(scripted) == []
