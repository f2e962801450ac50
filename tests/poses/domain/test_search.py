"""Names folded to what people type."""

import pytest

from poses.domain.search import folded


def test_folding_drops_marks_of_latin_letters_only():
    assert (folded("Utkaṭāsana"), folded("अधोमुख")) == ("utkatasana", "अधोमुख")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Śvānāsana", "svanasana", "Shvanasana"),
        ("Baddha Koṇāsana", "badha konasana"),
        ("Paścimottānāsana", "pashchimotanasana", "Pascimottanasana"),
        ("Head-to-knee", "head to knee"),
        ("Runner's stretch", "runners stretch", "Runner\u2019s stretch"),
    ],
)
def test_spellings_of_one_name_fold_to_one(spellings):
    assert len({folded(each) for each in spellings}) == 1
