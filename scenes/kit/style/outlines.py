"""Outlines of a text, kept beside its SVG: to read them again takes a small part of the time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

import manim
import numpy as np
import svgelements
from numpy.typing import NDArray

from scenes.script.atomic_write import replacing
from scenes.script.seal import read_sealed, seal

MADE_BY: Final = manim.__version__, svgelements.SVGELEMENTS_VERSION, 1
"""What outlines depend on besides the SVG; the last number is that of this file's format."""


class Outline(svgelements.Path):  # type: ignore[misc]
    """A path of an SVG as Manim has read it: points in place of commands, where its transforms have put them.

    Parameters
    ----------
    points : shape (n, 3)
        Of its Bezier curves.
    stroke_width
        As in the SVG, or None.
    stroke, fill
        Colours as the SVG has them, or None.
    """

    def __init__(
        self, points: NDArray[Any], stroke_width: float | None, stroke: int | None, fill: int | None
    ) -> None:
        super().__init__()
        self.points, self.apply = points, False
        self.stroke_width, self.stroke, self.fill = stroke_width, _color(stroke), _color(fill)

    @classmethod
    def of(cls, shape: Any, points: NDArray[Any]) -> Self:
        """Return a shape of an SVG, with the points of what was made of it."""
        return cls(points.copy(), shape.stroke_width, shape.stroke.value, shape.fill.value)


class KeptOutlines:
    """The outlines of one SVG, and the names of their groups, in a file of their own.

    Parameters
    ----------
    folder
        Where the SVG lies.
    svg
        Its text, with all that has an influence on how it is read.
    """

    def __init__(self, folder: Path, svg: bytes) -> None:
        made_of = repr(MADE_BY).encode() + b"\0" + svg
        self.path = folder / f"{sha256(made_of).hexdigest()[:32]}.npz"

    def read(self) -> tuple[list[Outline], dict[str, list[int]]] | None:
        """Return outlines, and of each group the places of its own among them; None if they are not there."""
        kept = read_sealed(self.path)
        if kept is None:
            return None
        with np.load(BytesIO(kept), allow_pickle=False) as arrays:
            told = json.loads(bytes(arrays["told"]))
            points = np.split(arrays["points"], np.cumsum(told["counts"])[:-1])
        outlines = [Outline(each, *look) for each, look in zip(points, told["looks"], strict=True)]
        return outlines, told["groups"]

    def write(self, outlines: Sequence[Outline], groups: Mapping[str, Sequence[int]]) -> None:
        """Keep outlines, shape by shape; where nothing can be written, they are not kept."""
        told = {
            "counts": [len(each.points) for each in outlines],
            "looks": [(each.stroke_width, each.stroke.value, each.fill.value) for each in outlines],
            "groups": {name: list(places) for name, places in groups.items()},
        }
        points = np.concatenate([np.empty((0, 3)), *(each.points for each in outlines)])
        with suppress(OSError), replacing(self.path) as beside:
            with beside.open("wb") as file:
                np.savez(file, points=points, told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8))
            seal(beside, self.path.name)


def _color(value: int | None) -> Any:
    color = svgelements.Color()
    color.value = value
    return color
