"""Clips: beats and whole lessons as files of their own, for slides and pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import clips_folder
from scenes.production.media.clip_format import ClipFormat
from scenes.script.screenplay import Part, Screenplay


@dataclass(frozen=True, eq=False)
class Clip:
    """A beat of a lesson, or the whole of it.

    Attributes
    ----------
    part : Part
        The lesson.
    beat : str or None
        The beat; None for the whole lesson.
    """

    part: Part
    beat: str | None

    @property
    def name(self) -> str:
        """What it is asked for by: `LineFit.descend`, or `LineFit`."""
        return self.part.scene if self.beat is None else f"{self.part.scene}.{self.beat}"


def choose(screenplay: Screenplay, names: Sequence[str]) -> list[Clip]:
    """Find the clips that are asked for.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    names : sequence of str
        `Lesson` or `Lesson.beat` each; if there are none, every beat is meant.

    Returns
    -------
    list of Clip
        Lesson by lesson.

    Raises
    ------
    ValueError
        If there is no such lesson or beat, naming those that there are.
    """
    if not names:
        return [Clip(part, beat) for part in screenplay.parts for beat in part.lines]
    order = [part.scene for part in screenplay.parts]
    found = [_clip(screenplay, name) for name in dict.fromkeys(names)]
    return sorted(found, key=lambda clip: order.index(clip.part.scene))


def clip_path(
    screenplay: Screenplay, clip: Clip, kind: ClipFormat, edition: Edition, *, is_clear: bool
) -> Path:
    """Return where a clip lies; none that is made otherwise takes its place.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    clip : Clip
        What it shows.
    kind : ClipFormat
        Its format.
    edition : Edition
        As what it is rendered.
    is_clear : bool
        Whether the background is left out; a format that always leaves it out need not say so.

    Returns
    -------
    Path
    """
    clear = ".transparent" if is_clear and kind.is_still else ""
    return clips_folder(screenplay) / f"{clip.name}{edition.suffix}{clear}.{kind.ending}"


def _clip(screenplay: Screenplay, name: str) -> Clip:
    scene, dot, beat = name.partition(".")
    part = screenplay.part_of([scene])
    if part is None:
        known = ", ".join(part.scene for part in screenplay.parts)
        raise ValueError(f"{screenplay.name} has no lesson {scene!r}: choose from {known}")
    if dot and beat not in part.lines:
        raise ValueError(f"{scene} has no beat {beat!r}: choose from {', '.join(part.lines)}")
    return Clip(part, beat if dot else None)
