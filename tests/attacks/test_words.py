"""Words on the picture that are somebody's own: shown, or refused in a line that names them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import FadeIn, tempconfig

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.style import typography
from scenes.kit.style.language import translated
from scenes.script.screenplay import Part
from scenes.script.vocabulary import Vocabulary

Row = Callable[[str, object], None]


class Noted(Lesson):
    """Shows a title as it is, words in a formula, a note in Typst markup, and a word of the kit."""

    words = {"title": "A title", "slope": "slope", "note": "limit ${limit}$"}  # noqa: RUF012  as users write it

    def construct(self) -> None:
        shown = (
            self.heading(self.word("title")),
            typography.formula(f"{self.quoted('slope')} = 3"),
            typography.text(self.word("note", limit="1/2")),
            typography.text(translated("limit ${limit}$", limit="1/2")),
        )
        with self.beat("all"):
            self.play(*map(FadeIn, shown), run_time=0.2)


def play(words: dict[str, str], vocabulary: Vocabulary | None = None) -> None:
    with tempconfig({"dry_run": True}):
        lesson = Noted()
        lesson.part = Part(
            "noted", "Noted", None, {"all": "Look."}, frozenset(), "talk.toml", words, vocabulary
        )
        lesson.render()


SHOWN = ['#panic("no")', "5 $ for *C#*", "<label> @ref", r"\frac12", 'in "quotes"', "two\nrows", "{{braces}}"]


@pytest.mark.parametrize("words", SHOWN)
def test_a_title_and_words_in_a_formula_may_be_anything(words: str, record_property: Row) -> None:
    play({"title": words, "slope": words})
    record_property("case", (f"[part.words] title = {words!r}", "shown as it is"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"note": "limit $"}, "is not Typst markup"),
        ({"note": r"limit $\frac{limit}$"}, "is not Typst markup"),
        ({"note": '#panic("no")'}, "is not Typst markup"),
        (
            {"note": "limit {limits}"},
            "Noted, word 'note': the lesson gives no number 'limits': write one of limit",
        ),
        ({"note": "limit {limit"}, "Noted, word 'note': the braces in 'limit {limit' do not pair up"),
        ({"title": "x {y}"}, "Noted, word 'title': the lesson gives no number 'y': write one of none"),
        ({"headline": "A"}, "talk.toml: Noted shows no word 'headline': choose from title, slope, note"),
    ],
    ids=["half a formula", "LaTeX", "a panic", "another number", "half a brace", "a number", "another name"],
)
def test_words_that_cannot_be_shown_are_named(words: dict[str, str], told: str, record_property: Row) -> None:
    with pytest.raises(ValueError, match=r".: .") as raised:
        play(words)
    message = str(raised.value)
    assert told in message
    assert "\n" not in message
    record_property("case", (f"[part.words] {words!r}", message))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({}, "talk.es.toml: 'limit ${limit}$' has no translation: add it to [words]"),
        ({"limit ${limit}$": "límite ${limite}$"}, "the lesson gives no number 'limite': write one of limit"),
        ({"limit ${limit}$": "límite $"}, "is not Typst markup"),
    ],
    ids=["none", "another number", "half a formula"],
)
def test_words_of_the_kit_that_cannot_be_shown_are_named(
    table: dict[str, str], told: str, record_property: Row
) -> None:
    own = {"title": "Un título", "slope": "pendiente", "note": "nota"}
    with pytest.raises(ValueError, match=r".: .") as raised:
        play(own, Vocabulary("talk.es.toml", table))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    record_property("case", (f"[words] {table!r}", str(raised.value)))
