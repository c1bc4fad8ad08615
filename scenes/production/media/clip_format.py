"""The formats of clips."""

from enum import StrEnum


class ClipFormat(StrEnum):
    """What a clip can be."""

    MP4 = "mp4"
    GIF = "gif"
    WEBM = "webm"
    PRORES = "prores"
    PNG = "png"
    SVG = "svg"

    @property
    def ending(self) -> str:
        """How its files' names end."""
        return "mov" if self == ClipFormat.PRORES else str(self)

    @property
    def is_cut(self) -> bool:
        """Whether it is made from the rendered film, background and all; the others are drawn anew."""
        return self in (ClipFormat.MP4, ClipFormat.GIF)

    @property
    def is_still(self) -> bool:
        """Whether it shows only how a beat ends."""
        return self in (ClipFormat.PNG, ClipFormat.SVG)
