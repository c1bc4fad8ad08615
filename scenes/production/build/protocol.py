"""What the `lecture` command and the process that runs Manim say to each other: jobs in, events out.

Each is one line of JSON, and names its kind under ``type``.
"""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A record that tells its class under ``type``."""


class SceneJob(_Message, frozen=True, kw_only=True):
    """Something to draw of a scene.

    Attributes
    ----------
    screenplay : str
        The file of the lecture that it belongs to.
    module, scene : str
        Its module and its class, as the screenplay names them.
    width, height : int
        Of the picture, in pixels.
    media : str
        The folder for what Manim writes.
    theme, language : str
        As `Edition` has them.
    """

    screenplay: str
    module: str
    scene: str
    width: int
    height: int
    media: str
    theme: str
    language: str


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One share of a scene's segments, drawn apart from the others.

    Attributes
    ----------
    index, count : int
        Which share, from 0 on, and of how many.
    kept : tuple of str
        The names of segments that need not be drawn: whoever asks has them.
    """

    index: int
    count: int
    kept: tuple[str, ...] = ()


class RenderJob(SceneJob, frozen=True, kw_only=True):
    """Render a scene's movie.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    workers : int
        How many processes may draw it at a time.
    voice : str or None
        What `voice_named` makes the voice of that speaks it; None for a silent movie.
    share : Share or None
        Which segments are drawn, and not joined to a movie; None draws all, and joins them.
    """

    frame_rate: int
    workers: int
    voice: str | None
    share: Share | None = None


class ClipsJob(SceneJob, frozen=True, kw_only=True):
    """Draw clips of a lesson anew, all of one format.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    format : str
        A `ClipFormat` that is not cut out of the film.
    is_transparent : bool
        Whether the background is left out.
    beats : Mapping[str, str or None]
        For each clip's file the beat that it shows; None for the whole lesson.
    """

    frame_rate: int
    format: str
    is_transparent: bool
    beats: Mapping[str, str | None]


class TrialJob(SceneJob, frozen=True, kw_only=True):
    """Find out with which values of its attributes a lesson cannot be: what it says before its first beat.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    values : tuple of Mapping[str, str]
        Attributes, each time with other values, as Python.
    """

    frame_rate: int
    values: tuple[Mapping[str, str], ...]


class _BeatAtValues(SceneJob, frozen=True, kw_only=True):
    """One beat of a lesson whose attributes have other values.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    beat : str
        Its name.
    values : Mapping[str, str]
        The attributes, as Python.
    """

    frame_rate: int
    beat: str
    values: Mapping[str, str]


class LengthJob(_BeatAtValues, frozen=True, kw_only=True):
    """Go through a beat at values, to find out how long it plays."""


class BeatJob(_BeatAtValues, frozen=True, kw_only=True):
    """Draw a beat at values, as a movie with a manifest.

    Attributes
    ----------
    target : str
        The movie.
    """

    target: str


class CheckJob(SceneJob, frozen=True, kw_only=True):
    """Find out what is wrong with the pictures of a lesson.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    """

    frame_rate: int


class FitJob(SceneJob, frozen=True, kw_only=True):
    """Find out whether a lesson lays itself out for a picture's shape, and else what does not fit in it.

    Attributes
    ----------
    frame_rate : int
        Frames a second.
    """

    frame_rate: int


class StillJob(SceneJob, frozen=True, kw_only=True):
    """Draw a scene's last picture.

    Attributes
    ----------
    target : str
        The picture, a PNG.
    """

    target: str


class VoiceJob(_Message, frozen=True, kw_only=True):
    """Start a speech service, to find out whether it can speak.

    Attributes
    ----------
    module, name : str
        Its class.
    """

    module: str
    name: str


class BeatStarted(_Message, frozen=True, kw_only=True):
    """The beat of this name starts; all before it have been stepped through."""

    name: str


class FramesDrawn(_Message, frozen=True, kw_only=True):
    """So many more frames of clips are drawn."""

    count: int


class LengthFound(_Message, frozen=True, kw_only=True):
    """A beat has been gone through.

    Attributes
    ----------
    frames : int
        For how many it plays.
    seconds : float
        How long it took, from the lesson's start.
    at_work : float
        For how many of these seconds it had a core.
    """

    frames: int
    seconds: float
    at_work: float


class AtWork(_Message, frozen=True, kw_only=True):
    """Frames have come since the last event: not said of each, for it only tells that a process is alive."""


class WaitingForCore(_Message, frozen=True, kw_only=True):
    """A process that could draw waits until others leave it a core."""


class ClipRefused(_Message, frozen=True, kw_only=True):
    """A clip cannot be drawn, for this reason; the others are, or can be."""

    reason: str


class FaultFound(_Message, frozen=True, kw_only=True):
    """Something is wrong with the pictures of a beat.

    Attributes
    ----------
    beat : str
        Its name.
    what : str
        What is wrong, with the remedy after a colon.
    """

    beat: str
    what: str


class Done(_Message, frozen=True, kw_only=True):
    """The job is done; its last event."""


class Failed(_Message, frozen=True, kw_only=True):
    """The job has failed; its last event.

    Attributes
    ----------
    reason : str
        One line.
    left_behind : bool
        Whether processes of the job may still be there, for it did not end by itself.
    """

    reason: str
    left_behind: bool = False


Job: TypeAlias = (
    RenderJob | ClipsJob | TrialJob | LengthJob | BeatJob | CheckJob | FitJob | StillJob | VoiceJob
)
Event: TypeAlias = (
    BeatStarted
    | FramesDrawn
    | LengthFound
    | AtWork
    | WaitingForCore
    | ClipRefused
    | FaultFound
    | Done
    | Failed
)


class Envelope(msgspec.Struct, frozen=True):
    """A job, and the file for all that Manim prints while it is done."""

    job: Job
    log: str


_JOBS = msgspec.json.Decoder(Envelope)
_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def line_of(message: Envelope | Event) -> bytes:
    """Return a job or an event as a line, to be written to a pipe."""
    return msgspec.json.encode(message) + b"\n"


def read_job(line: bytes) -> Envelope:
    """Return the job that a line tells; ValueError if it tells none."""
    return _JOBS.decode(line)


def read_event(line: bytes) -> Event:
    """Return the event that a line tells; ValueError if it tells none."""
    return _EVENTS.decode(line)
