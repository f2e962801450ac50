"""Poses as they are stored: found by any of their names."""

import pytest

from poses.models.pose import Pose


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("titli", "seated-butterfly"),
        ("तितली", "seated-butterfly"),
        ("bhadrasana", "seated-butterfly"),
        ("kagasana", "garland-squat"),
        ("vishnu couch", "side-reclining-leg-lift"),
        ("ताड़ासन", "mountain-heel-raises"),
        ("पादांगुष्ठासन", "reclining-hand-to-toe"),
        ("heel drop", "mountain-heel-raises"),
        ("adho mukha svanasana", "downward-facing-dog"),
        ("supta padangusthasana", "reclining-hand-to-toe"),
        ("vajrasana", "hero"),
        ("inner thigh", "head-to-knee"),
        ("shin", "ankle-pumps"),
    ],
)
def test_a_pose_is_found_by_other_names_and_by_its_muscles(library, asked, slug):
    assert slug in Pose.objects.named_like(asked).values_list("slug", flat=True)


def test_sanskrit_is_one_word_in_both_scripts(library):
    names = Pose.objects.exclude(sanskrit="").values_list("sanskrit", "devanagari")
    assert (len(names), [name for pair in names for name in pair if " " in name]) == (12, [])
