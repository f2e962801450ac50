"""Which logged cramp calls for a doctor, in which words, and how often it is said."""

import datetime as dt

import pytest

from journal.actions import cramps
from journal.domain.choices import Duration, Sign
from journal.domain.red_flags import SLEEP_NIGHTS, Advice, called_for, note
from poses.domain.facts.red_flags import RED_FLAGS, Urgency
from poses.domain.facts.sources import Seen
from tests import factories

LONG = "a cramp lasts more than 10 minutes"
LONG_BEFORE = "a cramp lasted more than 10 minutes, and is over"
TOXIN = "cramps began after contact with something poisonous, such as lead, or after a dirty wound"
CLOT = (
    "one leg is swollen, or warm, or red or darker than the other, or has a new pain that stays, or hard, sore veins. "
    "A change of colour is harder to see on brown or black skin"
)
BREATHLESS = "your chest hurts, or you are newly short of breath"
COLD = "your leg or foot suddenly hurts, and is cold, pale or blotchy, or will not move"
TIGHT = "your leg is suddenly very painful, and tight or bulging, most of all after an injury"
JAW = "your jaw is stiff, or strong spasms come, most of all after a wound"
ONE_SIDE = (
    "your face, an arm or a leg is suddenly weak or numb on one side, or your speech is slurred, even if it soon passes"
)
SADDLE = (
    "you are numb between the legs, both legs are suddenly weak, or you suddenly cannot pass or hold water or stools"
)
RED_FLAGS_OF_SIGNS = [
    (Advice.LONG, "now", LONG),
    (Advice.LONG, "now", TOXIN),
    (Advice.LONG, "today", LONG_BEFORE),
    (Advice.LONG, "today", CLOT),
    (Advice.LONG, "emergency", BREATHLESS),
    (Advice.LONG, "emergency", COLD),
    (Advice.LONG, "emergency", TIGHT),
    (Advice.LONG, "emergency", JAW),
    (Advice.SWOLLEN, "today", CLOT),
    (Advice.SWOLLEN, "emergency", BREATHLESS),
    (Advice.SWOLLEN, "emergency", TIGHT),
    (Advice.NUMB, "visit", "a leg is numb or tingles, and stays so"),
    (Advice.NUMB, "emergency", ONE_SIDE),
    (Advice.NUMB, "emergency", SADDLE),
    (Advice.NUMB, "emergency", COLD),
    (Advice.NUMB, "emergency", TIGHT),
    (Advice.WEAK, "visit", "a leg is weak, twitches or gets thinner"),
    (Advice.WEAK, "emergency", ONE_SIDE),
    (Advice.WEAK, "emergency", SADDLE),
    (Advice.WEAK, "emergency", COLD),
    (Advice.WEAK, "emergency", TIGHT),
    (Advice.SLEEP, "visit", "cramps often break your sleep"),
]
"""One row a sign that was logged: what is said, and how soon."""
HEADINGS = {
    "emergency": "Call the emergency number at once if:",
    "now": "Call a doctor now if:",
    "today": "Call a doctor today if:",
    "visit": "Book a visit to a doctor if:",
}
TITLE = "When a cramp needs a doctor"


def said(advice):
    return [(group.urgency.value, str(flag.sentence)) for group in note(advice) for flag in group.flags]


@pytest.mark.parametrize(("advice", "urgency", "sentence"), RED_FLAGS_OF_SIGNS)
def test_a_sign_says_its_red_flags(advice, urgency, sentence):
    assert (urgency, sentence) in said(advice)


@pytest.mark.parametrize("advice", list(Advice))
def test_a_sign_says_no_other(advice):
    assert len(said(advice)) == len([row for row in RED_FLAGS_OF_SIGNS if row[0] == advice])


def test_every_red_flag_has_a_source_that_is_a_page_of_its_own():
    sources = [source for flag in RED_FLAGS.values() for source in flag.sources]
    assert [source for source in sources if not source.url or source.seen is Seen.OWN] == []


def test_no_red_flag_shouts_or_names_a_disease_as_found():
    text = " ".join(str(flag.sentence) for flag in RED_FLAGS.values()).lower()
    assert [word for word in ("!", "you have", "diagnos", "must") if word in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("flag", RED_FLAGS.values(), ids=RED_FLAGS)
@pytest.mark.parametrize("address", ["/relief/", "/night-cramps/"])
def test_help_names_every_red_flag(library, client, flag, address):
    assert f"<li>{flag.sentence}</li>" in client.get(address).text


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_help_says_how_soon(library, client, heading):
    client.cookies["tz"] = "Asia/Tokyo"  # where no number is known to us
    assert heading in client.get("/relief/").text


@pytest.mark.parametrize(
    ("duration", "signs", "advice"),
    [
        ("", 0, Advice(0)),
        (Duration.FROM_5, 0, Advice(0)),
        (Duration.FROM_10, 0, Advice.LONG),
        ("", Sign.SWOLLEN, Advice.SWOLLEN),
        ("", Sign.NUMB, Advice.NUMB),
        ("", Sign.WEAK, Advice.WEAK),
        (
            Duration.FROM_10,
            Sign.SWOLLEN | Sign.NUMB | Sign.WEAK,
            Advice.LONG | Advice.SWOLLEN | Advice.NUMB | Advice.WEAK,
        ),
    ],
)
def test_length_and_signs_call_for_advice(duration, signs, advice):
    assert called_for(duration=duration, signs=signs) == advice


def test_a_note_says_the_most_urgent_first():
    groups = note(Advice.WEAK | Advice.SWOLLEN | Advice.LONG)
    assert [group.urgency for group in groups] == list(Urgency)


def test_a_red_flag_of_two_signs_is_said_once():
    sentences = said(Advice.WEAK | Advice.NUMB)
    assert len(sentences) == len(set(sentences)) == 6


def test_no_advice_is_no_note():
    assert note(Advice(0)) == []


def test_advice_is_given_once_and_again_only_for_a_new_sign(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, signs=Sign.NUMB)
    given = [cramps.advise(cramp, now=now), cramps.advise(cramp, now=now)]
    cramps.add_details(cramp, signs=Sign.NUMB | Sign.WEAK)
    assert [*given, cramps.advise(cramp, now=now)] == [Advice.NUMB, Advice(0), Advice.WEAK]


def test_a_sign_taken_back_and_ticked_again_says_nothing_new(diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now, signs=Sign.NUMB)
    cramps.advise(cramp, now=now)
    for signs in (0, Sign.NUMB):
        cramps.add_details(cramp, signs=signs)
        assert cramps.advise(cramp, now=now) == Advice(0)


def make_broken_nights(diary, now, nights):
    """Cramps that woke the person on so many nights in a row, the newest last."""
    first = now.date() - dt.timedelta(days=nights)
    dates = [first + dt.timedelta(days=offset) for offset in range(nights)]
    return [factories.make_cramp_on(diary=diary, night=night, woke=True) for night in dates]


@pytest.mark.parametrize(("nights", "advice"), [(SLEEP_NIGHTS - 1, Advice(0)), (SLEEP_NIGHTS, Advice.SLEEP)])
def test_sleep_is_mentioned_when_it_is_often_broken(diary, now, nights, advice):
    assert cramps.advise(make_broken_nights(diary, now, nights)[-1], now=now) == advice


def test_two_cramps_of_a_night_are_one_broken_night(diary, now):
    newest = make_broken_nights(diary, now, SLEEP_NIGHTS - 1)[-1]
    factories.make_cramp(diary=diary, occurred_at=newest.occurred_at + dt.timedelta(hours=1), woke=True)
    assert cramps.advise(newest, now=now) == Advice(0)


def test_broken_sleep_is_mentioned_once_in_half_a_year(diary, now):
    earlier, newest = make_broken_nights(diary, now, SLEEP_NIGHTS + 1)[-2:]
    assert cramps.advise(earlier, now=now) == Advice.SLEEP
    assert cramps.advise(newest, now=now) == Advice(0)


def test_a_cramp_that_woke_nobody_says_nothing_of_sleep(diary, now):
    make_broken_nights(diary, now, SLEEP_NIGHTS)
    calm = factories.make_cramp(diary=diary, occurred_at=now, woke=False)
    assert cramps.advise(calm, now=now) == Advice(0)


def test_a_night_of_long_ago_says_nothing_of_sleep(diary, now):
    make_broken_nights(diary, now, SLEEP_NIGHTS)
    old = factories.make_cramp(diary=diary, occurred_at=now - dt.timedelta(days=40), woke=True)
    assert cramps.advise(old, now=now) == Advice(0)


def test_broken_nights_of_somebody_else_do_not_count(diary, stranger, now):
    make_broken_nights(stranger.diary, now, SLEEP_NIGHTS)
    mine = factories.make_cramp(diary=diary, occurred_at=now, woke=True)
    assert cramps.advise(mine, now=now) == Advice(0)


def save(client, cramp, **details):
    typed = {"occurred_at": "2026-11-18T03:12", **details}
    return client.post(f"/journal/cramps/{cramp.uuid}/edit/", typed, follow=True).text


def test_the_page_after_saving_says_it_with_its_source_and_the_next_page_does_not(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    page = save(client_of_ruth, cramp, signs=["swollen"])
    found = [text in page for text in (TITLE, str(RED_FLAGS["clot"].sentence), "NHS 111 Wales, clot in a deep vein")]
    assert found == [True, True, True]
    assert TITLE not in client_of_ruth.get("/journal/").text
    assert TITLE not in save(client_of_ruth, cramp, signs=["swollen"])
    assert TITLE in save(client_of_ruth, cramp, signs=["swollen"], duration="from_10")


def test_a_new_cramp_with_a_sign_says_it_too(client_of_ruth):
    page = client_of_ruth.post(
        "/journal/cramps/new/", {"occurred_at": "2026-11-18T03:12", "signs": ["weak"]}, follow=True
    ).text
    assert [text in page for text in (TITLE, str(RED_FLAGS["weak"].sentence), "/relief/#help")] == [True, True, True]


def test_details_without_a_sign_go_to_the_journal_without_a_note(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    answer = client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2026-11-18T03:12"})
    assert answer.url == "/journal/?month=2026-11"
    assert TITLE not in client_of_ruth.get(answer.url).text


def test_a_part_of_the_journal_does_not_use_up_the_note(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2026-11-18T03:12", "signs": ["numb"]})
    client_of_ruth.get("/journal/", headers={"HX-Request": "true"})
    assert TITLE in client_of_ruth.get("/journal/").text


def test_a_refused_save_gives_no_advice(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    save(client_of_ruth, cramp, signs=["numb"], pain="99")
    cramp.refresh_from_db()
    assert (cramp.signs, cramp.advised, TITLE in client_of_ruth.get("/journal/").text) == (0, 0, False)
