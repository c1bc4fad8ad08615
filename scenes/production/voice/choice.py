"""Whose voice speaks a lecture: a speech service's, or that of somebody who recorded each beat."""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Protocol

from scenes.script.screenplay import Part

ESPEAK = ("scenes.production.voice.espeak", "EspeakService")
"""Module and class of the service that needs no network."""


class Voice(Protocol):
    """Gives each beat's words as a sound file."""

    @property
    def choice(self) -> str:
        """What `voice_named` makes this voice of, from any folder."""

    def check(self, parts: Sequence[Part]) -> None:
        """Make sure that what these parts are spoken by is there; ValueError if not."""

    def fingerprint(self, part: Part) -> str:
        """Return what a part's sound depends on, besides its lines."""

    def sound(self, lesson: str, beat: str, line: str) -> Path:
        """Return the file in which a lesson's beat is spoken; ValueError if there is none."""


def voice_named(choice: str, root: Path) -> Voice:
    """Return the voice that a user asks for.

    Parameters
    ----------
    choice : str
        `espeak`; `takes:FOLDER`, with a recording FOLDER/<lesson>/<beat>.wav of each beat; or
        `module:Class`, a speech service of manim-voiceover's or of one's own.
    root : Path
        The lecture's folder.

    Returns
    -------
    Voice

    Raises
    ------
    ValueError
        If it is none of these.
    """
    kind, _, rest = choice.partition(":")
    if choice == "espeak":
        return Service(*ESPEAK, root)
    if kind == "takes" and rest:
        return Takes(Path(rest).absolute())
    if all(name.isidentifier() for name in [*kind.split("."), rest]):
        return Service(kind, rest, root)
    raise ValueError(f"there is no voice {choice!r}: name espeak, takes:FOLDER or module:Class")


@dataclass(frozen=True)
class Takes:
    """Recorded takes, one WAV file a beat.

    Attributes
    ----------
    folder : Path
        Holds `Opening/question.wav` for the beat `question` of the lesson `Opening`.
    """

    folder: Path

    @property
    def choice(self) -> str:
        """What `voice_named` makes this voice of."""
        return f"takes:{self.folder}"

    def check(self, parts: Sequence[Part]) -> None:
        """Listen to each take; ValueError names the first that is missing or cannot be read."""
        from scenes.production.media.sound import read_sound

        for part in parts:
            for beat, line in part.lines.items():
                read_sound(self.sound(part.scene, beat, line))

    def fingerprint(self, part: Part) -> str:
        """Return a digest of the part's takes; those that are missing count as such."""
        takes = {beat: self._path(part.scene, beat) for beat in part.lines}
        return _digest({beat: _content(take) if take.is_file() else None for beat, take in takes.items()})

    def sound(self, lesson: str, beat: str, line: str) -> Path:
        """Return a beat's take; ValueError if it is missing."""
        take = self._path(lesson, beat)
        if not take.is_file():
            raise ValueError(f"the beat {beat!r} of {lesson} has no take: record it as {take}")
        return take

    def _path(self, lesson: str, beat: str) -> Path:
        return self.folder / lesson / f"{beat}.wav"


@dataclass(frozen=True)
class Service:
    """A speech service. What it has spoken is kept, so that an unchanged line is not spoken again.

    Attributes
    ----------
    module, name : str
        Its class.
    root : Path
        The lecture's folder.
    """

    module: str
    name: str
    root: Path

    @property
    def choice(self) -> str:
        """What `voice_named` makes this voice of."""
        return f"{self.module}:{self.name}"

    @property
    def is_espeak(self) -> bool:
        """Whether it is the one that needs no network."""
        return (self.module, self.name) == ESPEAK

    @property
    def told_as(self) -> str:
        """What a user calls it."""
        return "espeak" if self.is_espeak else self.choice

    def check(self, parts: Sequence[Part]) -> None:
        """Find the service's module; ValueError if there is none."""
        self._source()

    def fingerprint(self, part: Part) -> str:
        """Return a digest of the service's name and source."""
        return _digest([self.choice, _content(self._source())])

    def sound(self, lesson: str, beat: str, line: str) -> Path:
        """Return the file of a line, and have it spoken if it has not been yet.

        Its name tells also what is in it: a file of other content is not what was spoken.
        """
        folder = self.root / "media" / "speech"
        stem = _digest([self.choice, _content(self._source()), line])[:40]
        for kept in folder.glob(f"{stem}.*"):
            if kept == _named_by_content(folder, stem, kept):
                return kept
            kept.unlink(missing_ok=True)
        from scenes.production.voice.speaking import speak

        spoken = speak(self.module, self.name, line, folder / stem)
        return spoken.replace(_named_by_content(folder, stem, spoken))

    def _source(self) -> Path:
        """Return the module's file, found without importing the packages that it lies in."""
        folders: Sequence[str] | None = [str(self.root), *sys.path]
        names = self.module.split(".")
        for depth in range(1, len(names) + 1):
            spec = PathFinder.find_spec(".".join(names[:depth]), folders)
            if spec is None:
                raise ValueError(f"the voice {self.choice}: there is no module {self.module}")
            folders = spec.submodule_search_locations
        if spec is None or spec.origin is None:
            raise ValueError(f"the voice {self.choice}: {self.module} is a folder, not a module")
        return Path(spec.origin)


def _named_by_content(folder: Path, stem: str, spoken: Path) -> Path:
    return folder / f"{stem}.{_content(spoken)[:16]}{spoken.suffix}"


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
