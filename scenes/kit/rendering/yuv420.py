"""Pictures in the colours of video, a quarter of the time that FFmpeg's converter takes; needs Numba.

Studio-range BT.601, as FFmpeg converts to by default and as our films are tagged: of each pixel its
brightness, of every four pixels the mean of their colour differences (ITU-R BT.601-7, section 2.5.3).
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from scenes.kit.painted.compiled import compiled, inlined

_BITS = 16
_HALF = 1 << (_BITS - 1)
_PIECE = 240  # pixels that are looked at, and left out, together
_Y = tuple(round(219 * weight / 255 * (1 << _BITS)) for weight in (0.299, 0.587, 0.114))
_U = tuple(round(112 * weight / 255 * (1 << _BITS)) for weight in (-0.299 / 0.886, -0.587 / 0.886, 1.0))
_V = tuple(round(112 * weight / 255 * (1 << _BITS)) for weight in (1.0, -0.587 / 0.701, -0.114 / 0.701))


class Converter:
    """Converts pictures of one size, one after another, into the same frame.

    Parameters
    ----------
    width, height
        Of the pictures in pixels, both even.
    background
        What all pictures are drawn on, of the same shape and type. Where they show no more than that
        they are converted once, and all of them are turned back into it.
    within
        First column and row, and those after the last, of where they may differ from it; anywhere if None.
    """

    def __init__(
        self,
        width: int,
        height: int,
        background: NDArray[np.uint8] | None = None,
        within: tuple[int, int, int, int] | None = None,
    ) -> None:
        left, top, right, bottom = within or (0, 0, width, height)
        self._rows, self._pieces = (top // 2, -(-bottom // 2)), (left // _PIECE, -(-right // _PIECE))
        self._is_first = True
        self._frame = VideoFrame(width, height, "yuv420p")
        # With what pads their rows, for then all are of one layout, for which the function is compiled once.
        self._planes = tuple(
            np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height]  # type: ignore[call-overload]
            for plane in self._frame.planes
        )
        self._background = None if background is None else _words(background)
        self._holds_background = np.zeros((height // 2, -(-width // _PIECE)), dtype=bool)

    def convert(self, pixels: NDArray[np.uint8]) -> VideoFrame:
        """Convert a picture.

        Parameters
        ----------
        pixels
            Red, green, blue and opacity (which does not count), shape (height, width, 4).

        Returns
        -------
        VideoFrame
            In the format yuv420p; the next call changes it.
        """
        words = _words(pixels)
        if self._background is None:
            self._holds_background[:] = False
        background = words if self._background is None else self._background
        rows, pieces = self._rows, self._pieces
        if self._is_first:  # the frame does not hold the background yet
            rows, pieces = (0, len(words) // 2), (0, self._holds_background.shape[1])
        _convert(words, background, self._planes, self._holds_background, rows, pieces)
        self._is_first = False
        return self._frame


def _words(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    return pixels.view(np.uint32)[..., 0]


@compiled(
    "void(uint32[:,::1], uint32[:,::1], UniTuple(uint8[:,::1], 3), boolean[:,::1], UniTuple(int64, 2),"
    " UniTuple(int64, 2))"
)
def _convert(words: Any, background: Any, planes: Any, holds_background: Any, rows: Any, pieces: Any) -> None:
    """Go through the picture by short pieces of two rows, so that each is read from memory once."""
    luma, blue, red = planes
    for y in range(2 * rows[0], 2 * rows[1], 2):
        for piece in range(pieces[0], pieces[1]):
            first, last = piece * _PIECE, min((piece + 1) * _PIECE, words.shape[1])
            changed = _differs(words, background, y, first, last)
            changed = _differs(words, background, y + 1, first, last) or changed
            if changed or not holds_background[y // 2, piece]:
                _convert_luma(words, luma, y, first, last)
                _convert_luma(words, luma, y + 1, first, last)
                _convert_chroma(words, blue, red, y, first, last)
                holds_background[y // 2, piece] = not changed
            if changed:
                _restore(words, background, y, first, last)
                _restore(words, background, y + 1, first, last)


@inlined()
def _differs(words: Any, background: Any, y: Any, first: Any, last: Any) -> Any:
    difference = numba.uint32(0)
    for x in range(np.uintp(first), np.uintp(last)):
        difference |= words[y, x] ^ background[y, x]
    return difference != 0


@inlined()
def _restore(words: Any, background: Any, y: Any, first: Any, last: Any) -> None:
    for x in range(np.uintp(first), np.uintp(last)):
        words[y, x] = background[y, x]


@inlined()
def _convert_luma(words: Any, luma: Any, y: Any, first: Any, last: Any) -> None:
    """Convert words; plain integers, so that the compiler takes many at a time."""
    for x in range(np.uintp(first), np.uintp(last)):
        r, g, b = _channels(words[y, x])
        luma[y, x] = (_Y[0] * r + _Y[1] * g + _Y[2] * b + (16 << _BITS) + _HALF) >> _BITS


@inlined()
def _convert_chroma(words: Any, blue: Any, red: Any, y: Any, first: Any, last: Any) -> None:
    for x in range(np.uintp(first // 2), np.uintp(last // 2)):
        left, right = x * np.uintp(2), x * np.uintp(2) + np.uintp(1)
        r, g, b = _sums(words[y, left], words[y, right], words[y + 1, left], words[y + 1, right])
        middle = (128 << (_BITS + 2)) + (_HALF << 2)
        blue[y // 2, x] = (_U[0] * r + _U[1] * g + _U[2] * b + middle) >> (_BITS + 2)
        red[y // 2, x] = (_V[0] * r + _V[1] * g + _V[2] * b + middle) >> (_BITS + 2)


@inlined()
def _channels(word: Any) -> Any:
    return numba.int32(word & 255), numba.int32((word >> 8) & 255), numba.int32((word >> 16) & 255)


@inlined()
def _sums(first: Any, second: Any, third: Any, fourth: Any) -> Any:
    r1, g1, b1 = _channels(first)
    r2, g2, b2 = _channels(second)
    r3, g3, b3 = _channels(third)
    r4, g4, b4 = _channels(fourth)
    return r1 + r2 + r3 + r4, g1 + g2 + g3 + g4, b1 + b2 + b3 + b4
