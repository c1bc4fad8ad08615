"""What the classes of a lesson say of their attributes: names, types, Python source and descriptions."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, reduce
from itertools import takewhile, zip_longest
from operator import or_
from types import UnionType
from typing import Any, ClassVar, NamedTuple, Union, get_args, get_origin

import msgspec

from scenes.kit.lessons.lesson import Lesson

_SECTION = re.compile(r"^Attributes\n-+\n(?P<body>.*?)(?=^[^\n]+\n-+\n|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s*#:\s*(?P<told>.*?)\s*")
_ENTRY = re.compile(r"^(?P<names>\w[\w, ]*?)(?: : [^\n]*)?\n(?P<told>(?:[ ]+[^\n]*\n?|\n)*)", re.MULTILINE)


def declared(lesson: type[Lesson]) -> list[str]:
    """Return the attributes that a lesson and its ancestors below `Lesson` declare, the ancestors' first."""
    names = dict.fromkeys(name for cls in reversed(_own_classes(lesson)) for name in vars(cls))
    return [name for name in names if not (name.startswith("_") or name.isupper() or hasattr(Lesson, name))]


def types_of(lesson: type[Lesson], name: str) -> list[Any]:
    """Return the types of which an attribute may be one: as they are annotated, or else that of its value.

    So it is if the value is of none of them, as in a lesson that is still being written, or if they are named
    by what is only there for a type checker.
    """
    value, annotation = getattr(lesson, name), _annotation(lesson, name)
    is_union = get_origin(annotation) in (Union, UnionType)
    types = list(get_args(annotation)) if is_union else [annotation]
    if Any in types:
        return [_type_of_value(value)]
    try:
        msgspec.convert(value, either(types))
    except (msgspec.ValidationError, TypeError):
        return [_type_of_value(value)]
    return types


def either(types: Sequence[Any]) -> Any:
    """Return the union of types, without those of functions."""
    return reduce(or_, (each for each in types if get_origin(each) is not Callable))


def source_of(lesson: type[Lesson], name: str) -> str | None:
    """Return the Python of an attribute's value as its class writes it; None if that cannot be read."""
    owner = next(cls for cls in _own_classes(lesson) if name in vars(cls))
    return _body_of(owner).sources.get(name)


def told_of(lesson: type[Lesson], name: str) -> str:
    """Return what the nearest class that says more of an attribute than "As for" says, in one line.

    It says so in its docstring, or beside the attribute, as Sphinx reads it: in a text below it, or in
    comments that begin with ``#:``, above it or behind it.
    """
    for cls in _own_classes(lesson):
        docstring = vars(cls).get("__doc__") or ""
        told = _told_in(docstring).get(name) or _body_of(cls).told.get(name, "")
        if told and not told.startswith("As for"):
            return told
    return ""


def _own_classes(lesson: type) -> list[type]:
    """Return a lesson and its ancestors, nearest first, without what all lessons have."""
    return [cls for cls in lesson.__mro__ if cls not in Lesson.__mro__]


def _annotation(lesson: type[Lesson], name: str) -> Any:
    """Return the nearest annotation of an attribute; None if there is none that can be read."""
    for cls in _own_classes(lesson):
        if name in vars(cls).get("__annotations__", {}):
            try:
                annotation = inspect.get_annotations(cls, eval_str=True)[name]
            except (NameError, AttributeError, SyntaxError, TypeError):
                return None
            origin: Any = get_origin(annotation)
            return get_args(annotation)[0] if origin is ClassVar else annotation
    return None


def _type_of_value(value: object) -> Any:
    if isinstance(value, tuple):
        return tuple.__class_getitem__(tuple(map(_type_of_value, value)))
    if isinstance(value, list) and value:
        return list.__class_getitem__(_type_of_value(value[0]))
    return type(value)


class _Body(NamedTuple):
    """A class's own body: the Python of its values, and what is said beside them in one line, by name."""

    sources: dict[str, str]
    told: dict[str, str]


@cache
def _body_of(cls: type) -> _Body:
    try:
        text = textwrap.dedent(inspect.getsource(cls))
        body = ast.parse(text).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):  # as of a class that is in no file
        return _Body({}, {})
    nodes = body.body if isinstance(body, ast.ClassDef) else []
    sources, told = {}, {}
    for node, below in zip_longest(nodes, nodes[1:]):
        for name, value in _assigned(node):
            sources[name] = _in_one_line(text, value)
            told[name] = _text_of(below) or _comment_beside(node, text.splitlines())
    return _Body(sources, told)


def _in_one_line(text: str, value: ast.expr) -> str:
    is_short = value.lineno == value.end_lineno
    return (ast.get_source_segment(text, value) if is_short else None) or ast.unparse(value)


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
        yield node.target.id, node.value
    elif isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _text_of(node: ast.stmt | None) -> str:
    """Return a statement's text in one line, if it is one and nothing else."""
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return " ".join(text.replace("`", "").split())
    return ""


def _comment_beside(node: ast.stmt, lines: Sequence[str]) -> str:
    """Return what the comments say that are meant for an attribute, in one line."""
    last = lines[(node.end_lineno or node.lineno) - 1].encode()
    behind = _COMMENT.fullmatch(last[node.end_col_offset :].decode())
    above = takewhile(bool, (_COMMENT.fullmatch(line) for line in reversed(lines[: node.lineno - 1])))
    found = [behind] if behind else reversed(list(above))
    return " ".join(comment["told"].replace("`", "") for comment in found if comment)


@lru_cache(maxsize=100)
def _told_in(docstring: str) -> dict[str, str]:
    """Return what a docstring says of attributes, each in one line."""
    section = _SECTION.search(f"{inspect.cleandoc(docstring)}\n")
    if section is None:
        return {}
    return {
        name.strip(): " ".join(entry["told"].replace("`", "").split())
        for entry in _ENTRY.finditer(section["body"])
        for name in entry["names"].split(",")
    }
