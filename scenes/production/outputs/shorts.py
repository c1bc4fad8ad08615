"""Shorts: single lessons, rendered square or upright for phones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import digests_of_rendered
from scenes.production.build.paths import ShortFiles, part_files, receipt_file, short_files
from scenes.production.build.quality import Quality, Shape
from scenes.production.media.burning import CaptionBurner, Room, ground_of, key_of
from scenes.production.media.master import write_master
from scenes.production.media.master_encoder import Finish
from scenes.production.outputs.burnt_captions import burnt
from scenes.production.outputs.masters import master_part
from scenes.production.outputs.receipt import make_unless_there
from scenes.production.outputs.soundtrack import soundtrack
from scenes.production.outputs.subtitles import captioned_for_phones, cues, srt_text
from scenes.script.atomic_write import replacing_together
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
    jobs: int,
    encoded: Callable[[int], None],
    tell: Callable[[str], None],
    *,
    is_captioned: bool,
) -> tuple[ShortFiles, float]:
    """Write a lesson's short as video sites ask for it, and its captions beside it, unless both are there.

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
    jobs : int
        How many pieces of it are encoded at a time.
    encoded : callable
        Told how many pictures there are by now.
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
    tracks = [rendered.sound] if rendered.is_spoken else []
    texts = srt_text(cues([told]))

    def make(tell: Callable[[str], None]) -> None:
        sound = soundtrack(title, tracks, rendered.loudness, tell)
        finish = _finish(told, rendered.movie, edition.shaped(shape).quality) if is_captioned else None
        pictures = master_part(rendered, manifest, finish)
        with replacing_together([short.movie, short.srt]) as [movie, srt]:
            write_master([pictures], manifest.frame_rate, title, movie, jobs, encoded, sound)
            srt.write_text(texts, encoding="utf-8")

    made_from = [title, texts, digests_of_rendered(rendered), is_captioned]
    receipt = receipt_file(screenplay, edition.shaped(shape), short.movie.stem)
    if not make_unless_there(receipt, made_from, [short.movie, short.srt], make, tell):
        encoded(manifest.frames)
    return short, manifest.frames / manifest.frame_rate


def _finish(told: Manifest, movie: Path, quality: Quality) -> Finish:
    """Return what puts a movie's captions below its pictures."""
    room = Room.of(quality.width, quality.height)
    captions = burnt([caption for beat in told.beats for caption in beat.captions], room, ground_of(movie))
    return Finish(key_of(captions, room), lambda: CaptionBurner(captions, room))
