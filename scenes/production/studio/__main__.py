"""Render one scene: ``python -m scenes.production.studio line_fit LineFit high media/parts/… 2``.

It writes what ``manim render`` writes for the same scene, from the same frames, sooner.
"""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

from manim import Scene, config, logger, tempconfig
from manim.utils.module_ops import scene_classes_from_file

from scenes.kit.lesson import Lesson
from scenes.production.fingerprint import lesson_fingerprint, project_fingerprint
from scenes.production.settings import QUALITIES
from scenes.production.slots import Slots
from scenes.production.studio.forking import ForkingRenderer
from scenes.production.studio.memory import StrayedError


def main(module: str, name: str, quality: str, media: str, hands: str) -> None:
    """Render a scene's video at a quality into a media folder, with so many processes at a time."""
    path = Path("scenes", f"{module}.py")
    settings = {
        "quality": QUALITIES[quality].preset,
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
    try:
        _render_forking(scene, hands, from_memory=not config.disable_caching)
    except StrayedError as strayed:
        logger.warning(f"{strayed}: all of it is stepped through again")
        _render_forking(scene, hands, from_memory=False)


def _render_forking(scene: type[Lesson], hands: int, from_memory: bool) -> None:
    root = Path.cwd()
    slots = Slots.inherited(os.environ) or Slots.of(hands)
    moved_by = lesson_fingerprint(root, Path(inspect.getfile(scene)))
    renderer = ForkingRenderer(project_fingerprint(root), moved_by, slots, hands, from_memory)
    try:
        scene(renderer=renderer).render()
    finally:
        renderer.end_hands()


if __name__ == "__main__":
    main(*sys.argv[1:])
