"""Attributes that hold things by name, such as the rules of a race: each is left out, or taken in."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from scenes import kit
from scenes.kit.lessons.lesson import Lesson
from scenes.production.live.knobs import Knob, some_of
from scenes.production.studio.live.attribute import Attribute
from scenes.production.studio.live.declarations import told_of

MOST: Final = 100
"""Of more things, nobody looks through a list."""


def some_attribute(lesson: type[Lesson], name: str) -> Attribute | None:
    """Return an attribute as one of which entries are left out or taken in; None if it holds none by name.

    What can be taken in is what the lesson has itself, and what the kit has where an ancestor has it.

    Parameters
    ----------
    lesson
        Its class.
    name
        The attribute's.
    """
    own = getattr(lesson, name)
    if not _is_named(own):
        return None
    kits = _inherited_of_kit(lesson, name)
    offered = {key: value for entries in kits.values() for key, value in entries.items()}
    listed = {**own, **{key: value for key, value in offered.items() if key not in own}}
    if not 2 <= len(listed) <= MOST:
        return None
    is_offered = all(offered.get(key) is value for key, value in own.items())
    source = _merged([*kits, *([] if is_offered else [f"{lesson.__name__}.{name}"])])
    value, choices = some_of(source, own), tuple(listed)
    knob = Knob(
        name=name, kind="some", value=value, choices=choices, made_of=source, told=told_of(lesson, name)
    )
    return Attribute(knob, {value: lambda: own}, partial(_read, source, listed))


def _is_named(value: object) -> bool:
    """Return whether a value is things by names that can be shown."""
    return isinstance(value, Mapping) and all(
        isinstance(name, str) and name.isprintable() and name for name in value
    )


def _inherited_of_kit(lesson: type[Lesson], name: str) -> dict[str, Mapping[str, Any]]:
    """Return what of an attribute of a lesson and its ancestors is the kit's own, by its Python."""
    named = {id(value): f"kit.{each}" for each, value in vars(kit).items() if each.isupper()}
    values = [vars(cls)[name] for cls in lesson.__mro__ if name in vars(cls)]
    return {named[id(value)]: value for value in values if id(value) in named and _is_named(value)}


def _merged(sources: Sequence[str]) -> str:
    """Return the Python of a mapping that has the entries of several, the last one's before the others'."""
    return sources[0] if len(sources) == 1 else f"{{{', '.join(f'**{source}' for source in sources)}}}"


def _read(source: str, listed: Mapping[str, Any], text: str) -> Mapping[str, Any]:
    """Return the entries that a text names, as `some_of` writes it; nothing of it is run."""
    known = ", ".join(listed)
    try:
        names = _named(ast.parse(text, mode="eval").body, source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"write {some_of(source, list(listed)[:1])}, with any of {known}") from error
    for name in names:
        if name not in listed:
            raise ValueError(f"there is no {name!r}: choose from {known}")
    if not names:
        raise ValueError(f"take at least one of {known}")
    return kit.some_of(listed, *dict.fromkeys(names))


def _named(call: ast.expr, source: str) -> list[str]:
    """Return the names in a call of `some_of`; ValueError if it is none, or one of something else."""
    match call:
        case ast.Call(func=ast.Attribute(), args=[entries, *names], keywords=[]):
            if ast.unparse(call.func) == "kit.some_of" and ast.dump(entries) == ast.dump(
                ast.parse(source, mode="eval").body
            ):
                return [_text(name) for name in names]
    raise ValueError("no such call")


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError("no text")
