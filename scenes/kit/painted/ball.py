"""The point as a ball, lit from above as it is on surfaces in space, and with the way that it has come."""

from __future__ import annotations

import math
from typing import Any

import cairo
from manim import Mobject

from scenes.kit.painted.marks import OUTLINE_WIDTH, Dots
from scenes.kit.painted.painted import Floats, PaintingCamera, box_around
from scenes.kit.painted.strokes import Trail
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

LIGHT = -0.36, 0.42
"""Where the ball is lightest, in its radii from its middle."""

SHADES = (0.0, 0.8), (0.16, 0.42), (0.42, 0.0), (0.72, -0.2), (1.0, -0.62)
"""From there to the far edge: shares of the way, and how much the colour leans to white, or to the shade."""

SHADOW, DARKEST, FALL = 1.9, 0.55, (0.12, -0.3)
"""How far the shadow reaches, in radii, how dark it is, and how far it falls aside."""


class Ball(Dots):
    """A dot like all others, painted as a lit ball with a soft shadow: the point that walks.

    It becomes any other dot, and any other dot becomes it.
    """

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted, its shadow with it."""
        return box_around(self.points, (SHADOW + 0.4) * self.radius + OUTLINE_WIDTH + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Lay the shadow, then the dot over its dark outline, then the light on it."""
        if not camera.is_clear:  # there, nobody knows what it would fall on
            for center in self.points[:, :2].tolist():
                self._lay_shadow(ctx, center)
        super().paint(ctx, camera)
        for center in self.points[:, :2].tolist():
            self._light(ctx, center)

    def _lay_shadow(self, ctx: cairo.Context[Any], center: list[float]) -> None:
        x, y = (place + aside * self.radius for place, aside in zip(center, FALL, strict=True))
        shadow = cairo.RadialGradient(x, y, 0.6 * self.radius, x, y, SHADOW * self.radius)
        _stop(shadow, 0.0, palette.rgb(palette.SHADE), DARKEST * self.opacity)
        _stop(shadow, 1.0, palette.rgb(palette.SHADE), 0.0)
        ctx.arc(x, y, SHADOW * self.radius, 0, 2 * math.pi)
        ctx.set_source(shadow)
        ctx.fill()

    def _light(self, ctx: cairo.Context[Any], center: list[float]) -> None:
        (x, y), radius = center, self.radius
        lit_x, lit_y = x + LIGHT[0] * radius, y + LIGHT[1] * radius
        shades = cairo.RadialGradient(lit_x, lit_y, 0.0, x, y, radius)
        for share, lean in SHADES:
            aim = palette.rgb(palette.BRIGHT if lean >= 0 else palette.SHADE)
            _stop(shades, share, self.rgb + abs(lean) * (aim - self.rgb), self.opacity)
        ctx.arc(x, y, radius, 0, 2 * math.pi)
        ctx.set_source(shades)
        ctx.fill()


def trail_and_ball(run: Run, view: RunView, radius: float = 0.17, dots: float = 0.05) -> list[Mobject]:
    """Return a run's way in a plot with a dot at each iterate, and the ball that goes it, of such radii."""
    return [Trail.of(run, view, dots=dots), Ball.of(run, view, radius)]


def _stop(shades: cairo.Gradient, share: float, rgb: Floats, opacity: float) -> None:
    """Add a colour to a gradient; red and blue are exchanged, as for `set_source`."""
    red, green, blue = rgb.tolist()
    shades.add_color_stop_rgba(share, blue, green, red, opacity)
