"""Parts joined to a film: their pictures untouched, their times counted anew, their sound encoded."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from heapq import merge
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenes.production.media.sound import FILM_BIT_RATE, add_sound, sound_packets

if TYPE_CHECKING:
    from av import AudioFrame, Packet, VideoStream
    from av.container import OutputContainer

MUXER = {"movflags": "+faststart+negative_cts_offsets", "use_editlist": "0"}
"""The index comes first, so that a browser plays at once; the first picture stands at time 0 without
an edit list, which some players ignore."""


class FilmError(Exception):
    """The parts do not make one film."""


def count_frames(movie: Path) -> int:
    """Return the number of pictures in a movie.

    Parameters
    ----------
    movie : Path
        An MP4 file.

    Returns
    -------
    int

    Raises
    ------
    OSError
        If it cannot be read.
    """
    import av

    try:
        with av.open(movie) as container:
            return sum(packet.size > 0 for packet in container.demux(video=0))
    except av.FFmpegError as error:
        raise OSError(f"{movie} is no movie ({error})") from error


def join(
    parts: Sequence[Path],
    frames: Sequence[int],
    frame_rate: int,
    title: str,
    target: Path,
    sound: Iterable["AudioFrame"] | None = None,
    sound_bit_rate: int = FILM_BIT_RATE,
) -> None:
    """Write the parts one after the other, each picture as it was encoded.

    Parameters
    ----------
    parts : sequence of Path
        Movies that were encoded alike.
    frames : sequence of int
        The pictures that each of them must have.
    frame_rate : int
        Frames a second of the film, constant.
    title : str
        Told to players.
    target : Path
        The film. It is written in place: give a path that nobody reads yet.
    sound : iterable of AudioFrame or None
        What is heard, as long as the pictures are seen; None if the film is silent.
    sound_bit_rate : int
        Bits a second of it.

    Raises
    ------
    FilmError
        If a part is no movie, has another number of pictures or was encoded otherwise.
    """
    import av

    try:
        orders = [display_order(path) for path in parts]
        encodings = [_encoding(path) for path in parts]
    except av.FFmpegError as error:
        raise FilmError(f"a part is no movie ({error}): remove it and render again") from error
    for path, order, encoding, expected in zip(parts, orders, encodings, frames, strict=True):
        if len(order) != expected:
            raise FilmError(f"{path} has {len(order)} pictures, not {expected}: remove it and render again")
        if encoding != encodings[0]:
            raise FilmError(f"{path} is encoded unlike {parts[0]}: remove both and render again")
    delay = max(i - shown for order in orders for i, shown in enumerate(order))
    with av.open(target, "w", format="mp4", options=MUXER) as film, av.open(parts[0]) as first:
        film.metadata["title"] = title
        stream = film.add_stream_from_template(first.streams.video[0])
        pictures = _pictures(parts, orders, stream, frame_rate, delay)
        mux(film, pictures, sound, sum(frames), frame_rate, sound_bit_rate)
    with av.open(target) as film_written:
        written, total = film_written.streams.video[0].frames, sum(frames)  # as its index says
    if written != total:
        raise FilmError(f"the film has {written} pictures, not {total}: render its parts again")


def display_order(movie: Path) -> list[int]:
    """Return, for each picture in the order of decoding, its place in the order of showing."""
    import av

    with av.open(movie) as container:
        times = [packet.pts for packet in container.demux(video=0) if packet.size and packet.pts is not None]
    place = {time: i for i, time in enumerate(sorted(times))}
    return [place[time] for time in times]


def _pictures(
    parts: Sequence[Path], orders: Sequence[list[int]], stream: "VideoStream", frame_rate: int, delay: int
) -> Iterator["Packet[VideoStream]"]:
    """Yield the pictures of all parts, each decoded so many frames before it is shown, at least."""
    starts = accumulate(map(len, orders), initial=0)
    for path, order, start in zip(parts, orders, starts, strict=False):
        yield from retimed(path, stream, frame_rate, [start + place for place in order], start - delay)


def retimed(
    movie: Path, stream: "VideoStream", frame_rate: int, shown: Sequence[int], decoded: int
) -> Iterator["Packet[VideoStream]"]:
    """Yield a movie's pictures for another stream, as they were encoded.

    Parameters
    ----------
    movie : Path
        Where they come from.
    stream : VideoStream
        Where they go to.
    frame_rate : int
        Frames a second.
    shown : sequence of int
        The frame at which each is shown, in the order of decoding.
    decoded : int
        The frame from which on they are decoded.

    Yields
    ------
    Packet
        In the order of decoding.
    """
    import av

    frame = Fraction(1, frame_rate)
    with av.open(movie) as part:
        packets = (packet for packet in part.demux(video=0) if packet.size)
        for i, packet in enumerate(packets):
            packet.stream, packet.time_base = stream, frame
            packet.pts, packet.dts, packet.duration = shown[i], decoded + i, 1
            yield packet


def mux(
    film: "OutputContainer",
    pictures: Iterable["Packet[VideoStream]"],
    sound: Iterable["AudioFrame"] | None,
    frames: int,
    frame_rate: int,
    sound_bit_rate: int = FILM_BIT_RATE,
) -> None:
    """Write pictures and sound side by side, so that a player that streams them never looks far ahead.

    Parameters
    ----------
    film : OutputContainer
        Where they go to, with a stream for the pictures.
    pictures : iterable of Packet
        In the order of decoding.
    sound : iterable of AudioFrame or None
        What is heard; None if the film is silent.
    frames, frame_rate : int
        How many pictures there are, and how many are shown a second.
    sound_bit_rate : int
        Bits a second of what is heard.
    """
    packets: Iterable[Packet[Any]] = pictures
    if sound is not None:
        heard = sound_packets(sound, add_sound(film, sound_bit_rate), frames, frame_rate)
        packets = merge(pictures, heard, key=_decoding_time)
    for packet in packets:
        film.mux(packet)


def _decoding_time(packet: "Packet[Any]") -> Fraction:
    assert packet.dts is not None
    return packet.dts * packet.time_base


def _encoding(movie: Path) -> tuple[object, ...]:
    """Return what must be the same in all parts, for one decoder to play them in a row."""
    import av

    with av.open(movie) as container:
        context = container.streams.video[0].codec_context
        return context.name, context.width, context.height, context.pix_fmt, context.extradata
