"""What lessons need of Manim that its documentation leaves out: the place to look when Manim changes."""

from __future__ import annotations

from pathlib import Path

from manim import Scene


def is_still(scene: Scene) -> bool:
    """Whether only the last picture is rendered, as by ``-s``: a fade to the background would empty it."""
    # The configuration does not tell: a format may be chosen by Manim, by an option, or not at all.
    return bool(scene.renderer.file_writer.output_spec.is_still)


def movie_path(scene: Scene) -> Path | None:
    """Return where the scene's movie is written; None if none is."""
    writer = scene.renderer.file_writer
    # Without a movie, Manim raises AttributeError for its path.
    return Path(writer.movie_file_path) if writer.output_spec.is_video else None


def stop_encoding(scene: Scene) -> None:
    """End the threads that encode a scene which fails."""
    # Manim does so for errors in `construct` alone; for one in `tear_down` they would outlive the scene.
    scene.renderer.file_writer.abort_encode_jobs()


def plays_so_far(scene: Scene) -> int:
    """Return how many plays a scene has had, skipped ones as well: Manim counts from 0 in ``-n``."""
    return int(scene.renderer.num_plays)


def pixel_format(scene: Scene) -> str | None:
    """Return the encoder's pixel format; None if no film is encoded."""
    encoder = scene.session_spec.video_encoder
    return None if encoder is None else str(encoder.pixel_format)
