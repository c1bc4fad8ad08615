"""The trial lessons are short, render for real, and show what the records say."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from scenes.kit import Lesson
from tests.kit.trials.adam import AdamRace
from tests.kit.trials.nesterov import NesterovLooksAhead
from tests.kit.trials.newton import NewtonRace

TRIALS = [AdamRace, NewtonRace, NesterovLooksAhead]
LINES = 60


@pytest.fixture(params=TRIALS)
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Lesson:
    trial: type[Lesson] = request.param
    with tempconfig({"media_dir": str(tmp_path), "input_file": inspect.getfile(trial)}):
        lesson = trial()
        lesson.render()
        lesson.film = lesson.renderer.file_writer.movie_file_path  # type: ignore[attr-defined]
    return lesson


def test_each_renders_to_its_end(played: Lesson) -> None:
    assert played.film.stat().st_size > 1000  # type: ignore[attr-defined]
    assert [beat.name for beat in played.beats] == ["race"]
    for run in played.runs:  # type: ignore[attr-defined]
        assert run.position == run.steps
        assert played.map.place(run)[0] == pytest.approx(  # type: ignore[attr-defined]
            played.map.on(run.descent.points[-1])  # type: ignore[attr-defined]
        )


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
