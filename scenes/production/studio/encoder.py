"""A segment's encoder that copies and converts no more than it must."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from av import Packet, VideoFrame, VideoStream
from av.codec.context import CodecContext, Flags
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import VideoReformatter
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.typing import RGBAPixelArray
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenes.production.studio.yuv420 import Converter

HOLD = 30
"""Frames after which a picture that stands starts over with a whole one, as the same bytes again."""


class LeanSegmentEncoder(VideoSegmentEncoder):
    """Encodes frames without a copy, and what stands still once.

    A frame is converted to the codec's colours once, however long it stands; and where each packet
    is one picture that refers only to those before it, a standing picture's packets are repeated.
    A frame is read before `write_frame` returns: the array may be drawn on again then.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._reformatter = VideoReformatter()
        self._quick: Converter | None = None
        self._ground: NDArray[np.uint8] | None = None
        self._video = cast(VideoStream, self._stream)

    def stand_on(self, ground: RGBAPixelArray) -> None:
        """Have every frame turned back into a ground once it is written: the next is drawn on that."""
        self._ground = np.asarray(ground, dtype=np.uint8)
        self._quick = None

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Encode a frame so many times, one after the other."""
        self._validate_frame(pixels, repeat)
        try:
            frame = self._converted(pixels)
            if repeat > HOLD and self._next_pts == 0 and self._refers_only_back():
                self._write_hold(frame, repeat)
            else:
                self._write(frame, repeat)
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    @property
    def _time_base(self) -> Fraction:
        return Fraction(self.spec.frame_rate.denominator, self.spec.frame_rate.numerator)

    def _converted(self, pixels: RGBAPixelArray) -> VideoFrame:
        colors = np.asarray(pixels, dtype=np.uint8)
        converter = quick_converter() if self._has_whole_squares() else None
        if converter is not None:
            self._quick = self._quick or converter(self.spec.width, self.spec.height, self._ground)
            frame = self._quick.convert(colors)
        else:
            picture = VideoFrame.from_numpy_buffer(colors, format="rgba")
            frame = self._reformatter.reformat(picture, format=self.spec.pixel_format, threads=1)
            if self._ground is not None:
                np.copyto(colors, self._ground)
        frame.time_base = self._time_base
        return frame

    def _has_whole_squares(self) -> bool:
        """Whether every four pixels share their colours, and none are left over."""
        return self.spec.pixel_format == "yuv420p" and self.spec.width % 2 == self.spec.height % 2 == 0

    def _write(self, frame: VideoFrame, repeat: int) -> None:
        for _ in range(repeat):
            frame.pts = self._next_pts
            self._next_pts += 1
            for packet in self._video.encode(frame):
                self._container.mux(packet)

    def _refers_only_back(self) -> bool:
        """Whether a picture's packet never depends on what comes after it."""
        return self.spec.codec == "libx264" and dict(self.spec.options).get("bf") == "0"

    def _write_hold(self, frame: VideoFrame, repeat: int) -> None:
        """Write a whole picture with its unchanged successors, and then the same bytes over again."""
        packets = self._encoded_apart(frame, HOLD)
        for k in range(repeat):
            data, is_key = packets[k % HOLD]
            packet = Packet(data)
            packet.is_keyframe, packet.stream, packet.time_base = is_key, self._video, self._time_base
            packet.pts = packet.dts = k
            packet.duration = 1
            self._container.mux(packet)
        self._next_pts = repeat

    def _encoded_apart(self, frame: VideoFrame, repeat: int) -> list[tuple[bytes, bool]]:
        """Return the packets of a frame repeated, and which of them are whole pictures."""
        coder = CodecContext.create(self.spec.codec, "w")
        assert isinstance(coder, VideoCodecContext)
        coder.width, coder.height = self.spec.width, self.spec.height
        coder.pix_fmt, coder.framerate = self.spec.pixel_format, self.spec.frame_rate
        coder.time_base, coder.options = self._time_base, dict(self.spec.options)
        coder.flags |= Flags.global_header
        packets = []
        for pts in range(repeat):
            frame.pts = pts
            packets += coder.encode(frame)
        packets += coder.encode(None)
        return [(bytes(packet), packet.is_keyframe) for packet in packets]


@cache
def quick_converter() -> type[Converter] | None:
    """Return the converter that needs Numba, ready to use; None without that.

    It takes a while to load, which a process does best before it forks those that encode.
    """
    try:
        from scenes.production.studio.yuv420 import Converter
    except ImportError:
        return None
    Converter(2, 2).convert(np.zeros((2, 2, 4), dtype=np.uint8))
    return Converter


class LeanFileWriter(SceneFileWriter):
    """Manim's file writer with lean encoders."""

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return LeanSegmentEncoder(target=target, spec=self.video_encoder)
