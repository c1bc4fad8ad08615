"""A lesson with attributes of somebody's own: whether it refuses them in setup, and whether it renders."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from manim import tempconfig

from scenes.kit.lessons.lesson import Lesson

TINY = {"pixel_width": 214, "pixel_height": 120, "frame_rate": 2, "format": "mp4", "write_to_movie": True}
QUIET = {"disable_caching": True, "progress_bar": "none", "verbosity": "ERROR"}


Played = TypeVar("Played", bound=Lesson)


def with_attributes(lesson: type[Played], **attributes: Any) -> type[Played]:
    return type("Mine", (lesson,), {"__module__": lesson.__module__, **attributes})


def refusal(lesson: type[Lesson], **attributes: Any) -> str:
    """Return the one line with which a lesson refuses these attributes before anything is drawn."""
    scene = with_attributes(lesson, **attributes)(skip_animations=True)
    with pytest.raises(ValueError, match=r".") as raised:
        scene.setup()
    line = str(raised.value)
    assert "\n" not in line
    assert scene.frames == 0
    return line


def film_of(lesson: type[Lesson], folder: Path, **attributes: Any) -> Lesson:
    """Render a lesson as a tiny film, to its last frame, and return it with all points finite."""
    with tempconfig({**TINY, **QUIET, "media_dir": str(folder)}):
        scene = with_attributes(lesson, **attributes)()
        scene.render()
        movie = Path(scene.renderer.file_writer.movie_file_path)
    assert movie.stat().st_size > 0
    for mobject in scene.mobjects:
        for part in mobject.get_family():
            assert np.isfinite(part.points).all(), part
    return scene
