"""The sizes and frame rates at which a lecture renders."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Shape(StrEnum):
    """What a short has instead of the film's 16:9."""

    VERTICAL = "vertical"
    SQUARE = "square"


@dataclass(frozen=True)
class Quality:
    """A size of the picture, and a frame rate.

    Attributes
    ----------
    name : str
        What the `lecture` command calls it.
    width, height : int
        Of the picture, in pixels.
    frame_rate : int
        Frames a second.
    """

    name: str
    width: int
    height: int
    frame_rate: int

    @property
    def manim_folder(self) -> str:
        """The folder Manim writes it to: height and frame rate."""
        return f"{self.height}p{self.frame_rate}"

    @property
    def folder(self) -> str:
        """The folder of its parts, and what its films carry in their names: as Manim's, if it is 16:9."""
        is_short = self.width <= self.height
        return f"{self.width}x{self.manim_folder}" if is_short else self.manim_folder

    def shaped(self, shape: Shape) -> "Quality":
        """Return the same quality for shorts: its height is how wide they are."""
        height = {Shape.VERTICAL: self.width, Shape.SQUARE: self.height}[shape]
        return replace(self, width=self.height, height=height)


SMALL = Quality("540p", 960, 540, 30)
"""Of films of which a page holds many."""

MEDIUM = Quality("medium", 1280, 720, 30)
HIGH = Quality("high", 1920, 1080, 60)

QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("low", 854, 480, 15),
        MEDIUM,
        HIGH,
        Quality("1440p", 2560, 1440, 60),
        Quality("4k", 3840, 2160, 60),
    )
}
