"""A link to a report in a messenger: its preview reads nothing, uses nothing up, and does not count as a reader."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from journal.actions import shares
from journal.models.shares import SharedReport
from tests import factories

pytestmark = pytest.mark.slow
PREVIEWERS = [
    "WhatsApp/2.23.20.0 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Synapse (bot; +https://github.com/matrix-org/synapse)",
]
READERS = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 Version/15.6 Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 Chrome/109.0 Mobile Safari/537.36",
    "Lynx/2.9.0dev.12",
    "",
]


@pytest.fixture
def token(diary):
    today = timezone.localdate()
    factories.fill_days(diary=diary, first=today - dt.timedelta(days=60), days=60)
    return factories.make_shared(diary=diary, now=timezone.now())[1]


@pytest.fixture
def anybody():
    return Client()


def told(answer):
    """Return whether an answer holds the report, and how often it counts as opened and as seen."""
    link = SharedReport.objects.get()
    return ("Leg cramp log" in answer.text, link.uses, link.seen)


@pytest.mark.parametrize("agent", PREVIEWERS)
def test_a_preview_in_a_messenger_reads_nothing_and_does_not_count(anybody, token, agent):
    answer = anybody.get(f"/s/{token}/", headers={"User-Agent": agent})
    assert (answer.status_code, told(answer)) == (200, (False, 0, 0))
    guess = anybody.get("/s/guess/", headers={"User-Agent": agent})
    assert guess.text == answer.text
    file = anybody.get(f"/s/{token}/report.pdf", headers={"User-Agent": agent})
    assert file.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("agent", READERS)
def test_a_person_reads_and_counts(anybody, token, agent):
    assert told(anybody.get(f"/s/{token}/", headers={"User-Agent": agent})) == (True, 1, 1)


def test_a_person_who_is_taken_for_a_preview_has_a_button(anybody, token):
    agent = {"User-Agent": PREVIEWERS[0]}
    assert 'href="?read=1"' in anybody.get(f"/s/{token}/", headers=agent).text
    assert told(anybody.get(f"/s/{token}/?read=1", headers=agent)) == (True, 1, 1)


def test_previews_by_a_whole_group_make_nobody_wait(anybody, token):
    for _preview in range(shares.MOST_OPENINGS + 5):
        anybody.get(f"/s/{token}/", headers={"User-Agent": PREVIEWERS[0]})
    assert anybody.get(f"/s/{token}/").status_code == 200
