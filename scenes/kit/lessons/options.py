"""Manim's own options, as far as they concern a lesson: those that it cannot follow are refused in a line."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path

from manim import RendererType, Scene, config, logger

from scenes.kit.lessons.manim_adapter import pixel_format, plays_so_far
from scenes.kit.style.layout import Shape
from scenes.script.manifest import manifest_path

LEAST_SIZE = 16
"""Pixels of a picture's shorter side."""


def check_options() -> None:
    """Refuse what no lesson can be rendered with.

    Raises
    ------
    ValueError
        If Manim is to draw by OpenGL, at less than one frame a second, in a picture of next to no pixels, or
        animations from a later to an earlier one.
    """
    if config.renderer is RendererType.OPENGL:
        raise ValueError("Lessons are drawn by Cairo: leave out `--renderer opengl`.")
    if not config.frame_rate >= 1:
        raise ValueError(f"{config.frame_rate:g} frames a second are no film: give `--fps` at least 1.")
    if min(config.pixel_width, config.pixel_height) < LEAST_SIZE:
        raise ValueError(
            f"A picture of {config.pixel_width} × {config.pixel_height} pixels shows nothing: "
            f"give `-r` at least {LEAST_SIZE},{LEAST_SIZE}."
        )
    first, last = config.from_animation_number, config.upto_animation_number
    if last < first:
        raise ValueError(f"`-n {first},{last}` asks for no animation: write `-n {last},{first}`.")


def check_encoding(scene: Scene) -> None:
    """Refuse sizes that the film's encoder cannot do.

    Raises
    ------
    ValueError
        If width or height is odd, and the film's colours are stored for each two by two pixels.
    """
    width, height = config.pixel_width, config.pixel_height
    if (width % 2 or height % 2) and "420p" in (pixel_format(scene) or ""):
        raise ValueError(
            f"{width} × {height} pixels: a film's width and height must be even: "
            f"write `-r {width + width % 2},{height + height % 2}`."
        )


def check_shapes(shapes: object) -> None:
    """Refuse what a lesson may have as `shapes` and says no shapes.

    Raises
    ------
    ValueError
        If it is neither None nor a collection of shapes.
    """
    if shapes is None or (isinstance(shapes, Collection) and all(isinstance(each, Shape) for each in shapes)):
        return
    raise ValueError(f"shapes must be such as (kit.Shape.WIDE, kit.Shape.TALL), or None, not {shapes!r}.")


def unsuited(lesson: str, shape: Shape, shapes: Collection[Shape]) -> str:
    """Return a line on a lesson that is drawn in a shape that it does not lay itself out for."""
    suited = " or ".join(each.value for each in shapes)
    problem = f"in a {shape.value} one, things may be cut off or overlap"
    return f"{lesson} is laid out for a {suited} picture: {problem}"


def is_excerpt() -> bool:
    """Return whether ``-n`` asks for some of the animations."""
    return config.from_animation_number > 0 or math.isfinite(config.upto_animation_number)


def check_excerpt(scene: Scene) -> None:
    """Make sure that ``-n`` asked for an animation that there is.

    Raises
    ------
    ValueError
        If the first one is behind the lesson's last.
    """
    first, count = config.from_animation_number, plays_so_far(scene)
    if first >= count:
        raise ValueError(
            f"`-n {first}`: {type(scene).__name__} has {count} animations: choose from 0 to {count - 1}."
        )


def remove_records(movie: Path | None) -> None:
    """Remove what was written of the whole film beside a movie that is now an excerpt."""
    logger.info("Only some animations, as -n asks: no captions, no manifest, and no fade at the end.")
    if movie is not None:
        for record in (manifest_path(movie), movie.with_suffix(".srt")):
            record.unlink(missing_ok=True)
