"""The fit of the count model, beside the same model fitted with dense matrices and nothing clever."""

import math

import numpy as np
import pytest

from journal.domain.evidence import state_space
from journal.domain.evidence.state_space import Data, GridPoint, grid_points, posterior_of

DAYS = 30
COUNTS = np.array(
    [2, 0, 1, 3, 0, 0, 1, 4, 0, 1, 0, 0, 2, 0, 0, 5, 1, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0], dtype=float
)
CONFIRMED = np.arange(DAYS) % 7 != 3
DESIGN = np.stack([np.ones(DAYS), (np.arange(DAYS) // 6 % 2).astype(float), np.linspace(-1, 1, DAYS)], axis=1)
DATA = Data(COUNTS * CONFIRMED, CONFIRMED, DESIGN, np.array([2.0, 1.0, 0.7]))
POINTS = (GridPoint(0.7, 0.4, 0.8), GridPoint(0.93, 0.9, 3.0, prior=-0.5), GridPoint(0.7, 0.1, 1e5, prior=0.3))
DENSE = [-1.0072702, 0.0286207, 1.0651952]
"""What `dense_fit` gives over the whole grid: three quantiles of the second coefficient."""


def precision_of_wandering(point):
    """Of an AR(1) series with the sd sigma: the inverse of its covariance."""
    lag = np.abs(np.subtract.outer(np.arange(DAYS), np.arange(DAYS)))
    return np.linalg.inv(point.sigma**2 * point.phi**lag)


def log_likelihood(counts, log_rate, size):
    rate = np.exp(log_rate)
    gammas = np.array([math.lgamma(count + size) - math.lgamma(size) for count in counts])
    terms = gammas - counts * math.log(size) + counts * log_rate - (counts + size) * np.log1p(rate / size)
    return terms[CONFIRMED].sum()


def dense_fit(point, counts=COUNTS, length=0.5, steps=60):
    """Mean and sd of each coefficient, and the log of the marginal likelihood by Laplace's method, up to a constant."""
    prior = np.zeros((DAYS + 3, DAYS + 3))
    prior[:DAYS, :DAYS], prior[DAYS:, DAYS:] = precision_of_wandering(point), np.diag(1 / DATA.prior_sd**2)
    mean = np.concatenate([np.zeros(DAYS), [math.log(counts[CONFIRMED].mean()), 0, 0]])
    whole, found = np.concatenate([np.eye(DAYS), DESIGN], axis=1), mean
    for _step in range(steps):
        rate = np.exp(whole @ found)
        certainty = CONFIRMED / (1 + rate / point.size)
        curvature = whole.T @ np.diag(certainty * rate) @ whole + prior
        step = np.linalg.solve(curvature, whole.T @ (certainty * (counts - rate)) - prior @ (found - mean))
        found = found + length * step
    off = found - mean
    evidence = log_likelihood(counts, whole @ found, point.size) - 0.5 * off @ prior @ off
    evidence += 0.5 * np.linalg.slogdet(prior)[1] - 0.5 * np.linalg.slogdet(curvature)[1]
    return found[DAYS:], np.sqrt(np.diag(np.linalg.inv(curvature)))[DAYS:], point.prior + evidence


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_fit_is_that_of_dense_matrices(column):
    found = posterior_of(column, DATA, POINTS)
    means, deviations, evidence = zip(*(dense_fit(point) for point in POINTS), strict=True)
    weights = np.exp(np.array(evidence) - max(evidence))
    assert found.means == pytest.approx([each[column] for each in means], abs=1e-4)
    assert found.deviations == pytest.approx([each[column] for each in deviations], abs=1e-4)
    assert found.weights == pytest.approx(weights / weights.sum(), abs=1e-4)


def test_what_is_not_known_of_the_nuisance_is_weighed_over_the_whole_grid():
    found = posterior_of(1, DATA, grid_points())
    assert [found.quantile(probability) for probability in (0.025, 0.5, 0.975)] == pytest.approx(DENSE, abs=1e-6)


def test_the_grid_has_one_phi_where_the_state_hardly_moves_with_the_weight_of_both():
    points = grid_points()
    assert len({(point.phi, point.sigma, point.size) for point in points}) == len(points) == 15
    steady = [point for point in points if point.sigma == 0.1]
    assert ({point.phi for point in steady}, len(steady)) == ({0.7}, 3)
    assert steady[0].prior == pytest.approx(math.log(2) - 0.1 / 0.6)
    assert [point.prior for point in points if point.sigma == 0.9] == pytest.approx([-1.5] * 6)


def test_the_level_is_expected_near_the_mean_of_the_confirmed_days():
    assert DATA.prior_mean == pytest.approx([math.log(COUNTS[CONFIRMED].mean()), 0, 0])
    none = Data(np.zeros(4), np.array([True, True, True, False]), np.ones((4, 1)), np.array([2.0]))
    assert none.prior_mean == pytest.approx([math.log(0.5 / 3)])


def test_a_point_of_the_grid_that_cannot_be_is_left_out_of_the_answer():
    far = GridPoint(0.7, 0.4, 0.8, prior=-1000)
    alone, beside = (posterior_of(1, DATA, points).quantile(0.5) for points in (POINTS[1:2], (POINTS[1], far)))
    assert beside == pytest.approx(alone, abs=1e-9)


STARK = np.array([200.0] + [0.0] * 29)
"""A first step in its full length leads far away from the answer."""


@pytest.mark.parametrize("point", POINTS)
def test_a_diary_whose_first_step_leads_astray_is_fitted_too(point):
    found = posterior_of(1, Data(STARK * CONFIRMED, CONFIRMED, DESIGN, DATA.prior_sd), [point])
    means, deviations, _evidence = dense_fit(point, STARK, length=0.1, steps=300)
    assert (found.means[0], found.deviations[0]) == pytest.approx((means[1], deviations[1]), abs=5e-4)


def test_the_search_ends_when_nothing_more_is_gained(monkeypatch):
    steps = []
    newton = state_space._newton
    monkeypatch.setattr(state_space, "_newton", lambda *given: steps.append(1) or newton(*given))
    posterior_of(1, DATA, grid_points())
    assert len(steps) < 20


def test_points_25_log_units_behind_are_dropped_after_the_fifth_step(monkeypatch):
    sizes = []
    newton = state_space._newton
    monkeypatch.setattr(
        state_space, "_newton", lambda data, grid, mode: sizes.append(len(mode.value)) or newton(data, grid, mode)
    )
    found = posterior_of(1, DATA, [GridPoint(0.7, 0.4, 0.8, prior=prior) for prior in (0, -24.5, -25.5)])
    assert (sizes[:6], set(sizes[6:]), len(found.weights)) == ([3] * 6, {2}, 2)


def test_the_search_tries_no_rate_beyond_what_exp_can_take():
    grid = state_space._grid(DATA, POINTS[:1])
    tried = [state_space._at(DATA, grid, np.full((1, DAYS), place), np.zeros((1, 3))).means for place in (-99.0, 99.0)]
    assert [np.log(means).tolist()[0][0] for means in tried] == pytest.approx([-25, 9])


@pytest.mark.parametrize(
    ("longest", "tried"),
    [
        ([1, 1], [[1, 1]]),
        ([1, 0.3], [[1, 1], [1, 0.5], [1, 0.25]]),
        ([1, 0], [[1, 1 / 2**halvings] for halvings in range(6)]),
    ],
)
def test_a_step_is_halved_for_the_points_that_it_makes_worse_five_times_at_most(monkeypatch, longest, tried):
    lengths = []

    def at(_data, _grid, state, beta):
        lengths.append(state[:, 0].tolist())
        return state_space._Mode(state, beta, np.where(state[:, 0] > longest, -0.5, 0.0), state)

    monkeypatch.setattr(state_space, "_at", at)
    nothing, one = np.zeros((2, DAYS)), np.ones((2, DAYS))
    here = state_space._Mode(nothing, nothing[:, :3], np.zeros(2), nothing)
    state_space._moved(DATA, None, here, state_space._Step(one, one[:, :3], None, None))
    assert lengths == tried
