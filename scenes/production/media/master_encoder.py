"""Pictures of a film encoded as video sites ask for them: H.264 High, closed groups, BT.709."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.concat import FilmError
from scenes.production.media.decoding import pictures

if TYPE_CHECKING:
    from av import Packet, VideoFrame, VideoStream
    from av.container import OutputContainer
    from av.filter import Graph

# The highest bit rate that YouTube recommends at 60 frames a second, by the shorter side in pixels.
_BIT_RATES = {480: 4_000_000, 720: 7_500_000, 1080: 12_000_000, 1440: 24_000_000, 2160: 60_000_000}

# A lecture's pictures are flat: most need far less than the highest rate to be near lossless. So
# superfast may spend bits where slower presets spend time; without B-frames it needs fewer of them.
# Several pieces are encoded at a time, so one thread is enough for each; several would cut its pictures.
_ENCODER = {
    "preset": "superfast",
    "profile": "high",
    "crf": "10",
    "bf": "0",
    "threads": "1",
    "forced-idr": "1",
}

_HELD = 30
"""How often the first picture is shown to the encoder before it counts."""


@dataclass(frozen=True)
class Finish:
    """What is made of pictures before they are encoded.

    Attributes
    ----------
    key : str
        A digest of it.
    begin : callable
        Returns what makes of each picture, which comes in the colours of BT.709 and whose time counts
        frames, the one that is encoded. It is called for each row of pictures.
    """

    key: str
    begin: "Callable[[], Callable[[VideoFrame], VideoFrame]]"


def encoder_key(source: "VideoStream", finish: Finish | None) -> str:
    """Return a digest of what is done to a film's pictures, whatever they show.

    Parameters
    ----------
    source : VideoStream
        The film's.
    finish : Finish or None
        What is made of them before.
    """
    from av import library_versions

    context = source.codec_context
    told = (
        Path(__file__).read_bytes(),
        library_versions,
        (context.name, context.width, context.height, context.pix_fmt, context.extradata),
        (context.colorspace, context.color_primaries, context.color_trc, context.color_range),
        (source.average_rate, source.time_base),
        finish and finish.key,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def encode_pictures(
    movie: Path,
    start: int,
    count: int,
    frame_rate: int,
    target: Path,
    tick: Callable[[], None],
    finish: Finish | None = None,
) -> None:
    """Write some of a movie's pictures as a movie of their own.

    Parameters
    ----------
    movie : Path
        Where they come from; its frame rate is constant.
    start, count : int
        The first frame, and how many.
    frame_rate : int
        Frames a second.
    target : Path
        An MP4. It is written in place: give a path that nobody reads yet.
    tick : callable
        Called after each picture.
    finish : Finish or None
        What is made of each before it is encoded.

    Raises
    ------
    FilmError
        If the movie has fewer pictures.
    """
    import av

    done = 0
    with av.open(movie) as source, av.open(target, "w", format="mp4") as file:
        row = _Row(file, source.streams.video[0], frame_rate, start, finish)
        for picture in pictures(movie, start, count, frame_rate):
            file.mux(row.encode(picture))
            done += 1
            tick()
        file.mux(row.encode(None))
    if done != count:
        raise FilmError(
            f"{movie} shows {done} pictures of {count} from {start} on: remove it and render again"
        )


class _Row:
    """Encodes pictures one after the other.

    How much x264 spends on a picture follows from how hard those before it were. It is therefore shown
    the first one several times, as if it had been held, and the packets of that are left out: else
    pieces would start worse than the same pictures amid a film.
    """

    def __init__(
        self,
        file: "OutputContainer",
        like: "VideoStream",
        frame_rate: int,
        start: int,
        finish: Finish | None,
    ) -> None:
        self._stream, self._to_bt709 = _add_stream(file, like, frame_rate), to_bt709(like)
        self._frame, self._start, self._shown = Fraction(1, frame_rate), start, 0
        self._finish = finish.begin() if finish else None

    def encode(self, picture: "VideoFrame | None") -> "Sequence[Packet[VideoStream]]":
        """Return what is to be written after a picture, or at the end."""
        if picture is None:
            return self._later(self._stream.encode(None))
        from av.video.frame import PictureType

        ready = self._finished(picture)
        for k in range(-_HELD if self._shown == 0 else self._shown, self._shown + 1):
            ready.pts, ready.time_base = k + _HELD, self._frame
            # Else the film's whole pictures would be the master's too.
            ready.pict_type = PictureType.NONE if k else PictureType.I
            packets = self._stream.encode(ready)
        self._shown += 1
        return self._later(packets)

    def _finished(self, picture: "VideoFrame") -> "VideoFrame":
        self._to_bt709.vpush(picture)
        ready = self._to_bt709.vpull()
        if self._finish is None:
            return ready
        ready.pts, ready.time_base = self._start + self._shown, self._frame
        return self._finish(ready)

    def _later(self, packets: "Sequence[Packet[VideoStream]]") -> "Sequence[Packet[VideoStream]]":
        """Return those that are not left out, counted from the first of them on."""
        counted = []
        for packet in packets:
            assert packet.pts is not None
            if packet.pts >= _HELD:
                packet.pts = packet.dts = packet.pts - _HELD
                counted.append(packet)
        return counted


def _add_stream(file: "OutputContainer", like: "VideoStream", frame_rate: int) -> "VideoStream":
    """Add a stream for pictures as large as those of another."""
    from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

    bit_rate = highest_bit_rate(min(like.width, like.height))
    options = {"maxrate": str(bit_rate), "bufsize": str(2 * bit_rate), **_ENCODER}
    stream = file.add_stream("libx264", frame_rate, {**options, **_closed_groups(frame_rate)})
    context = stream.codec_context
    context.width, context.height, context.pix_fmt = like.width, like.height, "yuv420p"
    context.colorspace, context.color_primaries = Colorspace.ITU709, ColorPrimaries.BT709
    context.color_trc, context.color_range = ColorTrc.BT709, ColorRange.MPEG
    context.time_base = Fraction(1, frame_rate)
    return stream


def highest_bit_rate(shorter_side: int) -> int:
    """Return how many bits a second the pictures of a master take at most, by the shorter side in pixels."""
    return next((rate for size, rate in _BIT_RATES.items() if shorter_side <= size), max(_BIT_RATES.values()))


def _closed_groups(frame_rate: int) -> dict[str, str]:
    """Start with a whole picture twice a second, and never refer to what was before it."""
    return {"g": str(max(1, frame_rate // 2)), "sc_threshold": "0", "flags": "+cgop"}


def to_bt709(source: "VideoStream") -> "Graph":
    """Return what turns the colours of a stream's pictures, as they are tagged, into those of BT.709.

    It multiplies the three numbers of each pixel by one matrix, without the way over RGB.
    """
    from av.filter import Graph

    graph = Graph()
    graph.link_nodes(
        graph.add_buffer(template=source),
        graph.add("colorspace", "all=bt709:format=yuv420p"),
        graph.add("buffersink"),
    ).configure()
    return graph
