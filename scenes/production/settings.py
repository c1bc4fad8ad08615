"""The qualities at which a lecture renders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quality:
    """One of Manim's presets.

    Attributes
    ----------
    name : str
        What the `lecture` command calls it.
    preset : str
        What Manim calls it.
    folder : str
        The folder Manim writes it to: height and frame rate.
    frame_rate : int
        Frames a second.
    """

    name: str
    preset: str
    folder: str
    frame_rate: int


HIGH = Quality("high", "high_quality", "1080p60", 60)

QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("low", "low_quality", "480p15", 15),
        Quality("medium", "medium_quality", "720p30", 30),
        HIGH,
        Quality("1440p", "production_quality", "1440p60", 60),
        Quality("4k", "fourk_quality", "2160p60", 60),
    )
}
