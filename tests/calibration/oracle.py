"""Somebody who is told the truth about the legs, and still has to find the difference: the most that can be asked.

The same model as the estimator's, with the true phi, sigma and size, the true shape of trend, season and weekdays, and
what happened in the nights that were not logged.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from journal.domain.evidence.comparison import PRACTICE, PRACTICE_SD
from journal.domain.evidence.exposure import regular_days
from journal.domain.evidence.state_space import LEVEL_SD, Data, Floats, GridPoint, posterior_of
from tests.calibration.simulator import GOAL, WEEK, Simulated
from tests.calibration.worlds import World

HARDLY = 0.02
"""In place of a sigma of 0, and the sd around a shape that is known."""
POISSON_SIZE = 1e5


@dataclass(frozen=True)
class Told(Data):
    """The last column is the known shape: its coefficient is 1."""

    @property
    def prior_mean(self) -> Floats:
        mean = super().prior_mean
        mean[-1] = 1.0
        return mean


def oracle(world: World, diary: Simulated) -> str:
    """Return "fewer", "more" or "unclear"."""
    regular = regular_days(np.array(diary.practised), GOAL)[WEEK - 1 :]
    shape = diary.shape[WEEK - 1 :] - diary.shape[WEEK - 1 :].mean()
    design = np.stack([np.ones(len(regular)), regular.astype(float), shape], axis=1)
    counts = diary.counts[WEEK - 1 :].astype(float)
    data = Told(counts, np.ones(len(regular), dtype=bool), design, np.array([LEVEL_SD, PRACTICE_SD, HARDLY]))
    point = GridPoint(world.phi, max(world.sigma, HARDLY), world.size or POISSON_SIZE)
    posterior = posterior_of(PRACTICE, data, [point])
    low, high = (math.exp(posterior.quantile(probability)) for probability in (0.025, 0.975))
    if high < 1:
        return "fewer"
    return "more" if low > 1 else "unclear"
