"""What a lesson says in its beats, and where that is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from manim import logger

from scenes.kit.lessons.code_digest import classes_with_files
from scenes.script.captions import check_readable
from scenes.script.lectures import part_beside
from scenes.script.screenplay import Part
from scenes.script.spoken import as_said, filled


@dataclass(frozen=True)
class Script:
    """The lines of a lesson: those in the `lines` of its class and ancestors, and of its part in a lecture.

    Attributes
    ----------
    lesson
        The lesson's class.
    part
        Its part; None if it is in no lecture.
    owner
        Which class the part is written for: the lesson's own, or the one of an ancestor.
    """

    lesson: type
    part: Part | None = None
    owner: type | None = None

    @classmethod
    def given(cls, lesson: type, part: Part) -> Self:
        """Return the script of a lesson that is rendered for a part."""
        named = (each for each in lesson.__mro__ if each.__name__ == part.scene)
        return cls(lesson, part, next(named, lesson))

    @classmethod
    def beside(cls, lesson: type) -> Self:
        """Return the script of a lesson that is rendered alone, found in the screenplays beside its file.

        If there is none for it, that of its nearest ancestor: a subclass speaks what its ancestor speaks.
        """
        classes = classes_with_files(lesson)
        found = part_beside([(each.__name__, file) for each, file in classes])
        if found is None:
            return cls(lesson)
        if found.others:
            logger.warning(
                f"{lesson.__name__} speaks its lines in {found.part.file}; it has others in "
                f"{', '.join(found.others)}, which `lecture render` of that file speaks."
            )
        return cls(lesson, found.part, classes[found.owner][0])

    def line(self, beat: str, numbers: Mapping[str, float | str]) -> str:
        """Return what is said in a beat, its numbers filled in.

        Raises
        ------
        ValueError
            If there is no line for the beat, or it cannot be filled in or be shown in captions.
        """
        known = self._known()
        lesson = self.lesson.__name__
        if beat not in known:
            raise ValueError(
                f"{lesson} plays the beat {beat!r}, for which {self._place} has no line: "
                f"write it there, or name one of: {', '.join(known) or 'none'}."
            )
        try:
            if not isinstance(known[beat], str):
                raise ValueError(f"{known[beat]!r} is no text: write it in quotes")
            line = filled(known[beat], numbers)
            check_readable(line)
        except ValueError as error:
            raise ValueError(f"{self._place}, {lesson}, beat {beat!r}: {error}.") from error
        return line

    def check_all_spoken(self, played: Collection[str]) -> None:
        """Hold a lesson to what is written for itself; what is written for its ancestors it may leave out.

        Raises
        ------
        ValueError
            If a line is written for a beat that was not played.
        """
        own = dict.fromkeys(vars(self.lesson).get("lines", {}), "its `lines`")
        if self.part is not None and self.owner is self.lesson:
            own = dict.fromkeys(self.part.lines, self.part.file)
        silent = [beat for beat in own if beat not in played]
        if silent:
            raise ValueError(
                f"{own[silent[0]]} has a line for the beat {silent[0]!r}, which {self.lesson.__name__} "
                "never plays: play it, or remove the line."
            )

    @property
    def _place(self) -> str:
        return self.part.file if self.part else "its `lines`"

    def _known(self) -> dict[str, str]:
        """Return the lines of all beats: the nearest class's, and its part's before its `lines`."""
        known: dict[str, str] = {}
        for cls in reversed(self.lesson.__mro__):
            known |= vars(cls).get("lines", {})
            if self.part is not None and cls is self.owner:
                known |= self.part.lines
        return known


def spoken_numbers(numbers: Mapping[str, float | str]) -> dict[str, float | str]:
    """Return what a lesson gives for a line as it is said: plain numbers, which JSON has, and words.

    Raises
    ------
    ValueError
        If one is neither a number nor words.
    """
    plain = {
        name: value.item() if isinstance(value, np.generic) else value for name, value in numbers.items()
    }
    return {name: as_said(value) for name, value in plain.items()}
