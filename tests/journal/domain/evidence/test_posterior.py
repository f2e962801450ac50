"""What a mixture of normal distributions says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.evidence.posterior import NormalMixture


@given(st.floats(0.01, 0.99), st.floats(-3, 3), st.floats(0.1, 3))
def test_a_quantile_is_where_the_distribution_reaches_it(probability, mean, deviation):
    mixture = NormalMixture(np.array([0.3, 0.7]), np.array([mean, 0.0]), np.array([deviation, 1.0]))
    assert mixture.cumulative(mixture.quantile(probability)) == pytest.approx(probability, abs=1e-9)


def test_a_component_is_the_normal_distribution():
    standard = NormalMixture(np.array([1.0]), np.array([0.0]), np.array([1.0]))
    assert [standard.cumulative(value) for value in (-1.959964, 0, 1)] == pytest.approx(
        [0.025, 0.5, 0.841345], abs=1e-6
    )
    shifted = NormalMixture(np.array([1.0]), np.array([2.0]), np.array([0.5]))
    assert [shifted.quantile(chance) for chance in (0.025, 0.5, 0.975)] == pytest.approx(
        [1.020018, 2, 2.979982], abs=1e-6
    )


def test_components_count_by_their_weight():
    far_apart = NormalMixture(np.array([0.25, 0.75]), np.array([-10.0, 10.0]), np.array([1.0, 1.0]))
    assert far_apart.cumulative(0) == pytest.approx(0.25, abs=1e-9)
    assert far_apart.quantile(0.125) == pytest.approx(-10, abs=1e-9)


def test_a_component_without_weight_changes_nothing():
    alone = NormalMixture(np.array([1.0]), np.array([0.0]), np.array([1.0]))
    beside = NormalMixture(np.array([1.0, 0.0]), np.array([0.0, 1e30]), np.array([1.0, 1.0]))
    assert beside.quantile(0.9) == pytest.approx(alone.quantile(0.9), abs=1e-12)


def test_a_wide_component_is_searched_in_its_whole_width():
    wide = NormalMixture(np.array([1.0]), np.array([0.0]), np.array([10.0]))
    assert [wide.quantile(chance) for chance in (0.025, 0.975)] == pytest.approx([-19.599640, 19.599640], abs=1e-5)


def test_a_quantile_lies_up_to_eight_deviations_away():
    standard = NormalMixture(np.array([1.0]), np.array([0.0]), np.array([1.0]))
    assert standard.cumulative(standard.quantile(1e-15)) == pytest.approx(1e-15, rel=1e-6)


def test_parts_of_different_number_are_no_mixture():
    with pytest.raises(ValueError, match="zip"):
        NormalMixture(np.array([0.5, 0.5]), np.array([0.0]), np.array([1.0])).cumulative(0)
