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
