"""Degenerate data in the lessons on fitting a line: something true is shown, or nothing plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import tempconfig
from numpy.typing import ArrayLike

from gdmath import Dataset
from scenes.cost_contours import CostContours
from scenes.cost_surface import CostSurface
from scenes.epoch_curves import EpochCurves
from scenes.kit import Readout, RegressionLesson
from scenes.kit.style.axis_names import axis_name
from scenes.line_fit import LineFit
from tests.scenes.inspected import faults

LESSONS = [LineFit, EpochCurves, CostContours, CostSurface]

N = np.arange(1.0, 13.0)
NOISE = np.random.default_rng(3).normal(size=len(N))
LONG = "a name of a hundred letters that goes on and on and on, as those of surveys and questionnaires do now"

Recorded = Callable[[str, object], None]


def data(x: ArrayLike, y: ArrayLike, *names: str) -> Dataset:
    return Dataset.from_arrays(x, y, names[:1] or None, names[1] if names else "y")


SHOWN = {
    "constant y": data(N, np.full(12, 7.0)),
    "y far from 0": data(N, 1e6 + 4.83 * N + NOISE),
    "x in years": data(2000 + N, 3 + 0.5 * N + NOISE, "year", "sales"),
    "x in Unix seconds": data(1609459200 + 86400 * N, 10 + 0.4 * N + 0.3 * NOISE, "time", "value"),
    "house prices": data(800 + 300 * N, 5e5 + 45e3 * N + 2e4 * NOISE, "area", "price"),
    "two points": data([1, 3], [2, 5]),
    "three points": data([1, 2, 4], [2, 5, 4]),
    "a perfect fit": data(N, 2 * N + 1),
    "names of 100 letters": data(N, 2 + N + NOISE, LONG, LONG[::-1]),
    "Chinese names": data(N, 2 + N + NOISE, "面积", "价格"),
    "Cyrillic names": data(N, 2 + N + NOISE, "площадь", "цена"),
    "names full of markup": data(N, 2 + N + NOISE, '"a" \\ #b $c_d', "[y] *z* <w>"),
    "100,000 rows": data(np.tile(N, 8334), np.repeat(2 + N + NOISE, 8334)),
    "values of 1e-12": data(1e-12 * N, 1e-12 * (2 + N + NOISE)),
    "values of 1e15": data(1e15 * N, 1e15 * (2 + N + NOISE)),
    "only negative values": data(-100 - N, -50 - N + NOISE),
    "one far outlier": data(N, np.append(N[:-1], 1e5)),
    "y of 0 and 1": data(N, N > 6),
    "two values of x": data(np.repeat([0.0, 1.0], 6), NOISE),
    "noise alone": data(N, NOISE),
}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "the same x in all rows": (
        {"dataset": data([3, 3, 3], [1, 2, 3])},
        "x is 3 in all 3 rows, so that any slope fits: choose another feature",
    ),
    "a start on the best line": (
        {"dataset": data(N, 2 * N + 1), "start": (2.0, 1.0)},
        "the first line (slope, intercept: 2, 1) is the best one already, so there is no step to show",
    ),
    "only zeros": (
        {"dataset": data(N, 0 * N), "start": (0.0, 0.0)},
        "the first line (slope, intercept: 0, 0) is the best one already",
    ),
    "squares too large": (
        {"dataset": data(N, 1e200 * N)},
        "y has values as large as 1.2e+201, of which no squares can be summed: rescale it",
    ),
    "squares too small": (
        {"dataset": data(1e-200 * N, N)},
        "x has values as large as 1.2e-199, of which no squares can be summed: rescale it",
    ),
    "two features": (
        {"dataset": Dataset.from_arrays(np.stack([N, NOISE], axis=1), N)},
        "this lesson fits a line to one feature, not to x1, x2: choose one, as by features='x1'",
    ),
    "a DataFrame": (
        {"dataset": np.rec.fromarrays([N, N])},
        "the dataset must be a Dataset, not a recarray",
    ),
}


def own(lesson: type[RegressionLesson], **attributes: Any) -> type[RegressionLesson]:
    return type(f"My{lesson.__name__}", (lesson,), attributes)


def set_up(lesson: type[RegressionLesson], **attributes: Any) -> Any:
    scene = own(lesson, **attributes)(skip_animations=True)
    scene.setup()
    return scene


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("case", REFUSED)
def test_refused_before_anything_plays(
    case: str, lesson: type[RegressionLesson], record_property: Recorded
) -> None:
    attributes, line = REFUSED[case]
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the line is compared)
        set_up(lesson, **attributes)
    record_property("case", (f"LineFit and the like with {case}", str(caught.value)))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


NOT_YET = {
    *(("CostContours", case) for case in ("y far from 0", "x in Unix seconds", "house prices")),
    *(("CostContours", case) for case in ("values of 1e-12", "values of 1e15")),
    ("LineFit", "100,000 rows"),
}
"""Here marks or numbers leave the picture or cover each other; the lesson plays to its end all the same."""


@pytest.mark.long
@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("case", SHOWN)
def test_each_picture_is_readable(case: str, lesson: type[RegressionLesson]) -> None:
    found = faults(own(lesson, dataset=SHOWN[case]))
    assert bool(found) == ((lesson.__name__, case) in NOT_YET), found


@pytest.mark.parametrize("case", SHOWN)
@pytest.mark.parametrize("start", [(0.0, 0.0), (3.0, -1.0)])
def test_the_descent_is_shown_until_its_line_is_where_the_data_are(
    case: str, start: tuple[float, float], record_property: Recorded
) -> None:
    dataset = SHOWN[case]
    scene = own(RegressionLesson, dataset=dataset, start=start, epochs=2000)(skip_animations=True)
    scene.setup()
    last = scene.fit.path[scene.last_epoch()]
    spread = float(dataset.y.std()) or float(np.abs(dataset.y).max())
    off = np.sqrt(np.mean((scene.cost.predict(last) - scene.cost.predict(scene.best)) ** 2))
    assert off < 0.04 * spread
    record_property("case", (f"a line fit of {case}", scene.fit.message))


def test_the_slope_of_a_y_far_from_0_is_the_right_one() -> None:
    scene = set_up(LineFit, dataset=SHOWN["y far from 0"])
    assert scene.fit.path[scene.run.shown[-1], 0] == pytest.approx(4.887, abs=0.01)


def test_the_axes_of_a_constant_y_hold_the_first_line() -> None:
    scene = set_up(LineFit, dataset=SHOWN["constant y"])
    low, high = scene.plot.y_range
    assert low < 0
    assert high > 7
    assert scene.squared.shrinking < 20


def test_a_rate_is_for_the_data_that_it_is_written_beside() -> None:
    houses = SHOWN["house prices"]
    assert EpochCurves(skip_animations=True).rate == 0.001
    assert own(EpochCurves, dataset=houses)(skip_animations=True).rate is None
    with_rate = own(EpochCurves, dataset=houses, learning_rate=0.001)
    assert with_rate(skip_animations=True).rate == 0.001
    assert own(with_rate, epochs=5)(skip_animations=True).rate == 0.001


def test_a_rate_that_diverges_is_said_to(caplog: pytest.LogCaptureFixture) -> None:
    set_up(LineFit, dataset=SHOWN["house prices"], learning_rate=0.001)
    assert "MyLineFit is shown to diverge; learning_rate = None suits the data" in caplog.messages


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("area", '"area"'),
        ("h", "h"),
        ("two\nlines", '"two lines"'),
        ("площадь", '"площадь"'),
        ("цена €", '"цена €"'),
        ("\U000f0000", "y"),
        (LONG, '"a name of a hundred letter…"'),
    ],
)
def test_names_of_axes(name: str, shown: str) -> None:
    assert axis_name(name, "y") == shown


def test_long_numbers_have_room() -> None:
    scene = set_up(LineFit, dataset=SHOWN["house prices"])
    slope, intercept, cost = scene.rows()
    for row in (slope, intercept, cost):
        assert isinstance(row, Readout)
    assert slope.get_right()[0] < intercept.get_left()[0]
    assert intercept.get_right()[0] < cost.get_left()[0]
    assert cost.get_right()[0] < scene.row.right + 0.01


RENDERED = [(LineFit, "constant y")]


@pytest.mark.parametrize(
    ("lesson", "case"),
    [
        *RENDERED,
        *(
            pytest.param(lesson, case, marks=pytest.mark.long)
            for lesson in LESSONS
            for case in SHOWN
            if (lesson, case) not in RENDERED
        ),
    ],
)
def test_a_real_render(lesson: type[RegressionLesson], case: str) -> None:
    with tempconfig({"pixel_width": 142, "pixel_height": 80, "frame_rate": 1, "dry_run": True}):
        scene = own(lesson, dataset=SHOWN[case])()
        scene.render()
    assert scene.frames > 0


def test_of_many_rows_some_are_drawn_and_the_axis_says_so() -> None:
    plot = set_up(LineFit, dataset=SHOWN["100,000 rows"]).plot
    assert len(plot.drawn) == len(plot.data.points) == 1961  # 1 in 51 of 100,008
    assert plot.x_label.typst_code == '$ "x (1 in 51 drawn)" $'


def test_an_axis_of_times_has_two_ticks_at_least() -> None:
    chart = set_up(CostContours, dataset=SHOWN["x in Unix seconds"]).chart
    written = [number.typst_code for number in chart.numbers if "10^9" in number.typst_code]
    assert written == ["$ 1.6095 times 10^9 $", "$ 1.6105 times 10^9 $"]


def test_a_small_cost_beside_a_huge_first_one_is_no_zero() -> None:
    scene = set_up(LineFit, dataset=SHOWN["y far from 0"])
    assert scene.number_format("J", 5).characters(scene.least) == "2.2453"
