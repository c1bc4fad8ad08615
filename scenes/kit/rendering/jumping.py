"""Plays that are jumped over: their animations begin for their ends alone.

Before Manim fades a mobject, it copies it three times, to blend between the copies in each frame. Where no
frame is drawn it is enough to know what the mobject is in the end; the film must not see the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    LaggedStartMap,
    Mobject,
    Scene,
    Succession,
    Transform,
)
from manim.utils.paths import straight_path

from scenes.kit.rendering.families import family
from scenes.kit.rendering.updating import takes_time

_GROUPS = (AnimationGroup, Succession, LaggedStart, LaggedStartMap)
"""What plays others, and does nothing else with them: a subclass may do more."""


def shorten(scene: Scene) -> None:
    """Have the animations of a play, of which only the end is wanted, begin and end in less time."""
    if not counts_time(scene):  # what is moved by the seconds that pass may move what fades, again and again
        for fade in _shortened(scene.animations or []):
            fade.__class__ = _ENDING[type(fade)]


def counts_time(scene: Scene) -> bool:
    """Whether something in the present play moves by the seconds that have passed since it was last moved."""
    animated = (each for animation, _ in _single(scene.animations or []) for each in _moved(animation))
    shown = family([*scene.mobjects, *animated])
    return bool(scene.updaters) or any(takes_time(updater) for each in shown for updater in each.updaters)


def _shortened(animations: Sequence[Animation]) -> list[Animation]:
    """Return those animations whose end is known without their frames, and seen by none of the others."""
    single = [(animation, is_plain, family(_moved(animation))) for animation, is_plain in _single(animations)]
    moved = Counter(id(mobject) for _, _, mobjects in single for mobject in mobjects)
    return [
        animation
        for animation, is_plain, mobjects in single
        if is_plain
        and isinstance(animation, FadeIn | FadeOut)
        and type(animation) in _ENDING
        and _ends_plainly(animation)
        and all(moved[id(mobject)] == 1 for mobject in mobjects)
    ]


def _single(animations: Iterable[Animation], is_plain: bool = True) -> Iterator[tuple[Animation, bool]]:
    """Return the animations that groups play, and whether they only play them."""
    for animation in animations:
        if isinstance(animation, AnimationGroup):
            yield from _single(animation.animations, is_plain and type(animation) in _GROUPS)
        else:
            yield animation, is_plain


def _moved(animation: Animation) -> list[Mobject]:
    moved = animation.mobject, animation.target_mobject if isinstance(animation, Transform) else None
    return [mobject for mobject in moved if isinstance(mobject, Mobject)]


def _ends_plainly(fade: FadeIn | FadeOut) -> bool:
    """Whether a fade takes all of a mobject, at one time, from nothing to what it is, or the other way."""
    return (
        fade.lag_ratio == 0
        and not fade.reverse_rate_function
        and fade.rate_func(1) == 1
        and (isinstance(fade, FadeIn) or fade.rate_func(0) == 0)
        and fade.path_func is straight_path()
        and not any(fade.shift_vector)
        and fade.scale_factor == 1
    )


class _Ending(Transform):
    """A fade without frames: only those parts are copied whose updaters would change the copies."""

    mobject: Mobject  # type: ignore[assignment]  # OpenGL's is of another class
    _heads: list[Mobject]
    _copies: list[list[Mobject]]

    def begin(self) -> None:
        self._heads = list(_updated(self.mobject))
        self._copies = self._copied()
        if self.suspend_mobject_updating and self._heads:
            self.mobject.suspend_updating()

    def _copied(self) -> list[list[Mobject]]:
        """Return the heads as they are at the start and at the end, or at the end alone."""
        raise NotImplementedError

    def update_mobjects(self, dt: float) -> None:
        for copies in self._copies:
            for copy in copies:
                copy.update(dt)

    def interpolate(self, alpha: float) -> None:
        pass

    def _updated_parts(self) -> list[tuple[Mobject, ...]]:
        """Return each part of the heads, with its copies."""
        return [
            parts
            for same in zip(self._heads, *self._copies, strict=True)
            for parts in zip(*(head.family_members_with_points() for head in same), strict=True)
        ]

    def _blend(self, alpha: float) -> None:
        """Blend all parts as Manim does: the others would be blended with what is the same."""
        pace = self.rate_func(alpha)
        updated = {id(part): (copies[0], copies[-1]) for part, *copies in self._updated_parts()}
        for part in self.mobject.family_members_with_points():
            part.interpolate(*updated.get(id(part), (part, part)), pace)

    def _resume(self) -> None:
        if not self.suspend_mobject_updating:
            return
        if self._heads:
            self.mobject.resume_updating()
        else:
            for part in family([self.mobject]):
                part.updating_suspended = False


class _FadedIn(_Ending, FadeIn):
    def _copied(self) -> list[list[Mobject]]:
        return [deepcopy(self._heads)]

    def finish(self) -> None:
        self._blend(1)
        for part in self.mobject.family_members_with_points():
            part.points = part.points + 0.0  # -0.0 becomes 0.0, as between copies one of which was moved
        self._resume()


class _FadedOut(_Ending, FadeOut):
    def _copied(self) -> list[list[Mobject]]:
        return [deepcopy(self._heads), [head.fade(1) for head in deepcopy(self._heads)]]

    def finish(self) -> None:
        for part, start, end in self._updated_parts():
            part.interpolate(start, end, self.rate_func(1))  # an updater may read it
        self._resume()

    def clean_up_from_scene(self, scene: Scene) -> None:
        Transform.clean_up_from_scene(self, scene)
        self._blend(0)


def _updated(mobject: Mobject) -> Iterator[Mobject]:
    """Return the heads of what has updaters in a mobject's family."""
    if mobject.updaters or type(mobject).update is not Mobject.update:
        yield mobject
    else:
        for part in mobject.submobjects:
            yield from _updated(part)


_ENDING: dict[type[Animation], type[_Ending]] = {FadeIn: _FadedIn, FadeOut: _FadedOut}
