"""Train the lecture's network anew, in some minutes: `python -m scenes.kit.network.training`."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import ManimColor, tempconfig

from gdmath import FloatArray, Training, geometric, mountainside
from scenes.kit.network.learnt import MOUNTAIN, LearntPicture, network_of
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.plots.mountainside import Mountainside
from scenes.kit.style import palette
from scenes.script.themes import THEME

COLUMNS, ROWS = 96, 54
FINER: Final = 8
"""Pixels are painted so many times as fine, across and down, and averaged."""

WAVES, SPREAD = 16, 0.8
"""How many waves tell the network a place, and the deviation of their frequencies: waves per half width."""

HIDDEN: Final = (36, 36)
SEED: Final = 1
RATE: Final = 6.0
STEPS: Final = 8_000
KEPT: Final = 42
"""Of so many steps the weights are kept, ever sparser: the first steps change the drawing the most."""


def main() -> None:
    """Train, and write the record."""
    target, frequencies = true_picture(), chosen_frequencies()
    network = network_of(target, frequencies, HIDDEN)
    training = Training.of(network, RATE, network.start(SEED), geometric(STEPS, KEPT))
    LearntPicture(target, frequencies, HIDDEN, SEED, training).save(MOUNTAIN)
    first, last = training.costs[0], training.costs[-1]
    print(f"{network.dimension} weights, {STEPS} steps: J from {first:.4g} to {last:.4g}")


def true_picture() -> FloatArray:
    """Return the mountainside as the lecture draws it, shape (rows, columns, 3), each colour in 1/255."""
    size = {"pixel_width": FINER * COLUMNS, "pixel_height": FINER * ROWS}
    with tempconfig(size), palette.themed(THEME):
        camera = PaintingCamera(**size)
        camera.background_color = ManimColor(palette.BACKGROUND)
        camera.init_background()
        camera.reset()
        camera.capture_mobjects([Mountainside(mountainside()).ground])
    painted = np.asarray(camera.pixel_array[..., :3], dtype=np.float64)
    means = painted.reshape(ROWS, FINER, COLUMNS, FINER, 3).mean(axis=(1, 3))
    return np.asarray(np.rint(means) / 255)


def chosen_frequencies() -> FloatArray:
    """Return the frequencies of the waves, shape (k, 2): normal, as in the paper named by `gdmath.waves`."""
    return SPREAD * np.random.default_rng(7).standard_normal((WAVES, 2))


if __name__ == "__main__":
    main()
