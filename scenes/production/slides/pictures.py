"""Single pictures of a slide's movie."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def first_picture(movie: Path) -> "Image":
    """Return what a movie starts with."""
    import av

    with av.open(movie) as container:
        return next(container.decode(video=0)).to_image()


def last_picture(movie: Path) -> "Image":
    """Return what a movie ends with."""
    import av

    with av.open(movie) as container:
        stream = container.streams.video[0]
        container.seek(stream.duration or 0, stream=stream)  # only what follows the last key frame is decoded
        *_, last = container.decode(stream)
        return last.to_image()
