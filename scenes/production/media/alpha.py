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
        ("crf", "15"),
        ("b", "0"),
        ("deadline", "good"),
        ("cpu-used", "4"),
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
    seen = np.where(painted[..., 3:] < FAINT, 0, painted).astype(np.float32)
    colors = np.rint(np.clip(_spread(seen), 0, 255)).astype(np.uint8)
    return np.concatenate([colors, painted[..., 3:]], axis=-1)


def _spread(seen: NDArray[np.float32]) -> NDArray[np.float32]:
    """Divide colours by their alpha; where there is none, take them from the picture at half the size."""
    alpha = seen[..., 3:]
    colors = np.divide(255 * seen[..., :3], np.where(alpha > 0, alpha, 1), dtype=np.float32)
    gaps = alpha[..., 0] == 0
    if max(gaps.shape) > 1 and gaps.any() and not gaps.all():
        height, width = gaps.shape
        coarse = _spread(_halved(seen)).repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
        colors[gaps] = coarse[gaps]
    return colors


def _halved(seen: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average each square of four pixels; beyond the edge there is nothing."""
    height, width = seen.shape[:2]
    even = np.pad(seen, ((0, height % 2), (0, width % 2), (0, 0)))
    sums: NDArray[np.float32] = even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]
    return sums / np.float32(4)


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
