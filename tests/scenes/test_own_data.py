"""What the README promises: a subclass with other data or another function lays itself out, unaided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import ClassVar

import numpy as np
import pytest
from manim import DL, UR, VMobject

from gdmath import (
    TEN_POINTS,
    Convention,
    Dataset,
    LinearRegression,
    from_function,
    himmelblau,
    inverse_time_decay,
    landscape,
    other_minima,
)
from scenes.cost_contours import CostContours
from scenes.cost_surface import CostSurface
from scenes.curve_descent import CurveDescent
from scenes.double_well import DoubleWell
from scenes.epoch_curves import EpochCurves
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.lessons.walk_in_words import (
    AMONG,
    CHANGES,
    CLOSE,
    FLATTENS,
    GROW,
    KEPT,
    ONLY,
    OTHERS,
    SHRINK,
    THERE,
    end_in_words,
    pits_in_words,
)
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Painted
from scenes.kit.plots.map_gradients import gradient_arrows
from scenes.kit.rendering.updating import update_family
from scenes.kit.style import palette
from scenes.kit.style.layout import frame, stage, whole_frame
from scenes.landscape_walk import ALL, BEARINGS, ZOOM, LandscapeWalk
from scenes.line_fit import LineFit
from scenes.step_size import StepSize
from scenes.two_gaussians import TwoGaussians
from tests.scenes.inspected import faults


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return 200 noisy points with x in the thousands, by way of a CSV file."""
    rng = np.random.default_rng(20)
    area = rng.uniform(2000, 9000, 200)
    price = 50 + 0.08 * area + rng.normal(0, 60, 200)
    path = tmp_path_factory.mktemp("data") / "houses.csv"
    np.savetxt(path, np.column_stack([area, price]), delimiter=";", header="area;price", comments="")
    return Dataset.from_csv(path, features=["area"], target="price")


class Waves(CurveDescent):
    """The README's curve."""

    objective = from_function(lambda w: np.cos(w) + w**2 / 20, domain=(-12, 12), formula="cos w + w^2 \\/ 20")
    start = 11.0
    learning_rate = 1.0
    iterations = 30


class Runaway(CurveDescent):
    """Beyond the limit: the numbers grow without bound."""

    learning_rate = 3.0
    iterations = 400


class Crawl(CurveDescent):
    """A step that no readable number of digits shows."""

    start = 19.0
    learning_rate = 1e-9


class WaveSteps(StepSize):
    """Three rates on the README's curve."""

    objective = Waves.objective
    start = 11.0


class TwoSteps(StepSize):
    """Two rates, of which one runs away, watched for two steps only."""

    learning_rates = (0.5, 1.2)
    raced = 2


class InX(StepSize):
    """Other letters, and no rate that stays on its side."""

    symbols = ("x", "f")
    learning_rates = (0.8, 0.9)
    farthest = 2.0


class WaveValleys(DoubleWell):
    """More valleys than two; with their slope, for by differences its many long descents take seconds."""

    objective = from_function(
        lambda w: np.cos(w) + w**2 / 20,
        domain=(-12, 12),
        gradient=lambda w: w / 10 - np.sin(w),
        formula="cos w + w^2 \\/ 20",
    )


class Himmelblau(LandscapeWalk):
    """The README's landscape."""

    objective = himmelblau()
    start = (-0.5, 0.5)
    learning_rate = 0.01


class FourPits(TwoGaussians):
    """Another landscape, with starts of its own."""

    objective = himmelblau()
    starts: ClassVar[tuple[tuple[float, float], ...]] = ((0.2, 0.0), (0.3, 0.0), (-1.0, 2.0), (4.0, -4.0))
    learning_rate = 0.005


@pytest.mark.parametrize(
    "lesson", [Waves, Runaway, Crawl, WaveSteps, TwoSteps, InX, WaveValleys, Himmelblau, FourPits]
)
def test_another_function(lesson: type[Lesson]) -> None:
    assert faults(lesson) == []


@pytest.mark.parametrize("lesson", [LineFit, EpochCurves, CostContours, CostSurface])
def test_two_hundred_noisy_points(lesson: type[RegressionLesson], houses: Dataset) -> None:
    mine = type(f"My{lesson.__name__}", (lesson,), {"dataset": houses, "learning_rate": None})
    assert faults(mine) == []


@pytest.mark.parametrize("lesson", [LineFit, CostContours])
def test_a_line_through_the_origin(lesson: type[RegressionLesson]) -> None:
    x = np.arange(1.0, 7.0)
    data = Dataset.from_arrays(x, 2 * x)
    assert faults(type("Mine", (lesson,), {"dataset": data, "learning_rate": None})) == []


class Shoulder(LandscapeWalk):
    """The walk of the course that it is from: its steps grow on the steep part."""

    objective = landscape()
    start = (-1.0, 1.6)
    learning_rate = inverse_time_decay(0.9, 0.2)
    steps = 8


class Careful(LandscapeWalk):
    """A walk whose rate falls, so that its steps shrink, and it does not quite arrive."""

    objective = landscape()
    start = (-1.08, 0.38)
    learning_rate = inverse_time_decay(0.5, 0.5)
    steps = 7


@pytest.mark.parametrize("lesson", [LandscapeWalk, Careful, Shoulder, Himmelblau])
def test_each_step_of_two_weights_holds_for_the_numbers_shown(lesson: type[LandscapeWalk]) -> None:
    scene = lesson(skip_animations=True)
    scene.setup()
    for component, row in enumerate(scene.numbers.updates):
        for k in range(scene.run.steps):
            scene.run.clock.set_value(k + 0.5)
            row.update()
            before, rate, slope, after = (
                Decimal(number.written.replace("\u2212", "-")) for number in row.numbers
            )
            assert (before - rate * slope).quantize(after) == after
            assert float(before) == pytest.approx(scene.run.path[k, component], abs=0.005001)
            assert float(after) == pytest.approx(scene.run.path[k + 1, component], abs=0.005001)
            assert float(rate) == pytest.approx(scene.run.series("rate")[k], rel=0.01)


def test_the_steps_of_the_walk_shrink_and_that_is_said_of_no_other() -> None:
    lengths = {}
    for lesson in (LandscapeWalk, Careful, Shoulder):
        scene = lesson(skip_animations=True)
        scene.setup()
        steps = np.linalg.norm(np.diff(scene.run.path, axis=0), axis=1)
        lengths[scene.lengths()["told"]] = bool((np.diff(steps) < 0).all())
    assert lengths == {FLATTENS: True, SHRINK: True, GROW: False}


def test_the_height_that_is_shown_is_that_of_the_step_beside_it() -> None:
    scene = LandscapeWalk(skip_animations=True)
    scene.setup()
    scene.run.clock.set_value(2.8)
    for number in (scene.numbers.counter.number, scene.numbers.height.number):
        number.update()
    assert scene.numbers.counter.number.written == "2"
    there = float(scene.objective.value(scene.run.path[2]))
    assert float(scene.numbers.height.number.written.replace("\u2212", "-")) == pytest.approx(
        there, abs=0.005001
    )


@pytest.mark.parametrize("first", [(3.0, -1.0), (-40.0, 2.0), (-2.5, 30.0)])
def test_the_first_gradient_lies_on_the_map(first: tuple[float, float], houses: Dataset) -> None:
    for data in (CostContours.dataset, houses):
        mine = type("Mine", (CostContours,), {"dataset": data, "start": first, "learning_rate": None})
        scene = mine(skip_animations=True)
        scene.setup()
        frame = scene.plane.frame
        uphill = gradient_arrows(scene.plane, scene.start, scene.first_gradient, scene.arrow_scale)
        ends = np.vstack([arrow.points for arrow in (*uphill, scene.arrow)])
        assert (ends >= frame.get_corner(DL)).all()
        assert (ends <= frame.get_corner(UR)).all()


def test_the_descent_reaches_the_line_through_the_data(houses: Dataset) -> None:
    class Houses(LineFit):
        dataset = houses

    scene = Houses(skip_animations=True)
    scene.setup()
    best = LinearRegression(houses).closed_form()
    assert scene.fit.standardized
    assert scene.fit.path[-1] == pytest.approx(best, rel=1e-3)


@pytest.mark.parametrize("convention", Convention)
def test_the_cost_of_a_line_is_that_of_each_convention(convention: Convention) -> None:
    class Other(LineFit):
        learning_rate = 0.001

    Other.convention = convention
    scene = Other(skip_animations=True)
    scene.setup()
    scene.run.clock.set_value(float(scene.run.times[2]))
    slope, intercept = scene.fit.path[2]
    assert scene.run.iteration == 2
    x, y = TEN_POINTS.x[:, 0], TEN_POINTS.y
    squares = (y - slope * x - intercept) ** 2
    share = {Convention.MSE: 1 / 10, Convention.HALF_SSE: 1 / 2, Convention.HALF_MSE: 1 / 20}[convention]
    assert scene.run.now("value") == pytest.approx(share * float(squares.sum()))
    assert scene.least == pytest.approx(share * 31.8545454545)
    scene.plot.follow(scene.run)
    assert scene.squared.mean == pytest.approx(float(squares.mean()))


def test_the_mean_square_of_the_first_line_is_drawn_at_the_scale_of_the_plot() -> None:
    scene = LineFit(skip_animations=True)
    scene.setup()
    assert scene.squared.shrinking == 1
    assert scene.squared.mean == pytest.approx(102.1)
    assert [section.slope for section in scene.sections] == pytest.approx([-72.4, -17.8])


def test_neighbours_start_astride_the_hill_and_end_in_both_valleys() -> None:
    scene = DoubleWell(skip_animations=True)
    scene.setup()
    starts = [float(run.path[0, 0]) for run in scene.neighbours.runs]
    ends = [float(run.path[-1, 0]) for run in scene.neighbours.runs]
    np.testing.assert_allclose(starts, [scene.hill - 0.05, scene.hill + 0.05])
    np.testing.assert_allclose(ends, scene.minima[scene.neighbours.ends], atol=0.01)
    assert sorted(scene.neighbours.ends.tolist()) == [0, 1]
    assert [len(runs) for runs in scene.members] == [8, 7]  # 15 of the 30 drawn starts are kept


def test_all_points_that_are_counted_start_in_the_picture() -> None:
    scene = DoubleWell(skip_animations=True)
    scene.setup()
    low, high = scene.plot.y_range
    assert all(low < run.series("value")[0] < high for run in scene.runs)


def test_the_two_that_meet_have_a_colour_each() -> None:
    scene = StepSize(skip_animations=True)
    scene.setup()
    assert [run.color for run in scene.near] == [palette.PATH, palette.RESIDUAL]
    assert [run.color for run in scene.runs] == [palette.PATH, palette.PATH, palette.RESIDUAL]


def test_a_rate_beyond_the_limit_is_shown_to_diverge() -> None:
    class TooFast(LineFit):
        learning_rate = 0.03
        lines: ClassVar[Mapping[str, str]] = {"descend": "The cost runs away."}

    assert faults(TooFast) == []


def test_a_race_begins_at_the_start() -> None:
    scene = StepSize(skip_animations=True)
    scene.setup()
    for panel in scene.panels:
        readouts = [part for part in panel.numbers if isinstance(part, Readout)]
        assert [readout.number.written for readout in readouts] == ["0", "25.000"]


def test_when_a_walk_has_ended_its_numbers_are_where_it_is_and_no_rate_that_is_not_used() -> None:
    scene = LandscapeWalk(skip_animations=True)
    scene.setup()
    numbers, last = scene.numbers, scene.run.steps
    rate = [
        part
        for part in (*numbers.rate.get_family(), *numbers.length.get_family())
        if isinstance(part, Painted | VMobject) and part.has_points()
    ]
    for clock, shown in ((last - 1, True), (last, False)):
        scene.run.clock.set_value(clock)
        for part in (numbers.counter, *numbers.updates, *rate):
            update_family(part, 0)
        assert numbers.counter.number.written == str(clock)
        seen = [part.opacity if isinstance(part, Painted) else part.get_fill_opacity() for part in rate]
        assert {opacity > 0 for opacity in seen} == {shown}
        for row in numbers.updates:
            assert (row.equals.submobjects[0].get_fill_opacity() == 1) != shown
            assert (row.arrow.submobjects[0].get_fill_opacity() == 1) == shown
    ends = [row.numbers[0].written.replace("\u2212", "-") for row in numbers.updates]
    assert [float(end) for end in ends] == pytest.approx(scene.run.path[-1], abs=0.005001)
    assert scene.lengths()["rate"] == "0.2"


def test_what_the_rate_of_the_walk_does_and_where_it_ends_is_true() -> None:
    walk, careful = (lesson(skip_animations=True) for lesson in (LandscapeWalk, Careful))
    for scene in (walk, careful):
        scene.setup()
    assert np.ptp(walk.run.series("rate")) == 0
    assert (np.diff(careful.run.series("rate")[:-1]) < 0).all()
    tried = "0.02 creeps, 0.6 jumps about"
    assert walk.lengths()["how"] == KEPT.format(tried=tried)
    assert careful.lengths()["how"] == CHANGES
    assert careful.lengths()["rate"] == f"{0.5 / (1 + 0.5 * 6):.3g}"
    ends = [end_in_words(scene.objective, scene.run, scene.goal) for scene in (walk, careful)]
    assert ends == [THERE, CLOSE]
    away = [float(np.linalg.norm(scene.run.path[-1] - scene.goal)) for scene in (walk, careful)]
    assert away[0] < 0.01
    assert 0.1 < away[1] < 0.5


@pytest.mark.parametrize("lesson", [LandscapeWalk, Shoulder, Himmelblau])
def test_all_of_the_way_is_seen_while_the_eye_rests(lesson: type[LandscapeWalk]) -> None:
    scene = lesson(skip_animations=True)
    scene.setup()
    scene.look_at_way()
    pose, points = scene.space.view.pose.copy(), scene.space.view.points.copy()
    box = scene.space_box
    for clock in np.linspace(0, scene.run.end, 19):
        scene.run.clock.set_value(clock)
        seen = scene.space.view.project(scene.surface.lift(*scene.run.point))
        if np.isfinite(seen).all():
            assert (seen[:2] >= [box.left + BEARINGS - 1e-6, box.bottom]).all()
            assert (seen[:2] <= [box.right, box.top]).all()
    np.testing.assert_allclose(scene.space.view.pose, pose)
    np.testing.assert_allclose(scene.space.view.points, points)


def test_it_is_told_which_of_the_pits_has_been_reached_and_how_low_it_is() -> None:
    told = {}
    for lesson in (LandscapeWalk, Careful, Himmelblau):
        scene = lesson(skip_animations=True)
        scene.setup()
        pits = [scene.goal, *other_minima(scene.objective, scene.goal)]
        told[lesson.__name__] = pits_in_words(*(float(scene.objective.value(pit)) for pit in pits))
    among = AMONG.format(count=4, lowest=2)
    assert told == {"LandscapeWalk": among, "Careful": ONLY, "Himmelblau": OTHERS}
    walk = LandscapeWalk(skip_animations=True)
    walk.setup()
    rings = []
    for minimum in walk.objective.minima:
        ring, name = walk.marked(minimum)
        assert isinstance(ring, Dots)
        assert name.get_left()[0] > ring.get_right()[0]
        rings.append(tuple(ring.rgb))
    low, dim = palette.rgb(palette.MINIMUM), palette.rgb(palette.MUTED)
    assert rings == [tuple(low)] * 2 + [tuple(dim)] * 2


def test_nothing_of_the_landscape_is_drawn_until_the_ball_has_arrived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = LandscapeWalk(skip_animations=True)
    lit: dict[str, tuple[float, bool]] = {}

    @contextmanager
    def beat(name: str, **_: float | str) -> Iterator[None]:
        yield
        lit[name] = scene.surface.reach, scene.surface.is_all_lit

    monkeypatch.setattr(scene, "beat", beat)
    scene.setup()
    scene.construct()
    assert lit == {"blind": (0, False), "gradient": (0, False), "walk": (0, False), "see": (ALL, True)}


@pytest.mark.parametrize("lesson", [LandscapeWalk, Shoulder, Himmelblau])
def test_no_corner_of_the_box_reaches_into_the_title_or_leaves_its_panel(lesson: type[LandscapeWalk]) -> None:
    scene = lesson(skip_animations=True)
    scene.setup()
    view, box = scene.space.view, scene.space_box
    corners = np.where(
        np.indices((2, 2, 2)).reshape(3, 8).T, view.size / [2, 2, 1], view.size / [-2, -2, np.inf]
    )
    for pose in scene.poses:
        view.turn_to(float(pose[0]), float(pose[1]), ZOOM)
        seen = view.project(corners)
        assert box.left <= seen[:, 0].min() <= seen[:, 0].max() <= box.right
        assert box.bottom <= seen[:, 1].min()
        assert seen[:, 1].max() <= stage().top
    whole = frame()
    seen = view.fill(whole).project(corners)
    assert whole.left <= seen[:, 0].min() <= seen[:, 0].max() <= whole.right
    assert whole.bottom <= seen[:, 1].min() <= seen[:, 1].max() <= whole_frame().top
