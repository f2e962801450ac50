"""Many symmetric tridiagonal systems at once, by cyclic reduction: log2(n) vectorised steps, no loop over days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def solve(diagonal: Floats, off_diagonal: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Solve G positive definite systems of n unknowns for q right sides each.

    `diagonal`: (G, n). `off_diagonal`: (G, n - 1). `right`: (G, q, n). Returns the solutions (G, q, n) and the
    logarithms of the determinants (G,). Odd unknowns are eliminated; the even ones form a system of the same kind, half
    as long.
    """
    size = diagonal.shape[1]
    if size == 1:
        return right / diagonal[:, None, :], np.log(diagonal[:, 0])
    odd, odd_right = diagonal[:, 1::2], right[:, :, 1::2]
    count, before = odd.shape[1], off_diagonal[:, 0::2]
    after = off_diagonal[:, 1::2]
    reach = after.shape[1]
    weight_before, weight_after = before / odd, after / odd[:, :reach]
    even, even_right = diagonal[:, 0::2].copy(), right[:, :, 0::2].copy()
    even[:, :count] -= weight_before * before
    even_right[:, :, :count] -= weight_before[:, None] * odd_right
    even[:, 1:] -= weight_after * after
    even_right[:, :, 1:] -= weight_after[:, None] * odd_right[:, :, :reach]
    even_solution, log_determinant = solve(even, -weight_before[:, :reach] * after, even_right)
    solution = np.empty_like(right)
    solution[:, :, 0::2] = even_solution
    odd_solution = odd_right - before[:, None] * even_solution[:, :, :count]
    odd_solution[:, :, :reach] -= after[:, None] * even_solution[:, :, 1:]
    solution[:, :, 1::2] = odd_solution / odd[:, None]
    return solution, log_determinant + np.log(odd).sum(axis=1)
