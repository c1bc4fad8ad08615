"""The trailer: shots of a lecture, as its screenplay lists them, with words on them, and its title."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import digest, digests_of_rendered
from scenes.production.build.paths import PartFiles, TrailerFiles, part_files, receipt_file, trailer_files
from scenes.production.build.quality import Quality
from scenes.production.media.burning import ground_of
from scenes.production.media.master import write_pieces
from scenes.production.media.montage import Excerpt, montage, write_still
from scenes.production.media.sound import crossfaded, write_track
from scenes.production.outputs.receipt import make_unless_there
from scenes.production.outputs.soundtrack import soundtrack
from scenes.production.outputs.subtitles import Cue, milliseconds, srt_text
from scenes.production.outputs.typeset import ink_on, pages
from scenes.production.outputs.youtube.thumbnail import draw_still, thumbnail_fingerprint
from scenes.script.atomic_write import replacing_together
from scenes.script.manifest import Beat, read
from scenes.script.screenplay import Part, Screenplay
from scenes.script.spoken import filled
from scenes.script.trailer import Shot, check_words

if TYPE_CHECKING:
    from av import AudioFrame
    from PIL.Image import Image

FADE = 0.3
"""Seconds in which one shot becomes the next."""

TITLE = 2.0
"""Seconds for which the title is seen, at the end."""

_EM = 1 / 13
"""Of the height: what is then on a phone's screen can be read there."""


@dataclass(frozen=True)
class CutShot:
    """A shot of a rendered part.

    Attributes
    ----------
    shot : Shot
        What the screenplay says, with numbers in its words.
    files : PartFiles
        The part it is cut out of.
    start, frames : int
        Its first frame, counted from the part's, and how many they are.
    """

    shot: Shot
    files: PartFiles
    start: int
    frames: int


@dataclass(frozen=True)
class Trailer:
    """What a trailer is made of.

    Attributes
    ----------
    shots : tuple of CutShot
        In order.
    frame_rate : int
        Frames a second.
    """

    shots: tuple[CutShot, ...]
    frame_rate: int

    @property
    def fade(self) -> int:
        """How many pictures one shot still has when the next begins."""
        return round(FADE * self.frame_rate)

    @property
    def title(self) -> int:
        """How many pictures the title has."""
        return self.fade + round(TITLE * self.frame_rate)

    @property
    def starts(self) -> list[int]:
        """The trailer's frames at which its shots begin, and behind them the one of the title."""
        return list(accumulate((each.frames - self.fade for each in self.shots), initial=0))

    @property
    def frames(self) -> int:
        """How many pictures there are in all."""
        return self.starts[-1] + self.title


def only_shown(screenplay: Screenplay) -> Screenplay:
    """Return a screenplay of the lessons that its trailer shows.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.

    Returns
    -------
    Screenplay

    Raises
    ------
    ValueError
        If it lists no shots.
    """
    if not screenplay.trailer:
        first = screenplay.parts[0]
        raise ValueError(
            f"{screenplay.path.name} lists no shots for a trailer: add some at its end, "
            f'each in rows as [[trailer]], beat = "{first.scene}.{next(iter(first.lines))}", seconds = 4'
        )
    shown = {shot.scene for shot in screenplay.trailer}
    return replace(screenplay, parts=tuple(part for part in screenplay.parts if part.scene in shown))


def cut(screenplay: Screenplay, edition: Edition) -> Trailer:
    """Find a trailer's shots in rendered parts.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; the parts that its trailer shows are rendered.
    edition : Edition
        As what they are rendered.

    Returns
    -------
    Trailer

    Raises
    ------
    ValueError
        If a shot is longer than its beat, or its words cannot be read: one line that names it.
    """
    parts = {part.scene: part for part in screenplay.parts}
    shots = []
    for number, shot in enumerate(screenplay.trailer, start=1):
        if shot.scene not in parts:
            raise ValueError(f"{screenplay.path.name} was changed meanwhile: run this again")
        where = f"{screenplay.path.name}, shot {number} ({shot.name})"
        part = parts[shot.scene]
        shots.append(_cut(shot, part, part_files(screenplay, part, edition), where))
    return Trailer(tuple(shots), edition.quality.frame_rate)


def write_trailer(
    screenplay: Screenplay,
    edition: Edition,
    trailer: Trailer,
    jobs: int,
    encoded: Callable[[int], None],
    tell: Callable[[str], None],
) -> TrailerFiles:
    """Write a trailer as video sites ask for films, and its words beside it, unless both are there.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what its parts are rendered.
    trailer : Trailer
        What `cut` returned.
    jobs : int
        How many pieces of it are encoded at a time.
    encoded : callable
        Told how many pictures there are by now.
    tell : callable
        Told in a line if what is heard is too quiet.

    Returns
    -------
    TrailerFiles
        What was written; if that fails, nothing is and the old trailer stays.

    Raises
    ------
    FilmError, RenderFailedError
        If the movie or the thumbnail fails.
    """
    files, rate = trailer_files(screenplay, edition), trailer.frame_rate
    texts = srt_text(_cues(trailer))

    def make(tell: Callable[[str], None]) -> None:
        with replacing_together([files.movie, files.srt]) as [movie, srt]:
            card = movie.with_name("card.mp4")  # left there, it is removed
            write_still(_title_picture(screenplay, edition, trailer), trailer.title, rate, card)
            sound = _sound(screenplay, trailer, movie.with_name("sound.wav"), files.loudness, tell)
            excerpts = [*_excerpts(trailer, edition.quality), Excerpt(card, digest(card), 0, trailer.title)]
            pieces = montage(excerpts, trailer.fade, rate, files.pieces)
            write_pieces(pieces, rate, screenplay.title, movie, jobs, encoded, sound)
            srt.write_text(texts, encoding="utf-8")

    thumbnail = screenplay.thumbnail
    made_from = [
        screenplay.title,
        texts,
        [
            (shot.start, shot.frames, shot.shot.words, digests_of_rendered(shot.files))
            for shot in trailer.shots
        ],
        thumbnail and thumbnail_fingerprint(screenplay, thumbnail, edition.theme),
    ]
    receipt = receipt_file(screenplay, edition, "trailer")
    if not make_unless_there(receipt, made_from, [files.movie, files.srt], make, tell):
        encoded(trailer.frames)
    return files


def _cut(shot: Shot, part: Part, files: PartFiles, where: str) -> CutShot:
    manifest = read(files.manifest)
    beat = next(beat for beat in manifest.beats if beat.name == shot.beat)
    start, frames = (_frames(seconds, manifest.frame_rate) for seconds in (shot.start, shot.seconds))
    if start + frames > beat.frames:
        raise ValueError(
            f"{where}: it ends {shot.start + shot.seconds:g} s after its beat begins, which is "
            f"{beat.frames / manifest.frame_rate:.2f} s long: shorten it, or let it start earlier"
        )
    return CutShot(replace(shot, words=_words(shot, part, beat)), files, beat.start + start, frames)


def _frames(seconds: float, frame_rate: int) -> int:
    """Return how many frames there are in seconds: never one too many, where they do not fit."""
    return int(seconds * frame_rate + 1e-6)


def _words(shot: Shot, part: Part, beat: Beat) -> str:
    """Return a shot's words with the numbers of its beat."""
    if not shot.words:
        return ""
    where = f"{part.file}, shot of {shot.name}"  # in a translation it may have another number
    try:
        words = filled(shot.words, {name: part.said(value) for name, value in beat.numbers.items()})
    except ValueError as error:
        raise ValueError(f"{where}, `words`: {error}") from error
    check_words(words, shot.seconds, where)
    return words


def _cues(trailer: Trailer) -> list[Cue]:
    starts, rate = trailer.starts, trailer.frame_rate
    return [
        Cue(milliseconds(start, rate), milliseconds(end, rate), each.shot.words)
        for each, start, end in zip(trailer.shots, starts, starts[1:], strict=False)
        if each.shot.words
    ]


def _excerpts(trailer: Trailer, quality: Quality) -> list[Excerpt]:
    words = list(dict.fromkeys(each.shot.words for each in trailer.shots if each.shot.words))
    pictures = dict(zip(words, word_pictures(words, quality), strict=True))
    return [
        Excerpt(
            each.files.movie,
            digests_of_rendered(each.files)[0],
            each.start,
            each.frames,
            pictures.get(each.shot.words),
        )
        for each in trailer.shots
    ]


def word_pictures(words: Sequence[str], quality: Quality) -> "list[Image]":
    """Set words as pictures: white, in the lowest part, on a band that is dark and has a soft edge.

    Parameters
    ----------
    words : sequence of str
        Of each picture, in rows.
    quality : Quality
        How large they are.

    Returns
    -------
    list of Image
        On transparency.
    """
    told = {
        "width": quality.width,
        "height": quality.height,
        "em": _EM * quality.height,
        "shots": [each.split("\n") for each in words],
    }
    return pages(Path(__file__).with_name("trailer_words.typ"), told, len(words)) if words else []


def _title_picture(screenplay: Screenplay, edition: Edition, trailer: Trailer) -> "Image":
    """Return the thumbnail, or else the title in the colours of the last shot."""
    from PIL import Image

    if screenplay.thumbnail:
        with Image.open(draw_still(screenplay, screenplay.thumbnail, edition)) as drawn:
            return drawn.convert("RGB")
    ground = ground_of(trailer.shots[-1].files.movie)
    told = {
        "width": edition.quality.width,
        "height": edition.quality.height,
        "ground": ground,
        "ink": ink_on(ground),
        "title": screenplay.title,
    }
    [card] = pages(Path(__file__).with_name("title_card.typ"), told, 1)
    return card


def _sound(
    screenplay: Screenplay, trailer: Trailer, track: Path, loudness: Path, tell: Callable[[str], None]
) -> "Iterator[AudioFrame] | None":
    """Return what is heard, which is written to a track; None if the lecture is silent."""
    if not trailer.shots[0].files.is_spoken:
        return None
    excerpts = [(each.files.sound, each.start, each.frames) for each in trailer.shots]
    samples = crossfaded(excerpts, trailer.fade, trailer.frame_rate)
    write_track(track, [(0, samples)], trailer.frames, trailer.frame_rate)
    return soundtrack(screenplay.title, [track], loudness, tell)
