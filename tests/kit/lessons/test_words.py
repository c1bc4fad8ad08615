"""Words of the picture: from the lesson's class, from its part in a lecture, and from a translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

import pytest
from manim import FadeIn, tempconfig

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from scenes.kit.style.language import translated
from scenes.script.screenplay import Part
from scenes.script.vocabulary import Vocabulary

Played = TypeVar("Played", bound=Lesson)

SPANISH = Vocabulary("talk.es.toml", {"hill": "colina", "Fitting": "Ajuste", "on a line": "en una recta"})


class Fit(Lesson):
    """Shows its words, and says where it is."""

    lines: ClassVar[Mapping[str, str]] = {"all": "It is {where}."}
    words: ClassVar[Mapping[str, str]] = {"title": "Fitting", "gap": "gap: ${gap}$"}

    def construct(self) -> None:
        self.shown = [self.word("title"), self.word("gap", gap="10^(-3)"), translated("hill")]
        with self.beat("all", where="on a line"):
            self.play(FadeIn(Dots([[0, 0, 0]])), run_time=0.2)


class Mine(Fit):
    """Another title, and nothing else."""

    words: ClassVar[Mapping[str, str]] = {"title": "My fit"}


def part(words: Mapping[str, str], vocabulary: Vocabulary | None = None) -> Part:
    lines = {"all": "Está {where}." if vocabulary else "It is {where}."}
    return Part("fit", "Fit", None, lines, file="talk.toml", words=words, vocabulary=vocabulary)


def played(lesson: type[Played], given: Part | None = None) -> Played:
    with tempconfig({"dry_run": True}):
        scene = lesson()
        if given is not None:
            scene.part = given
        scene.render()
    return scene


def refusal(lesson: type[Lesson], given: Part | None = None) -> str:
    with pytest.raises(ValueError, match=r".") as raised:
        played(lesson, given)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def with_words(words: object, **attributes: Any) -> type[Lesson]:
    return type("Other", (Fit,), {"words": words, **attributes})


def test_a_subclass_gives_what_it_changes_and_a_lecture_what_it_changes_of_that() -> None:
    assert played(Fit).shown == ["Fitting", "gap: $10^(-3)$", "hill"]
    assert played(Mine).shown == ["My fit", "gap: $10^(-3)$", "hill"]
    assert played(Fit, part({"gap": "{gap} left"})).shown == ["Fitting", "10^(-3) left", "hill"]
    assert played(Mine, part({"title": "Theirs"})).shown[0] == "My fit"  # the part is its ancestor's


def test_a_translation_gives_words_by_name_or_else_by_the_english_ones() -> None:
    scene = played(Fit, part({"gap": "hueco: ${gap}$"}, SPANISH))
    assert scene.shown == ["Ajuste", "hueco: $10^(-3)$", "colina"]
    assert [(beat.line, beat.numbers) for beat in scene.beats] == [
        ("Está en una recta.", {"where": "on a line"})  # as the lesson gives it, for other languages
    ]


def test_words_that_have_no_translation_are_told_before_anything_is_played() -> None:
    assert refusal(Fit, part({}, SPANISH)) == (
        "talk.toml: Fit shows 'gap: ${gap}$', which has no translation: add it to [words], or 'gap' to the "
        "lesson's own words."
    )


def test_words_that_are_never_shown_are_refused() -> None:
    assert refusal(Fit, part({"titel": "T"})) == (
        "talk.toml: Fit shows no word 'titel': choose from title, gap."
    )
    assert refusal(with_words({"titel": "T"})) == (
        "Other: its `words` have 'titel', which is not shown: choose from title, gap."
    )
    own = with_words({"more": "M"}, construct=lambda self: None)  # which might show it
    assert own.words == {"more": "M"}
    with tempconfig({"dry_run": True}):
        own().render()


def test_what_are_no_words_is_refused() -> None:
    assert refusal(with_words(("A", "B"))) == (
        "Other: its `words` must be words by name, as in {\"title\": \"A spring\"}, not ('A', 'B')."
    )
    assert refusal(with_words({"title": 3})) == "Other: its word 'title' is 3: write it in quotes."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{gaps}", "Fit, word 'gap': the lesson gives no number 'gaps': write one of gap."),
        ("{gap", "braces in '{gap' do not pair up: write {{ and }} for braces that are spoken."),
    ],
)
def test_words_that_cannot_be_filled_in_are_named(words: str, told: str) -> None:
    assert refusal(Fit, part({"gap": words})).endswith(told)


def test_a_name_that_there_is_not_is_told_with_those_that_there_are() -> None:
    class Wrong(Fit):
        def construct(self) -> None:
            self.word("titel")

    assert refusal(Wrong) == "Wrong, word 'titel': there is none: name one of title, gap."
