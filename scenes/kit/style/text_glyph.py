"""One letter of a text, or one sign of a formula."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from manim import VMobjectFromSVGPath
from manim.utils.bezier import interpolate

from scenes.kit.style.copied import Copied


class TextGlyph(Copied, VMobjectFromSVGPath):
    """A filled outline, of which an animation steps through hundreds in each frame.

    While it only fades, its points stay the same to the last bit: by those, a camera knows it again.
    """

    def interpolate(self, mobject1: Any, mobject2: Any, alpha: float, *path: Any) -> Self:
        """Become what is between two others, as any mobject does."""
        super().interpolate(mobject1, mobject2, alpha, *path)
        if np.array_equal(mobject1.points, mobject2.points):
            self.points = mobject1.points.copy()
        return self

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float) -> Self:
        """Become of a colour between those of two others, and of their strokes only if any is seen."""
        if 0 < alpha < 1 and not any(map(_has_more_than_fill, (self, mobject1, mobject2))):
            self.fill_rgbas = interpolate(mobject1.fill_rgbas, mobject2.fill_rgbas, alpha)
            return self
        return super().interpolate_color(mobject1, mobject2, alpha)

    def update_rgbas_array(self, array_name: str, color: Any = None, opacity: Any = None) -> Self:
        """Set the colours of a fill or a stroke, or only their opacity, as updaters do in each frame."""
        rgbas = getattr(self, array_name, None)
        if rgbas is None or color is not None or np.iterable(opacity) or self.sheen_factor:
            return super().update_rgbas_array(array_name, color, opacity)
        if opacity is not None:
            rgbas[:, 3] = opacity
        return self


def _has_more_than_fill(glyph: Any) -> bool:
    return bool(glyph.stroke_width or glyph.background_stroke_width or glyph.sheen_factor)
