"""A row of excerpts of movies: each fades into the next, and words stand on some of them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.burning import Burnt, CaptionBurner, Room
from scenes.production.media.concat import FilmError
from scenes.production.media.decoding import pictures
from scenes.production.media.master import Piece
from scenes.production.media.master_encoder import Finish, encoder_key, to_bt709

if TYPE_CHECKING:
    from av import VideoFrame
    from PIL.Image import Image


_STILL = {"preset": "ultrafast", "qp": "4", "bf": "0", "threads": "1"}
"""As good as the picture itself: it is encoded once more."""


@dataclass(frozen=True)
class Excerpt:
    """Some of a movie's pictures, in a row.

    Attributes
    ----------
    movie : Path
        Where they come from.
    digest : str
        Of the movie.
    start, frames : int
        The first, and how many they are.
    words : Image or None
        What stands on them: as large as they are, on transparency.
    """

    movie: Path
    digest: str
    start: int
    frames: int
    words: "Image | None" = None

    @property
    def key(self) -> str:
        """A digest of all that can be seen of it."""
        told = hashlib.sha256(f"{self.digest} {self.start} {self.frames}".encode())
        if self.words is not None:
            told.update(f"{self.words.size}".encode() + self.words.tobytes())
        return told.hexdigest()


def montage(excerpts: Sequence[Excerpt], fade: int, frame_rate: int, folder: Path) -> list[Piece]:
    """Return what to encode so that excerpts fade into each other.

    Parameters
    ----------
    excerpts : sequence of Excerpt
        In order, of movies that are equally large. Each is longer than two fades.
    fade : int
        How many pictures one excerpt still has when the next begins.
    frame_rate : int
        Frames a second of all movies.
    folder : Path
        Where the pieces are kept.

    Returns
    -------
    list of Piece
        One for each excerpt, from its first picture to the one before the next excerpt's first.
    """
    *_, last = excerpts
    befores: list[Excerpt | None] = [None, *excerpts[:-1]]
    return [
        _piece(before, each, each.frames - (0 if each is last else fade), fade, frame_rate, folder)
        for before, each in zip(befores, excerpts, strict=True)
    ]


def _piece(
    before: Excerpt | None, excerpt: Excerpt, frames: int, fade: int, frame_rate: int, folder: Path
) -> Piece:
    import av

    keys = f"{before and before.key} {excerpt.key} {frames} {fade} {frame_rate}"
    key = hashlib.sha256(Path(__file__).read_bytes() + keys.encode()).hexdigest()
    finish = Finish(key, lambda: _Composer(before, excerpt, fade, frame_rate))
    with av.open(excerpt.movie) as container:
        name = encoder_key(container.streams.video[0], finish)
    return Piece(excerpt.movie, excerpt.start, frames, folder / f"{name}.mp4", finish)


class _Composer:
    """Makes of an excerpt's pictures, one after the other, those that are shown."""

    def __init__(self, before: Excerpt | None, excerpt: Excerpt, fade: int, frame_rate: int) -> None:
        self._start, self._fade = excerpt.start, fade
        self._titled = _titles(excerpt)
        self._leaving = _last_pictures(before, fade, frame_rate) if before else None

    def __call__(self, picture: "VideoFrame") -> "VideoFrame":
        """Return a picture, whose time counts frames, with words, and with what still fades out before it."""
        assert picture.pts is not None
        place = picture.pts - self._start
        titled = self._titled(picture)
        if self._leaving is None or place >= self._fade:
            return titled
        return _mixed(next(self._leaving), titled, (place + 1) / (self._fade + 1))


def _last_pictures(excerpt: Excerpt, count: int, frame_rate: int) -> "Iterator[VideoFrame]":
    """Yield an excerpt's last pictures with its words, in the colours of BT.709."""
    import av

    titled, first = _titles(excerpt), excerpt.start + excerpt.frames - count
    with av.open(excerpt.movie) as container:
        converter = to_bt709(container.streams.video[0])
    for place, picture in enumerate(pictures(excerpt.movie, first, count, frame_rate), start=first):
        converter.vpush(picture)
        ready = converter.vpull()
        ready.pts, ready.time_base = place, Fraction(1, frame_rate)
        yield titled(ready)
    raise FilmError(f"{excerpt.movie} ends before {first + count} pictures: remove it and render again")


def _titles(excerpt: Excerpt) -> "Callable[[VideoFrame], VideoFrame]":
    """Return what lays an excerpt's words over its pictures, one picture after the other."""
    if excerpt.words is None:
        return lambda picture: picture
    whole = Room(*excerpt.words.size, *excerpt.words.size, top=0)
    return CaptionBurner([Burnt(excerpt.start, excerpt.start + excerpt.frames, excerpt.words)], whole)


def _mixed(leaving: "VideoFrame", coming: "VideoFrame", share: float) -> "VideoFrame":
    """Return two pictures as one, a share of which is the second's."""
    import numpy as np
    from av import VideoFrame

    mixed = (1 - share) * leaving.to_ndarray() + share * coming.to_ndarray()
    return VideoFrame.from_ndarray(np.rint(mixed).astype(np.uint8), format="yuv420p")


def write_still(picture: "Image", frames: int, frame_rate: int, target: Path) -> None:
    """Write a movie that shows one picture.

    Parameters
    ----------
    picture : Image
        What it shows.
    frames, frame_rate : int
        How long, and how many pictures a second.
    target : Path
        An MP4, in the colours of BT.709. It is written in place: give a path that nobody reads yet.
    """
    import av
    import numpy as np
    from av import VideoFrame
    from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

    shown = VideoFrame.from_ndarray(np.asarray(picture.convert("RGB")), format="rgb24").reformat(
        format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG", threads=1
    )
    with av.open(target, "w", format="mp4") as file:
        stream = file.add_stream("libx264", frame_rate, _STILL)
        context = stream.codec_context
        context.width, context.height, context.pix_fmt = picture.width, picture.height, "yuv420p"
        context.colorspace, context.color_primaries = Colorspace.ITU709, ColorPrimaries.BT709
        context.color_trc, context.color_range = ColorTrc.BT709, ColorRange.MPEG
        for place in range(frames):
            shown.pts, shown.time_base = place, Fraction(1, frame_rate)
            file.mux(stream.encode(shown))
        file.mux(stream.encode(None))
