"""Shorts: single lessons, rendered square or upright for phones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import ShortFiles, part_files, short_files
from scenes.production.build.quality import Quality, Shape
from scenes.production.media.burning import CaptionBurner, Room, ground_of
from scenes.production.media.concat import join
from scenes.production.media.master import write_master
from scenes.production.outputs.burnt_captions import burnt
from scenes.production.outputs.soundtrack import soundtrack
from scenes.production.outputs.subtitles import captioned_for_phones, cues, srt_text
from scenes.script.atomic_write import replacing_together, unfinished_folder
from scenes.script.manifest import Manifest, read
from scenes.script.screenplay import Part, Screenplay


def only(screenplay: Screenplay, lessons: Sequence[str]) -> Screenplay:
    """Return a screenplay of some lessons.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    lessons : sequence of str
        Classes; if there are none, those that the screenplay has marked.

    Returns
    -------
    Screenplay

    Raises
    ------
    ValueError
        If the lecture has no such lesson, or marks none and none is named.
    """
    names = tuple(lessons) or screenplay.shorts
    scenes = [part.scene for part in screenplay.parts]
    if not names:
        raise ValueError(
            f"{screenplay.name}.toml marks no lesson as a short: add `shorts = [...]` at its top, or name one"
        )
    for name in names:
        if name not in scenes:
            raise ValueError(f"{screenplay.name} has no lesson {name!r}: choose from {', '.join(scenes)}")
    return replace(screenplay, parts=tuple(part for part in screenplay.parts if part.scene in names))


def write_short(
    screenplay: Screenplay,
    part: Part,
    edition: Edition,
    shape: Shape,
    encoded: Callable[[int], None],
    tell: Callable[[str], None],
    *,
    is_captioned: bool,
) -> tuple[ShortFiles, float]:
    """Write a lesson's short as video sites ask for it, and its captions beside it.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    part : Part
        The lesson; it is rendered in the shape.
    edition : Edition
        As of a film, before it is shaped.
    shape : Shape
        The short's.
    encoded : callable
        Told the number of pictures that are done, one by one.
    tell : callable
        Told in a line if what is heard is too quiet.
    is_captioned : bool
        Whether the captions are burnt into its pictures, too.

    Returns
    -------
    ShortFiles
        What was written; if that fails, nothing is and the old short stays.
    float
        Seconds of film.
    """
    rendered = part_files(screenplay, part, edition.shaped(shape))
    manifest = read(rendered.manifest)
    short = short_files(screenplay, part, edition, shape, is_captioned=is_captioned)
    told = captioned_for_phones(manifest)
    title = part.chapter or screenplay.title
    sound = soundtrack(title, [rendered.sound] if rendered.is_spoken else [], tell)
    with (
        replacing_together([short.movie, short.srt]) as [movie, srt],
        unfinished_folder(short.movie) as beside,
    ):
        film = beside / movie.name
        join([rendered.movie], [manifest.frames], manifest.frame_rate, title, film, sound)
        burner = _burner(told, film, edition.shaped(shape).quality) if is_captioned else None
        write_master(film, title, movie, encoded, burner)
        srt.write_text(srt_text(cues([told])), encoding="utf-8")
    return short, manifest.frames / manifest.frame_rate


def _burner(told: Manifest, film: Path, quality: Quality) -> CaptionBurner:
    """Return what puts a film's captions below its pictures."""
    room = Room.of(quality.width, quality.height)
    captions = [caption for beat in told.beats for caption in beat.captions]
    return CaptionBurner(burnt(captions, room, ground_of(film)), room)
