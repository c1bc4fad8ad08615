"""The qualities at which a lecture renders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quality:
    """One of Manim's presets.

    Attributes
    ----------
    name : str
        What the `lecture` command calls it.
    flag : str
        The option that asks Manim for it.
    folder : str
        The folder Manim writes it to: height and frame rate.
    frame_rate : int
        Frames a second.
    """

    name: str
    flag: str
    folder: str
    frame_rate: int


HIGH = Quality("high", "-qh", "1080p60", 60)

QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("low", "-ql", "480p15", 15),
        Quality("medium", "-qm", "720p30", 30),
        HIGH,
        Quality("4k", "-qk", "2160p60", 60),
    )
}
