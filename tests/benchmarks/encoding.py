"""What encoding alone takes: the limit of what drawing can gain; and what each preset keeps."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
from manim import config, tempconfig
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.encoder import SegmentEncoder
from scenes.kit.rendering.manim_adapter import VideoEncoderSpec
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout
from tests.benchmarks import seeds

FRAMES = 60

LEAN = config.video_encoder_options["x264-params"]


class Encoded(NamedTuple):
    """Milliseconds a frame, megabits a second, and decibels between what went in and what comes out."""

    milliseconds: float
    megabits: float
    decibels: float


def pictures() -> list[Any]:
    """Return frames of a surface that turns, at 1080p, as the camera draws them."""
    with tempconfig({"pixel_width": 1920, "pixel_height": 1080}):
        space = Space(seeds.W_RANGE, seeds.B_RANGE, (0.0, 850.0), layout.stage())
        surface, camera = HeightField(space, seeds.VALLEY.cost, (32, 32)), PaintingCamera()
        frames = []
        for _ in range(FRAMES):
            space.view.turn_by(azimuth=seeds.TURN / 600)
            camera.reset()
            camera.capture_mobjects([space, surface])
            frames.append(camera.pixel_array.copy())
    return frames


def encoded(
    frames: list[Any],
    target: Path,
    options: dict[str, str],
    encoder: type[VideoSegmentEncoder] | type[SegmentEncoder],
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


def of_size(frames: list[Any], target: Path, preset: str, scale: str, megabits: float) -> Encoded:
    """Encode frames at the finest step of a scale, crf or qp, at which they take at most so much.

    By crf with what the preset estimates, by qp with as little as the project's own options ask for.
    """

    def at_step(step: int) -> Encoded:
        params = {"crf": {"crf": f"{step}", "x264-params": ""}, "qp": {"x264-params": f"{LEAN}:qp={step}"}}
        return encoded(frames, target, {"preset": preset, **params[scale]}, SegmentEncoder)

    finest, coarsest = 4, 40  # the smaller the better
    while finest < coarsest:
        middle = (finest + coarsest) // 2
        too_large = at_step(middle).megabits > megabits
        finest, coarsest = (middle + 1, coarsest) if too_large else (finest, middle)
    return at_step(finest)


def drawn_once(frames: list[Any], target: Path) -> float:
    """Return milliseconds a frame of holding a picture for five seconds."""
    options = tuple(sorted(config.video_encoder_options.items()))
    spec = VideoEncoderSpec("mp4", "libx264", "yuv420p", 1920, 1080, Fraction(60), options)
    start = time.process_time()
    segment = SegmentEncoder(target=target, spec=spec)
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
