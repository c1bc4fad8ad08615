"""A segment's encoder that copies and converts no more than it must."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av import VideoStream
from av.video.reformatter import VideoReformatter
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.typing import RGBAPixelArray


class LeanSegmentEncoder(VideoSegmentEncoder):
    """Encodes frames without a copy, and converts each to the codec's colours once, however long it stands.

    A frame is read before `write_frame` returns: the array may be drawn on again then.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._reformatter = VideoReformatter()

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Encode a frame so many times, one after the other."""
        self._validate_frame(pixels, repeat)
        try:
            self._write(pixels, repeat)
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _write(self, pixels: RGBAPixelArray, repeat: int) -> None:
        rate, stream = self.spec.frame_rate, cast(VideoStream, self._stream)
        picture = av.VideoFrame.from_numpy_buffer(np.asarray(pixels, dtype=np.uint8), format="rgba")
        frame = self._reformatter.reformat(picture, format=self.spec.pixel_format, threads=1)
        frame.time_base = Fraction(rate.denominator, rate.numerator)
        for _ in range(repeat):
            frame.pts = self._next_pts
            self._next_pts += 1
            for packet in stream.encode(frame):
                self._container.mux(packet)


class LeanFileWriter(SceneFileWriter):
    """Manim's file writer with lean encoders."""

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return LeanSegmentEncoder(target=target, spec=self.video_encoder)
