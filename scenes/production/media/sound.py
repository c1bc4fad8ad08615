"""Sound as samples: read from any file, laid along a part, and encoded for the film."""

import wave
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.script.atomic_write import replacing

if TYPE_CHECKING:
    import numpy as np
    from av import AudioFrame, AudioStream, Packet
    from av.container import OutputContainer
    from numpy.typing import NDArray

RATE = 48_000  # samples a second
FILM_BIT_RATE = 192_000
MASTER_BIT_RATE = 384_000  # as YouTube asks for
_ENCODER = {"aac_coder": "fast"}  # half the time, and at these bit rates closer to what was said


def read_sound(path: Path) -> "NDArray[np.int16]":
    """Read a sound file of any format.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    ndarray
        Its samples as stereo at 48 kHz, shape (n, 2).

    Raises
    ------
    ValueError
        If it cannot be read: one line that names it.
    """
    import av
    import numpy as np

    resampler = av.AudioResampler("s16", "stereo", RATE)
    try:
        with av.open(path) as container:
            if not container.streams.audio:
                raise ValueError(f"{path} holds no sound: record it again")
            frames = [*container.decode(audio=0), None]
            pieces = [piece.to_ndarray() for frame in frames for piece in resampler.resample(frame)]
    except (av.FFmpegError, OSError) as error:
        raise ValueError(f"{path} cannot be read as sound ({error}): record it again") from error
    if not pieces:
        raise ValueError(f"{path} holds no sound: record it again")
    return np.concatenate(pieces, axis=1).reshape(-1, 2).astype(np.int16)


def write_track(
    path: Path, sounds: "Sequence[tuple[int, NDArray[np.int16]]]", frames: int, frame_rate: int
) -> None:
    """Write a part's sound, exactly as long as its pictures.

    Parameters
    ----------
    path : Path
        The WAV file.
    sounds : sequence of (int, ndarray)
        What is heard, as `read_sound` returns it, and the frame it starts at; all within the part.
    frames : int
        The part's length.
    frame_rate : int
        Frames a second.
    """
    import numpy as np

    track = np.zeros((_samples(frames, frame_rate), 2), dtype=np.int16)
    for frame, samples in sounds:
        start = _samples(frame, frame_rate)
        track[start : start + len(samples)] = samples
    with replacing(path) as beside, wave.open(str(beside), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(track.astype("<i2").tobytes())


def add_sound(film: "OutputContainer", bit_rate: int = FILM_BIT_RATE) -> "AudioStream":
    """Add a stream for AAC-LC, stereo at 48 kHz, to a film that is being written."""
    stream = film.add_stream("aac", rate=RATE, layout="stereo", options=_ENCODER)
    stream.bit_rate = bit_rate
    return stream


def sound_packets(
    sound: Iterable["AudioFrame"], stream: "AudioStream", frames: int, frame_rate: int
) -> "Iterator[Packet[AudioStream]]":
    """Yield sound, encoded from time 0 on.

    An AAC encoder's first packet lies before time 0, where there is nothing to hear. It would shift
    the sound, or need an edit list, which some players ignore; so it is left out, and the film's
    first 21 ms fade in. What the encoder adds beyond the end is left out too.

    Parameters
    ----------
    sound : iterable of AudioFrame
        What is heard.
    stream : AudioStream
        As `add_sound` returns it.
    frames, frame_rate : int
        How long it is: as so many pictures, so many of them a second.

    Yields
    ------
    Packet
    """
    end = _samples(frames, frame_rate)
    for frame in chain(sound, [None]):
        for packet in stream.encode(frame):
            assert packet.pts is not None
            assert packet.duration is not None
            if packet.pts >= 0 and packet.pts + packet.duration <= end:
                yield packet


def played(tracks: Iterable[Path]) -> Iterator["AudioFrame"]:
    """Yield the sound of tracks, as `write_track` writes them, one after the other, a second at a time."""
    return _in_a_row(samples for track in tracks for samples in _read(track))


def excerpt(track: Path, start: int, frames: int, frame_rate: int) -> Iterator["AudioFrame"]:
    """Yield what is heard in a part while some of its frames are shown.

    Parameters
    ----------
    track : Path
        The part's sound, as `write_track` writes it.
    start, frames : int
        The first frame, and how many.
    frame_rate : int
        Frames a second.

    Yields
    ------
    AudioFrame
        From time 0 on, a second at a time.
    """
    first = _samples(start, frame_rate)
    return _in_a_row(_read(track, first, _samples(start + frames, frame_rate) - first))


def crossfaded(excerpts: Sequence[tuple[Path, int, int]], fade: int, frame_rate: int) -> "NDArray[np.int16]":
    """Return the sound of excerpts, each of which fades into the next.

    Parameters
    ----------
    excerpts : sequence of (Path, int, int)
        Of each the track, as `write_track` writes it, the first frame, and how many.
    fade : int
        How many frames one excerpt is still heard when the next begins.
    frame_rate : int
        Frames a second.

    Returns
    -------
    ndarray
        Samples as `read_sound` returns them.
    """
    import numpy as np

    ends = list(accumulate((frames - fade for _, _, frames in excerpts), initial=fade))
    heard = np.zeros((_samples(ends[-1], frame_rate), 2))
    rising = np.linspace(0.0, 1.0, _samples(fade, frame_rate))[:, np.newaxis]
    for (track, start, frames), end in zip(excerpts, ends, strict=False):
        first = _samples(start, frame_rate)
        count = _samples(start + frames, frame_rate) - first
        samples = (
            np.frombuffer(b"".join(_read(track, first, count)), dtype="<i2").reshape(-1, 2).astype(float)
        )
        samples[: len(rising)] *= rising
        samples[-len(rising) :] *= rising[::-1]
        place = _samples(end - fade, frame_rate)
        heard[place : place + count] += samples
    return np.rint(heard).astype(np.int16)


def _read(track: Path, start: int = 0, count: int | None = None) -> Iterator[bytes]:
    """Yield samples of a track from one on, a second at a time; all of them unless told how many."""
    with wave.open(str(track), "rb") as file:
        left = file.getnframes() - start if count is None else count
        file.setpos(start)
        while left > 0 and (data := file.readframes(min(left, RATE))):
            yield data
            left -= RATE


def _in_a_row(pieces: Iterable[bytes]) -> Iterator["AudioFrame"]:
    import numpy as np
    from av import AudioFrame

    position = 0
    for data in pieces:
        samples = np.frombuffer(data, dtype="<i2").astype(np.int16).reshape(1, -1)
        frame = AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = RATE, position
        position += frame.samples
        yield frame


def _samples(frames: int, frame_rate: int) -> int:
    return frames * RATE // frame_rate
