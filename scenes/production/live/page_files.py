"""What the page is made of, besides what its server tells it."""

import hashlib
from dataclasses import asdict
from functools import cache
from pathlib import Path

from scenes.script.themes import THEME, THEMES

PAGE = Path(__file__).with_name("page")
"""The folder of the page's files."""


def palette() -> str:
    """Return the colours of the films by their roles, as CSS."""
    colours = asdict(THEMES[THEME])
    roles = (f"--{role.replace('_', '-')}:{colour}" for role, colour in colours.items() if _is_colour(colour))
    return f":root{{{';'.join(roles)}}}"


@cache
def digest() -> str:
    """Return what the page's files hash to, as this process has found them first."""
    found = hashlib.sha256(palette().encode())
    for file in sorted(PAGE.glob("*.*")):
        found.update(file.read_bytes())
    return found.hexdigest()


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#")
