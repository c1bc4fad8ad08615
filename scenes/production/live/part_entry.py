"""Where a copied subclass of a lesson goes: its file, and its part in the screenplay."""

import json
import re
from collections.abc import Collection, Mapping

from scenes.script.screenplay import Part

_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def file_of_subclass(scene: str) -> str:
    """Return the file for the subclass that `as_subclass` writes: ``my_line_fit.py`` for `LineFit`."""
    return f"my_{_WORD_BEGINS.sub('_', scene).lower()}.py"


def as_part(part: Part, beats: Collection[str]) -> str:
    """Return the lines of TOML that put the subclass of a lesson into a screenplay.

    Parameters
    ----------
    part : Part
        The lesson's own part, whose words it goes on with: only lessons that come along have lines without.
    beats : collection of str
        Those that it plays with its values.
    """
    module = file_of_subclass(part.scene).removesuffix(".py")
    lines = {beat: line for beat, line in part.lines.items() if beat in beats}
    tables = [f'[[part]]\nlesson = "{module}.My{part.scene}"', _table("lines", lines)]
    if part.words:
        tables.append(_table("words", part.words))
    return "\n\n".join(tables) + "\n"


def _table(name: str, texts: Mapping[str, str]) -> str:
    entries = (f"{_key(key)} = {_quoted(text)}" for key, text in texts.items())
    return "\n".join([f"[part.{name}]", *entries])


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """Return a text as TOML, which quotes what can be printed as JSON does."""
    return json.dumps(text, ensure_ascii=False)
