"""A lesson's class attributes as knobs, and the lesson with other values in them."""

from __future__ import annotations

from collections.abc import Mapping
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


def knobs_of(lesson: type[Lesson]) -> list[Knob]:
    """Return what can be turned in a lesson: the attributes that a subclass may set, in one line each.

    Parameters
    ----------
    lesson
        Its class.
    """
    return [attribute.knob for attribute in _attributes(lesson).values()]


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
    grounds = {name: values[name] for name in values if known[name].knob.kind in ("choice", "data")}
    ground = _turned(lesson, known, grounds)
    # What is descended now tells where a start can be.
    onto = _attributes(ground) if grounds else known
    return _turned(lesson, {**onto, **{name: known[name] for name in grounds}}, values)


def _turned(lesson: type[Lesson], known: Mapping[str, Attribute], values: Mapping[str, str]) -> type[Lesson]:
    own = {name: known[name].value(text.strip()) for name, text in values.items()}
    if not own:
        return lesson
    same = {name: getattr(lesson, name) for name in ("__module__", "__qualname__", "__doc__")}
    metaclass: Any = type(lesson)
    made: type[Lesson] = metaclass(lesson.__name__, (lesson,), same | own | {"is_turned": True})
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
