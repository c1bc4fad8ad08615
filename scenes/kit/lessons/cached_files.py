"""What Manim keeps from one rendering to the next, trusted only as it was written.

Manim takes a file of its caches for what it needs because of its name. Here it is sealed when a scene
has been rendered, and removed before the next is, if it is not what was sealed; Manim then makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

from manim import Scene, config, logger

from scenes.kit.lessons.manim_adapter import segment_folder
from scenes.script.seal import Condition, condition, seal

_SEGMENTS = ("*.mp4", "*.mov", "*.webm")

_Identity: TypeAlias = tuple[str, int, int, int, int]

_whole: set[_Identity] = set()
"""Texts that this process has found whole: it steps through one lesson after another with the same."""


@contextmanager
def checked_caches(scene: Scene) -> Iterator[None]:
    """Render a scene inside: it finds in Manim's caches only what is as it was written.

    Parameters
    ----------
    scene
        The scene; its segments and the texts of the present configuration are looked at.
    """
    for path in _segments(scene):
        if condition(path) != Condition.WHOLE:
            _remove(path)
    for path in _texts():
        state = _condition_of_text(path)
        if state == Condition.DAMAGED or (state == Condition.UNSEALED and not _is_xml(path)):
            _remove(path)
    try:
        yield
    finally:
        for path in _segments(scene):
            if condition(path) == Condition.UNSEALED:
                seal(path)
        for path in _texts():
            if _condition_of_text(path) == Condition.UNSEALED:
                seal(path)


def _segments(scene: Scene) -> list[Path]:
    """Return the scene's segments, without those that a process is still writing."""
    folder = segment_folder(scene)
    found = [path for pattern in _SEGMENTS if folder for path in sorted(folder.glob(pattern))]
    return [path for path in found if not path.name.startswith("part_")]


def _texts() -> list[Path]:
    """Return the texts that were set; another scene, rendered at the same time, may be adding some."""
    folders = {config.get_dir(name) for name in ("tex_dir", "text_dir")}
    return [path for folder in sorted(folders) for path in sorted(folder.glob("*.svg"))]


def _condition_of_text(path: Path) -> Condition:
    """Return whether a text is what was sealed; it is read again only if it was written since."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return Condition.MISSING
    identity = path.name, told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns
    if identity in _whole:
        return Condition.WHOLE
    state = condition(path)
    if state == Condition.WHOLE:
        _whole.add(identity)
    return state


def _is_xml(path: Path) -> bool:
    try:
        ElementTree.parse(path)
    except ElementTree.ParseError:
        return False
    return True


def _remove(path: Path) -> None:
    logger.info(f"{path.name} is not what was written: it is made anew")
    path.unlink(missing_ok=True)
