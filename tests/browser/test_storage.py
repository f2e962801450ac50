"""The browser is asked to keep what waits, once something does, and the settings say what it promised."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)
PROMISE = """(isKept) => {
  window.asked = 0;
  StorageManager.prototype.persist = async () => { window.asked += 1; return isKept; };
  StorageManager.prototype.persisted = async () => isKept;
}"""


def test_the_browser_is_asked_once_something_waits_and_not_before(scripted, person):
    scripted.add_init_script(f"({PROMISE})(true)")
    log_in(scripted)
    scripted.goto("/cramp/")
    assert scripted.evaluate("asked") == 0
    scripted.context.set_offline(True)
    scripted.get_by_role("button", name="I have a cramp").click()
    expect(scripted.locator("[data-kept]")).to_be_visible()
    assert scripted.evaluate("asked") == 1


@pytest.mark.parametrize(("is_kept", "words"), [("true", "has promised to keep it"), ("false", "may clear it")])
def test_the_settings_say_what_the_browser_has_promised(scripted, person, is_kept, words):
    scripted.add_init_script(f"({PROMISE})({is_kept})")
    log_in(scripted)
    scripted.goto("/accounts/settings/")
    expect(scripted.locator("[data-storage]")).to_contain_text(words)
