"""The browser that tests look at films and decks with."""

from __future__ import annotations

from shutil import which

import pytest

from scenes.production.outputs.doctor import BROWSERS


def browser_program() -> str:
    """Return the program of a browser; skip the test if there is none."""
    program = next(filter(None, map(which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    return program
