"""Every write to the library: loading the content files, and an editor's photo."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from poses.domain.choices import Demand, Muscle, Place
from poses.domain.content import FACT, CollectionText, GuideText, Library, PoseText, RoutineText
from poses.domain.drawings import Figures, draw_guide, draw_pose
from poses.domain.facts.research import FACTS
from poses.domain.facts.sources import OWN, SOURCES
from poses.domain.facts.statements import Fact
from poses.domain.photos import prepare_photo
from poses.domain.search import folded
from poses.domain.timing import total_seconds
from poses.models.library import Collection, CollectionPose, ReliefGuide
from poses.models.pose import Pose, PoseMotion, PoseStep
from poses.models.routine import Routine, RoutineItem
from yogasite import flags

ARTICLE = "article"
"""The source of every claim: the article that the site began with."""
StepRow = tuple[str, str, int, str]
"""Title, text, keyframe, drawing."""
WRITTEN_FIELDS = [
    "name",
    "sanskrit",
    "devanagari",
    "aliases",
    "summary",
    "cue",
    "benefit",
    "claim",
    "evidence",
    "evidence_note",
    "sources",
    "hold_seconds",
    "breaths",
    "sides",
    "shown_side",
    "effort",
    "needs",
    "places",
    "repeats",
    "later_hold_seconds",
    "demands",
    "stretches",
    "strengthens",
    "cautions",
    "mistakes",
    "easier_name",
    "easier_text",
    "easier_demands",
    "order",
]
"""What an editor may change in the admin, and what a load writes."""


@dataclass
class LoadReport:
    """What a load did, by slug."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """An editor changed these; they were left alone."""


@transaction.atomic
def load_library(library: Library, figures: Figures, *, force: bool = False) -> LoadReport:
    """Store all content and draw its figures. What an editor changed is kept unless `force`."""
    report = LoadReport()
    stored = {pose.slug: pose for pose in Pose.objects.with_steps()}
    for text in library.poses:
        _load_pose(text, figures, stored.get(text.slug), report, force=force)
    for order, collection in enumerate(library.collections, start=1):
        _load_collection(collection, order)
    for order, guide in enumerate(library.guides, start=1):
        _load_guide(guide, figures, order)
    for order, routine in enumerate(library.routines, start=1):
        _load_routine(routine, order)
    for pose in stored.values():  # how names are folded may have changed, for an editor's poses too
        if pose.search_text != search_text(pose):
            save_pose(pose)
    return report


def save_pose(pose: Pose) -> Pose:
    """Store a pose, with the text that the search looks in and the time that it takes."""
    pose.search_text = search_text(pose)
    pose.seconds = total_seconds([pose.dose])
    pose.save()
    return pose


def store_photo(pose: Pose, data: bytes) -> Pose:
    """Store a photo in all sizes; raises `images.ImageRefused` with a sentence."""
    photo = prepare_photo(data)
    digest = hashlib.sha256(data).hexdigest()[:16]
    pose.photo, pose.photo_height = f"{pose.slug}/{digest}", photo.height
    for width, name in pose.photo_files:
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(photo.sizes[width]))
    return pose


def search_text(pose: Pose) -> str:
    """Return all names of a pose and of its muscles, folded."""
    return folded(" ".join([pose.name, pose.sanskrit, pose.devanagari, *pose.aliases, *pose.muscle_names]))


def editable(pose: Pose, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return everything that an editor may change, as JSON keeps it."""
    return {name: getattr(pose, name) for name in WRITTEN_FIELDS} | {"steps": [list(step) for step in steps]}


def _load_pose(text: PoseText, figures: Figures, stored: Pose | None, report: LoadReport, *, force: bool) -> None:
    pose = stored or Pose(slug=text.slug)
    if stored is not None and not force and _was_edited(stored):
        _renew_demands(stored, text)
        report.kept.append(text.slug)
        return
    before = _everything(pose) if stored is not None else None
    drawn = draw_pose(text, figures)
    pose.plate_svg, pose.easier_svg, pose.leg_map_svg = drawn.plate, drawn.easier, drawn.leg_map
    pose.plate_keyframe = text.plate
    for name, value in _fields_of(text).items():
        setattr(pose, name, value)
    pose.loaded = editable(pose, [(step.title, step.text) for step in text.steps])
    steps = [(step.title, step.text, step.figure, svg) for step, svg in zip(text.steps, drawn.steps, strict=True)]
    if before == (_written(pose), steps, drawn.motion.digest):
        report.unchanged.append(text.slug)
        return
    save_pose(pose)
    _replace_steps(pose, steps)
    PoseMotion.objects.update_or_create(
        pose=pose, defaults={"track": drawn.motion.track, "digest": drawn.motion.digest}
    )
    (report.added if stored is None else report.updated).append(text.slug)


def _renew_demands(pose: Pose, text: PoseText) -> None:
    """Let an edited pose ask what its file says, unless that or the words that it describes are the editor's own."""
    fields, steps = _fields_of(text), [[step.title, step.text] for step in pose.steps.all()]
    words = {"demands": steps == pose.loaded.get("steps"), "easier_demands": _is_as_loaded(pose, "easier_text")}
    for name, is_theirs in words.items():
        if is_theirs and _is_as_loaded(pose, name):
            setattr(pose, name, fields[name])
            pose.loaded[name] = fields[name]
    save_pose(pose)


def _is_as_loaded(pose: Pose, name: str) -> bool:
    return bool(getattr(pose, name) == pose.loaded.get(name))


def _replace_steps(pose: Pose, steps: Sequence[StepRow]) -> None:
    pose.steps.all().delete()
    PoseStep.objects.bulk_create(
        PoseStep(pose=pose, position=position, title=title, text=words, keyframe=keyframe, figure_svg=svg)
        for position, (title, words, keyframe, svg) in enumerate(steps, start=1)
    )


def _was_edited(pose: Pose) -> bool:
    now = editable(pose, [(step.title, step.text) for step in pose.steps.all()])
    return any(_plain(now[name]) != _plain(value) for name, value in pose.loaded.items() if name in now)


def _plain(value: Any) -> Any:
    """Return a value with the line ends of a file: a browser sends others, which no editor typed."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _written(pose: Pose) -> dict[str, Any]:
    drawn = ("plate_svg", "easier_svg", "leg_map_svg", "plate_keyframe", "seconds", "loaded")
    return {name: getattr(pose, name) for name in (*WRITTEN_FIELDS, *drawn)}


def _everything(pose: Pose) -> tuple[dict[str, Any], list[StepRow], str]:
    steps = [(step.title, step.text, step.keyframe, step.figure_svg) for step in pose.steps.all()]
    motion = PoseMotion.objects.filter(pose=pose).only("digest").first()
    return _written(pose), steps, motion.digest if motion else ""


def _fields_of(text: PoseText) -> dict[str, Any]:
    lists = {name: list(getattr(text, name)) for name in ("aliases", "mistakes")}
    said = [FACTS[caution.removeprefix(FACT)] for caution in text.cautions if caution.startswith(FACT)]
    shared = [FACTS[key] for key in text.facts]
    same = {name: getattr(text, name) for name in WRITTEN_FIELDS if hasattr(text, name)}
    return (
        same
        | lists
        | {
            "cautions": [_caution_in_words(caution) for caution in text.cautions],
            "evidence_note": _with_facts(text.evidence_note, shared),
            "sources": _sources(shared + said, *([ARTICLE] if text.claim else [])),
            "stretches": flags.combine(Muscle, text.stretches),
            "strengthens": flags.combine(Muscle, text.strengthens),
            "places": flags.combine(Place, text.places),
            "demands": flags.combine(Demand, text.demands),
            "easier_name": text.easier.name,
            "easier_text": text.easier.text,
            "easier_demands": flags.combine(Demand, text.easier.demands),
        }
    )


def _caution_in_words(caution: str) -> str:
    return str(FACTS[caution.removeprefix(FACT)].sentence) if caution.startswith(FACT) else caution


def _with_facts(note: str, facts: Sequence[Fact]) -> str:
    """Put each fact into a paragraph of its own."""
    return "\n\n".join([note, *(str(fact.sentence) for fact in facts)])


def _sources(facts: Sequence[Fact], *more: str) -> list[dict[str, str]]:
    """Return where facts come from, each source once; our own advice is none."""
    keys = dict.fromkeys([*(key for fact in facts for key in fact.source_keys), *more])
    return [{"label": str(SOURCES[key].label), "url": SOURCES[key].url} for key in keys if key != OWN]


def _load_collection(text: CollectionText, order: int) -> None:
    collection, _created = Collection.objects.update_or_create(
        slug=text.slug, defaults={"name": text.name, "intro": text.intro, "order": order}
    )
    collection.memberships.all().delete()
    poses = {pose.slug: pose for pose in Pose.objects.only("slug")}
    CollectionPose.objects.bulk_create(
        CollectionPose(collection=collection, pose=poses[slug], position=position)
        for position, slug in enumerate(text.poses, start=1)
    )


def _load_routine(text: RoutineText, order: int) -> None:
    shared = [FACTS[key] for key in text.facts]
    written = {"name": text.name, "intro": text.intro, "order": order}
    written |= {"note": _with_facts(text.note, shared), "sources": _sources(shared)}
    routine, _created = Routine.objects.update_or_create(slug=text.slug, defaults=written)
    routine.items.all().delete()
    poses = {pose.slug: pose for pose in Pose.objects.only("slug", "hold_seconds", "repeats")}
    RoutineItem.objects.bulk_create(
        RoutineItem(
            routine=routine,
            pose=poses[item.pose],
            position=position,
            hold_seconds=item.hold_seconds or poses[item.pose].hold_seconds,
            repeats=item.repeats or poses[item.pose].repeats,
        )
        for position, item in enumerate(text.items, start=1)
    )


def _load_guide(text: GuideText, figures: Figures, order: int) -> None:
    figure_svg, then_svg = draw_guide(text, figures)
    ReliefGuide.objects.update_or_create(
        slug=text.slug,
        defaults={
            "name": text.name,
            "lines": list(text.lines),
            "more": text.more,
            "then_title": text.then_title,
            "then_text": text.then_text,
            "figure_svg": figure_svg,
            "then_svg": then_svg,
            "order": order,
        },
    )
