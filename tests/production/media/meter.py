"""How loud a film is, by another meter than the one it was made by, and what is heard in it."""

import json
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.filter.loudnorm import stats
from numpy.typing import NDArray

RATE = 48_000


class Measured(NamedTuple):
    """Integrated loudness in LUFS, and the highest peak between samples in dBTP."""

    loudness: float
    peak: float


def measured(film: Path) -> Measured:
    """Measure a film as FFmpeg's filter `loudnorm` does."""
    with av.open(film) as container:
        told = json.loads(stats("i=-14", container.streams.audio[0]))
    return Measured(float(told["input_i"]), float(told["input_tp"]))


def heard(film: Path) -> NDArray[np.float32]:
    """Return the samples of a film, shape (2, n)."""
    with av.open(film) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
