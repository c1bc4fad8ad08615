"""A segment's encoder that copies and converts no more than it must."""

from __future__ import annotations

import os
from contextlib import suppress
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import av
import numpy as np
from av import Packet, VideoFrame, VideoStream
from av.codec.context import CodecContext, Flags
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import VideoReformatter
from manim.typing import RGBAPixelArray
from numpy.typing import NDArray

from scenes.kit.rendering.manim_adapter import VideoEncoderSpec

if TYPE_CHECKING:
    from scenes.kit.rendering.yuv420 import Converter

QUICK_FROM = 20_000_000
"""Pixels a second of a film from which on it is worth half a second to load the quick converter."""

HELD_GROUP = 30
"""Frames after which a held picture starts over with a key frame, as the same bytes again."""


class Pixels(NamedTuple):
    """A rectangle of a picture: its first column and row, and those after its last."""

    left: int
    top: int
    right: int
    bottom: int


class SegmentEncoder:
    """Encodes frames as Manim's encoder of segments does, without a copy, and a held picture once.

    A frame is converted to the codec's colours once, however long it is shown; and where each packet
    is one picture that refers only to those before it, a held picture's packets are repeated.
    A frame is read before `write_frame` returns: the array may be drawn on again then.

    Parameters
    ----------
    target
        The file. It is written in place: give it a path that nobody reads yet.
    spec
        Container, codec, pixel format, size, frame rate and options.
    """

    def __init__(self, *, target: Path, spec: VideoEncoderSpec) -> None:
        self._target, self._spec = target, spec
        target.parent.mkdir(parents=True, exist_ok=True)
        self._container = av.open(target, "w", format=spec.container_format)
        stream = self._container.add_stream(spec.codec, rate=spec.frame_rate, options=dict(spec.options))
        self._stream = cast(VideoStream, stream)
        self._stream.pix_fmt = spec.pixel_format
        self._stream.width, self._stream.height = spec.width, spec.height
        self._reformatter = VideoReformatter()
        self._converter: Converter | None = None
        self._background: NDArray[np.uint8] | None = None
        self._within: Pixels | None = None
        self._written = 0

    def restore_to(self, background: RGBAPixelArray, within: Pixels | None = None) -> None:
        """Turn every frame back into a background once it is written: the next is drawn on that.

        Parameters
        ----------
        background
            What all frames are drawn on.
        within
            The pixels in which they may differ from it; all of them if None.
        """
        self._background, self._within = np.asarray(background, dtype=np.uint8), within
        self._converter = None

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Encode a frame so many times, one after the other.

        Parameters
        ----------
        pixels
            Red, green, blue and opacity, 0 to 255, shape (height, width, 4).
        repeat
            For how many frames it is shown.

        Raises
        ------
        ValueError
            If the picture is of another size.
        """
        colors = np.asarray(pixels, dtype=np.uint8)
        if colors.shape != (self._spec.height, self._spec.width, 4):
            raise ValueError(
                f"a frame of shape {colors.shape} cannot be encoded at {self._spec.width}×{self._spec.height}"
            )
        frame = self._converted(colors)
        if repeat > HELD_GROUP and self._written == 0 and self._refers_only_back():
            self._write_held(frame, repeat)
        else:
            self._write(frame, repeat)

    def finish(self) -> None:
        """Write what the codec still holds, and close the file."""
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def abort(self) -> None:
        """Close the file and remove it."""
        with suppress(av.FFmpegError):  # nothing may be in it yet
            self._container.close()
        self._target.unlink(missing_ok=True)

    @property
    def _time_base(self) -> Fraction:
        return 1 / self._spec.frame_rate

    def _converted(self, colors: NDArray[np.uint8]) -> VideoFrame:
        converter = converter_for(self._spec)
        if converter is not None:
            self._converter = self._converter or converter(
                self._spec.width, self._spec.height, self._background, self._within
            )
            frame = self._converter.convert(colors)
        else:
            picture = VideoFrame.from_numpy_buffer(colors, format="rgba")
            frame = self._reformatter.reformat(picture, format=self._spec.pixel_format, threads=1)
            if self._background is not None:
                np.copyto(colors, self._background)
        frame.time_base = self._time_base
        return frame

    def _write(self, frame: VideoFrame, repeat: int) -> None:
        for _ in range(repeat):
            frame.pts = self._written
            self._written += 1
            self._container.mux(self._stream.encode(frame))

    def _refers_only_back(self) -> bool:
        """Whether a picture's packet never depends on what comes after it."""
        return self._spec.codec == "libx264" and dict(self._spec.options).get("bf") == "0"

    def _write_held(self, frame: VideoFrame, repeat: int) -> None:
        """Write a whole picture with its unchanged successors, and then the same bytes over again."""
        packets = self._encoded_apart(frame, HELD_GROUP)
        for k in range(repeat):
            data, is_key = packets[k % HELD_GROUP]
            packet = Packet(data)
            packet.is_keyframe, packet.stream, packet.time_base = is_key, self._stream, self._time_base
            packet.pts = packet.dts = k
            packet.duration = 1
            self._container.mux(packet)
        self._written = repeat

    def _encoded_apart(self, frame: VideoFrame, repeat: int) -> list[tuple[bytes, bool]]:
        """Return the packets of a frame repeated, and which of them are whole pictures."""
        coder = CodecContext.create(self._spec.codec, "w")
        assert isinstance(coder, VideoCodecContext)
        coder.width, coder.height = self._spec.width, self._spec.height
        coder.pix_fmt, coder.framerate = self._spec.pixel_format, self._spec.frame_rate
        coder.time_base, coder.options = self._time_base, dict(self._spec.options)
        coder.flags |= Flags.global_header
        packets = []
        for pts in range(repeat):
            frame.pts = pts
            packets += coder.encode(frame)
        packets += coder.encode(None)
        return [(bytes(packet), packet.is_keyframe) for packet in packets]


def converter_for(spec: VideoEncoderSpec) -> type[Converter] | None:
    """Return the converter for the frames of a film, ready to use; None leaves them to FFmpeg's.

    Parameters
    ----------
    spec
        How the film is encoded.
    """
    # Every four pixels share their colours, and none are left over.
    has_whole_squares = spec.pixel_format == "yuv420p" and spec.width % 2 == spec.height % 2 == 0
    is_worth_it = is_worth_loading(spec.width, spec.height, spec.frame_rate)
    return quick_converter() if has_whole_squares and is_worth_it else None


def is_worth_loading(width: int, height: int, frame_rate: Fraction | int) -> bool:
    """Return whether a film has so many pixels that the quick converter is worth the time to load it."""
    return width * height * frame_rate >= QUICK_FROM


@cache
def quick_converter() -> type[Converter] | None:
    """Return the converter that Numba compiles, ready to use; None where it may not.

    It takes a while to load, which a process does best before it forks those that encode.
    """
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        return None
    from scenes.kit.rendering.yuv420 import Converter

    Converter(2, 2).convert(np.zeros((2, 2, 4), dtype=np.uint8))
    return Converter
