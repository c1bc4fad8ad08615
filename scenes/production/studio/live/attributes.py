"""A lesson's class attributes as knobs, and the lesson with other values in them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from scenes.kit.lessons.choices import is_of_gdmath
from scenes.kit.lessons.lesson import Lesson
from scenes.production.live.knobs import Knob
from scenes.production.studio.live.attribute import Attribute
from scenes.production.studio.live.declarations import declared, source_of
from scenes.production.studio.live.kinds import attribute_of

_WRITTEN: WeakKeyDictionary[type, Mapping[str, str]] = WeakKeyDictionary()
"""What the values of classes made here are as Python: their files tell it of the lessons' own."""


def knobs_of(lesson: type[Lesson], values: Mapping[str, str] | None = None) -> list[Knob]:
    """Return what can be turned in a lesson: the attributes that a subclass may set, in one line each.

    Parameters
    ----------
    lesson
        Its class.
    values
        What is turned already, as for `with_values`: if that is what is descended, starts and learning rates
        have other ranges.
    """
    known = _attributes(lesson)
    with suppress(ValueError):  # which `with_values` tells
        known = _on_their_ground(lesson, known, values or {})
    return [attribute.knob for attribute in known.values()]


def with_values(lesson: type[Lesson], values: Mapping[str, str]) -> type[Lesson]:
    """Return the subclass of a lesson that has other values; nothing of these is run as Python.

    Parameters
    ----------
    lesson
        Its class.
    values
        Literals or choices of `knobs_of`, as Python source, by attribute. Tables of data are looked for in
        the current folder, and nowhere outside.

    Returns
    -------
    type
        It is called as the lesson is, so that it finds the same lines.

    Raises
    ------
    ValueError
        If there is no such attribute, or it cannot have such a value: one line that says what it can be.
    """
    known = _attributes(lesson)
    for name in values:
        if name not in known:
            raise ValueError(
                f"{lesson.__name__} has no {name!r} to turn: choose from {', '.join(known) or 'none'}"
            )
    return _turned(lesson, _on_their_ground(lesson, known, values), values)


def _on_their_ground(
    lesson: type[Lesson], known: Mapping[str, Attribute], values: Mapping[str, str]
) -> dict[str, Attribute]:
    """Return the attributes as they can be turned on what is descended with some values."""
    kinds = {name: attribute.knob.kind for name, attribute in known.items()}
    grounds = {name: text for name, text in values.items() if kinds.get(name) in ("choice", "data")}
    # What is descended now tells where a start can be.
    onto = _attributes(_turned(lesson, known, grounds)) if grounds else known
    return {**onto, **{name: known[name] for name in grounds}}


def _turned(lesson: type[Lesson], known: Mapping[str, Attribute], values: Mapping[str, str]) -> type[Lesson]:
    own = {name: known[name].value(text.strip()) for name, text in values.items()}
    if not own:
        return lesson
    same = {name: getattr(lesson, name) for name in ("__module__", "__qualname__", "__doc__")}
    metaclass: Any = type(lesson)
    made: type[Lesson] = metaclass(lesson.__name__, (lesson,), same | own)
    _WRITTEN[made] = {name: text.strip() for name, text in values.items()}
    return made


def _attributes(lesson: type[Lesson]) -> dict[str, Attribute]:
    found = {name: attribute_of(lesson, name, _source(lesson, name)) for name in declared(lesson)}
    return {name: attribute for name, attribute in found.items() if attribute is not None}


def _source(lesson: type[Lesson], name: str) -> str:
    """Return the Python of a value in the namespace of gdmath, or else where in the lesson it is."""
    owner = next(cls for cls in lesson.__mro__ if name in vars(cls))
    if owner in _WRITTEN:
        return _WRITTEN[owner][name]
    written = source_of(lesson, name)
    return written if written and is_of_gdmath(written) else f"{lesson.__name__}.{name}"
