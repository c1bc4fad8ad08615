"""An attribute of a lesson that can be turned, and how a value for it is read from text."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from scenes.production.live.knobs import Knob

LONGEST: Final = 1000
"""Letters of a value's text, at most."""

SHOWN: Final = 60
"""So many of them are shown where it is refused."""


@dataclass(frozen=True)
class Attribute:
    """An attribute of a lesson that can be turned.

    Attributes
    ----------
    knob
        How.
    choices
        What makes each thing that can be chosen, the present one among them, by its Python source.
    read
        Returns the value of any other text, or raises ValueError with what is possible.
    """

    knob: Knob
    choices: Mapping[str, Callable[[], Any]]
    read: Callable[[str], Any]

    def value(self, text: str) -> Any:
        """Return the value that a text stands for.

        Raises
        ------
        ValueError
            If it stands for none that is possible: one line that names it, and says what is.
        """
        try:
            return self.choices[text]() if text in self.choices else self.read(text)
        except ValueError as error:
            shown = text if len(text) <= SHOWN and text.isprintable() else f"{text[:SHOWN]!r}…"
            raise ValueError(f"{self.knob.name} cannot be {shown or 'empty'}: {error}") from error


def only_chosen(choices: Sequence[str]) -> Callable[[str], Any]:
    """Return what reads no text: what is possible can only be chosen."""

    def read(text: str) -> Any:
        raise ValueError(f"choose from {', '.join(choices)}")

    return read


def literal_reader(
    wanted: Any, possible: str, limits: Sequence[tuple[float, float]] = ()
) -> Callable[[str], Any]:
    """Return what reads literals of a type, and runs nothing.

    Parameters
    ----------
    wanted
        The type.
    possible
        What is said of a text that stands for none.
    limits
        From where to where a number, or each of several, is possible.
    """

    def read(text: str) -> Any:
        try:
            value = literal(text, wanted)
        except ValueError:
            raise ValueError(possible) from None
        numbers = value if isinstance(value, tuple) else (value,)
        if not all(low <= number <= high for number, (low, high) in zip(numbers, limits, strict=False)):
            raise ValueError(possible)
        return value

    return read


def literal(text: str, wanted: Any) -> Any:
    """Return the literal that a text is.

    Parameters
    ----------
    text
        Such as ``0.3`` or ``(-2.0, 1.2)``.
    wanted
        Its type.

    Raises
    ------
    ValueError
        If it is none, or of another type, or a number in it is not finite.
    """
    try:
        if len(text) > LONGEST:
            raise ValueError
        tree = ast.parse(text, mode="eval")
        numbers = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        if not all(math.isfinite(number) for number in numbers if isinstance(number, float)):
            raise ValueError
        return msgspec.convert(ast.literal_eval(tree), wanted)
    except (ValueError, SyntaxError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(f"{text[:SHOWN]!r} is no such literal") from error
