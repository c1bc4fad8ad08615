"""Pictures as SVG: the same painters as for the film, on a page instead of pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Self

import cairo
import numpy as np
from manim import Mobject, MovingCamera, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.typing import PixelArray

from scenes.kit.painted.painted import Painted, PaintingCamera
from scenes.kit.rendering.frame_digest import displayed

_PIXELS = (AbstractImageMobject, PMobject)  # Manim draws these past any context of Cairo's
_COLOR = re.compile(r"rgb\(([^,)]+),([^,)]+),([^,)]+)\)")


class NotVectorsError(Exception):
    """A picture holds something that is painted as pixels."""


class VectorCamera(PaintingCamera):
    """A camera that can also draw on a page of SVG, and that really leaves out a transparent background."""

    _page: cairo.Context[Any] | None = None

    def init_background(self) -> None:
        """Fill the background; Manim leaves a trace of its colour in it, transparent or not."""
        super().init_background()
        if self.background_opacity == 0:
            self.background = np.zeros_like(self.background)

    def get_cairo_context(self, pixel_array: PixelArray) -> cairo.Context[Any]:
        """Return what is drawn on: the page, while there is one."""
        return self._page or super().get_cairo_context(pixel_array)

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[Any]) -> Self:
        """Display a vectorized mobject; on a page always by its outline, never by its pixels."""
        if self._page is None:
            return super().display_vectorized(vmobject, ctx)
        return MovingCamera.display_vectorized(self, vmobject, ctx)

    def svg(self, mobjects: Sequence[Mobject]) -> str:
        """Draw mobjects and their families as SVG, surfaces in space and what lies on them as images.

        Parameters
        ----------
        mobjects
            What to draw, the hindmost first.

        Returns
        -------
        str

        Raises
        ------
        NotVectorsError
            If one of them is not drawn by outlines alone, naming its class.
        """
        single = displayed(mobjects, self)
        outlines = [each for each in single if not (isinstance(each, Painted) and each.is_image)]
        if any(isinstance(each, _PIXELS) for each in outlines) or "<image" in self._drawn(outlines):
            pixels = {type(each).__name__: None for each in outlines if self._is_pixels(each)}
            raise NotVectorsError(f"{', '.join(pixels)} is painted as pixels")
        return self._drawn(single)

    def _is_pixels(self, mobject: Mobject) -> bool:
        return isinstance(mobject, _PIXELS) or "<image" in self._drawn([mobject])

    def _drawn(self, single: Sequence[Mobject]) -> str:
        file, matrix = BytesIO(), self.get_cairo_context(self.pixel_array).get_matrix()
        surface = cairo.SVGSurface(file, self.pixel_width, self.pixel_height)
        surface.set_document_unit(cairo.SVG_UNIT_PX)
        self._page = cairo.Context(surface)
        try:
            if self.background_opacity > 0:
                red, green, blue = self.background_color.to_rgb()
                self._page.set_source_rgb(blue, green, red)
                self._page.paint()
            self._page.set_matrix(matrix)
            self.capture_mobjects(single, include_submobjects=False)
        finally:
            self._page = None
        surface.finish()
        return _with_own_colors(file.getvalue().decode())


def _with_own_colors(page: str) -> str:
    """Exchange red and blue: painters give them to Cairo in the order of Manim's pixels."""
    return _COLOR.sub(r"rgb(\3,\2,\1)", page)
