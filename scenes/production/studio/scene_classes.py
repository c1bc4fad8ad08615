"""The classes that a screenplay names."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from manim import Scene

from scenes.production.build.lesson_sources import source_path


def scene_class(folder: Path, module: str, name: str) -> type[Scene]:
    """Return a class of a screenplay's, so that its file may import what lies beside it.

    Parameters
    ----------
    folder
        The folder of the screenplay.
    module, name
        As the screenplay names it.

    Returns
    -------
    type
        A class of Manim's scenes.

    Raises
    ------
    ValueError
        If it is not there, or is no scene.
    """
    source = source_path(folder, module)
    if not source.is_file():
        raise ValueError(f"there is no {source.name}: write it, or correct the name in the screenplay")
    sys.path[:0] = dict.fromkeys(map(str, (source.parent, folder)))
    scene = getattr(import_module(module), name, None)
    if scene is None:
        raise ValueError(
            f"{source.name} has no class {name}: write it, or correct the name in the screenplay"
        )
    if not (isinstance(scene, type) and issubclass(scene, Scene)):
        raise ValueError(f"{name} is no scene: have it inherit from Lesson")
    return scene
