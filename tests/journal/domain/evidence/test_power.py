"""How likely a difference is noticed, as a table says it."""

import json
from importlib import import_module

import pytest

from journal.domain.evidence.power import Design, power

module = import_module("journal.domain.evidence.power")
ROWS = [
    {"design": design, "weeks": weeks, "rate": rate, "ratio": ratio, "power": chance}
    for design, weeks, rate, ratio, chance in (
        ("experiment", 12, 1, 0.5, 0.1),
        ("experiment", 12, 4, 0.5, 0.5),
        ("experiment", 12, 16, 0.5, 0.6),
        ("experiment", 12, 1, 0.7, 0.05),
        ("diary", 26, 1, 0.5, 0.2),
    )
]


@pytest.fixture
def _table(monkeypatch, tmp_path):
    (tmp_path / "power.json").write_text(json.dumps({"rows": ROWS}))
    monkeypatch.setattr(module, "TABLE", tmp_path / "power.json")
    module._table.cache_clear()
    yield
    module._table.cache_clear()


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize(
    ("rate", "chance"),
    [(0.01, 0.1), (1, 0.1), (2, 0.3), (4, 0.5), (8, 0.55), (16, 0.6), (1000, 0.6)],
)
def test_between_two_rates_the_chance_is_interpolated_in_the_log_and_outside_it_is_the_nearest(rate, chance):
    assert power(12, rate) == pytest.approx(chance, abs=1e-12)


@pytest.mark.usefixtures("_table")
def test_the_table_is_asked_for_its_design_and_ratio():
    assert (power(12, 1, 0.7), power(26, 1, design=Design.DIARY)) == (0.05, 0.2)


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize(
    ("weeks", "rate", "ratio"),
    [(13, 1, 0.5), (26, 1, 0.5), (12, 1, 0.6), (12, 0, 0.5), (12, -1, 0.5), (12, None, 0.5), (12, float("nan"), 0.5)],
)
def test_what_is_not_in_the_table_is_refused(weeks, rate, ratio):
    with pytest.raises(ValueError, match=r"table knows|are needed"):
        power(weeks, rate, ratio)


@pytest.mark.parametrize(("design", "lengths"), [(Design.EXPERIMENT, (12, 24, 52)), (Design.DIARY, (26, 52, 104, 260))])
def test_the_real_table_knows_every_length_that_is_offered(design, lengths):
    assert module.LENGTHS[design] == lengths
    assert all(0 < power(weeks, 3, ratio, design=design) <= 1 for weeks in lengths for ratio in (0.5, 0.7))
