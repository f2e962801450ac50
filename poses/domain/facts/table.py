"""Every health sentence of the site with where it comes from, as docs/health-sentences.md shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poses.domain.content import FACT, Library
from poses.domain.facts.medicines import MEDICINES
from poses.domain.facts.night_cramps import SECTIONS
from poses.domain.facts.pages import PAGES
from poses.domain.facts.red_flags import RED_FLAGS
from poses.domain.facts.research import FACTS
from poses.domain.facts.sources import OWN, SOURCES, Seen
from poses.domain.facts.statements import Fact
from poses.domain.suitability import RULES

HEADING = """# Every health sentence, and where it comes from

Made by `python manage.py list_health_sentences`; a test holds it. Each sentence stands once in `poses/domain/facts/`
or in a content file, and pages take it from there. "Own advice" is ours and rests on no source. No clinician has signed
any of it. How much of a source was read is said under "Verdict"; nothing is claimed beyond that.

| Where | Sentence | Source | Read | Verdict |
| --- | --- | --- | --- | --- |
"""
OWN_ADVICE = "own advice"
ANATOMY = "own advice: which muscles a position reaches"


@dataclass(frozen=True)
class Row:
    """One sentence."""

    where: str
    sentence: str
    sources: tuple[str, ...]
    read: str
    verdict: str


def rows(library: Library) -> Iterator[Row]:
    """Yield every sentence, place by place."""
    facts: dict[str, Fact] = {**FACTS, **RED_FLAGS, **MEDICINES, **PAGES}
    for key, each in facts.items():
        yield _of_fact(f"facts: {key}", each)
    for section in SECTIONS:
        for each in section.facts:
            if each not in facts.values():
                yield _of_fact(f"about night cramps: {section.slug}", each)
    for condition, rules in RULES.items():
        for demand, why in rules.items():
            yield _of_fact(f"suitability: {(condition.name or '').lower()}, {(demand.name or '').lower()}", why)
    yield from _of_content(library)


def as_markdown(library: Library) -> str:
    """Return the whole table."""
    lines = (
        f"| {row.where} | {row.sentence} | {'; '.join(row.sources)} | {row.read} | {row.verdict} |\n"
        for row in rows(library)
    )
    return HEADING + "".join(lines)


def _of_fact(where: str, fact: Fact) -> Row:
    labels = tuple(f"[{source.label}]({source.url})" if source.url else str(source.label) for source in fact.sources)
    seen = dict.fromkeys(source.seen.value for source in fact.sources if source.seen is not Seen.OWN)
    verdict = f"read: {', '.join(seen)}" if seen else OWN_ADVICE
    softened = f". Softened: {fact.softened}" if fact.softened else ""
    return Row(where, str(fact.sentence), labels, fact.read.isoformat() if seen else "", verdict + softened)


def _own(where: str, sentence: str, verdict: str = OWN_ADVICE) -> Row:
    return Row(where, sentence, (str(SOURCES[OWN].label),), "", verdict)


def _of_content(library: Library) -> Iterator[Row]:
    article = SOURCES["article"]
    for pose in library.poses:
        place = f"{pose.slug}.toml"
        yield _own(f"{place}: benefit", pose.benefit, ANATOMY)
        yield _own(
            f"{place}: evidence_note", pose.evidence_note, f"{OWN_ADVICE}: what no trial tested, or which it did"
        )
        if pose.claim:
            read = f"[{article.label}]({article.url})"
            yield Row(
                f"{place}: claim", pose.claim, (read,), article.read.isoformat(), "the article’s claim, said as such"
            )
        for caution in pose.cautions:
            if not caution.startswith(FACT):
                yield _own(f"{place}: caution", caution)
        yield _own(f"{place}: easier way", pose.easier.text)
    for guide in library.guides:
        yield _own(f"relief.toml: {guide.slug}", " ".join([*guide.lines, guide.more, guide.then_text]), _RELIEF)
    for routine in library.routines:
        yield _own(f"routines.toml: {routine.slug}", routine.note)


_RELIEF = f"{OWN_ADVICE}, after “What helps now” (about night cramps), and usual practice where it says so"
