"""Every health sentence stands in one place, with its source or the words "own advice"."""

import re

import pytest
from django.core.management import call_command

from poses.domain.content import read_library
from poses.domain.facts.night_cramps import SECTIONS
from poses.domain.facts.sources import OWN, SOURCES, Seen
from poses.domain.facts.table import OWN_ADVICE, rows
from poses.management.commands.load_poses import CONTENT_DIRECTORY
from tests.paths import ROOT
from tests.reading import grade
from tests.sentences import TEMPLATES, sentences_of

ROWS = list(rows(read_library(CONTENT_DIRECTORY)))
HEALTH = re.compile(
    r"swollen|calf|\bclots?\b|quinine|magnesium|pregnan|statin|glaucoma|osteoporosis|blood pressure|\bnumb\b|dizzy|"
    r"\btrials?\b|Cochrane",
    re.IGNORECASE,
)
NO_STATEMENT = {
    'Glaucoma, a new knee, poor balance? <a href="%(address)s">Tell us, and we swap poses that do not suit you</a>.',
}
"""Questions that lead to where something is said."""


def test_the_table_in_the_documents_is_the_sites_own(capsys):
    call_command("list_health_sentences")
    assert (ROOT / "docs" / "health-sentences.md").read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.where)
def test_a_sentence_has_a_source_that_was_read_or_is_called_our_own(row):
    is_own = row.sources == (str(SOURCES[OWN].label),)
    assert (is_own, bool(row.read)) in {(True, False), (False, True)}
    assert row.verdict.startswith(OWN_ADVICE) == is_own or row.where.endswith("claim")


@pytest.mark.parametrize("key", [key for key in SOURCES if key != OWN])
def test_a_source_has_an_address_and_a_day(key):
    source = SOURCES[key]
    assert (source.url.startswith(("https://", "http://")), source.read.year) == (True, 2026)


def test_every_source_is_used():
    cited = {source for row in ROWS for source in row.sources}
    unused = [key for key, each in SOURCES.items() if not any(str(each.label) in label for label in cited)]
    assert unused == []


def test_what_could_not_be_read_is_told():
    hidden = {Seen.COPY, Seen.REPORT}
    assert {source.seen for source in SOURCES.values()} >= hidden | {Seen.PAGE, Seen.ABSTRACT, Seen.TABLE, Seen.OWN}


def test_no_template_says_anything_of_health_by_itself():
    found = [
        (path.relative_to(ROOT).as_posix(), text)
        for path in TEMPLATES
        for text in sentences_of(path)
        if HEALTH.search(text) and text not in NO_STATEMENT
    ]
    assert found == []


# The page -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_the_page_has_each_section_with_its_sources(client, section):
    page = client.get("/night-cramps/").text
    part = page.partition(f'id="{section.slug}"')[2].partition("</section>")[0]
    linked = re.findall(r'<a href="([^"]+)" rel="noreferrer">', part)
    assert linked == [source.url for fact in section.facts for source in fact.sources if source.url]
    assert part.count("(read 30 Nov 2026)") == len(section.facts)


@pytest.mark.parametrize("address", ["/", "/relief/", "/poses/", "/poses/chair-pose/"])
def test_every_public_page_leads_there(library, client, address):
    assert 'href="/night-cramps/"' in client.get(address).text


@pytest.mark.parametrize("address", ["/journal/trend/", "/journal/report/"])
def test_every_private_page_leads_there(client_of_ruth, diary, address):
    assert 'href="/night-cramps/"' in client_of_ruth.get(address).text


@pytest.mark.slow
def test_the_page_reads_at_grade_six():
    text = " ".join(str(fact.sentence) for section in SECTIONS for fact in section.facts)
    assert grade(text) <= 6.0


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_no_part_of_the_page_reads_much_harder(section):
    assert grade(" ".join(str(fact.sentence) for fact in section.facts)) <= 6.5


def test_the_grade_tells_easy_from_hard():
    assert (
        grade("The cat sat on the mat. It was warm.")
        < 2
        < 12
        < grade(
            "Pharmacological interventions demonstrate heterogeneous effectiveness concerning nocturnal symptomatology."
        )
    )


# The search -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("magnesium", "magnesium"),
        ("Quinine", "quinine"),
        ("tonic", "quinine"),
        ("k2", "vitamin-k2"),
        ("statins", "medicines"),
        ("pregnant", "pregnancy"),
        ("restless", "not"),
        ("quinine tablets", "quinine"),
        ("leg cramps", "what"),
        ("sore muscles", "what"),
    ],
)
def test_the_search_of_poses_leads_to_what_is_known(library, client, asked, topic):
    assert f'href="/night-cramps/#{topic}"' in client.get("/poses/", {"q": asked}).text


def test_the_name_of_a_pose_leads_to_no_topic(library, client):
    assert 'id="topics"' not in client.get("/poses/", {"q": "garland"}).text
