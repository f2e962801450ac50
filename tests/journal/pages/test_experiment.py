"""The experiment: drawn once, shown block by block, closed until its end."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from journal.actions import experiments
from journal.domain.choices import ExperimentLength
from journal.models.evidence import Experiment
from journal.pages.experiment import experiment_page, luck_in_words, power_in_words
from tests import factories

TODAY = dt.date(2026, 3, 2)
PLAN = [True, False, False, True, True, False, True, False, False, True, False, True]


@pytest.fixture
def running(diary):
    return Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=PLAN, starts_on=TODAY)


@pytest.mark.parametrize(("weeks", "blocks", "days"), [(12, 12, 7), (24, 24, 7), (52, 26, 14)])
def test_half_of_the_blocks_are_practice_and_it_begins_tomorrow(diary, weeks, blocks, days):
    drawn = experiments.start(diary, ExperimentLength(weeks), today=TODAY)
    assert (len(drawn.plan), sum(drawn.plan), drawn.block_days) == (blocks, blocks // 2, days)
    assert (drawn.starts_on, drawn.ends_on) == (TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(weeks=weeks))


def test_a_second_experiment_waits_for_the_first(diary, running):
    with pytest.raises(ValidationError, match="already running"):
        experiments.start(diary, ExperimentLength.SHORT, today=TODAY)
    experiments.stop(running, today=TODAY)
    experiments.start(diary, ExperimentLength.SHORT, today=TODAY)
    assert Experiment.objects.of(diary).count() == 2


def test_only_blocks_that_have_begun_are_shown(diary, running):
    page = experiment_page(diary, today=TODAY + dt.timedelta(days=15))
    assert [block.practise for block in page.blocks] == [*PLAN[:3], *[None] * 9]
    assert (page.present.number, page.status, page.result) == (3, "running", ())


@pytest.mark.parametrize(("days", "status"), [(-1, "waiting"), (0, "running"), (83, "running"), (84, "over")])
def test_an_experiment_is_over_after_its_last_day(diary, running, days, status):
    assert experiment_page(diary, today=TODAY + dt.timedelta(days=days)).status == status


def log_blocks(diary, *, practice, rest):
    for number, practise in enumerate(PLAN):
        for day in range(7):
            night = TODAY + dt.timedelta(days=7 * number + day)
            count = practice if practise else rest
            if count:
                factories.make_cramp_on(diary=diary, night=night, count=count)
            else:
                factories.make_night(diary=diary, date=night)


def test_the_result_names_the_gap_how_often_luck_brings_one_and_the_range(diary, running):
    log_blocks(diary, practice=0, rest=3)
    said = " ".join(experiment_page(diary, today=TODAY + dt.timedelta(days=90)).result)
    assert re.match(r"With practice: about <b>3\.5 cramps a week</b>\. With rest: about <b>19\.6</b>\.", said)
    assert "a gap like this, either way, would come by luck 1 time in 231." in said
    assert "Fewer cramps with practice. Luck seldom brings a gap this big. But it can." in said


def test_the_result_tells_how_many_draws_were_begun_before(diary, running):
    log_blocks(diary, practice=0, rest=3)
    after = TODAY + dt.timedelta(days=90)
    assert "other experiment" not in " ".join(experiment_page(diary, today=after).result)
    for weeks in (20, 10):
        begun = TODAY - dt.timedelta(weeks=weeks)
        factories.make_experiment(diary=diary, starts_on=begun, stopped_on=begun + dt.timedelta(days=9))
    said = "You began 2 other experiments before this one. Each new start gives luck one more chance."
    assert experiment_page(diary, today=after).result[-1] == said


def result_of(diary, *, practice, rest):
    log_blocks(diary, practice=practice, rest=rest)
    return experiment_page(diary, today=TODAY + dt.timedelta(days=90)).result


def test_a_result_that_settles_nothing_is_not_a_no(diary, running):
    said = "That does not settle it either way. It is not a no: a short test can miss a real change."
    assert result_of(diary, practice=1, rest=1)[2] == said


def test_a_result_of_few_cramps_cannot_tell(diary, running):
    factories.make_cramp_on(diary=diary, night=TODAY, count=10)
    factories.make_cramp_on(diary=diary, night=TODAY + dt.timedelta(days=8), count=9)
    result = experiment_page(diary, today=TODAY + dt.timedelta(days=90)).result
    assert result[2:] == (
        "Too few cramps to tell. Even two equal numbers do not show that practice makes no difference.",
    )


def test_a_result_without_cramps_has_nothing_to_compare(diary, running):
    log_blocks(diary, practice=0, rest=0)
    factories.make_cramp_on(diary=diary, night=TODAY + dt.timedelta(days=200), count=1)
    said = " ".join(experiment_page(diary, today=TODAY + dt.timedelta(days=300)).result)
    assert said == "There were no cramps in this time, so there is nothing to compare."


def test_an_experiment_is_started_and_seen_on_its_page(client_of_ruth, diary):
    assert "Fill in some weeks first" in client_of_ruth.get("/journal/experiment/").text
    client_of_ruth.post("/journal/experiment/", {"weeks": "24"})
    assert "It begins tomorrow" in client_of_ruth.get("/journal/experiment/").text


def test_an_experiment_that_is_stopped_early_has_no_result(client_of_ruth, diary):
    begun = timezone.localdate() - dt.timedelta(days=3)
    Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=PLAN, starts_on=begun)
    client_of_ruth.post("/journal/experiment/stop/")
    assert (
        "You stopped your last experiment early, so it has no result."
        in client_of_ruth.get("/journal/experiment/").text
    )


def test_an_experiment_of_the_wrong_length_is_stopped_and_another_started_on_the_same_day(client_of_ruth, diary):
    for weeks in ("24", "12"):
        client_of_ruth.post("/journal/experiment/", {"weeks": weeks})
        if weeks == "24":
            client_of_ruth.post("/journal/experiment/stop/")
    assert [each.weeks for each in Experiment.objects.of(diary)] == [12]


@pytest.mark.parametrize("weeks", ["", "8", "never"])
def test_a_length_that_there_is_not_is_refused(client_of_ruth, weeks):
    answer = client_of_ruth.post("/journal/experiment/", {"weeks": weeks})
    assert (answer.status_code, Experiment.objects.count()) == (422, 0)


@pytest.mark.parametrize(("practise", "words"), [(True, "practise in this block"), (False, "this is a rest block")])
def test_today_says_what_this_block_is_for(client_of_ruth, diary, practise, words):
    today = diary.today(timezone.now())
    plan = [practise, not practise] * 6
    Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=plan, starts_on=today)
    assert f"Experiment: {words}." in client_of_ruth.get("/").text


def test_a_stranger_sees_no_experiment_of_ruth(diary, running, stranger, client):
    client.force_login(stranger)
    assert client.get("/journal/experiment/").context["page"].experiment is None
    client.post("/journal/experiment/stop/")
    running.refresh_from_db()
    assert running.stopped_on is None


def test_the_chance_is_said_honestly():
    assert power_in_words(12, 3).startswith("If practice halved your cramps, this would show it 1 time in ")
    assert power_in_words(12, None) == "Fill in some weeks first: without cramps there is nothing to notice."


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1 / 462, "1 time in 462"), (0.0167, "1 time in 60"), (0.42, "4 times in 10"), (0.97, "nearly every time")],
)
def test_a_chance_among_the_draws_in_words(chance, words):
    assert luck_in_words(chance) == words


def test_a_running_experiment_says_how_complete_it_is_and_nothing_of_cramps(client_of_ruth, diary, library):
    today = diary.today(timezone.now())
    Experiment.objects.create(diary=diary, weeks=12, block_days=7, plan=PLAN, starts_on=today - dt.timedelta(days=9))
    for offset in (9, 8, 7, 3, 1):
        factories.make_cramp_on(diary=diary, night=today - dt.timedelta(days=offset), count=17)
    for offset in (9, 2):
        factories.make_practice(diary=diary, day=today - dt.timedelta(days=offset))
    page = " ".join(client_of_ruth.get("/journal/experiment/").text.split())
    assert re.findall(r"<dd>(\d+ of \d+)</dd>", page) == ["5 of 9", "2 of 9"]
    shown = re.sub(r' value="[^"]*"', "", page.split("<main")[1].split("</main>")[0])  # a token may hold any figure
    assert re.findall(r"17|51|85|[Ff]ewer|cramps a week", shown) == []


@pytest.mark.parametrize(("block_days", "place"), [(7, "Week 2 of 12"), (14, "Fortnight 1 of 12")])
def test_the_present_part_has_a_number(diary, block_days, place):
    plan = {"weeks": 12 if block_days == 7 else 52, "block_days": block_days, "plan": PLAN}
    Experiment.objects.create(diary=diary, starts_on=TODAY, **plan)
    assert experiment_page(diary, today=TODAY + dt.timedelta(days=9)).place == place


@pytest.mark.parametrize(("days", "sentence"), [(0, "Practise today"), (7, "Rest today")])
@pytest.mark.parametrize("address", ["/journal/experiment/", "/journal/trend/"])
def test_nothing_is_asked_while_the_diary_rests(client_of_ruth, diary, library, address, days, sentence):
    today = timezone.localdate()
    factories.make_experiment(diary=diary, starts_on=today - dt.timedelta(days=days))
    factories.make_night(diary=diary, date=today - dt.timedelta(days=days + 1))
    asked = client_of_ruth.get(address).text
    factories.make_circumstance(diary=diary, first_day=today, last_day=None, is_pause=True)
    paused = client_of_ruth.get(address).text
    assert [sentence in asked, "Paused today" in asked] == [True, False]
    assert [sentence in paused, "Paused today" in paused] == [False, True]
