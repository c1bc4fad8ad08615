"""What can be checked of a picture without eyes: is everything in the frame, and no text on text?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from manim import Mobject, SVGMobject, Typst, VMobject, config, tempconfig

from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.painted import Painted
from scenes.kit.style import typography
from scenes.script.manifest import Beat

SMALLEST_EM = 1 / 30  # of the frame's shorter side
TOUCH = 0.02  # scene units by which boxes may touch


def complaints(lesson: type[Lesson]) -> list[str]:
    """Play a lesson without drawing it, and return what is wrong at the ends of its beats."""
    with tempconfig({"dry_run": True}):
        scene = lesson(skip_animations=True)
        inspection = _Inspection(scene)
        scene.beat_hooks.append(inspection)
        scene.render()
    return inspection.complaints


class _Inspection(BeatHook):
    """Looks at the last picture of each beat."""

    def __init__(self, scene: Lesson) -> None:
        self.complaints: list[str] = []
        self._scene = scene

    def beat_ends(self, beat: Beat) -> None:
        self.complaints += [f"{beat.name}: {complaint}" for complaint in _complaints_of(self._scene)]


def _complaints_of(scene: Lesson) -> Iterator[str]:
    seen = [part for mobject in scene.mobjects for part in _visible(mobject)]
    texts = [part for part in seen if isinstance(part, Typst | LiveNumber)]
    for part in seen:
        if _outside(part):
            yield f"{_named(part)} is outside the frame"
    for text in texts:
        em = text.em if isinstance(text, LiveNumber) else text.font_size * typography.EM_PER_SIZE
        if em < SMALLEST_EM * min(config.frame_width, config.frame_height) - 1e-6:
            yield f"{_named(text)} is too small"
    for one, other in combinations(texts, 2):
        if _overlap(one, other):
            yield f"{_named(one)} and {_named(other)} cover each other"


def _visible(mobject: Mobject) -> Iterator[Mobject]:
    """Yield texts as wholes and everything else in pieces, leaving out what cannot be seen."""
    if isinstance(mobject, SVGMobject):
        if mobject.has_points() or any(_seen(glyph) for glyph in mobject.family_members_with_points()):
            yield mobject
        return
    if mobject.has_points() and _seen(mobject):
        yield mobject
    for part in mobject.submobjects:
        yield from _visible(part)


def _seen(mobject: Mobject) -> bool:
    if isinstance(mobject, Painted):
        return mobject.opacity > 0.02
    if isinstance(mobject, VMobject):
        stroked = mobject.get_stroke_width() > 0 and mobject.get_stroke_opacity() > 0.02
        return bool(mobject.get_fill_opacity() > 0.02 or stroked)
    return False


def _outside(mobject: Mobject) -> bool:
    if isinstance(mobject, Painted) and mobject.window is not None:
        return False  # cut off at its plot
    low, high = mobject.get_corner(np.array([-1.0, -1, 0])), mobject.get_corner(np.array([1.0, 1, 0]))
    edge = np.array([config.frame_width / 2, config.frame_height / 2])
    return bool((low[:2] < -edge - TOUCH).any() or (high[:2] > edge + TOUCH).any())


def _overlap(one: Mobject, other: Mobject) -> bool:
    (low1, high1), (low2, high2) = (
        (part.get_corner(np.array([-1.0, -1, 0])), part.get_corner(np.array([1.0, 1, 0])))
        for part in (one, other)
    )
    shared = np.minimum(high1, high2) - np.maximum(low1, low2)
    return bool((shared[:2] > TOUCH).all())


def _named(mobject: Mobject) -> str:
    if isinstance(mobject, Typst):
        return repr(mobject.typst_code)
    return (
        f"{type(mobject).__name__} {mobject.written!r}" if isinstance(mobject, LiveNumber) else repr(mobject)
    )
