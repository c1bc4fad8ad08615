"""The trial lessons are short, render for real, and show what the records say."""

from __future__ import annotations

import csv
import inspect
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import tempconfig

from gdmath import TEN_POINTS, batch_rows
from scenes.kit import Lesson
from tests.kit.trials.adam import AdamRace
from tests.kit.trials.mini_batch import MiniBatches
from tests.kit.trials.nesterov import NesterovLooksAhead
from tests.kit.trials.newton import NewtonRace
from tests.kit.trials.recorded import TABLE, RecordedElsewhere

TRIALS = [AdamRace, NewtonRace, NesterovLooksAhead, MiniBatches, RecordedElsewhere]
LINES = 60


@pytest.mark.parametrize("trial", TRIALS)
def test_each_renders_to_its_end(trial: type[Lesson], tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path), "input_file": inspect.getfile(trial)}):
        lesson: Any = trial()
        lesson.render()
    film = lesson.renderer.file_writer.movie_file_path
    with av.open(str(film)) as container:
        assert sum(1 for _ in container.decode(video=0)) == lesson.frames
    assert len(lesson.beats) == 1
    for run in lesson.runs if hasattr(lesson, "runs") else [lesson.run]:
        assert run.position == run.steps
        assert lesson.map.place(run)[0] == pytest.approx(lesson.map.on(run.descent.points[-1]))


@pytest.mark.parametrize("trial", TRIALS)
def test_each_is_short(trial: type[Lesson]) -> None:
    source = Path(sys.modules[trial.__module__].__file__ or "").read_text()
    assert len(source.splitlines()) <= LINES


def test_adams_running_square_is_read_off_the_record() -> None:
    lesson = AdamRace()
    lesson.setup()
    lesson.runs.clock.set_value(7.0)
    lesson.square.update()
    squares = lesson.runs["A"].descent.states["square"][:, 1]
    assert float(lesson.square.number.written) == pytest.approx(squares[7], rel=1e-2)


def test_nesterovs_gradient_is_that_of_the_point_ahead() -> None:
    lesson = NesterovLooksAhead()
    lesson.setup()
    hessian = np.array([[1.0, 0.0], [0.0, 20.0]])
    followed = lesson.run.series("gradient")[:-1]
    np.testing.assert_allclose(followed, lesson.ahead[:-1] @ hessian, atol=1e-12)


def test_points_that_are_lit_are_those_of_the_batch() -> None:
    lesson = MiniBatches()
    lesson.setup()
    lesson.run.clock.set_value(3.0)
    lesson.batch.update()
    rows = batch_rows(3, 10, size=2, seed=lesson.seed)
    np.testing.assert_allclose(
        lesson.batch.points, lesson.plot.c2p(TEN_POINTS.x[rows, 0], TEN_POINTS.y[rows])
    )


def test_what_scikit_learn_wrote_is_what_is_shown() -> None:
    lesson = RecordedElsewhere()
    lesson.setup()
    table = list(csv.DictReader(TABLE.read_text().splitlines()))
    assert lesson.run.steps == len(table) - 1 == 60
    lesson.run.clock.set_value(25.0)
    for mobject in (lesson.loss, lesson.plot.residuals):
        mobject.update()
    row = {name: float(text) for name, text in table[25].items()}
    assert float(lesson.loss.number.written) == pytest.approx(row["loss"], abs=0.006)
    predictions = row["coef"] * TEN_POINTS.x[:, 0] + row["intercept"]
    ends = lesson.plot.c2p(TEN_POINTS.x[:, 0], predictions)
    np.testing.assert_allclose(lesson.plot.residuals.ends, ends, atol=1e-9)
    assert np.mean((TEN_POINTS.y - predictions) ** 2) == pytest.approx(row["loss"])
