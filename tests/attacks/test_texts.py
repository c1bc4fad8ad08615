"""Texts that users choose are shown as they are; where markup is asked for, a mistake in it is one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from manim import Typst, tempconfig

from gdmath import Dataset, from_function
from scenes.kit.plots.labels import line_key, outlined
from scenes.kit.style import typography
from scenes.kit.style.formulas import formula_of
from scenes.opening import Opening
from scenes.production.outputs import storyboard
from scenes.production.outputs.slides import handout
from scenes.thumbnail import Thumbnail

Row = Callable[[str, object], None]

SIGNS = [
    "C# costs 5 $",
    '#read("/etc/hostname")',
    "#",
    "*",
    "_a_ *b*",
    "a @ b",
    "<label>",
    r"back\slash \u{41}",
    "`code` ~ [x] // no comment",
    'a "quote"',
    "= no heading",
    "- no list",
    "two\nrows\tand a tab",
    "a\0b\x1b",
]


def typeset(markup: str) -> list[str]:
    """Return the words that Typst understands a markup to be."""
    source = f"#let shown = [{markup}]\n#metadata(shown) <it>"
    found = json.loads(typst.query(source.encode(), "<it>", field="value"))
    return re.findall(r'"text":\s*("(?:[^"\\]|\\.)*")', json.dumps(found))


@pytest.mark.parametrize("words", SIGNS)
def test_words_as_they_are_mean_nothing_to_typst(words: str) -> None:
    [shown] = typeset(typography.as_is(words))
    assert json.loads(shown).split() == re.sub(r"[\0\x1b]", " ", words).split()


@pytest.mark.parametrize(
    "words", ["Gradient descent", "How large a step?", "when you cannot see where it lies?"]
)
def test_words_without_signs_look_as_before(words: str) -> None:
    plain, as_is = (
        Typst(markup, typst_preamble=typography.FONT) for markup in (words, typography.as_is(words))
    )
    assert (plain.get_all_points() == as_is.get_all_points()).all()


def test_the_texts_of_our_lessons_are_shown_whatever_they_are() -> None:
    rule = dict(zip(("feel", "step", "repeat"), SIGNS[7:10], strict=True))
    words = {"title": SIGNS[0], "question": "\n".join(SIGNS[1:7]), **rule}
    words = {name: word.replace("{", "{{").replace("}", "}}") for name, word in words.items()}
    with tempconfig({"dry_run": True, "format": "png"}):
        lesson = type("Mine", (Opening,), {"words": words, "construct": Opening.ask})()
        lesson.render()
        title, question = lesson.card
        assert title.typst_code == typography.as_is(SIGNS[0])
        assert all(typography.as_is(row) in question.typst_code for row in SIGNS[1:7])
        shown = [row.typst_code for row in lesson.rule_in_the_sky()]
        assert shown == [f"*{typography.as_is(row)}*" for row in SIGNS[7:10]]
        face = type("Face", (Thumbnail,), {"words": {"title": "\n".join(SIGNS[:3])}})(skip_animations=True)
        assert len(face.rows_of_words()) == 3


@pytest.mark.parametrize("words", SIGNS)
def test_names_and_columns_are_shown_whatever_they_are(words: str) -> None:
    assert outlined(words).family_members_with_points()
    assert line_key(words, "#FFFFFF")
    column = Dataset.from_arrays([1.0, 2.0], [3.0, 4.0], feature_names=[words]).feature_names[0]
    assert typography.formula(typography.name(column)).family_members_with_points()


@pytest.mark.parametrize("template", [storyboard._TEMPLATE, handout._LAYOUT])
def test_papers_take_titles_and_lines_as_they_are(template: Path) -> None:
    assert "eval(" not in template.read_text(encoding="utf-8")  # the only way from a text of JSON to markup


@pytest.mark.parametrize("formula", [r"\frac{1}{2} x^2", "x^2 +", "foo(x)", "#nothing", "x^", '"open'])
def test_a_formula_that_is_none_is_named_with_its_objective(formula: str, record_property: Row) -> None:
    objective = from_function(lambda x: x**2, (-1, 1), name="bowl", formula=formula)
    try:
        assert formula_of(objective) == formula
    except ValueError as error:
        line = str(error)
        assert "\n" not in line
        assert line.startswith(f"the formula of bowl: {formula!r} is not Typst mathematics (")
        record_property("case", (f"the formula {formula}", line))
    else:
        assert formula == "x^2 +"  # which Typst sets


@pytest.mark.parametrize("markup", ["5 $", "#nothing", "@nowhere", "*open"])
def test_markup_that_is_none_is_named_in_a_line(markup: str, record_property: Row) -> None:
    for made in (typography.text, typography.lines, typography.on_baseline):
        with pytest.raises(ValueError, match=r"is not Typst markup \(.*: put a backslash before") as raised:
            made(markup)
        assert "\n" not in str(raised.value)
    record_property("case", (f"the markup {markup}", str(raised.value)))
