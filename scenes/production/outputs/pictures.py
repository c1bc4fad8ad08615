"""Single pictures of a movie, and the colours of a page around them."""

from pathlib import Path
from typing import TYPE_CHECKING

from coloraide import Color

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


def corner_colour(picture: "Image") -> str:
    """Return the colour of a picture's upper left corner, in hexadecimal digits."""
    return "#" + bytes(picture.tobytes()[:3]).hex()


def ink_on(background: str) -> str:
    """Return white or black, whichever is read better on a background."""
    return max("white", "black", key=Color(background).contrast)


def _image(frame: "VideoFrame") -> "Image":
    """Return a frame in a browser's colours: in floats they are not cut off at each step."""
    import numpy as np
    from PIL import Image

    colours = frame.to_ndarray(format="gbrpf32le")
    return Image.fromarray(np.rint(255 * colours).astype(np.uint8))
