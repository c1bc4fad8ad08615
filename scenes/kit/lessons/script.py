"""What a lesson says in its beats and shows as words, and where that is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Literal, Self

import numpy as np
from manim import logger

from scenes.kit.lessons.code_digest import classes_with_files
from scenes.script.captions import check_readable
from scenes.script.lectures import part_beside
from scenes.script.screenplay import Part
from scenes.script.spoken import as_said, filled, inserted


@dataclass(frozen=True)
class Script:
    """The lines and words of a lesson: of its class and ancestors, and of its part in a lecture.

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
        """Return the script of a lesson that is rendered for a part.

        Raises
        ------
        ValueError
            If its words are not such as the lesson shows: one line that names the first.
        """
        named = (each for each in lesson.__mro__ if each.__name__ == part.scene)
        return cls._checked(lesson, part, next(named, lesson))

    @classmethod
    def beside(cls, lesson: type) -> Self:
        """Return the script of a lesson that is rendered alone, found in the screenplays beside its file.

        If there is none for it, that of its nearest ancestor: a subclass speaks what its ancestor speaks.

        Raises
        ------
        ValueError
            As `given`.
        """
        classes = classes_with_files(lesson)
        found = part_beside([(each.__name__, file) for each, file in classes])
        if found is None:
            return cls._checked(lesson)
        if found.others:
            logger.warning(
                f"{lesson.__name__} speaks its lines in {found.part.file}; it has others in "
                f"{', '.join(found.others)}, which `lecture render` of that file speaks."
            )
        return cls._checked(lesson, found.part, classes[found.owner][0])

    @classmethod
    def _checked(cls, lesson: type, part: Part | None = None, owner: type | None = None) -> Self:
        script = cls(lesson, part, owner)
        script._check_words()
        return script

    def line(self, beat: str, numbers: Mapping[str, float | str]) -> str:
        """Return what is said in a beat, its numbers filled in.

        Raises
        ------
        ValueError
            If there is no line for the beat, or it cannot be filled in or be shown in captions.
        """
        known = self._merged("lines")
        lesson = self.lesson.__name__
        if beat not in known:
            raise ValueError(
                f"{lesson} plays the beat {beat!r}, for which {self._place} has no line: "
                f"write it there, or name one of: {', '.join(known) or 'none'}."
            )
        try:
            if not isinstance(known[beat], str):
                raise ValueError(f"{known[beat]!r} is no text: write it in quotes")
            line = filled(known[beat], {name: self._said(value) for name, value in numbers.items()})
            check_readable(line)
        except ValueError as error:
            raise ValueError(f"{self._place}, {lesson}, beat {beat!r}: {error}.") from error
        return line

    def word(self, name: str, values: Mapping[str, float | str]) -> str:
        """Return words of the picture in its language, with values in the place of names in braces.

        Raises
        ------
        ValueError
            If there are no words of this name, they cannot be filled in, or have no translation.
        """
        known = self._merged("words")
        where = f"{self.lesson.__name__}, word {name!r}"
        if name not in known:
            raise ValueError(f"{where}: there is none: name one of {', '.join(known) or 'its `words`'}.")
        try:
            return inserted(self._translated(name, known[name]), _plain(values))
        except ValueError as error:
            raise ValueError(f"{where}: {error}.") from error

    def check_all_spoken(self, played: Collection[str]) -> None:
        """Hold a lesson to what is written for itself; what is written for its ancestors it may leave out.

        So may one with other values what is written for the lesson itself.

        Raises
        ------
        ValueError
            If a line is written for a beat that was not played.
        """
        own = dict.fromkeys(vars(self.lesson).get("lines", {}), "its `lines`")
        if self.part is not None and self._is_own:
            own = dict.fromkeys(self.part.lines, self.part.file)
        silent = [beat for beat in own if beat not in played]
        if silent:
            raise ValueError(
                f"{own[silent[0]]} has a line for the beat {silent[0]!r}, which {self.lesson.__name__} "
                "never plays: play it, or remove the line."
            )

    @property
    def _is_own(self) -> bool:
        """Whether the part is written for the lesson: not for an ancestor, or for what has other values.

        A lesson with other values is a subclass that is called as it is; so is one that is only listened to.
        """
        name = self.lesson.__module__, self.lesson.__name__
        same = [cls for cls in self.lesson.__mro__ if (cls.__module__, cls.__name__) == name]
        has_other_values = any(not each.startswith("__") for cls in same[:-1] for each in vars(cls))
        return self.owner in same and not has_other_values

    def _check_words(self) -> None:
        """Make sure that all words are texts and have names that the lesson shows, and a translation."""
        for cls in reversed(self.lesson.__mro__):  # what a class is checked against has been checked before
            _check_texts(cls)
        shown = {name: None for cls in self.lesson.__mro__ for name in vars(cls).get("words", {})}
        for name in self.part.words if self.part else ():
            if name not in shown:
                raise ValueError(
                    f"{self._place}: {self.lesson.__name__} shows no word {name!r}: "
                    f"choose from {', '.join(shown) or 'none'}."
                )
        for name, words in self._merged("words").items():
            self._translated(name, words)

    def _said(self, value: float | str) -> float | str:
        return value if self.part is None else self.part.said(value)

    def _translated(self, name: str, words: str) -> str:
        """Return words in the language of the part: by their name, or else by what they are in English."""
        if not words or self.part is None or self.part.vocabulary is None or name in self.part.words:
            return words
        if words not in self.part.vocabulary.words:
            raise ValueError(
                f"{self._place}: {self.lesson.__name__} shows {words!r}, which has no translation: add it to "
                f"[words], or {name!r} to the lesson's own words."
            )
        return self.part.vocabulary.of(words)

    @property
    def _place(self) -> str:
        return self.part.file if self.part else "its `lines`"

    def _merged(self, kind: Literal["lines", "words"]) -> dict[str, str]:
        """Return all lines or words by name: the nearest class's, and its part's before its own."""
        known: dict[str, str] = {}
        for cls in reversed(self.lesson.__mro__):
            known |= vars(cls).get(kind, {})
            if self.part is not None and cls is self.owner:
                known |= getattr(self.part, kind)
        return known


def _check_texts(cls: type) -> None:
    """Make sure that a class's own words are texts, and are words of its ancestors if it shows no others.

    Only methods show words: a class without any has no other words than its ancestors.
    """
    own = vars(cls).get("words", {})
    if not isinstance(own, Mapping):
        raise ValueError(
            f'{cls.__name__}: its `words` must be words by name, as in {{"title": "A spring"}}, not {own!r}.'
        )
    for name, words in own.items():
        if not isinstance(words, str):
            raise ValueError(f"{cls.__name__}: its word {name!r} is {words!r}: write it in quotes.")
    known = [name for above in cls.__mro__[1:] for name in vars(above).get("words", {})]
    methods = [name for name, what in vars(cls).items() if isinstance(what, FunctionType | property)]
    if known and all(name.startswith("__") for name in methods):
        for name in own:
            if name not in known:
                raise ValueError(
                    f"{cls.__name__}: its `words` have {name!r}, which is not shown: choose from "
                    f"{', '.join(dict.fromkeys(known))}."
                )


def spoken_numbers(numbers: Mapping[str, float | str]) -> dict[str, float | str]:
    """Return what a lesson gives for a line as it is said: plain numbers, which JSON has, and words.

    Raises
    ------
    ValueError
        If one is neither a number nor words.
    """
    return {name: as_said(value) for name, value in _plain(numbers).items()}


def _plain(numbers: Mapping[str, float | str]) -> dict[str, float | str]:
    return {name: value.item() if isinstance(value, np.generic) else value for name, value in numbers.items()}
