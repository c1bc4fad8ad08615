"""The master: a film encoded anew, as video sites ask for it."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.concat import MUXER, FilmError, count_frames

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream, Packet, VideoFrame, VideoStream
    from av.container import OutputContainer
    from av.filter import Graph

# The highest bit rate that YouTube recommends at 60 frames a second, by the shorter side in pixels.
_BIT_RATES = {480: 4_000_000, 720: 7_500_000, 1080: 12_000_000, 1440: 24_000_000, 2160: 60_000_000}

# A lecture's pictures are flat: most need far less than the highest rate to be near lossless. So
# superfast may spend bits where slower presets spend time; without B-frames it needs fewer of them.
_ENCODER = {"preset": "superfast", "profile": "high", "crf": "10", "bf": "0"}

_SAMPLE_RATE = 48_000
_SOUND_BIT_RATE = 384_000


def write_master(
    film: Path,
    title: str,
    target: Path,
    encoded: Callable[[int], None],
    finish: "Callable[[VideoFrame], VideoFrame] | None" = None,
) -> None:
    """Encode a film as H.264 High with true BT.709 colours, and its sound, if any, as AAC.

    Parameters
    ----------
    film : Path
        The film, of constant frame rate.
    title : str
        Told to players.
    target : Path
        The master. It is written in place: give a path that nobody reads yet.
    encoded : callable
        Told the number of pictures that are done, one by one.
    finish : callable, optional
        What makes of each picture, which comes in the colours of BT.709, the one that is encoded.

    Raises
    ------
    FilmError
        If the master has not as many pictures as the film.
    """
    import av

    with av.open(film) as source, av.open(target, "w", format="mp4", options=MUXER) as master:
        master.metadata["title"] = title
        pictures = _Pictures(source.streams.video[0], master, finish)
        sounds = {stream.index: _Sound(stream, master) for stream in source.streams.audio}
        for packet in source.demux(source.streams.video[0], *source.streams.audio):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    master.mux(pictures.encode(frame))
                    encoded(pictures.done)
                elif isinstance(frame, av.AudioFrame):
                    master.mux(sounds[packet.stream_index].encode(frame))
        master.mux(pictures.encode(None))
        for sound in sounds.values():
            master.mux(sound.encode(None))
    wanted, written = count_frames(film), count_frames(target)
    if written != wanted:
        raise FilmError(f"the master has {written} pictures and its film {wanted}: write it again")


class _Pictures:
    """Encodes the pictures of a film, in the colours of HD."""

    def __init__(
        self,
        source: "VideoStream",
        master: "OutputContainer",
        finish: "Callable[[VideoFrame], VideoFrame] | None",
    ) -> None:
        rate = source.average_rate
        assert rate is not None
        source.thread_type = "AUTO"
        bit_rate = _bit_rate(min(source.width, source.height))
        options = {"maxrate": str(bit_rate), "bufsize": str(2 * bit_rate), **_ENCODER}
        self._stream = master.add_stream("libx264", rate, {**options, **_closed_groups(rate)})
        context = self._stream.codec_context
        context.width, context.height, context.pix_fmt = source.width, source.height, "yuv420p"
        _tag_bt709(self._stream)
        self._frame = context.time_base = 1 / Fraction(rate)
        self._to_bt709 = _to_bt709(source)
        self._finish = finish
        self.done = 0

    def encode(self, picture: "VideoFrame | None") -> "Sequence[Packet[VideoStream]]":
        """Return what is to be written after a picture, or at the end."""
        if picture is None:
            return self._stream.encode(None)
        from av.video.frame import PictureType

        self._to_bt709.vpush(picture)
        frame = self._to_bt709.vpull()
        frame.pts, frame.time_base = self.done, self._frame
        frame = frame if self._finish is None else self._finish(frame)
        frame.pict_type = PictureType.NONE  # else the film's whole pictures would be the master's too
        self.done += 1
        return self._stream.encode(frame)


class _Sound:
    """Encodes the sound of a film as stereo."""

    def __init__(self, source: "AudioStream", master: "OutputContainer") -> None:
        from av import AudioResampler

        self._stream = master.add_stream("aac", _SAMPLE_RATE, layout="stereo")
        self._stream.bit_rate = _SOUND_BIT_RATE
        self._resampler = AudioResampler("fltp", "stereo", _SAMPLE_RATE)

    def encode(self, sound: "AudioFrame | None") -> "Sequence[Packet[AudioStream]]":
        """Return what is to be written after a piece of sound, or at the end.

        An encoder starts with silence of its own, before time 0. Without an edit list players would
        play it and lag, so it is left out.
        """
        packets = [
            packet for frame in self._resampler.resample(sound) for packet in self._stream.encode(frame)
        ]
        if sound is None:
            packets += self._stream.encode(None)
        return [packet for packet in packets if packet.pts is not None and packet.pts >= 0]


def _bit_rate(shorter_side: int) -> int:
    return next((rate for size, rate in _BIT_RATES.items() if shorter_side <= size), max(_BIT_RATES.values()))


def _closed_groups(rate: Fraction) -> dict[str, str]:
    """Start with a whole picture twice a second, and never refer to what was before it."""
    return {"g": str(max(1, int(rate / 2))), "sc_threshold": "0", "flags": "+cgop"}


def _tag_bt709(stream: "VideoStream") -> None:
    from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

    context = stream.codec_context
    context.colorspace, context.color_primaries = Colorspace.ITU709, ColorPrimaries.BT709
    context.color_trc, context.color_range = ColorTrc.BT709, ColorRange.MPEG


def _to_bt709(source: "VideoStream") -> "Graph":
    """Return what turns a picture's colours, as they are tagged, into those of BT.709.

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
