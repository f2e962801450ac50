"""Systems with three diagonals, solved."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.evidence.tridiagonal import solve


@given(st.integers(1, 40), st.integers(0, 10_000))
def test_cyclic_reduction_solves_what_numpy_solves(size, seed):
    chance = np.random.default_rng(seed)
    beside = chance.uniform(-1, 1, size=(3, size - 1))
    diagonal = 3 + np.abs(chance.normal(size=(3, size)))
    right = chance.normal(size=(3, 2, size))
    solution, log_determinant = solve(diagonal, beside, right)
    for point in range(3):
        matrix = np.diag(diagonal[point]) + np.diag(beside[point], 1) + np.diag(beside[point], -1)
        assert np.allclose(matrix @ solution[point].T, right[point].T, atol=1e-9)
        assert np.isclose(np.linalg.slogdet(matrix)[1], log_determinant[point])
