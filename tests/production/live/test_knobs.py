"""A lesson's class attributes as knobs: what there is to turn, what is refused, and what is pasted."""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np
import pytest
from manim import FadeIn, tempconfig

import gdmath
from gdmath import (
    TEN_POINTS,
    Convention,
    Dataset,
    LinearRegression,
    adam,
    descend,
    from_function,
    inverse_time_decay,
    parabola,
)
from scenes.closing import Closing
from scenes.curve_descent import CurveDescent
from scenes.double_well import DoubleWell
from scenes.kit.lessons.code_digest import code_digest
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.script import Script
from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette
from scenes.landscape_walk import LandscapeWalk
from scenes.line_fit import LineFit
from scenes.momentum import Momentum
from scenes.production.live.knobs import Knob, as_subclass
from scenes.production.studio.live.attributes import knobs_of, with_values
from scenes.script.project import PACKAGE, SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in
from scenes.step_size import StepSize
from scenes.which_rule import WhichRule

LESSONS = [
    getattr(importlib.import_module(part.module), part.scene)
    for path in screenplays_in(SCRIPTS)
    for part in load(path).parts
]
BASES = [cls for lesson in LESSONS for cls in lesson.__mro__ if cls not in Lesson.__mro__]
PI = 3.0


class Walk(Lesson):
    """A user's lesson without annotations.

    Attributes
    ----------
    rule
        By which it goes.
    start
        Where it begins,
        on the curve.
    words_shown
        How many.
    """

    lines: ClassVar = {"end": "It ends at {x:.3f}."}
    NAMES = ("A", "B")
    curve = from_function(lambda x: x**2, (-2, 2))
    rule = adam(0.1)
    start = 1.5
    words_shown = 3
    is_slow = False
    shift = -PI
    far = ((1.0, 2.5), (3.0, 1.0))
    families = MappingProxyType({"adam": adam})
    _hidden = 1

    def construct(self) -> None:
        walk = descend(self.curve, self.rule, self.start, iterations=self.words_shown)
        with self.beat("end", x=float(walk.points[-1, 0])):
            self.play(FadeIn(Dots([(0.0, 0.0, 0.0)], palette.POINT)), run_time=1)


class Told(Walk):
    """A user's lesson that tells of its attributes where they stand.

    Attributes
    ----------
    start
        By the docstring.
    """

    start = 0.5  #: not by this
    #: How often it goes,
    #: in `steps`.
    count: int = 2
    share = 0.3  #: größer als “0”
    spot = (
        1.0,
        2.0,
    )  #: Where it is.
    depth = 5
    """As deep as
    it gets."""
    size = 6  # for whoever reads the code


class ToldBelow(Told):
    """Another one."""

    count = 7
    depth = 8  #: As for `Told`.


def by_name(lesson: type[Lesson]) -> dict[str, Knob]:
    return {knob.name: knob for knob in knobs_of(lesson)}


def refusal(lesson: type[Lesson], **values: str) -> str:
    with pytest.raises(ValueError, match=r"\w") as error:
        with_values(lesson, values)
    [line] = str(error.value).splitlines()
    return line


def as_compared(value: object) -> object:
    """What two values are compared by: objectives and data have no equality of their own."""
    if isinstance(value, Dataset):
        return value.x.tolist(), value.y.tolist(), value.feature_names, value.target_name
    if isinstance(value, gdmath.Objective):
        return value.name, value.domain.tolist(), value.value(value.domain.mean(axis=1)).item()
    return value


def pasted(text: str) -> Any:
    """The class that a user has who pastes text into a file."""
    found: dict[str, Any] = {}
    exec(compile(text, "pasted.py", "exec"), found)
    *_, last = found.values()
    return last


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__)
def test_each_lesson_has_its_own_values_and_is_the_same_with_them(lesson: type[Lesson]) -> None:
    knobs = knobs_of(lesson)
    same = with_values(lesson, {knob.name: knob.value for knob in knobs})
    for knob in knobs:
        own, again = (getattr(each, knob.name) for each in (lesson, same))
        assert again is own or again == own
    assert [knob.value for knob in knobs_of(same)] == [knob.value for knob in knobs]
    assert code_digest(same) == code_digest(lesson)
    mine, others = Script.beside(lesson), Script.beside(same)
    assert others.part == mine.part is not None
    assert (others.owner is same) == (mine.owner is lesson)
    assert inspect.getsourcefile(same) == inspect.getsourcefile(lesson)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__)
def test_every_number_lies_in_its_range_and_says_what_it_is(lesson: type[Lesson]) -> None:
    for knob in knobs_of(lesson):
        assert knob.told
        assert "\n" not in knob.told
        if knob.kind in ("number", "whole", "point") and knob.value != "None":
            first, *second = np.atleast_1d(getattr(lesson, knob.name)).tolist()
            assert knob.low <= first <= knob.high
            assert not second or knob.low2 <= second[0] <= knob.high2
            assert 0 < knob.step <= (knob.high - knob.low) / 10
            assert not knob.is_logarithmic or knob.low > 0


@pytest.mark.parametrize("base", dict.fromkeys(BASES), ids=lambda base: base.__name__)
def test_no_number_of_a_lesson_is_forgotten(base: type[Lesson]) -> None:
    written = {name: value for name, value in vars(base).items() if not name.startswith("_")}
    numbers = {name for name, value in written.items() if isinstance(value, bool | int | float)}
    assert numbers - {"goes_on"} <= by_name(base).keys()


def test_what_a_users_lesson_declares_is_turned_by_its_values() -> None:
    kinds = {name: (knob.kind, knob.value) for name, knob in by_name(Walk).items()}
    assert kinds == {
        "curve": ("choice", "Walk.curve"),
        "rule": ("choice", "adam(0.1)"),
        "start": ("number", "1.5"),
        "words_shown": ("whole", "3"),
        "is_slow": ("truth", "False"),
        "shift": ("number", "-3.0"),
        "far": ("text", "((1.0, 2.5), (3.0, 1.0))"),
    }
    knobs = by_name(Walk)
    assert knobs["start"].told == "Where it begins, on the curve."
    assert (knobs["start"].low, knobs["start"].high) == (-2, 2)
    assert "heavy_ball(0.1, 0.9)" in knobs["rule"].choices


def test_kinds_and_choices_are_those_of_the_attributes() -> None:
    fit, well, walk = by_name(LineFit), by_name(DoubleWell), by_name(LandscapeWalk)
    assert fit["dataset"].kind == "data"
    assert fit["dataset"].choices == ("TEN_POINTS", "SIX_POINTS")
    assert fit["learning_rate"].choices == ("None",)
    assert fit["standardize"].choices == ("False", "True", "None")
    assert fit["convention"].value == "Convention.MSE"
    assert (fit["start"].kind, fit["start"].value) == ("point", "(0.0, 0.0)")
    assert (well["interval"].kind, well["interval"].value) == ("text", "None")
    assert "himmelblau()" in walk["objective"].choices
    assert "geometric_decay(0.2, 0.9)" in walk["learning_rate"].choices
    assert by_name(WhichRule)["valley"].value == "WhichRule.valley"
    assert by_name(Momentum)["start"].told == "Where the ball lies."


def test_a_lesson_with_something_wrong_in_it_can_be_turned() -> None:
    class Wrong(CurveDescent):
        objective: Any = None
        start: Any = (1, 2)
        learning_rate: Any = "fast"
        iterations = 2.5  # type: ignore[assignment]
        symbols: Any = None

    class Odd(LineFit):
        dataset: Any = Dataset.from_arrays([1, 1], [1, 2])
        learning_rate: Any = -1e300
        epochs = -5
        start: ClassVar[Any] = {"slope": 1}

    kinds = {name: knob.kind for name, knob in by_name(Wrong).items()}
    assert kinds["learning_rate"] == kinds["objective"] == kinds["symbols"] == "text"
    assert (kinds["start"], kinds["iterations"]) == ("point", "number")
    assert with_values(Wrong, {"iterations": "3.5"}).iterations == 3.5  # type: ignore[attr-defined]
    assert {"learning_rate", "epochs"} < by_name(Odd).keys()


def test_what_stands_beside_an_attribute_tells_of_it() -> None:
    assert {name: knob.told for name, knob in by_name(ToldBelow).items() if name not in by_name(Walk)} == {
        "count": "How often it goes, in steps.",
        "share": "größer als “0”",
        "spot": "Where it is.",
        "depth": "As deep as it gets.",
        "size": "",
    }
    assert [by_name(Told)[name].told for name in ("start", "words_shown")] == [
        "By the docstring.",
        "How many.",
    ]


def test_a_learning_rate_goes_from_a_hundredth_of_its_limit_to_a_little_beyond() -> None:
    limit = LinearRegression(TEN_POINTS).learning_rate_limit
    rate = by_name(LineFit)["learning_rate"]
    assert rate.low == pytest.approx(limit / 100, rel=0.01)
    assert rate.high == pytest.approx(1.05 * limit, rel=0.01)
    assert rate.is_logarithmic
    of_parabola = by_name(CurveDescent)["learning_rate"]
    assert (of_parabola.low, of_parabola.high) == (0.01, 1.05)


def test_ranges_follow_what_is_descended() -> None:
    turned = with_values(CurveDescent, {"objective": "shifted_parabola()", "start": "20"})
    assert turned.start == 20  # type: ignore[attr-defined]
    assert (by_name(turned)["start"].low, by_name(turned)["start"].high) == (-20, 26)
    assert by_name(turned)["objective"].value == "shifted_parabola()"
    assert refusal(CurveDescent, start="20") == "start cannot be 20: write a number from -5 to 5"


def test_ranges_are_told_for_what_is_descended_now() -> None:
    own = by_name(CurveDescent)
    now = {knob.name: knob for knob in knobs_of(CurveDescent, {"objective": "shifted_parabola()"})}
    assert (now["start"].low, now["start"].high) == (-20, 26)
    assert {name: knob.value for name, knob in now.items()} == {name: own[name].value for name in own}
    assert now["objective"] == own["objective"]
    for values in ({"objective": "nothing()"}, {"iterations": "3"}, {"unknown": "3"}):
        assert knobs_of(CurveDescent, values) == list(own.values())


def test_counts_go_to_four_times_themselves() -> None:
    assert (by_name(CurveDescent)["iterations"].low, by_name(CurveDescent)["iterations"].high) == (1, 100)
    assert by_name(LineFit)["epochs"].is_logarithmic


def test_another_rate_takes_other_steps() -> None:
    lesson: Any = with_values(CurveDescent, {"learning_rate": "0.3", "start": "-2"})
    with tempconfig({"dry_run": True}), palette.themed("dark"):
        scene = lesson()
        scene.setup()
    assert scene.run.path[:2, 0].tolist() == pytest.approx([-2, -2 + 0.3 * 4])


def test_data_without_a_rate_have_the_rate_that_suits_them() -> None:
    lesson: Any = with_values(LineFit, {"dataset": "SIX_POINTS"})
    with tempconfig({"dry_run": True}), palette.themed("dark"):
        assert lesson().rate is None
        assert with_values(LineFit, {"dataset": "SIX_POINTS", "learning_rate": "0.01"})().rate == 0.01  # type: ignore[attr-defined]


def test_a_lesson_is_rendered_with_what_it_was_turned_to() -> None:
    lesson = with_values(Walk, {"rule": "gradient_descent(0.1)", "start": "-1", "words_shown": "2"})
    with tempconfig({"dry_run": True, "disable_caching": True}):
        scene = lesson()
        scene.render()
    assert [beat.line for beat in scene.beats] == ["It ends at -0.640."]
    assert not hasattr(Walk, "beats")


def test_a_lesson_that_is_turned_may_leave_lines_out() -> None:
    part = Part("walk", "Walk", None, {"end": "It ends at {x:.3f}.", "more": "And on."})
    with tempconfig({"dry_run": True, "disable_caching": True}):
        turned = with_values(Walk, {"words_shown": "2"})()
        turned.part = part
        turned.render()
        written = Walk()
        written.part = part
        with pytest.raises(ValueError, match="a line for the beat 'more', which Walk never plays"):
            written.render()
    assert [beat.name for beat in turned.beats] == ["end"]


@pytest.mark.parametrize(
    "text",
    [
        *("0", "-1", "nan", "inf", "1e999", "'a'", "", "True", "10**9", "None", "(0.1,)", "lambda: 1"),
        *("9" * 5000, "(" * 500, "open('x')", "himmelblau()", "inverse_time_decay(0.3, 0.1)"),
    ],
)
def test_an_impossible_rate_is_refused_in_one_line_that_says_what_is_possible(text: str) -> None:
    line = refusal(CurveDescent, learning_rate=text)
    assert line.startswith("learning_rate cannot be ")
    assert "write a number above 0, or choose from inverse_time_decay(0.1, 0.1)" in line
    assert len(line) < 300


def test_nothing_that_is_written_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call = "__import__('os').mkdir('made')"
    for lesson in (LineFit, DoubleWell, StepSize, Walk):
        for knob in knobs_of(lesson):
            for text in (call, f"({call}, 1)", f"Dataset.from_csv({call})", f"{knob.value} or {call}"):
                refusal(lesson, **{knob.name: text})
    with pytest.raises(ValueError, match="cannot be"):
        as_subclass("scenes.line_fit", "LineFit", {"epochs": f"3; {call}"})
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("lesson", "values", "told"),
    [
        (CurveDescent, {"iterations": "0"}, "a whole number from 1 to 10000"),
        (CurveDescent, {"iterations": "1000000000"}, "a whole number from 1 to 10000"),
        (CurveDescent, {"iterations": "2.5"}, "a whole number from 1 to 10000"),
        (CurveDescent, {"objective": "himmelblau()"}, "choose from parabola(), shifted_parabola()"),
        (CurveDescent, {"symbols": "(1, 2)"}, "such as ('w', 'J')"),
        (CurveDescent, {"rate": "3"}, "choose from objective, symbols, start, learning_rate, iterations"),
        (LandscapeWalk, {"start": "(4, 0)"}, "two numbers from (-3, -3) to (3, 3)"),
        (LandscapeWalk, {"start": "(1, 2, 3)"}, "two numbers from (-3, -3) to (3, 3)"),
        (LineFit, {"standardize": "1"}, "choose from False, True, None"),
        (LineFit, {"start": "(1, 1e999)"}, "two numbers such as (0.0, 0.0)"),
        (DoubleWell, {"interval": "3"}, "two numbers such as (0.5, 1.5) or None"),
        (DoubleWell, {"apart": "'a'"}, "a number or None"),
        (StepSize, {"learning_rates": "0.1"}, "such as (0.01, 0.2, 0.8)"),
        (Walk, {"is_slow": "maybe"}, "choose from False, True"),
    ],
)
def test_what_cannot_be_is_refused(lesson: type[Lesson], values: Mapping[str, str], told: str) -> None:
    line = refusal(lesson, **values)
    assert told in line
    assert next(iter(values)) in line


@pytest.mark.parametrize(
    ("lesson", "values", "told"),
    [
        (Closing, {"line_rate": "0.046"}, "line_rate 0.046 .* choose one below 0.0442"),
        (DoubleWell, {"objective": "parabola()"}, "parabola has 1: choose another one"),
        (Momentum, {"largest": "1.5"}, "choose one between that and 1"),
        (StepSize, {"learning_rates": "()"}, "must be a list of learning rates"),
    ],
)
def test_the_lesson_refuses_what_only_it_can_tell(
    lesson: type[Lesson], values: Mapping[str, str], told: str
) -> None:
    turned: Any = with_values(lesson, values)
    with tempconfig({"dry_run": True}), palette.themed("dark"), pytest.raises(ValueError, match=told):
        turned().setup()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lecture's folder, with a table in it and one beside it."""
    lecture = tmp_path / "lecture"
    lecture.mkdir()
    (lecture / "houses.csv").write_text("area,rooms,price\n1,2,5\n2,2,7\n3,4,8\n", encoding="utf-8")
    (lecture / "prose.csv").write_text("hello world", encoding="utf-8")
    (tmp_path / "outside.csv").write_text("x,y\n1,2\n2,3\n", encoding="utf-8")
    (lecture / "linked.csv").symlink_to(tmp_path / "outside.csv")
    monkeypatch.chdir(lecture)
    return lecture


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["houses.csv", "'houses.csv'", 'Dataset.from_csv("houses.csv")'])
def test_a_table_of_the_lectures_folder_becomes_data(text: str) -> None:
    turned: Any = with_values(LineFit, {"dataset": text})
    assert turned.dataset.feature_names == ("area", "rooms")
    assert by_name(turned)["dataset"].value == text


@pytest.mark.usefixtures("folder")
def test_columns_are_chosen_as_in_python() -> None:
    text = 'Dataset.from_csv("houses.csv", features=["rooms"], target="price")'
    turned: Any = with_values(LineFit, {"dataset": text})
    assert turned.dataset.x[:, 0].tolist() == [2, 2, 4]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("../outside.csv", "name a table in "),
        ("linked.csv", "name a table in "),
        ("/etc/hostname", "name a table in "),
        ("nothing.csv", "there is no such file in "),
        ("x" * 900, "too long"),
        ("hou\0ses.csv", "rename the file"),
        (".", "there is no such file"),
        ("prose.csv", "prose.csv: a data set needs at least two points"),
        ('Dataset.from_csv("houses.csv", rows=3)', 'features="area"'),
        ('Dataset.from_csv("houses.csv", features=["width"])', "no column 'width'"),
        ('Dataset.from_csv("../outside.csv")', "name a table in "),
    ],
)
def test_any_other_file_is_refused(text: str, told: str) -> None:
    line = refusal(LineFit, dataset=text)
    assert line.startswith("dataset cannot be ")
    assert told in line


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("lesson", "values"),
    [
        (LineFit, {"dataset": "'houses.csv'", "learning_rate": "None", "start": "(1, 2)"}),
        (LineFit, {"dataset": 'Dataset.from_csv("houses.csv", features="area")', "epochs": "7"}),
        (LineFit, {"dataset": "SIX_POINTS", "convention": "Convention.HALF_MSE", "standardize": "True"}),
        (CurveDescent, {"objective": "double_well()", "learning_rate": "inverse_time_decay(0.1, 0.1)"}),
        (LandscapeWalk, {"objective": "turned_bowl((1, 25), 20)", "start": "(1,\n2)"}),
        (DoubleWell, {"symbols": "('x', 'f')", "interval": "(-4, 4)"}),
        (WhichRule, {"valley": "WhichRule.valley", "share": "0.001"}),
        (StepSize, {}),
    ],
)
def test_what_is_pasted_is_the_same_class(lesson: type[Lesson], values: Mapping[str, str]) -> None:
    text = as_subclass(lesson.__module__, lesson.__name__, values, knobs_of(lesson))
    theirs, turned = pasted(text), with_values(lesson, values)
    assert (theirs.__name__, theirs.__mro__[1]) == (f"My{lesson.__name__}", lesson)
    assert {name for name in vars(theirs) if not name.startswith("_")} == set(values)
    for name in by_name(lesson):
        assert as_compared(getattr(theirs, name)) == as_compared(getattr(turned, name))


def test_what_is_pasted_reads_as_one_would_write_it() -> None:
    values = {"dataset": "houses.csv", "learning_rate": "0.3", "convention": "Convention.HALF_SSE"}
    assert as_subclass("scenes.line_fit", "LineFit", values, knobs_of(LineFit)) == (
        "from gdmath import Convention, Dataset\n"
        "from scenes.line_fit import LineFit\n\n\n"
        "class MyLineFit(LineFit):\n"
        '    """LineFit with other values."""\n\n'
        '    dataset = Dataset.from_csv("houses.csv")\n'
        "    learning_rate = 0.3\n"
        "    convention = Convention.HALF_SSE\n"
    )


def test_a_lesson_that_is_turned_leaves_the_lesson_as_it_was() -> None:
    turned: Any = with_values(CurveDescent, {"learning_rate": "inverse_time_decay(0.1, 0.1)"})
    assert turned.learning_rate == inverse_time_decay(0.1, 0.1)
    assert CurveDescent.learning_rate == 0.1
    assert CurveDescent.objective.form == parabola().form
    assert with_values(CurveDescent, {}) is CurveDescent
    assert LineFit.convention is Convention.MSE
    assert Path(inspect.getfile(turned)) == PACKAGE / "curve_descent.py"
