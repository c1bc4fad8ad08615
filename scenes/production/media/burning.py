"""Captions burnt into a short: its pictures a little smaller, and the words in the room below."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.decoding import in_rgb

if TYPE_CHECKING:
    from av import VideoFrame
    from PIL.Image import Image


@dataclass(frozen=True)
class Room:
    """Where things stand in a captioned picture, in pixels.

    Attributes
    ----------
    width, height : int
        Of the whole.
    inner_width, inner_height : int
        Of the picture that is captioned, in the middle of the top.
    top : int
        Where the captions begin.
    """

    width: int
    height: int
    inner_width: int
    inner_height: int
    top: int

    @classmethod
    def of(cls, width: int, height: int) -> "Room":
        """Return the room in a picture of some size.

        An upright one has nothing in its lowest eighth, which players cover; captions stand above that. In a
        square one they stand at the bottom.
        """
        share, top = (0.9, 0.78) if height > width else (0.85, 0.82)
        return cls(width, height, _even(share * width), _even(share * height), _even(top * height))

    @property
    def left(self) -> int:
        """Where the picture begins that is captioned."""
        return _even((self.width - self.inner_width) / 2)

    @property
    def right(self) -> int:
        """What is left beside it."""
        return self.width - self.inner_width - self.left

    @property
    def band(self) -> tuple[int, int]:
        """Width and height of a caption's picture."""
        return self.width, _even(0.15 * self.width)


@dataclass(frozen=True)
class Burnt:
    """A caption as a picture.

    Attributes
    ----------
    start, end : int
        The frames from which and until which it stands.
    picture : Image
        The words on transparency, as large as the room's band.
    """

    start: int
    end: int
    picture: "Image"


def ground_of(movie: Path) -> tuple[int, int, int]:
    """Return the colour in the corner of a movie's first picture: red, green and blue, 0 to 255."""
    import av

    with av.open(movie) as container:
        first = next(container.decode(video=0))
    red, green, blue = in_rgb(first, first.height).to_ndarray()[0, 0]
    return int(red), int(green), int(blue)


def key_of(captions: Sequence[Burnt], room: Room) -> str:
    """Return a digest of what a `CaptionBurner` does to pictures."""
    told = hashlib.sha256(Path(__file__).read_bytes() + repr(room).encode())
    for each in captions:
        told.update(f"{each.start} {each.end} {each.picture.size}".encode() + each.picture.tobytes())
    return told.hexdigest()


class CaptionBurner:
    """Puts captions below pictures, one picture after the other; all of them are in the colours of BT.709.

    Parameters
    ----------
    captions : sequence of Burnt
        In order.
    room : Room
        Where they go.
    """

    def __init__(self, captions: Sequence[Burnt], room: Room) -> None:
        from PIL import Image

        none = Image.new("RGBA", room.band)
        self._none, self._room = _in_bt709(none), room
        self._captions = [(each.start, each.end, _in_bt709(each.picture)) for each in captions]
        self._graph: _Graph | None = None

    def __call__(self, picture: "VideoFrame") -> "VideoFrame":
        """Return a picture, whose time counts frames, with the caption that stands at its own."""
        place = picture.pts
        assert place is not None
        shown = (caption for start, end, caption in self._captions if start <= place < end)
        caption = next(shown, self._none)
        caption.pts, caption.time_base = picture.pts, picture.time_base
        if self._graph is None:
            self._graph = _Graph(self._room, picture, caption)
        return self._graph.composed(picture, caption)


class _Graph:
    """Filters of FFmpeg's that make pictures smaller, widen their ground, and lay captions over them.

    Parameters
    ----------
    room : Room
        Where they go.
    picture, caption : VideoFrame
        What the others are like.
    """

    def __init__(self, room: Room, picture: "VideoFrame", caption: "VideoFrame") -> None:
        from av.filter import Graph

        self._graph, below = Graph(), room.height - room.inner_height
        self._pictures, self._captions = (
            self._graph.add(
                "buffer",
                video_size=f"{like.width}x{like.height}",
                pix_fmt=like.format.name,
                time_base=str(picture.time_base),
                pixel_aspect="1/1",
                colorspace="bt709",
                range="tv",
            )
            for like in (picture, caption)
        )
        size = f"{room.inner_width}:{room.inner_height}:flags=area+accurate_rnd"
        overlay = self._graph.add("overlay", f"x=0:y={room.top}:format=yuv420")
        self._sink = self._graph.add("buffersink")
        self._graph.link_nodes(
            self._pictures,
            self._graph.add("scale", size),
            self._graph.add("pad", f"{room.width}:{room.height}:{room.left}:0"),
            self._graph.add("fillborders", f"{room.left}:{room.right}:0:{below}:smear"),
            overlay,
            self._graph.add("format", "yuv420p"),
            self._sink,
        )
        self._captions.link_to(overlay, 0, 1)
        self._graph.configure()

    def composed(self, picture: "VideoFrame", caption: "VideoFrame") -> "VideoFrame":
        """Return a picture with a caption."""
        from av import VideoFrame

        self._pictures.push(picture)
        self._captions.push(caption)
        composed = self._sink.pull()
        assert isinstance(composed, VideoFrame)
        return composed


def _in_bt709(picture: "Image") -> "VideoFrame":
    import numpy as np
    from av import VideoFrame
    from av.video.reformatter import ColorRange, Colorspace

    frame = VideoFrame.from_ndarray(np.asarray(picture), format="rgba").reformat(
        format="yuva420p", dst_colorspace="ITU709", dst_color_range="MPEG", threads=1
    )
    frame.colorspace, frame.color_range = Colorspace.ITU709, ColorRange.MPEG
    return frame


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)
