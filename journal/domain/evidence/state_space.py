"""The daily count model: negative binomial counts around a slowly wandering state, fitted by Laplace's method.

    y_d ~ NB(mean mu_d, size k),   log mu_d = x_d' beta + u_d,   u_d ~ AR(1), sd sigma, lag-one correlation phi

For each point of a grid of (phi, sigma, k) the joint mode of u and beta is found by Fisher scoring, with the marginal
likelihood by Laplace's approximation; the posterior of a coefficient is the mixture of the grid's normals. Source:
docs/statistics.md, which gives the priors and how they were checked. Arrays: G grid points, n days, p coefficients.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journal.domain.evidence import tridiagonal
from journal.domain.evidence.posterior import NormalMixture

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PHIS = (0.7, 0.93)
SIGMAS = (0.1, 0.4, 0.9)
STEADY_SIGMA = 0.2
"""Below it the state hardly moves, and one phi stands for all."""
SIZES = (0.8, 3.0, 1e5)
"""Of the negative binomial; the last is as good as Poisson."""
SIGMA_SCALE = 0.6
LEVEL_SD = 2.0
LOWEST_LOG_RATE, HIGHEST_LOG_RATE = -25.0, 9.0
MOST_STEPS, MOST_HALVINGS = 200, 6
CONVERGED = 1e-10
"""Gain in log posterior: small enough that no platform's rounding can be seen in the result."""
PRUNE_AFTER, PRUNE_BEHIND = 4, 25.0
"""Grid points this far behind (log units) weigh nothing and are dropped, for speed only."""


@dataclass(frozen=True)
class GridPoint:
    """One choice of the nuisance parameters; `prior` is the log of its weight before anything is seen."""

    phi: float
    sigma: float
    size: float
    prior: float = 0.0


@dataclass(frozen=True)
class Data:
    """Counts (n,), which of them are confirmed (n,), the design (n, p), and the prior of beta: N(mean, sd^2), (p,)."""

    counts: Floats
    confirmed: Bools
    design: Floats
    prior_sd: Floats

    @property
    def prior_mean(self) -> Floats:
        """The log of the mean count for the level, nothing for the rest."""
        mean = np.zeros(self.design.shape[1])
        mean[0] = math.log(max(float(self.counts[self.confirmed].sum()), 0.5) / int(self.confirmed.sum()))
        return mean


@dataclass(frozen=True)
class _Grid:
    """What belongs to each grid point: k (G, 1), log prior + log normalisers (G,), the AR(1) precision matrix."""

    size: Floats
    constant: Floats
    diagonal: Floats
    off_diagonal: Floats

    def keep(self, kept: Bools) -> _Grid:
        return _Grid(self.size[kept], self.constant[kept], self.diagonal[kept], self.off_diagonal[kept])


@dataclass(frozen=True)
class _Mode:
    """Where the search stands: state (G, n), beta (G, p), log posterior (G,), means (G, n)."""

    state: Floats
    beta: Floats
    value: Floats
    means: Floats

    def keep(self, kept: Bools) -> _Mode:
        return _Mode(self.state[kept], self.beta[kept], self.value[kept], self.means[kept])


@dataclass(frozen=True)
class _Step:
    """A Newton step, with the curvature at its start: precision of beta (G, p, p), log determinant of u's (G,)."""

    state: Floats
    beta: Floats
    precision: Floats
    log_determinant: Floats

    def keep(self, kept: Bools) -> _Step:
        return _Step(self.state[kept], self.beta[kept], self.precision[kept], self.log_determinant[kept])


def grid_points() -> tuple[GridPoint, ...]:
    """Return the grid that stands for not knowing the nuisance parameters."""
    return tuple(
        GridPoint(phi, sigma, size, -sigma / SIGMA_SCALE + (math.log(len(PHIS)) if sigma <= STEADY_SIGMA else 0.0))
        for sigma in SIGMAS
        for phi in (PHIS if sigma > STEADY_SIGMA else PHIS[:1])
        for size in SIZES
    )


def posterior_of(
    column: int, data: Data, points: Sequence[GridPoint], *, converged: float = CONVERGED
) -> NormalMixture:
    """Return the posterior of the coefficient of one column of the design, over the points' mixture.

    `converged`: the gain in log posterior at which the search ends.
    """
    grid = _grid(data, points)
    mode = _start(data, grid)
    step = _newton(data, grid, mode)
    for number in range(MOST_STEPS):
        moved = _moved(data, grid, mode, step)
        gain = moved.value - mode.value
        mode, step = moved, _newton(data, grid, moved)
        if np.abs(gain).max() < converged:
            break
        if number >= PRUNE_AFTER:
            evidence = _log_evidence(grid, mode, step) + 3 * np.maximum(gain, 0)
            kept = evidence > evidence.max() - PRUNE_BEHIND
            grid, mode, step = grid.keep(kept), mode.keep(kept), step.keep(kept)
    evidence = _log_evidence(grid, mode, step)
    weights = np.exp(evidence - evidence.max())
    variances = np.linalg.inv(step.precision)[:, column, column]
    return NormalMixture(weights / weights.sum(), mode.beta[:, column], np.sqrt(np.maximum(variances, 1e-10)))


def _grid(data: Data, points: Sequence[GridPoint]) -> _Grid:
    phi, sigma, size, prior = (
        np.array([[getattr(point, name)] for point in points]) for name in ("phi", "sigma", "size", "prior")
    )
    days = len(data.counts)
    scale = 1 / (sigma**2 * (1 - phi**2))
    diagonal = np.repeat(scale * (1 + phi**2), days, axis=1)
    diagonal[:, :1] = diagonal[:, -1:] = scale
    log_precision = days * np.log(scale) + np.log(1 - phi**2)
    constant = (prior + 0.5 * log_precision)[:, 0] + _log_gamma_terms(data, size)
    constant -= np.log(data.prior_sd).sum()
    return _Grid(size, constant, diagonal, np.repeat(-phi * scale, days - 1, axis=1))


def _log_gamma_terms(data: Data, size: Floats) -> Floats:
    """Sum of log Gamma(y + k) - log Gamma(k) - y log k over the confirmed days, from a table up to the largest y."""
    largest = int(data.counts.max())
    table = np.concatenate(
        [np.zeros((len(size), 1)), np.cumsum(np.log1p(np.arange(largest)[None] / size), axis=1)], axis=1
    )
    return np.asarray(table[:, data.counts[data.confirmed].astype(int)].sum(axis=1))


def _start(data: Data, grid: _Grid) -> _Mode:
    points, days = grid.diagonal.shape
    state, beta = np.zeros((points, days)), np.repeat(data.prior_mean[None], points, axis=0)
    return _at(data, grid, state, beta)


def _at(data: Data, grid: _Grid, state: Floats, beta: Floats) -> _Mode:
    log_rate = np.clip(beta @ data.design.T + state, LOWEST_LOG_RATE, HIGHEST_LOG_RATE)
    means = np.exp(log_rate)
    terms = data.counts * log_rate - (data.counts + grid.size) * np.log1p(means / grid.size)
    likelihood = (data.confirmed * terms).sum(axis=1)
    neighbours = (grid.off_diagonal * state[:, 1:] * state[:, :-1]).sum(axis=1)
    wandering = (grid.diagonal * state**2).sum(axis=1) + 2 * neighbours
    shrinkage = ((beta - data.prior_mean) ** 2 / data.prior_sd**2).sum(axis=1)
    return _Mode(state, beta, likelihood - 0.5 * wandering - 0.5 * shrinkage, means)


def _newton(data: Data, grid: _Grid, mode: _Mode) -> _Step:
    """Fisher scoring for u and beta together: u is eliminated (a tridiagonal system), beta is what remains."""
    certainty = data.confirmed / (1 + mode.means / grid.size)
    weight, score = certainty * mode.means, certainty * (data.counts - mode.means)
    state_gradient = score - grid.diagonal * mode.state
    state_gradient[:, 1:] -= grid.off_diagonal * mode.state[:, :-1]
    state_gradient[:, :-1] -= grid.off_diagonal * mode.state[:, 1:]
    prior_precision = 1 / data.prior_sd**2
    beta_gradient = score @ data.design - prior_precision * (mode.beta - data.prior_mean)
    weighted = weight[:, None, :] * data.design.T
    right = np.concatenate([state_gradient[:, None, :], weighted], axis=1)
    solved, log_determinant = tridiagonal.solve(grid.diagonal + weight, grid.off_diagonal, right)
    precision = weighted @ data.design + np.diag(prior_precision) - weighted @ solved[:, 1:].transpose(0, 2, 1)
    rest = beta_gradient - (weighted @ solved[:, 0, :, None])[:, :, 0]
    beta: Floats = np.linalg.solve(precision, rest[:, :, None])[:, :, 0].astype(np.float64)
    state = solved[:, 0] - (beta[:, None, :] @ solved[:, 1:])[:, 0]
    return _Step(state, beta, precision, log_determinant)


def _moved(data: Data, grid: _Grid, mode: _Mode, step: _Step) -> _Mode:
    """Take the step, halved for grid points that it would make worse."""
    length = np.ones((len(mode.value), 1))
    for _halving in range(MOST_HALVINGS):
        moved = _at(data, grid, mode.state + length * step.state, mode.beta + length * step.beta)
        worse = moved.value < mode.value - 1e-6
        if not worse.any():
            break
        length[worse] /= 2
    return moved


def _log_evidence(grid: _Grid, mode: _Mode, step: _Step) -> Floats:
    """Log marginal likelihood of each grid point by Laplace's approximation, with its prior."""
    _sign, log_determinant = np.linalg.slogdet(step.precision)
    return np.asarray(mode.value + grid.constant - 0.5 * step.log_determinant - 0.5 * log_determinant)
