"""What lessons need of Manim that its documentation leaves out: the place to look when Manim changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from manim import Scene, config
from manim._config.utils import config_file_paths
from manim.scene.scene_file_writer import SceneFileWriter


def configured(section: str, option: str) -> str:
    """Return what `manim.cfg` says of an option that is not Manim's: here, or for the user; empty if none."""
    parser = RawConfigParser()
    parser.read(config_file_paths(), encoding="utf-8")
    return parser.get(section, option, fallback="")


@contextmanager
def configured_for(options: dict[str, Any]) -> Iterator[None]:
    """Configure Manim for what is inside, and leave it configured as it was before."""
    # `tempconfig` sets back all options, changed or not. One of them has all of Manim's classes made over,
    # which takes as long as ten plays that are not drawn.
    before = config.copy()
    config.update(options)
    try:
        yield
    finally:
        config.update({name: before[name] for name in before if config[name] != before[name]})


def in_notebook() -> bool:
    """Whether a notebook runs this, or a terminal of IPython's: a cell is rendered by ``%%manim``."""
    ipython = sys.modules.get("IPython")  # Manim loads it where it is, notebook or not
    return ipython is not None and ipython.get_ipython() is not None


def is_still(scene: Scene) -> bool:
    """Whether only the last picture is rendered, as by ``-s``: a fade to the background would empty it."""
    # The configuration does not tell: a format may be chosen by Manim, by an option, or not at all.
    return bool(scene.renderer.file_writer.output_spec.is_still)


def movie_path(scene: Scene) -> Path | None:
    """Return where the scene's movie is written; None if none is."""
    writer = scene.renderer.file_writer
    # Without a movie, Manim raises AttributeError for its path.
    return Path(writer.movie_file_path) if writer.output_spec.is_video else None


def segment_folder(scene: Scene) -> Path | None:
    """Return the folder of the scene's segments; None if it has none."""
    writer = scene.renderer.file_writer
    # Without a movie, Manim raises AttributeError for it.
    return Path(writer.partial_movie_directory) if writer.output_spec.is_video else None


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


_combine_files = SceneFileWriter.combine_files


def _combine_in_quotes(
    writer: SceneFileWriter,
    input_files: list[str],
    output_file: Path,
    create_gif: bool = False,
    includes_sound: bool = False,
) -> None:
    """Join segments, wherever they lie."""
    # Manim lists their full paths for FFmpeg, a line each, between quotes that it does not protect: an
    # apostrophe or a line break in the name of a folder above would end the path.
    near = (os.path.relpath(path) for path in input_files)
    quoted = [path.replace("'", "'\\''") for path in near]
    _combine_files(writer, quoted, output_file, create_gif, includes_sound)


SceneFileWriter.combine_files = _combine_in_quotes  # type: ignore[assignment, method-assign]  # in all scenes, Manim's own too
