"""A lesson is drawn in the theme that it has, or that a `manim.cfg` names, or in the dark one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import av
import numpy as np
import pytest
from manim import FadeIn, ManimColor, tempconfig

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.theme import chosen_theme
from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette, typography
from scenes.script.themes import THEMES


class Words(Lesson):
    """Shows a word, and then a dot of which only the outline tells the theme."""

    lines: ClassVar[Mapping[str, str]] = {"word": "A word.", "dot": "A dot."}

    def construct(self) -> None:
        word = typography.text("word", 200)
        with self.beat("word"):
            self.play(FadeIn(word), run_time=0.4)
        self.remove(word)
        with self.beat("dot"):
            self.play(FadeIn(Dots([[0, 0, 0]], "#808080", radius=1)), run_time=0.4)


class LightWords(Words):
    theme = "light"


def rendered(lesson: type[Lesson], media: Path) -> np.ndarray:
    """Render a lesson, and return its pictures, shape (frames, height, width, 3)."""
    with tempconfig({"media_dir": str(media), "pixel_width": 142, "pixel_height": 80, "frame_rate": 5}):
        lesson().render()
    [movie] = [path for path in media.rglob("*.mp4") if "partial_movie_files" not in path.parts]
    with av.open(str(movie)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]).astype(int)


def test_a_light_lesson_is_dark_on_white(tmp_path: Path) -> None:
    pictures = rendered(LightWords, tmp_path)
    assert ManimColor(THEMES["dark"].text) == palette.TEXT  # all that is drawn afterwards is dark again
    assert pictures[0, 0, 0].min() > 250
    held = pictures[len(pictures) // 3]
    assert held.min() < 60
    assert (held > 250).all(axis=-1).mean() > 0.7


def test_themes_in_one_media_folder_make_a_film_each(tmp_path: Path) -> None:
    """Manim takes no segment of the one for another, even where the mobjects are the same."""
    dark = rendered(Words, tmp_path)
    with pytest.MonkeyPatch.context() as changed:
        for theme in ("light", "contrast"):
            changed.setattr(Words, "theme", theme)
            pictures = rendered(Words, tmp_path)
            background = 255 * palette.rgb(THEMES[theme].background)
            assert np.abs(pictures[[0, -5, -1], 0, 0] - background).max() <= 2
    assert np.array_equal(rendered(Words, tmp_path), dark)


def test_the_nearest_choice_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert chosen_theme("") == "dark"
    user = tmp_path / "home/.config/manim/manim.cfg"
    user.parent.mkdir(parents=True)
    user.write_text("[lecture]\ntheme = contrast\n")
    assert chosen_theme("") == "contrast"
    (tmp_path / "manim.cfg").write_text("[CLI]\nquality = low_quality\n[lecture]\ntheme = print\n")
    assert chosen_theme("") == "print"
    assert chosen_theme("light") == "light"
    assert chosen_theme("dark") == "dark"


def test_unknown_names_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        ValueError, match=r"^there is no theme 'white': choose one of dark, light, print, contrast$"
    ):
        chosen_theme("white")
    (tmp_path / "manim.cfg").write_text("[lecture]\ntheme = white\n")
    with pytest.raises(ValueError, match=r"^manim\.cfg: there is no theme 'white': choose one of "):
        Words()
