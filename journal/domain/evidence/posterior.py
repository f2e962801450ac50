"""A posterior that is a mixture of normal distributions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BISECTIONS = 60
NEGLIGIBLE = 1e-9
"""Weight of a component that may lie anywhere: no quantile is looked for there."""
TAILS = 8.0
"""Standard deviations in which every quantile asked for lies."""


@dataclass(frozen=True)
class NormalMixture:
    """Weights (sum 1), means and standard deviations of its components, shape (components,)."""

    weights: Floats
    means: Floats
    deviations: Floats

    def cumulative(self, value: float) -> float:
        """Return the probability of a value up to `value`."""
        parts = zip(self.weights.tolist(), self.means.tolist(), self.deviations.tolist(), strict=True)
        return math.fsum(weight * 0.5 * math.erfc((mean - value) / (sd * math.sqrt(2))) for weight, mean, sd in parts)

    def quantile(self, probability: float) -> float:
        """Return the value below which `probability` (0 to 1, both excluded) of the mixture lies, by bisection."""
        kept = self.weights > NEGLIGIBLE
        low = float((self.means - TAILS * self.deviations)[kept].min())
        high = float((self.means + TAILS * self.deviations)[kept].max())
        for _step in range(BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.cumulative(middle) < probability else (low, middle)
        return (low + high) / 2
