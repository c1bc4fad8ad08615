"""Scales: where a number lies along an axis, and which ticks the axis has."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from scenes.kit.style.numbers import in_full, power_of_ten
from scenes.kit.style.ticks import nice_ticks

Floats = NDArray[np.float64]

ScaleName = Literal["linear", "log"]

BEFORE = 1.0
"""Decades before a logarithmic axis at which all stands that has no place on it, such as 0."""


class Scale(ABC):
    """The way from numbers to shares of an axis's length.

    Parameters
    ----------
    name
        What the axis is called in messages: "x" or "y".
    limits
        What its low and high ends stand for.

    Raises
    ------
    ValueError
        If an end is not finite, or the low end is not below the high one.
    """

    def __init__(self, name: str, limits: tuple[float, float]) -> None:
        self.low, self.high = (float(end) for end in limits)
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError(
                f"The {name} range ({self.low:g}, {self.high:g}) needs finite ends, the low one first."
            )

    @property
    def limits(self) -> tuple[float, float]:
        """What the low and the high end stand for."""
        return self.low, self.high

    @abstractmethod
    def share(self, values: Any) -> Floats:
        """Return where numbers lie, an array of any shape: 0 at the low end, 1 at the high one."""

    @abstractmethod
    def ticks(self, count: int) -> tuple[Floats, list[str]]:
        """Return about so many round numbers within the limits, and what is written there, as Typst."""


class LinearScale(Scale):
    """Equal distances stand for equal differences."""

    def share(self, values: Any) -> Floats:
        """Return where numbers lie: 0 at the low end, 1 at the high one."""
        return np.asarray((np.asarray(values, dtype=float) - self.low) / (self.high - self.low))

    def ticks(self, count: int) -> tuple[Floats, list[str]]:
        """Return about so many round numbers within the limits, and what is written there, as Typst."""
        places, number_format = nice_ticks(self.low, self.high, count)
        return places, [number_format.typst(place) for place in places.tolist()]


class LogScale(Scale):
    """Equal distances stand for equal ratios.

    What is not positive has no place on it: it stands `BEFORE` decades before the low end, so that a
    path can come in from there.

    Raises
    ------
    ValueError
        If the low end is not positive, too.
    """

    def __init__(self, name: str, limits: tuple[float, float]) -> None:
        super().__init__(name, limits)
        if self.low <= 0:
            raise ValueError(
                f"The {name} range ({self.low:g}, {self.high:g}) cannot be logarithmic: "
                "it needs a low end above 0."
            )

    def share(self, values: Any) -> Floats:
        """Return where numbers lie: 0 at the low end, 1 at the high one."""
        first, last = math.log10(self.low), math.log10(self.high)
        lowest = self.low * 10**-BEFORE
        return np.asarray(
            (np.log10(np.maximum(np.asarray(values, dtype=float), lowest)) - first) / (last - first)
        )

    def ticks(self, count: int) -> tuple[Floats, list[str]]:
        """Return powers of ten, every n-th if they are many; also 2 and 5 times them if they are few."""
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
        exponents = np.arange(first, last + 1)
        if len(exponents) >= 3 or count < 3:
            exponents = exponents[:: max(1, math.ceil(len(exponents) / max(count, 1)))]
            return np.power(10.0, exponents), [_power(int(exponent)) for exponent in exponents]
        places = np.array([m * 10.0**e for e in range(first - 1, last + 1) for m in (1, 2, 5)])
        places = places[(places >= self.low * (1 - 1e-9)) & (places <= self.high * (1 + 1e-9))]
        if len(places) < 2:
            return LinearScale("", self.limits).ticks(count)
        return places, [in_full(place) for place in places.tolist()]


SCALES: dict[ScaleName, type[Scale]] = {"linear": LinearScale, "log": LogScale}


def scale(name: ScaleName, axis: str, limits: tuple[float, float]) -> Scale:
    """Return the scale of a name for an axis with these limits.

    Raises
    ------
    ValueError
        If there is no scale of this name, or as the scale.
    """
    if name not in SCALES:
        raise ValueError(f"the {axis} scale must be one of {', '.join(SCALES)}, not {name!r}")
    return SCALES[name](axis, limits)


def _power(exponent: int) -> str:
    return str(10**exponent) if exponent in (0, 1) else power_of_ten(exponent)
