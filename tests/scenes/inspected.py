"""What `lecture check` says of a lesson, in the process of the tests."""

from __future__ import annotations

import numpy as np
from manim import tempconfig
from manim.typing import PixelArray
from PIL import Image

from scenes.kit.lessons.lesson import Lesson
from scenes.production.outputs.check import SIZE
from scenes.production.studio.checking.finding import Finding
from scenes.production.studio.checking.inspection import inspect_lesson


def faults(lesson: type[Lesson]) -> list[str]:
    """Step through a lesson, and return what is wrong with it, one line each."""
    found: list[Finding] = []
    inspect_lesson(lesson, found.append)
    return [f"{finding.beat}: {finding.what}" for finding in found]


def faults_and_pictures(lesson: type[Lesson]) -> tuple[list[str], dict[str, Image.Image]]:
    """Return the same, and the picture in which each beat ends."""
    found: list[Finding] = []
    pictures: dict[str, Image.Image] = {}

    def keep(beat: str, pixels: PixelArray) -> None:
        pictures[beat] = Image.fromarray(np.asarray(pixels[..., :3]))

    with tempconfig({"pixel_width": SIZE.width, "pixel_height": SIZE.height}):
        inspect_lesson(lesson, found.append, picture=keep)
    return [f"{finding.beat}: {finding.what}" for finding in found], pictures
