"""Where the slope of a step is taken: at the ball, or where its velocity alone would lead."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import LEFT, Animation, FadeIn, FadeOut, Group, Mobject, ValueTracker

from gdmath import Descent, FloatArray
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.labels import plated
from scenes.kit.plots.lens import grow_into, window_on
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.plots.velocity_arrows import LEAVES, VelocityArrows
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during, glide
from scenes.kit.style.notes import SIZE
from scenes.kit.style.role_formulas import by_role

FOUND, SLID = (0.16, 0.26), (0.36, 0.47)
"""Between which shares of a step's time the place of the slope is found, and the step goes to the tip."""

SECONDS: Final = (4.2, 3.2)
"""Of each step that is seen: not the first, which is without a velocity, and the same for both."""

STEPS: Final = 1 + len(SECONDS)
"""So many steps the map has room for."""

HEADER, MARGIN = 0.7, 0.16
"""Height of the words above a map, in scene units, and room around what is seen on it, as a share."""

RING, AWAY = 0.3, 0.12
"""Radius of the ring around the place of the slope, and from it to its name, in scene units."""

NAME: Final = 60.0
"""Size of that name: where the slope is taken is what both maps are about."""


class SlopePlace(Group):
    """The first steps of a run with a velocity, on a close map: a ring is where each slope is taken.

    The step downhill grows out of the ring, and then goes to the tip of what is kept of the velocity.

    Parameters
    ----------
    box
        What it may fill.
    valley
        Where it goes.
    run
        Its rule has the state "velocity", and its point rests for `LEAVES` of each step's time.
    momentum
        The share of the velocity that is kept.
    held : shape (n, 2)
        What is seen on the map.
    name
        Of the rule.
    is_ahead
        Whether the slope is taken ahead, where what is kept of the velocity would lead.

    Attributes
    ----------
    map, arrows, ring
        Its parts.
    places : shape (k, 2)
        Where the slopes are taken.
    """

    def __init__(
        self,
        box: Box,
        valley: Valley,
        run: Run,
        momentum: float,
        held: FloatArray,
        name: str,
        *,
        is_ahead: bool,
    ) -> None:
        self.places = slope_places(run.descent, momentum, is_ahead=is_ahead)
        self.map = ValleyMap(box.inset(top=HEADER), valley, held, MARGIN, named=False, whole=False)
        self.arrows = VelocityArrows(self.map, run, momentum)
        self.ring = Dots(np.zeros((1, 3)), palette.GRADIENT, RING, ring=0.05, window=self.map.frame)
        place = "bold(w) + beta bold(v)" if is_ahead else "bold(w)"
        self.label = plated(typography.formula(place, NAME, palette.GRADIENT))
        called = f"{{{{ {typography.quoted(f'{name}:')} : rule }}}}"
        words = by_role(
            f"{called} quad {{{{ - eta : step }}}} thin {{{{ nabla J({place}) : gradient }}}}", SIZE
        )
        words.select("rule").set_color(run.color)
        typography.fitted(words, box.width).move_to((box.left, box.top - HEADER / 2 + 0.1, 0.0), LEFT)
        ball, trail = Ball.of(run, self.map, radius=0.19), Trail.of(run, self.map, dots=0.07)
        super().__init__(self.map, words, trail, self.arrows, self.ring, ball, self.label)

        def find(_: Mobject) -> None:
            added, place = self.arrows.added, self.map.on(self.places[min(run.step, run.steps - 1)])
            tail, tip = added.points
            back = (1 - run.part(*SLID)) * (place - tail)
            added.put(tail + back, tip + back)
            shown = run.part(*FOUND) * (1 - max(0.0, 2 * run.gone - 1))
            self.ring.set_points(place[None]).set_opacity(shown)
            # Beside the velocity, on the side that the step downhill does not lead to; as far off as it takes
            # for one side of the name to be clear of the ring.
            along, down = tail - self.arrows.total.points[0], tip - tail
            away = np.array([-along[1], along[0], 0.0]) / (float(np.linalg.norm(along)) or 1.0)
            away = -away if away @ down > 0 else away
            room = np.array([self.label.width / 2, self.label.height / 2]) + RING + AWAY
            off = float((room / np.maximum(np.abs(away[:2]), 1e-9)).min())
            for part in self.label.move_to(place + off * away):
                part.set_opacity(shown)

        self.arrows.add_updater(find, call_updater=True)


class LookAhead(Group):
    """The heavy ball and Nesterov's method beside or below each other, after the same first step.

    Parameters
    ----------
    valley
        Where they go; its map fills the stage.
    race
        The heavy ball's run, and that of Nesterov's method.
    momentum
        The share of the velocity that both keep.
    names
        Of the rules.
    """

    def __init__(self, valley: Valley, race: Race, momentum: float, *names: str) -> None:
        self.clock = ValueTracker(1.0)
        walks = [run.descent for run in race]
        shown = [np.arange(min(STEPS, walk.iterations) + 1) for walk in walks]
        seen = [
            points
            for walk, few in zip(walks, shown, strict=True)
            for points in (walk.points[few], slope_places(walk, momentum, is_ahead=True)[few[1:-1]])
        ]
        self.sides = []
        for k, (half, run, few, name) in enumerate(zip(layout.beside(1, 1), race, shown, names, strict=True)):
            slow = Run(run.descent, color=run.color, shown=few, clock=self.clock, eased=True, rest=LEAVES)
            side = SlopePlace(half, valley, slow, momentum, np.vstack(seen), name, is_ahead=k == 1)
            self.sides.append(side)
        super().__init__(*self.sides)

    def opens(self, before: Mobject, below: MapPlot) -> list[Animation]:
        """Return the animations in which a map gives way to both, out of its window that these show."""
        outlines = [window_on(below, side.map) for side in self.sides]
        grown = [grow_into(one, side.map.frame) for one, side in zip(outlines, self.sides, strict=True)]
        return [FadeOut(before), *grown, FadeIn(self, rate_func=during(0.3, 1.0))]

    def closes(self, after: Mobject, below: MapPlot) -> list[Animation]:
        """Return the animations in which both become that window of the map again."""
        outlines = [window_on(below, side.map) for side in self.sides]
        windows = [outline.copy() for outline in outlines]
        for outline, side in zip(outlines, self.sides, strict=True):
            outline.replace(side.map.frame, stretch=True)
        shrunk = [grow_into(*pair) for pair in zip(outlines, windows, strict=True)]
        return [FadeOut(self, rate_func=during(0.0, 0.7)), *shrunk, FadeIn(after)]

    def steps(self) -> list[Animation]:
        """Return the animations of the steps that are seen, one after the other."""
        return [glide(self.clock, step, seconds) for step, seconds in enumerate(SECONDS, 2)]


def slope_places(walk: Descent, momentum: float, *, is_ahead: bool) -> FloatArray:
    """Return where a rule with a velocity takes its slopes, shape (k + 1, d): at its points, or ahead."""
    return walk.points + is_ahead * momentum * walk.states["velocity"]
