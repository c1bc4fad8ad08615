"""Manim's caches, of which only what is as it was written is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from manim import FadeIn, tempconfig
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.style import typography
from scenes.script.seal import Condition, condition


class Words(Lesson):
    """Sets two texts, and shows them one after the other."""

    lines: ClassVar[Mapping[str, str]] = {"one": "One.", "two": "Two."}

    def construct(self) -> None:
        for beat in self.lines:
            with self.beat(beat):
                self.play(FadeIn(typography.text(beat)), run_time=0.4)


def render(media: Path) -> bytes:
    """Render it as a process does that has set no text yet, and return its movie."""
    SVG_HASH_TO_MOB_MAP.clear()
    typography.set_once.cache_clear()
    with tempconfig({"media_dir": str(media), "pixel_width": 142, "pixel_height": 80, "frame_rate": 5}):
        Words().render()
    [movie] = media.rglob("Words.mp4")
    return movie.read_bytes()


def cached(media: Path, ending: str) -> list[Path]:
    return sorted(path for path in media.rglob(f"*.{ending}") if path.name != "Words.mp4")


def exchange(one: Path, other: Path) -> None:
    contents = one.read_bytes(), other.read_bytes()
    other.write_bytes(contents[0])
    one.write_bytes(contents[1])


DAMAGES: list[Callable[[Path, Path], object]] = [
    lambda one, other: one.write_bytes(b""),
    lambda one, other: one.write_bytes(one.read_bytes()[:-300]),
    lambda one, other: one.write_bytes(b"garbage"),
    exchange,
]


@pytest.mark.parametrize("ending", ["mp4", "svg"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, ending: str) -> None:
    before = render(tmp_path)
    for damage in DAMAGES:
        one, other, *_ = cached(tmp_path, ending)
        if ending == "svg":
            for segment in cached(tmp_path, "mp4"):
                segment.unlink()  # else nothing would be drawn with the text
        damage(one, other)
        assert render(tmp_path) == before
        assert all(condition(path) == Condition.WHOLE for path in cached(tmp_path, ending))


def test_what_is_whole_is_used(tmp_path: Path) -> None:
    before = render(tmp_path)
    written = {path: path.stat().st_mtime for kind in ("mp4", "svg") for path in cached(tmp_path, kind)}
    assert render(tmp_path) == before
    now = {path: path.stat().st_mtime for path in written}
    assert now == pytest.approx(written, abs=1e-3)  # Manim writes back the times of segments as floats


def test_a_text_that_another_scene_is_setting_stays(tmp_path: Path) -> None:
    """It is sealed when that scene ends; a segment is of one scene alone."""
    render(tmp_path)
    [text, *_] = cached(tmp_path, "svg")
    other = text.with_name("other.svg")
    other.write_text("<svg></svg>")
    render(tmp_path)
    assert other.exists()
