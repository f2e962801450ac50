"""Who does which pose how: every condition against every pose, its easier way and every routine, decided by hand."""

import uuid

import pytest

from journal.models.diary import Diary
from poses.domain.choices import CONDITION_LABELS, Condition, Demand, both_pressures
from poses.domain.content import read_library
from poses.domain.suitability import RULES, Fit, ruled_out
from poses.management.commands.load_poses import CONTENT_DIRECTORY
from poses.models.pose import Pose
from poses.models.routine import Routine
from poses.pages.routine_steps import fit_of_pose, stations_for
from yogasite import flags

LIBRARY = read_library(CONTENT_DIRECTORY)
POSES = {pose.slug: pose for pose in LIBRARY.poses}
FITS = {".": Fit.AS_IT_IS, "e": Fit.EASIER, "x": Fit.LEFT_OUT}
COLUMNS = {
    "JNT": Condition.NEW_JOINT,
    "OST": Condition.OSTEOPOROSIS,
    "SCI": Condition.SCIATICA,
    "KNL": Condition.NO_KNEELING,
    "PRN": Condition.NO_PRONE,
    "BAL": Condition.BALANCE,
    "NUM": Condition.NUMB_FEET,
    "ART": Condition.NARROW_ARTERIES,
    "HI": Condition.HIGH_BLOOD_PRESSURE,
    "LO": Condition.LOW_BLOOD_PRESSURE,
    "HRT": Condition.HEART_FAILURE,
    "CLT": Condition.BLOOD_CLOT,
    "THN": Condition.BLOOD_THINNERS,
    "GLC": Condition.GLAUCOMA,
    "EPR": Condition.EARLY_PREGNANCY,
    "PRG": Condition.PREGNANCY,
}
# "." does it as it is, "e" does the easier way, "x" leaves it out. A new pose needs a row, a new condition a column.
TABLE = """
                              JNT OST SCI KNL PRN BAL NUM ART HI  LO  HRT CLT THN GLC EPR PRG
ankle-pumps                   .   .   .   .   .   .   .   .   .   .   e   .   .   .   .   e
chair-leg-stretch             e   e   e   .   .   .   .   .   .   .   e   x   .   .   .   e
chair-pose                    e   e   e   .   .   e   e   .   e   e   e   .   e   .   e   e
crocodile                     e   .   .   .   e   .   .   .   .   .   e   .   .   e   .   e
downward-facing-dog           e   e   e   e   .   e   e   .   e   e   e   x   .   e   e   e
garland-squat                 x   e   e   e   .   e   e   .   e   e   e   e   e   .   e   e
head-to-knee                  x   e   e   e   .   e   .   .   .   e   e   x   .   .   .   e
hero                          x   .   .   x   .   x   x   .   .   x   .   x   .   .   .   x
legs-up-the-wall              e   .   e   e   .   e   .   e   e   e   e   e   .   e   .   e
mountain-heel-raises          e   e   .   .   .   e   e   .   .   e   .   .   e   .   .   e
reclining-hand-to-toe         x   .   e   .   .   .   .   e   e   e   e   x   .   e   .   e
seated-butterfly              x   .   .   e   .   e   .   .   .   e   .   .   .   .   .   e
seated-calf-hamstring-stretch x   e   e   .   .   .   .   .   .   .   e   x   .   .   .   e
seated-forward-bend           e   e   e   e   .   e   .   .   .   e   e   x   .   .   .   e
seated-heel-raises            .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
side-reclining-leg-lift       x   .   x   e   e   e   .   x   e   e   e   x   .   e   .   e
standing-hamstring-stretch    e   e   e   .   .   e   e   .   .   e   e   x   e   .   .   e
towel-calf-pull               e   .   e   .   .   .   .   e   .   .   e   e   .   .   .   e
wall-calf-stretch             e   e   .   .   .   e   e   .   .   e   .   x   e   .   .   e
"""
FINE_BECAUSE = {
    Condition.NEW_JOINT: "no lean, no reach, no deep or turned bend, no floor, and something to hold",
    Condition.OSTEOPOROSIS: "the back stays long and upright, or lies, and no fall is likelier than in a chair",
    Condition.NARROW_ARTERIES: "the feet stay below the heart",
    Condition.SCIATICA: "no lean, no straight leg held up, no hard hold",
    Condition.NO_KNEELING: "done from a bed, a chair or standing, with no knee bent far",
    Condition.NO_PRONE: "no part of it lies on the front",
    Condition.BALANCE: "both hands hold on to something firm, or the body sits or lies above the floor",
    Condition.NUMB_FEET: "both hands hold on, or the body sits or lies, and nothing rests on the feet",
    Condition.HIGH_BLOOD_PRESSURE: "head and legs stay level, and nothing is held with hard work",
    Condition.LOW_BLOOD_PRESSURE: "sits, lies, or holds on; no rise from the floor, a low head or legs up",
    Condition.HEART_FAILURE: "half up or upright, no lean, legs low, nothing held with hard work",
    Condition.BLOOD_CLOT: "the calf is moved or rests, and is not pulled",
    Condition.BLOOD_THINNERS: "no fall is likelier than in a chair",
    Condition.GLAUCOMA: "the head stays above the heart, the legs stay low, and nobody lies face down",
    Condition.EARLY_PREGNANCY: "no low head and no hard hold",
    Condition.PREGNANCY: "half up, on the side or upright; no lean, no floor, and something to hold",
}


def rows():
    heading, *lines = TABLE.strip("\n").split("\n")
    return {line.split()[0]: dict(zip(heading.split(), line.split()[1:], strict=True)) for line in lines}


CELLS = [(slug, column, mark) for slug, marks in rows().items() for column, mark in marks.items()]
DEMANDS_OF = {slug: flags.combine(Demand, pose.demands) for slug, pose in POSES.items()}
EASIER_DEMANDS_OF = {slug: flags.combine(Demand, pose.easier.demands) for slug, pose in POSES.items()}


def test_every_pose_and_every_condition_is_decided():
    assert (rows().keys(), set(COLUMNS.values())) == (POSES.keys(), set(Condition))


@pytest.mark.parametrize(("slug", "column", "mark"), CELLS)
def test_a_pose_suits_as_decided(slug, column, mark):
    pose = Pose(demands=DEMANDS_OF[slug], easier_demands=EASIER_DEMANDS_OF[slug])
    assert fit_of_pose(pose, COLUMNS[column]) is FITS[mark]


@pytest.mark.parametrize(("slug", "column", "mark"), CELLS)
def test_a_decision_has_a_reason(slug, column, mark):
    demands = {".": 0, "e": DEMANDS_OF[slug], "x": EASIER_DEMANDS_OF[slug]}[mark]
    reasons = [str(why) for why in ruled_out(demands, COLUMNS[column])] or [FINE_BECAUSE[COLUMNS[column]]]
    assert (mark == ".", bool(reasons[0])) == (not ruled_out(demands, COLUMNS[column]), True)


@pytest.mark.parametrize("condition", Condition)
@pytest.mark.django_db
def test_no_routine_gives_anybody_what_is_wrong_for_them(library, condition):
    for routine in Routine.objects.with_poses():
        for station in stations_for([(item.pose, item) for item in routine.items.all()], condition).done:
            demands = station.pose.easier_demands if station.is_easier else station.pose.demands
            assert ruled_out(demands, condition) == []


ROUTINES = {
    "before-bed": {"BAL": "wall-calf-stretch (easier), standing-hamstring-stretch (easier)", "CLT": ""},
    "leg-cramps-five": {
        "GLC": "downward-facing-dog (easier), chair-pose, side-reclining-leg-lift (easier), seated-butterfly, "
        "garland-squat",
        "JNT": "downward-facing-dog (easier), chair-pose (easier)",
    },
    "long-day": {"PRG": "legs-up-the-wall (easier), reclining-hand-to-toe (easier), seated-butterfly (easier)"},
    "in-bed": {
        "PRG": "seated-calf-hamstring-stretch (easier), towel-calf-pull (easier), reclining-hand-to-toe (easier), "
        "ankle-pumps (easier)",
        "JNT": "towel-calf-pull (easier), ankle-pumps",
    },
    "with-a-chair": {
        "HRT": "chair-leg-stretch (easier), wall-calf-stretch, seated-heel-raises, mountain-heel-raises",
        "BAL": "chair-leg-stretch, wall-calf-stretch (easier), seated-heel-raises, mountain-heel-raises (easier)",
    },
}


@pytest.mark.parametrize(
    ("routine", "column", "played"),
    [(routine, column, played) for routine, each in ROUTINES.items() for column, played in each.items()],
)
@pytest.mark.django_db
def test_a_routine_is_played_as_decided(library, routine, column, played):
    items = [(item.pose, item) for item in Routine.objects.with_poses().get(slug=routine).items.all()]
    stations = stations_for(items, COLUMNS[column]).done
    words = [f"{each.pose.slug} (easier)" if each.is_easier else each.pose.slug for each in stations]
    assert ", ".join(words) == played


@pytest.mark.parametrize("slug", [slug for slug, pose in POSES.items() if "calf" in pose.stretches])
def test_a_pose_that_stretches_the_calf_says_so_to_somebody_with_a_clot(slug):
    assert DEMANDS_OF[slug] & Demand.CALF_STRETCH == Demand.CALF_STRETCH


@pytest.mark.parametrize("pose", LIBRARY.poses, ids=lambda pose: pose.slug)
def test_a_pose_that_asks_for_the_calf_warns_of_a_clot(pose):
    assert ("fact:calf_clot" in pose.cautions) >= bool(DEMANDS_OF[pose.slug] & Demand.CALF_STRETCH and pose.stretches)


def test_every_demand_is_wrong_for_somebody():
    assert {demand for rules in RULES.values() for demand in rules} == set(Demand)


def test_every_condition_can_be_ticked():
    assert set(CONDITION_LABELS) == set(Condition) == set(RULES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (0, 0),
        (Condition.GLAUCOMA, Condition.GLAUCOMA),
        (64, Condition.HIGH_BLOOD_PRESSURE | Condition.LOW_BLOOD_PRESSURE),
        (65, Condition.GLAUCOMA | Condition.HIGH_BLOOD_PRESSURE | Condition.LOW_BLOOD_PRESSURE),
    ],
)
def test_the_old_tick_for_blood_pressure_means_both(before, after):
    assert both_pressures(before) == after


def test_a_visit_that_began_before_the_tick_was_parted_keeps_both(library, client):
    session = client.session
    session["conditions"] = 64
    session.save()
    page = client.get("/poses/garland-squat/").text
    assert "Holding still with hard work can push blood pressure up." in page
    assert "If you turn dizzy, you need something to hold." in page


def test_a_page_says_why_not(library, client):
    client.post("/practice/not-for-me/", {"conditions": ["glaucoma"]})
    assert (
        "A low head raises the pressure in the eye, so leave it out with glaucoma."
        in client.get("/poses/downward-facing-dog/").text
    )


def test_what_a_visit_ticked_goes_into_the_diary_that_its_first_tap_opens(library, client):
    client.post("/practice/not-for-me/", {"conditions": ["glaucoma", "no_prone"]})
    client.post("/cramp/", {"uuid": str(uuid.uuid4())})
    assert Diary.objects.get().conditions == Condition.GLAUCOMA | Condition.NO_PRONE
