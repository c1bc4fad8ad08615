"""What tests of pages ask of a browser, the same of each."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import pytest

PATIENCE = 30_000
"""Milliseconds after which what is waited for is given up."""

WAITING = """new Promise((met, missed) => {{
    const end = performance.now() + {patience};
    const look = () => {{
        try {{
            if ({condition}) met();
            else if (performance.now() > end) missed(Error("in vain: " + {told}));
            else setTimeout(look, 10);
        }} catch (error) {{
            missed(error);
        }}
    }};
    look();
}})"""

H264 = "document.createElement('video').canPlayType('video/mp4; codecs=avc1.640028') !== ''"


class Page(ABC):
    """A page of a browser, with the little that tests need."""

    def __init__(self) -> None:
        self.heard_errors: list[str] = []
        self.heard_asked: list[str] = []

    @abstractmethod
    def goto(self, address: str) -> None:
        """Open an address, and wait until all of it is loaded."""

    @abstractmethod
    def set_viewport(self, width: int, height: int) -> None:
        """Make the window so large, in CSS pixels."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return the window as PNG."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press a key by its name in the DOM, or several at once, as in `Shift+ArrowRight`."""

    @abstractmethod
    def drag_along(self, points: Sequence[tuple[float, float]]) -> None:
        """Press the mouse at the first point of the window, move it to the others, and release it."""

    @abstractmethod
    def touch_along(self, points: Sequence[tuple[float, float]]) -> None:
        """Put a finger on the first point of the window, move it to the others, and lift it."""

    @abstractmethod
    def close(self) -> None:
        """Close the page."""

    @abstractmethod
    def _run(self, expression: str) -> str | None:
        """Return the text that a promise in JavaScript gives, None if it gives nothing."""

    @property
    def errors(self) -> list[str]:
        """What the console and uncaught exceptions have told as errors."""
        self.evaluate("null")  # answered after what the page has told before
        return self.heard_errors

    @property
    def asked(self) -> list[str]:
        """The addresses that the page has asked for, its own among them; Firefox tells none of files."""
        self.evaluate("null")
        return self.heard_asked

    def evaluate(self, expression: str) -> Any:
        """Return what JSON can hold of the value of an expression in JavaScript; promises are awaited."""
        told = self._run(f"(async () => JSON.stringify(await ({expression})))()")
        return None if told is None else json.loads(told)

    def wait_for(self, condition: str) -> None:
        """Wait until an expression in JavaScript is true."""
        told = json.dumps(condition)
        self.evaluate(WAITING.format(condition=condition, told=told, patience=PATIENCE))

    def box(self, selector: str) -> tuple[float, float, float, float]:
        """Return where an element is in the window: left, top, width, height."""
        x, y, width, height = self.evaluate(
            f"(({{x, y, width, height}}) => [x, y, width, height])"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        return x, y, width, height

    def click(self, selector: str) -> None:
        """Click on the middle of an element."""
        self.drag(selector, 0.5)

    def drag(self, selector: str, *shares: float) -> None:
        """Press the mouse on an element, at a share of its width, move it to others, and release it."""
        self.drag_along(self._on(selector, shares))

    def touch(self, selector: str, *shares: float) -> None:
        """Put a finger on an element, at a share of its width, move it to others, and lift it."""
        self.touch_along(self._on(selector, shares))

    def _on(self, selector: str, shares: Sequence[float]) -> list[tuple[float, float]]:
        """Return points of an element at shares of its width, once it is in sight."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'nearest'}})")
        x, y, width, height = self.box(selector)
        return [(x + share * width, y + height / 2) for share in shares]

    def needs_films(self) -> None:
        """Skip the test if the browser has no decoder for our films: Firefox has none of its own."""
        if not self.evaluate(H264):
            pytest.skip("this browser plays no H.264: Firefox needs libavcodec-extra")


class Browser(ABC):
    """A browser that runs and opens pages."""

    name: str

    @abstractmethod
    def open(self, address: str, width: int = 1280, height: int = 720) -> Page:
        """Open a page in a window of so many CSS pixels; it shares nothing with other pages."""
