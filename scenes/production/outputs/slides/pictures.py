"""Single pictures of a slide's movie."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import VideoFrame
    from PIL.Image import Image


def first_picture(movie: Path) -> "Image":
    """Return what a movie starts with."""
    import av

    with av.open(movie) as container:
        return _image(next(container.decode(video=0)))


def last_picture(movie: Path) -> "Image":
    """Return what a movie ends with."""
    import av

    with av.open(movie) as container:
        stream = container.streams.video[0]
        container.seek(stream.duration or 0, stream=stream)  # only what follows the last key frame is decoded
        *_, last = container.decode(stream)
        return _image(last)


def _image(frame: "VideoFrame") -> "Image":
    """Return a frame in a browser's colours: in floats they are not cut off at each step."""
    import numpy as np
    from PIL import Image

    colours = frame.to_ndarray(format="gbrpf32le")
    return Image.fromarray(np.rint(255 * colours).astype(np.uint8))
