"""What a page and its server say to each other by web socket.

Texts are JSON: what the page asks names its kind under ``ask``, what the server tells under ``tell``.
Pictures are binary: three whole numbers of four bytes, the lowest byte first (serial, frame, and the
length of what follows), then the picture's areas as JSON, and then a PNG.
Browsers take ten times longer to get the bare pixels through a web socket than to unpack that.
"""

import struct
from io import BytesIO
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta
from PIL import Image

from scenes.production.live import told
from scenes.production.live.knobs import Knob

_HEADER = struct.Struct("<3I")
_Name: TypeAlias = Annotated[str, Meta(max_length=200)]
_Number: TypeAlias = Annotated[int, Meta(ge=0, lt=2**32)]


class _Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="ask"):
    """Something that a page asks."""


class LessonAsked(_Ask, frozen=True, kw_only=True, tag="lesson"):
    """Show the lesson of this name, as it is written."""

    name: _Name


class FrameAsked(_Ask, frozen=True, kw_only=True, tag="frame"):
    """Draw a frame of the lesson that is shown.

    Attributes
    ----------
    serial : int
        Comes back with the picture; each request has a higher one.
    frame : int
        The frame, from the lesson's start on.
    """

    serial: _Number
    frame: _Number


class Turn(_Ask, frozen=True, kw_only=True, tag="turn"):
    """Show the lesson with these values, as Python source, where they are not its own."""

    values: dict[str, str]


class PreviewAsked(_Ask, frozen=True, kw_only=True, tag="preview"):
    """Draw a frame as it is with these values, and leave the lesson that is shown as it is.

    Attributes
    ----------
    serial, frame : int
        As of a `FrameAsked`.
    values : dict
        As of a `Turn`.
    """

    serial: _Number
    frame: _Number
    values: dict[str, str]


class CodeAsked(_Ask, frozen=True, kw_only=True, tag="code"):
    """Write the lesson with its present values as a subclass."""


Ask: TypeAlias = LessonAsked | FrameAsked | Turn | PreviewAsked | CodeAsked

_ASKS: msgspec.json.Decoder[Ask] = msgspec.json.Decoder(Ask)


class _Tell(msgspec.Struct, frozen=True, kw_only=True, tag_field="tell"):
    """Something that the server tells."""


class LessonListed(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson that can be asked for.

    Attributes
    ----------
    name : str
        What it is asked for by: its module and its class.
    scene : str
        Its class.
    chapter : str
        The chapter that it belongs to; empty if there is none.
    frames : int
        About how many it has, by its lines.
    """

    name: str
    scene: str
    chapter: str
    frames: int


class LectureTold(_Tell, frozen=True, kw_only=True, tag="lecture"):
    """The lecture, told at once and when its screenplay has changed.

    Attributes
    ----------
    title, language : str
        As in its screenplay.
    lessons : list of LessonListed
        In the order of the film.
    width, height : int
        Of all pictures, in pixels.
    rate : int
        Frames a second.
    page : str
        Another one for other files of the page: a page that is still open from before loads them.
    """

    title: str
    language: str
    lessons: list[LessonListed]
    width: int
    height: int
    rate: int
    page: str


class LessonTold(_Tell, frozen=True, kw_only=True, tag="lesson"):
    """A new take of the lesson begins: what was told of its beats holds no longer."""

    name: str
    values: dict[str, str]


class _KnobsTold(_Tell, frozen=True, kw_only=True, tag="knobs"):
    knobs: list[Knob]


class _BeatTold(_Tell, frozen=True, kw_only=True, tag="beat"):
    name: str
    start: int
    frames: int
    line: str
    captions: list[told.CaptionTold]


class _PlayTold(_Tell, frozen=True, kw_only=True, tag="play"):
    start: int
    frames: int


class _BusyTold(_Tell, frozen=True, kw_only=True, tag="busy"):
    place: str
    seconds: float


class _WholeTold(_Tell, frozen=True, kw_only=True, tag="whole"):
    frames: int


class FailedTold(_Tell, frozen=True, kw_only=True, tag="failed"):
    """Something went wrong; what was told of the lesson before still holds.

    Attributes
    ----------
    reason : str
        One line.
    place : str
        File and line, as in `line_fit.py:123`; empty if there is none.
    log : str
        What else is known of it.
    """

    reason: str
    place: str = ""
    log: str = ""


class PreviewFailedTold(_Tell, frozen=True, kw_only=True, tag="preview failed"):
    """The preview of this serial number cannot be drawn, for this reason: as in `FailedTold`."""

    serial: int
    reason: str
    place: str = ""
    log: str = ""


class SavedTold(_Tell, frozen=True, kw_only=True, tag="saved"):
    """Files that lessons are made of have changed."""

    files: list[str]


class CodeTold(_Tell, frozen=True, kw_only=True, tag="code"):
    """A subclass that has the values which the page shows.

    Attributes
    ----------
    text : str
        Its file.
    file : str
        What that may be called.
    part : str
        Its part in a screenplay; empty in a notebook, and where the lines are translations of a screenplay's.
    """

    text: str
    file: str
    part: str


Tell: TypeAlias = (
    LectureTold
    | LessonTold
    | _KnobsTold
    | _BeatTold
    | _PlayTold
    | _BusyTold
    | _WholeTold
    | FailedTold
    | PreviewFailedTold
    | SavedTold
    | CodeTold
)


def read_ask(text: str | bytes) -> Ask:
    """Return what a page asks.

    Raises
    ------
    ValueError
        If it is none of these messages: one line that says what is wrong with it.
    """
    return _ASKS.decode(text)


def text_of(tell: Tell) -> str:
    """Return a message of the server's as it goes to the page."""
    return msgspec.json.encode(tell).decode()


def retold(event: told.Told) -> Tell | None:
    """Return what a take tells of its lesson as it is told to the page; None if it is something else."""
    match event:
        case told.BeatTold(name=name, start=start, frames=frames, line=line, captions=captions):
            return _BeatTold(name=name, start=start, frames=frames, line=line, captions=captions)
        case told.PlayTold(start=start, frames=frames):
            return _PlayTold(start=start, frames=frames)
        case told.Busy(place=place, seconds=seconds):
            return _BusyTold(place=place, seconds=seconds)
        case told.KnobsTold(knobs=knobs):
            return _KnobsTold(knobs=knobs)
        case told.Whole(frames=frames):
            return _WholeTold(frames=frames)
    return None


def picture_message(request: FrameAsked | PreviewAsked, size: tuple[int, int], pixels: bytes) -> bytes:
    """Return a picture as it goes to the page.

    Parameters
    ----------
    request : FrameAsked or PreviewAsked
        What it answers.
    size : tuple of int
        Its width and its height, in pixels.
    pixels : bytes
        Red, green, blue and opacity of each, row by row; all are opaque. Then its areas, as by `json_of`.

    Returns
    -------
    bytes
    """
    message = BytesIO()
    end = 4 * size[0] * size[1]
    areas = pixels[end:] or b"[]"
    message.write(_HEADER.pack(request.serial, request.frame, len(areas)) + areas)
    picture = Image.frombuffer("RGBA", size, pixels[:end], "raw", "RGBA", 0, 1).convert("RGB")
    picture.save(message, "png", compress_level=1)
    return message.getvalue()
