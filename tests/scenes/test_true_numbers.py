"""What is written on a picture is true in each of its frames, also while it appears."""

from __future__ import annotations

from typing import ClassVar

from manim import tempconfig

from scenes.curve_descent import CurveDescent
from scenes.kit.painted.live_numbers import LiveNumber, Readout
from scenes.kit.plots.axis_arrow import AxisArrow
from scenes.kit.plots.curve_numbers import step_readouts
from scenes.line_fit import LineFit

SMALL = {"dry_run": True, "frame_rate": 5, "pixel_width": 64, "pixel_height": 36, "disable_caching": True}


class FirstLine(LineFit):
    """The first beat of it; in each frame, what is written and what it should be."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def construct(self) -> None:
        self.show_data()

    def tear_down(self) -> None:
        """Leave out the curtain: not all has been said."""

    def update_mobjects(self, dt: float) -> None:
        super().update_mobjects(dt)
        for row, value in zip(self.tried, self.trial.point.tolist(), strict=False):
            if row in self.mobjects:
                number = row.submobjects[1]
                assert isinstance(number, LiveNumber)
                self.seen.append((number.written, number.number_format.characters(value)))


def test_slope_and_intercept_are_those_of_the_line_while_they_appear() -> None:
    FirstLine.seen.clear()
    with tempconfig(SMALL):
        FirstLine().render()
    assert len(FirstLine.seen) > 30
    assert [written for written, _ in FirstLine.seen] == [true for _, true in FirstLine.seen]
    assert len({written for written, _ in FirstLine.seen}) > 10


def test_at_each_step_the_numbers_of_a_descent_are_its_own() -> None:
    lesson = CurveDescent(skip_animations=True)
    lesson.setup()
    run, path = lesson.run, lesson.run.path[:, 0]
    rows, arrow = step_readouts(lesson.side, run, lesson.letters), AxisArrow(lesson.plot, 0.0, 1.0)
    arrow.follow(run)
    for step, place in enumerate(path.tolist()):
        run.clock.set_value(step)
        values = step, place, place**2
        for row, value in zip(rows.update(), values, strict=True):
            assert isinstance(row, Readout)
            assert row.number.written == row.number.number_format.characters(value)
        length = place - path[min(step + 1, run.steps)]
        arrow.update()
        assert arrow.length == -length
