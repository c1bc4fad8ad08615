"""What encoding alone takes: the limit of what drawing can gain; and what each preset keeps."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
from manim import config, tempconfig
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.kit import layout
from scenes.kit.painted import PaintingCamera
from scenes.kit.space import Space
from scenes.kit.surface import Surface
from scenes.production.studio.encoder import LeanSegmentEncoder
from tests.benchmarks import seeds

FRAMES = 60


class Encoded(NamedTuple):
    """Milliseconds a frame, megabits a second, and decibels between what went in and what comes out."""

    milliseconds: float
    megabits: float
    decibels: float


def pictures() -> list[Any]:
    """Return frames of a surface that turns, at 1080p, as the camera draws them."""
    with tempconfig({"pixel_width": 1920, "pixel_height": 1080}):
        space = Space(seeds.W_RANGE, seeds.B_RANGE, (0.0, 850.0), layout.stage())
        surface, camera = Surface(space, seeds.VALLEY.cost, (32, 32)), PaintingCamera()
        frames = []
        for _ in range(FRAMES):
            space.view.turn_by(azimuth=seeds.TURN / 600)
            camera.reset()
            camera.capture_mobjects([space, surface])
            frames.append(camera.pixel_array.copy())
    return frames


def encoded(
    frames: list[Any], target: Path, options: dict[str, str], encoder: type[VideoSegmentEncoder]
) -> Encoded:
    """Encode frames with an encoder and x264's options."""
    every = {**config.video_encoder_options, **options}
    spec = VideoEncoderSpec(
        "mp4", "libx264", "yuv420p", 1920, 1080, Fraction(60), tuple(sorted(every.items()))
    )
    start = time.process_time()
    segment = encoder(target=target, spec=spec)
    for frame in frames:
        segment.write_frame(frame)
    segment.finish()
    used = time.process_time() - start
    return Encoded(1000 * used / len(frames), _megabits(target, len(frames)), _decibels(frames, target))


def of_size(frames: list[Any], target: Path, options: dict[str, str], megabits: float) -> Encoded:
    """Encode frames by the lean encoder at the quality at which they take so many megabits a second."""
    finest, coarsest = 6.0, 36.0  # of x264's constant rate factor: the smaller the better
    for _ in range(7):
        crf = (finest + coarsest) / 2
        one = encoded(frames, target, {**options, "crf": f"{crf:.2f}"}, LeanSegmentEncoder)
        finest, coarsest = (crf, coarsest) if one.megabits > megabits else (finest, crf)
    return one


def drawn_once(frames: list[Any], target: Path) -> float:
    """Return milliseconds a frame of holding a picture for five seconds."""
    options = tuple(sorted(config.video_encoder_options.items()))
    spec = VideoEncoderSpec("mp4", "libx264", "yuv420p", 1920, 1080, Fraction(60), options)
    start = time.process_time()
    segment = LeanSegmentEncoder(target=target, spec=spec)
    segment.write_frame(frames[0], repeat=300)
    segment.finish()
    return 1000 * (time.process_time() - start) / 300


def _megabits(movie: Path, frames: int) -> float:
    return movie.stat().st_size * 8 * 60 / frames / 1e6


def _decibels(frames: list[Any], movie: Path) -> float:
    """Return the peak signal-to-noise ratio over all channels and every tenth frame."""
    with av.open(movie) as container:
        shown = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    pairs = list(zip(frames, shown, strict=True))[::10]
    errors = [np.mean((a[..., :3].astype(float) - b) ** 2) for a, b in pairs]
    return float(10 * np.log10(255**2 / np.mean(errors)))
