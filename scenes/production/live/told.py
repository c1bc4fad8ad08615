"""What a take tells while it is stepped through."""

from typing import TypeAlias

import msgspec


class Knob(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute of a lesson that can be turned."""

    name: str
    kind: str
    value: str
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    low2: float = 0.0
    high2: float = 1.0
    is_logarithmic: bool = False
    choices: tuple[str, ...] = ()
    told: str = ""


class CaptionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A caption."""

    start: int
    frames: int
    text: str


class _Told(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A record that tells its class under ``type``."""


class BeatTold(_Told, frozen=True, kw_only=True):
    """A beat that was stepped through."""

    name: str
    start: int
    frames: int
    line: str
    captions: list[CaptionTold]


class PlayTold(_Told, frozen=True, kw_only=True):
    """A play whose frames can be asked for."""

    start: int
    frames: int


class KnobsTold(_Told, frozen=True, kw_only=True):
    """What can be turned."""

    knobs: list[Knob]


class Whole(_Told, frozen=True, kw_only=True):
    """The lesson was stepped through to its end, which is after so many frames."""

    frames: int


class Failed(_Told, frozen=True, kw_only=True):
    """The lesson cannot be stepped through any further."""

    reason: str
    place: str = ""
    log: str = ""


Told: TypeAlias = BeatTold | PlayTold | KnobsTold | Whole | Failed
