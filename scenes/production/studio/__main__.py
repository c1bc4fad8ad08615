"""Render one scene: ``python -m scenes.production.studio line_fit LineFit 1920 1080 60 media/parts/… 2``.

It writes what ``manim render`` writes for the same scene, from the same frames, sooner.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from manim import Scene, tempconfig
from manim.utils.module_ops import scene_classes_from_file

from scenes.kit.lesson import Lesson
from scenes.production.fingerprint import project_fingerprint
from scenes.production.slots import Slots
from scenes.production.studio.forking import ForkingRenderer


def main(module: str, name: str, width: str, height: str, frame_rate: str, media: str, hands: str) -> None:
    """Render a scene's video of a size into a media folder, with so many processes at a time."""
    path = Path("scenes", f"{module}.py")
    settings = {
        "pixel_width": int(width),
        "pixel_height": int(height),
        "frame_rate": int(frame_rate),
        "media_dir": media,
        "input_file": str(path),
        "scene_names": [name],
        "progress_bar": "none",
    }
    with tempconfig(settings):
        scene = scene_classes_from_file(path, require_single_scene=True)
        render(scene, int(hands))


def render(scene: type[Scene], hands: int) -> None:
    """Render a scene as Manim is configured; by Manim alone, if it is no lesson or nothing can be forked."""
    if not (issubclass(scene, Lesson) and hasattr(os, "fork")):
        scene().render()
        return
    slots = Slots.inherited(os.environ) or Slots.of(hands)
    renderer = ForkingRenderer(project_fingerprint(Path.cwd()), slots, hands)
    try:
        scene(renderer=renderer).render()
    finally:
        renderer.end_hands()


if __name__ == "__main__":
    main(*sys.argv[1:])
