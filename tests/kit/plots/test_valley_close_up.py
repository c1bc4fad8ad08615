"""A valley that the eye goes close to: what is drawn keeps its size on screen."""

from typing import Any

import pytest
from manim import UL, Rectangle

from gdmath import gradient_descent, heavy_ball, turned_bowl
from scenes import kit

BOX = kit.Box(3, 6, -2, -2 + 3 * 9 / 16)
VALLEY = kit.Valley(turned_bowl((1, 25), 20), (-4.07, -0.52))


def test_lines_and_balls_are_as_wide_from_close_by() -> None:
    frame = Rectangle(width=16, height=9)
    rules = {"gradient_descent": gradient_descent(VALLEY.best), "heavy_ball": heavy_ball(1 / 9, 4 / 9)}
    runs = VALLEY.race(rules, kit.RULE_COLORS)
    close = kit.ValleyCloseUp(BOX, VALLEY, runs, ["plain", "heavy ball"], frame)
    trail: Any = close.moving[0]
    usual = close.ball.radius, trail.stroke_width, close.goal.ring
    corner = close.counts.get_corner(UL)
    frame.scale(0.25)
    for part in (*close.get_family(), *close.moving):
        part.update()
    shown = close.ball.radius, trail.stroke_width, close.goal.ring
    assert shown == pytest.approx([size / 4 for size in usual])
    assert close.counts.update().get_corner(UL) == pytest.approx(corner / 4)
    runs.clock.set_value(runs.end)
    for part in close.counts.get_family():
        part.update()
    numbers: list[Any] = [row[0] for row in close.counts]
    assert [number.written for number in numbers] == ["87", "26"]


def test_who_does_not_arrive_is_told() -> None:
    with pytest.raises(ValueError, match="slow does not arrive within 4000 steps in this valley"):
        VALLEY.race({"slow": gradient_descent(1e-6)}, {"slow": kit.palette.POINT})
