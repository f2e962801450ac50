"""The sentence about each class of medicine."""

from journal.domain.choices import Medicine
from journal.domain.medicine_notes import SAID


def test_every_class_of_medicine_has_a_sentence_with_its_source():
    assert set(SAID) == set(Medicine)
    for said in SAID.values():
        assert [str(source.label) for source in said.sources] != []
