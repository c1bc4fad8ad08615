"""Hooks at the start and the end of a lesson's beats, for whoever renders it."""

from __future__ import annotations

from typing import NamedTuple

from scenes.script.manifest import Beat


class BeatStart(NamedTuple):
    """A beat that is about to play.

    Attributes
    ----------
    name
        Its name in the screenplay.
    line
        What is said while it plays, with its numbers filled in.
    frames_of_words
        How long it lasts at least, in frames: until the line could have been spoken and read.
    """

    name: str
    line: str
    frames_of_words: int


class BeatHook:
    """What happens when a lesson's beats start and end: nothing, unless a subclass says so.

    Whoever renders a lesson appends hooks to its ``beat_hooks`` before it renders.
    """

    def speak(self, name: str, line: str) -> float | None:
        """Speak the line of the beat of this name; return how many seconds that takes.

        None leaves it to the other hooks. If none of them speaks it, the film is paced for reading.
        """
        return None

    def beat_starts(self, beat: BeatStart) -> None:
        """Take note that a beat's first animation comes next."""

    def beat_ends(self, beat: Beat) -> None:
        """Take note of a beat that has been played; the scene shows its last picture."""
