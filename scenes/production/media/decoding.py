"""Pictures read back from a movie."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import VideoFrame


_AREA, _ACCURATE, _FULL_CHROMA = 0x20, 0x40000, 0x2000  # as FFmpeg's scaler numbers them


def in_rgb(picture: "VideoFrame", most: int) -> "VideoFrame":
    """Return a picture in red, green and blue, made smaller if it is higher than so many pixels.

    FFmpeg's quick way would darken it by two levels of 255.
    """
    height = min(most, picture.height)
    width = round(picture.width * height / picture.height)
    return picture.reformat(width, height, "rgb24", interpolation=_AREA | _ACCURATE | _FULL_CHROMA, threads=1)


def pictures(movie: Path, start: int, count: int, frame_rate: int) -> Iterator["VideoFrame"]:
    """Yield a movie's pictures from some frame on.

    Parameters
    ----------
    movie : Path
        Where they come from; its frame rate is constant.
    start, count : int
        The first frame, and how many.
    frame_rate : int
        Frames a second.

    Yields
    ------
    VideoFrame
    """
    import av

    with av.open(movie) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        container.seek(int(start / frame_rate / stream.time_base), stream=stream)  # to a key frame before
        for picture in container.decode(stream):
            assert picture.pts is not None
            place = round(picture.pts * stream.time_base * frame_rate)
            if place >= start + count:
                return
            if place >= start:
                yield picture
