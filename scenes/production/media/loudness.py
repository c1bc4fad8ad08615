"""How loud a film is: as loud as video sites play it, by one gain for all of it.

Loudness is that of ITU-R BS.1770, as FFmpeg's filter `ebur128` measures it: silence does not count.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scenes.production.media.filters import pulled
from scenes.production.media.sound import RATE, played

if TYPE_CHECKING:
    from av import AudioFrame

TARGET = -14.0
"""The loudness that YouTube plays films at, in LUFS."""

MOST_GAIN = 30.0
"""Decibels. Speech recorded at a whisper needs less; more would make noise of a room's silence."""

_CEILING = -2.0  # dBTP: compressed sound may have higher peaks than what went in, and -1 is what may be
_OVERSAMPLED = 4 * RATE  # as BS.1770 asks for, to see the peaks between samples
_NEAR = 0.2  # LU
_MOST_ATTEMPTS = 8
_LEAST_USE = 0.1  # LU for each decibel: below, the limiter takes away what the gain adds, and noise stays
_LEAST_SLOPE = 0.25  # lest a gain is tried that is far too high

_Filter = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Level:
    """What is done to a film's sound, and how loud it is then.

    Attributes
    ----------
    gain : float
        In decibels.
    loudness : float
        In LUFS.
    """

    gain: float
    loudness: float

    @property
    def is_as_wanted(self) -> bool:
        """Whether it is as loud as it should be."""
        return abs(self.loudness - TARGET) <= _NEAR


def level(tracks: Sequence[Path]) -> Level:
    """Find the gain at which tracks are together as loud as `TARGET`, as `leveled` applies it.

    The limiter takes away some of what the gain adds, so the gain is corrected by what is measured, as in
    the secant method.

    Parameters
    ----------
    tracks : sequence of Path
        WAV files, as `write_track` writes them.

    Returns
    -------
    Level
        Of `MOST_GAIN` at most, and less where peaks far above the rest leave no room: then the sound
        stays quieter.
    """
    found, slope = _level_at(0.0, tracks), 1.0
    for _ in range(_MOST_ATTEMPTS):
        gain = min(found.gain + (TARGET - found.loudness) / slope, MOST_GAIN)
        if found.is_as_wanted or gain == found.gain:
            break
        tried = _level_at(gain, tracks)
        slope = (tried.loudness - found.loudness) / (gain - found.gain)
        if slope < _LEAST_USE:
            break
        found, slope = tried, max(slope, _LEAST_SLOPE)
    return found


def leveled(sound: Iterable["AudioFrame"], gain: float) -> Iterator["AudioFrame"]:
    """Yield sound made louder, and its peaks limited to 1 dB below full scale when it is compressed.

    Parameters
    ----------
    sound : iterable of AudioFrame
        As `played` yields it.
    gain : float
        In decibels.

    Yields
    ------
    AudioFrame
        The same samples, at the same times.
    """
    limiter = {"limit": str(10 ** (_CEILING / 20)), "level": "false", "latency": "true"}
    return _filtered(
        sound,
        ("volume", {"volume": f"{gain}dB", "precision": "float"}),
        ("aresample", {"sample_rate": str(_OVERSAMPLED)}),
        ("alimiter", limiter),
        ("aresample", {"sample_rate": str(RATE)}),
        ("aformat", {"sample_fmts": "s16"}),
    )


def _level_at(gain: float, tracks: Sequence[Path]) -> Level:
    return Level(gain, _loudness(leveled(played(tracks), gain)))


def _loudness(sound: Iterable["AudioFrame"]) -> float:
    """Return the integrated loudness of sound in LUFS; -70 if it is silent.

    What the filter tells of each frame can only be had as a file.
    """
    with TemporaryDirectory() as folder:
        told = Path(folder, "loudness.txt")
        printed = {"mode": "print", "key": "lavfi.r128.I", "direct": "1", "file": str(told)}
        for _ in _filtered(sound, ("ebur128", {"metadata": "1"}), ("ametadata", printed)):
            pass
        *_, last = told.read_text(encoding="ascii").split("=")
    return float(last)


def _filtered(sound: Iterable["AudioFrame"], *filters: _Filter) -> Iterator["AudioFrame"]:
    """Yield what comes out of FFmpeg's filters, one after the other."""
    from av import AudioFrame
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(format="s16", layout="stereo", sample_rate=RATE)
    sink = graph.add("abuffersink")
    graph.link_nodes(source, *(graph.add(name, **options) for name, options in filters), sink).configure()
    for frame in chain(sound, [None]):
        source.push(frame)
        yield from pulled(sink, AudioFrame)
