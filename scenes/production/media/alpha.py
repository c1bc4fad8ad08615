"""Movies with alpha: what was rendered on transparency, encoded so that no edge darkens on any background.

Cairo paints premultiplied colours; WebM and ProRes hold straight ones. Their pictures are compressed
without regard to alpha, and partly at half the size, so that colours bleed between neighbouring pixels. What
cannot be seen therefore gets the colour of what can be seen nearest to it. FFmpeg's filter `unpremultiply`
would leave it black.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av import VideoFrame

Pixels = NDArray[np.uint8]

FAINT = 8
"""Below this alpha, of 255, a premultiplied colour is too coarse to tell the straight one from."""


@dataclass(frozen=True)
class Encoding:
    """A kind of movie that has alpha."""

    container: str
    codec: str
    pixel_format: str
    options: tuple[tuple[str, str], ...]


WEBM = Encoding(
    "webm",
    "libvpx-vp9",
    "yuva420p",
    (
        ("crf", "12"),
        ("b", "0"),
        # A quarter of the time that `good` takes, with the mean error of its crf of 15 over any background;
        # `screen`, made for drawings, saves a tenth of the size.
        ("deadline", "realtime"),
        ("cpu-used", "5"),
        ("tune-content", "screen"),
        ("lag-in-frames", "0"),
        ("row-mt", "1"),
        ("auto-alt-ref", "0"),
    ),
)
PRORES = Encoding(
    "mov", "prores_ks", "yuva444p10le", (("profile", "4444"), ("alpha_bits", "16"), ("vendor", "apl0"))
)

_BT709, _LIMITED = 1, 1  # as FFmpeg numbers colour spaces, primaries and transfers, and ranges


def straight(painted: Pixels) -> Pixels:
    """Return straight colours, those of what cannot be seen taken from what can be seen nearby.

    Parameters
    ----------
    painted
        Red, green, blue and alpha, premultiplied, shape (height, width, 4).

    Returns
    -------
    Pixels
        Of the same shape, with the same alpha.
    """
    colors = np.array(painted, order="C")
    faint = colors[..., 3] < FAINT
    _words(colors)[faint] = 0
    filled = _spread(_halved(colors), _any_of_four(faint)) if faint.any() else None
    soft = np.flatnonzero(~faint & (colors[..., 3] < 255))
    pixels = colors.reshape(-1, 4)
    pixels[soft] = _divided(pixels[soft])
    if filled is not None:
        _copy_doubled(filled, colors, faint)
    colors[..., 3] = painted[..., 3]
    return colors


def _spread(sums: NDArray[np.unsignedinteger], asked: NDArray[np.bool_]) -> Pixels:
    """Return straight colours where they are asked for; where nothing is seen, from half the size.

    Parameters
    ----------
    sums
        What is seen in each square of pixels, summed.
    asked
        For which squares.
    """
    colors = np.zeros(sums.shape, dtype=np.uint8)
    is_seen = sums[..., 3] > 0
    near = np.flatnonzero(asked & is_seen)
    colors.reshape(-1, 4)[near] = _divided(sums.reshape(-1, 4)[near])
    gaps = asked & ~is_seen
    if max(gaps.shape) > 1 and gaps.any() and is_seen.any():
        _copy_doubled(_spread(_halved(sums), _any_of_four(gaps)), colors, gaps)
    return colors


def _divided(pixels: NDArray[np.unsignedinteger]) -> Pixels:
    """Return colours divided by their alpha, shape (n, 4)."""
    seen = pixels.astype(np.float32)
    colors: NDArray[np.float32] = np.rint(np.clip(255 * seen / seen[:, 3:], 0, 255))
    return colors.astype(np.uint8)


def _halved(pixels: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Add up each square of four pixels; beyond the edge there is nothing."""
    even = _evened(pixels)
    highest = 4 * int(pixels.max(initial=0))
    rows = np.add(even[::2], even[1::2], dtype=np.min_scalar_type(highest))
    sums: NDArray[np.unsignedinteger] = rows[:, ::2] + rows[:, 1::2]
    return sums


def _any_of_four(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell of each square of four pixels whether one of them is true."""
    even = _evened(pixels)
    rows = even[::2] | even[1::2]
    found: NDArray[np.bool_] = rows[:, ::2] | rows[:, 1::2]
    return found


def _evened(pixels: NDArray[Any]) -> NDArray[Any]:
    height, width = pixels.shape[:2]
    if height % 2 == width % 2 == 0:
        return pixels
    return np.pad(pixels, ((0, height % 2), (0, width % 2), *[(0, 0)] * (pixels.ndim - 2)))


def _copy_doubled(source: Pixels, target: Pixels, where: NDArray[np.bool_]) -> None:
    """Copy pixels of a picture at half the size to some of another's."""
    height, width = where.shape
    doubled = _words(source).repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
    np.copyto(_words(target), doubled, where=where)


def _words(pixels: Pixels) -> NDArray[np.uint32]:
    """Return the same pixels as one number each."""
    return pixels.view(np.uint32)[..., 0]


class AlphaMovie:
    """Encodes what was rendered on transparency.

    Parameters
    ----------
    target
        The movie. It is written in place: pass a temporary path.
    encoding
        Its kind.
    width, height
        Of the pictures.
    frame_rate
        Frames a second, constant.
    """

    def __init__(self, target: Path, encoding: Encoding, width: int, height: int, frame_rate: int) -> None:
        import av

        self._container = av.open(target, "w", format=encoding.container)
        self._stream: Any = self._container.add_stream(
            encoding.codec, rate=frame_rate, options=dict(encoding.options)
        )
        context: Any = self._stream.codec_context
        context.width, context.height, context.pix_fmt = width, height, encoding.pixel_format
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED
        self._time_base = Fraction(1, frame_rate)
        self._frames = 0

    def write(self, painted: Pixels, repeat: int = 1) -> None:
        """Add a picture, shown for so many frames: premultiplied, shape (height, width, 4)."""
        picture = self._converted(painted)
        for _ in range(repeat):
            picture.pts, picture.time_base = self._frames, self._time_base
            self._frames += 1
            self._container.mux(self._stream.encode(picture))

    def close(self) -> None:
        """Write what is left, and the index."""
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def _converted(self, painted: Pixels) -> "VideoFrame":
        from av import VideoFrame

        picture = VideoFrame.from_ndarray(straight(painted), format="rgba")
        return picture.reformat(
            format=self._stream.codec_context.pix_fmt,
            dst_colorspace="ITU709",
            dst_color_range="MPEG",
            dst_color_primaries=_BT709,
            dst_color_trc=_BT709,
            threads=1,  # several spoil some pixels between their shares of a picture, now and then
        )
