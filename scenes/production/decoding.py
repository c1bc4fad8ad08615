"""Pictures read back from a movie."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import VideoFrame


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
