"""The Spanish film is Spanish: each word on its pictures is translated, and nothing is translated in vain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from manim import tempconfig

from scenes.kit.lessons.script import Script
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.kit.style import typography
from scenes.production.outputs.explore.page import WORDS, check_words
from scenes.script.project import PACKAGE
from scenes.script.screenplay import Part, Screenplay
from scenes.script.translation import in_language
from scenes.script.vocabulary import Vocabulary
from scenes.thumbnail import Thumbnail
from tests.scenes.test_lessons import LECTURES, lesson_of

SPANISH = [in_language(lecture, "es") for lecture in LECTURES]
PARTS = [part for lecture in SPANISH for part in lecture.parts]
TRANSLATED = {word for part in PARTS if part.vocabulary for word in part.vocabulary.words}
IN_EVERY_RUN = ("CurveDescent", "SmallNetwork")

QUOTED = re.compile(r'"([^"\\]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")
CALL = re.compile(r"#\w+(?:\([^)]*\))?")
MATHEMATICS = re.compile(r"\$[^$]*\$|\{\w+\}")


class _Striding(SteppingRenderer):
    """Goes from play to play, and draws nothing."""

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        self.prepare_play(scene, args, kwargs)
        self.jump_to_end(scene)
        self.end_play()

    def render(self, scene: Any, time: float, moving: Any = None) -> None:
        pass

    def scene_finished(self, scene: Any) -> None:
        pass


def words_in(code: str, *, is_formula: bool) -> set[str]:
    """Return the words of two letters or more that Typst shows."""
    shown = CALL.sub(" ", code)
    quoted = " ".join(QUOTED.findall(shown))
    plain = "" if is_formula else MATHEMATICS.sub(" ", QUOTED.sub(" ", shown))
    return set(LETTERS.findall(f"{plain} {quoted}"))


def vocabulary_of(part: Part) -> Vocabulary:
    assert part.vocabulary is not None
    return part.vocabulary


def spanish_words(part: Part) -> set[str]:
    texts = " ".join([*part.words.values(), *vocabulary_of(part).words.values()])
    return set(LETTERS.findall(MATHEMATICS.sub(" ", texts)))


def words_set(part: Part, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Step through a lesson in Spanish, and return all words that were set."""
    found: set[str] = set()

    def watch(name: str, *, is_formula: bool) -> None:
        set_it = getattr(typography, name)

        def watched(code: str, *arguments: Any, **style: Any) -> Any:
            found.update(words_in(code, is_formula=is_formula))
            return set_it(code, *arguments, **style)

        monkeypatch.setattr(typography, name, watched)

    watch("_markup", is_formula=False)
    watch("formula", is_formula=True)
    with tempconfig({"dry_run": True}):
        scene = lesson_of(part)(renderer=_Striding(PaintingCamera))
        scene.part = part
        scene.render()
    return found


@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=[] if part.scene in IN_EVERY_RUN else pytest.mark.long) for part in PARTS],
    ids=lambda part: part.scene,
)
def test_each_word_on_a_picture_is_a_spanish_one(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    found = words_set(part, monkeypatch)
    assert set(LETTERS.findall(part.words.get("title", ""))) <= found
    assert found - spanish_words(part) == set()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.scene)
def test_a_part_translates_by_name_just_what_its_lesson_shows(part: Part) -> None:
    shown = {cls: set(vars(cls).get("words", {})) for cls in lesson_of(part).__mro__}
    of_kit = {
        name for cls, names in shown.items() if cls.__module__.startswith("scenes.kit") for name in names
    }
    # What several lessons show is translated once for all, in [words].
    assert set(part.words) == set().union(*shown.values()) - of_kit
    assert Script.given(lesson_of(part), part).part == part
    if part.words.get("title") and part.scene != "Opening":
        assert part.words["title"] == part.chapter


@pytest.mark.parametrize("lecture", SPANISH, ids=lambda lecture: lecture.name)
def test_the_thumbnail_is_translated(lecture: Screenplay) -> None:
    assert lecture.cover is not None
    assert set(lecture.cover.words) == set(Thumbnail.words)
    assert Script.given(Thumbnail, lecture.cover).word("title", {}) != Thumbnail.words["title"]


def texts_in(tree: ast.AST) -> list[str]:
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def trees(files: Iterable[Path]) -> list[ast.AST]:
    return [ast.parse(path.read_bytes()) for path in files]


def looked_up() -> set[str]:
    """Return the words that the kit looks up: what it gives to `translated`, and quotes in its formulas."""
    found: set[str] = set()
    for tree in trees((PACKAGE / "kit" / room / name) for room, name in LOOKING_UP):
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        called = {ast.unparse(call.func): call for call in calls}
        for call in calls:
            if ast.unparse(call.func) == "translated":
                found.update(texts_in(call.args[0]))
        if "translated_formula" in called:
            quoted = [words.strip() for text in texts_in(tree) for words in QUOTED.findall(text)]
            found.update(words for words in quoted if LETTERS.search(words))
    return found


LOOKING_UP = [
    (path.parent.name, path.name)
    for path in sorted((PACKAGE / "kit").rglob("*.py"))
    if "language import translated" in path.read_text(encoding="utf-8")
]


def test_what_the_kit_looks_up_is_translated() -> None:
    assert {"step", "epoch", "hill", "runs away", "height", "every"} <= looked_up()
    assert looked_up() - TRANSLATED == set()


@pytest.mark.parametrize("lecture", SPANISH, ids=lambda lecture: lecture.name)
def test_what_a_page_with_a_slider_says_is_translated(lecture: Screenplay) -> None:
    for part in lecture.parts:
        check_words(part)
        names = {sweep.name.replace("_", " ") for sweeps in part.explore.values() for sweep in sweeps}
        assert names <= set(vocabulary_of(part).words)


def test_no_word_is_translated_in_vain() -> None:
    files = [*(PACKAGE / "kit").rglob("*.py"), *PACKAGE.glob("*.py")]
    texts = [text for tree in trees(files) for text in texts_in(tree)] + [*WORDS.values()]
    in_vain = [word for word in sorted(TRANSLATED) if not any(word in text for text in texts)]
    assert in_vain == []
