"""The library page as one object: which poses, under which filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poses.domain.choices import MUSCLE_LABELS, Muscle, Place
from poses.domain.facts.night_cramps import SECTIONS, Section
from poses.domain.search import folded
from poses.models.library import Collection
from poses.models.pose import Pose

SHORTEST_TOPIC = 2
"""Letters from which on a word may name a topic ("K2")."""
SHORTEST_START = 4
"""Letters from which on the beginning of a word is enough."""


@dataclass(frozen=True)
class LibraryPage:
    """What the template shows."""

    poses: list[Pose]
    chosen: dict[str, str]
    collections: list[Collection] = field(default_factory=list)
    drawn: Iterable[Pose] = ()
    """All poses with their figures, for a whole page: its filters then swap cards that point to these."""
    topics: list[Section] = field(default_factory=list)
    """Parts of the page about night cramps that speak of what was looked for."""
    had_nonsense: bool = False

    @property
    def muscles(self) -> list[tuple[str, str]]:
        """(code, label) of the muscles to filter by."""
        return [((muscle.name or "").lower(), str(label)) for muscle, label in MUSCLE_LABELS.items()]

    @property
    def announcement(self) -> str:
        """How many poses are shown, and under which filter, for the status region."""
        count = ngettext("%(count)d pose", "%(count)d poses", len(self.poses)) % {"count": len(self.poses)}
        muscle = dict(self.muscles).get(self.chosen.get("muscle", ""))
        return _("%(count)s for %(muscle)s") % {"count": count, "muscle": muscle.lower()} if muscle else count


def library_page(chosen: dict[str, str], *, had_nonsense: bool) -> LibraryPage:
    """Read the poses that fit all filters. Two queries, and a third for a whole page that is filtered."""
    every = Pose.objects.in_library()
    poses = every
    if "collection" in chosen:
        poses = poses.of_collection(chosen["collection"])
    if "q" in chosen:
        poses = poses.named_like(chosen["q"])
    if "muscle" in chosen:
        poses = poses.working(Muscle[chosen["muscle"].upper()])
    if "place" in chosen:
        poses = poses.at(Place[chosen["place"].upper()])
    if "minutes" in chosen:
        poses = poses.taking_up_to(int(chosen["minutes"]))
    cards = list(poses.for_cards())
    drawn = every.for_figures() if chosen else cards
    return LibraryPage(
        cards,
        chosen,
        list(Collection.objects.in_order()),
        drawn,
        topics=topics_for(chosen.get("q", "")),
        had_nonsense=had_nonsense,
    )


def topics_for(asked: str) -> list[Section]:
    """Return the parts of the page about night cramps that somebody may mean who looks for `asked`."""
    wanted = [word for word in folded(asked).split() if len(word) >= SHORTEST_TOPIC]
    return [section for section in SECTIONS if any(map(_named_by(section), wanted))]


def _named_by(section: Section) -> Callable[[str], bool]:
    """Tell of a typed word whether it begins a word of the section, or goes on from one ("statins")."""
    words = {word for each in section.words for word in folded(str(each)).split()}
    return lambda typed: any(
        word == typed
        or (len(min(word, typed, key=len)) >= SHORTEST_START and (word.startswith(typed) or typed.startswith(word)))
        for word in words
    )
