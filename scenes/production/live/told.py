"""What a page's server asks of the processes that hold its lessons, and what they tell: lines of JSON."""

from collections.abc import Collection, Mapping
from enum import Enum
from struct import Struct
from typing import TypeAlias

import msgspec

from scenes.production.build.protocol import SceneJob
from scenes.production.live.knobs import Knob


class Opening(bytes, Enum):
    """What the first byte of a connection to a snapshot asks for."""

    VIEW = b"V"
    """Draw frames: whoever asks writes their numbers, of four bytes each, and reads answers."""

    GO_ON = b"G"
    """Do the take that the next line tells, from here on, with what was saved meanwhile."""

    END = b"E"
    """Be gone."""


class Answer(bytes, Enum):
    """What is answered to a frame's number."""

    PICTURE = b"P"
    """Red, green, blue and opacity of each pixel, row by row; then, if there are any, its areas as JSON."""

    FAILURE = b"F"
    """`Failed` as JSON."""


FRAME_ASKED, FRAME_ANSWERED = Struct("<I"), Struct("<cI")
"""A frame's number; the kind of an answer, and the number of its bytes, which follow."""


class TakeJob(SceneJob, frozen=True, kw_only=True):
    """Step through a lesson once, and leave snapshots from which its frames can be drawn.

    Or, if it is for previews, do so for each of them, and leave none: whoever asks for one writes a line
    that is a `PreviewAsked`, and reads an answer as that to a frame's number.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    values : Mapping[str, str]
        Values of the lesson's attributes, as Python source, where they are not the lesson's own.
    focus : int
        The frame that is asked for first: no snapshot is left of what comes before its play.
    folder : str
        An empty folder: for the sockets of the snapshots, called by their numbers, and for what is printed.
    texts : str
        A folder of texts that were set by another take; empty if there is none.
    becomes_base : bool
        Whether further takes are to begin in its process once the lesson was stepped through.
    state : str
        The same for takes that differ only in the lecture's own code and lines, as they were saved.
    outdated : Collection[str]
        Modules of the project's own that the process may have loaded, and that have been saved since.
    is_for_previews : bool
        Whether single frames are to be drawn, each with values of its own.
    """

    frame_rate: int
    values: Mapping[str, str]
    focus: int
    folder: str
    texts: str
    becomes_base: bool
    state: str
    outdated: Collection[str] = ()
    is_for_previews: bool = False


class PreviewAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Draw a frame of the lesson with these values: as in a `TakeJob`."""

    frame: int
    values: Mapping[str, str]


class _Told(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A record that tells its class under ``type``."""


class Began(_Told, frozen=True, kw_only=True):
    """The take is stepped through in the process of this number; its first event."""

    process: int


class CaptionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A caption: its first frame in the lesson, its number of frames, and its text."""

    start: int
    frames: int
    text: str


class KnobsTold(_Told, frozen=True, kw_only=True):
    """What can be turned in the lesson."""

    knobs: list[Knob]


class BeatTold(_Told, frozen=True, kw_only=True):
    """A beat that was stepped through.

    Attributes
    ----------
    name : str
        Its name.
    start, frames : int
        Its first frame in the lesson, and how many it has.
    line : str
        What is said in it.
    captions : list of CaptionTold
        The same, as it is shown.
    """

    name: str
    start: int
    frames: int
    line: str
    captions: list[CaptionTold]


class PlayTold(_Told, frozen=True, kw_only=True):
    """A play whose frames can be asked for.

    Attributes
    ----------
    start, frames : int
        Its first frame in the lesson, and how many it has.
    snapshot : str
        The socket of the last snapshot at or before its start; empty if there is none, for the frame that
        was asked for first comes later.
    """

    start: int
    frames: int
    snapshot: str = ""


class Whole(_Told, frozen=True, kw_only=True):
    """The lesson was stepped through to its end, which is after so many frames."""

    frames: int


class Failed(_Told, frozen=True, kw_only=True):
    """The lesson cannot be stepped through any further, or a frame of it not be drawn.

    Attributes
    ----------
    reason : str
        One line.
    place : str
        The file and the line where it arose, as in ``line_fit.py:123``; empty if nobody knows.
    log : str
        The error in full.
    """

    reason: str
    place: str = ""
    log: str = ""


class Busy(_Told, frozen=True, kw_only=True):
    """Nothing has come of the take for a while; it may never come to an end.

    Attributes
    ----------
    place : str
        The file and the line of the lesson where it is, as in ``line_fit.py:123``.
    seconds : float
        For how long nothing has come, at least.
    """

    place: str
    seconds: float


class BaseReady(_Told, frozen=True, kw_only=True):
    """The process has the lesson's words and outlines at hand by now: further takes may begin in it.

    It listens at the socket ``base`` in the take's folder.
    """


class Prepared(_Told, frozen=True, kw_only=True):
    """A process has loaded the lesson's class: takes of it may begin there, until something is saved.

    It listens at the socket ``prepared`` in the take's folder.
    """


Told: TypeAlias = Began | Prepared | KnobsTold | BeatTold | PlayTold | Busy | Whole | Failed | BaseReady

_JOBS = msgspec.json.Decoder(TakeJob)
_PREVIEWS = msgspec.json.Decoder(PreviewAsked)
_TOLD: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)


def line_of(message: TakeJob | PreviewAsked | Told) -> bytes:
    """Return what is asked or told as a line."""
    return msgspec.json.encode(message) + b"\n"


def read_job(line: bytes) -> TakeJob:
    """Return the job that a line tells; ValueError if it tells none."""
    return _JOBS.decode(line)


def read_preview_asked(line: bytes) -> PreviewAsked:
    """Return the preview that a line asks for; ValueError if it asks for none."""
    return _PREVIEWS.decode(line)


def read_told(line: bytes) -> Told:
    """Return what a line tells; ValueError if it tells nothing."""
    return _TOLD.decode(line)
