"""Labels that can be read on any ground, and the room that they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UL,
    UP,
    UR,
    Group,
    Mobject,
    SurroundingRectangle,
    Typst,
)
from numpy.typing import NDArray

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

Placed = TypeVar("Placed", bound=Mobject)

TOGETHER = 0.38
"""Ends of curves that are nearer to one another, in scene units, have their labels side by side."""

INSIDE = 0.15
"""Scene units from a frame to a label in it."""

ROOM_BETWEEN = 0.3
"""Scene units between words that stand below one another."""

LARGER = 2.0
"""A number over words is so many times as large as they."""

CHIP = 0.2
"""Radius of a disc with a number in it."""


def outlined(words: str, color: palette.Color = palette.TEXT) -> Typst:
    """Return bold words, as they are, with a dark outline."""
    label = typography.text(f"*{typography.as_is(words)}*", typography.LABEL, color)
    return label.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)


def plated(label: Mobject) -> Group:
    """Return words or a formula on a dark plate."""
    plate = SurroundingRectangle(label, color=palette.PANEL, buff=0.12, fill_opacity=0.9, stroke_width=0)
    return Group(plate, label)


def large_number(words: str) -> Typst:
    """Return words, as they are, of which the first is a number: large, above the others."""
    number, *others = map(typography.as_is, words.split(" ", 1))
    return typography.lines(f"#text(size: {LARGER}em)[{number}]", *others)


def numbered(place: Floats, number: int) -> Group:
    """Return a disc with a number in it, at a scene point of shape (3,)."""
    digit = typography.text(f"*{number}*", typography.TICK, palette.BACKGROUND)
    return Group(Dots(place[None], color=palette.TEXT, radius=CHIP), digit.move_to(place))


def holds(frame: Mobject, label: Mobject) -> bool:
    """Return whether a label lies within a frame, edges included."""
    corners = np.array([label.get_corner(DL), label.get_corner(UR)])
    return bool((corners[0] >= frame.get_corner(DL)).all() and (corners[1] <= frame.get_corner(UR)).all())


def overlap(one: Mobject, other: Mobject) -> bool:
    """Return whether two mobjects' boxes have points in common."""
    low = np.maximum(one.get_corner(DL), other.get_corner(DL))
    high = np.minimum(one.get_corner(UR), other.get_corner(UR))
    return bool((low <= high).all())


def behind_ends(labels: Sequence[Mobject], ends: Sequence[Floats]) -> Group:
    """Put labels behind the ends of curves, scene points of shape (3,), side by side where these meet."""
    rows: list[list[int]] = []
    for k in np.argsort([end[1] for end in ends]).tolist():
        if rows and ends[k][1] - ends[rows[-1][0]][1] < TOGETHER:
            rows[-1].append(k)
        else:
            rows.append([k])
    for row in rows:
        beside = Group(*(labels[k] for k in sorted(row))).arrange(RIGHT, buff=0.12)
        beside.move_to(ends[row[0]] + 0.15 * RIGHT, aligned_edge=LEFT)
    return Group(*labels)


def roomiest(label: Mobject, places: Floats, lines: Floats, held: Floats) -> Floats:
    """Return the place for a label where it covers no line and is farthest from what is held.

    Parameters
    ----------
    places
        Scene points to choose from, shape (n, 3).
    lines
        Points of lines that it had better not cover, shape (m, 3).
    held
        What it keeps away from, shape (k, 3).
    """
    away = np.linalg.norm(places[:, None] - held[None], axis=-1).min(axis=1)
    best: Floats = places[np.where(covering(label, places, lines), away - 100, away).argmax()]
    return best


def covering(label: Mobject, places: Floats, lines: Floats) -> NDArray[np.bool_]:
    """Return at which places, shape (n, 3), a label covers points of lines, shape (m, 3)."""
    half = np.array([label.width, label.height]) / 2 + 0.08
    near = np.abs(places[:, None, :2] - lines[None, ::2, :2]) < half
    covers: NDArray[np.bool_] = np.any(np.all(near, axis=2), axis=1)
    return covers


def in_emptiest_place(label: Placed, frame: Mobject, drawn: Floats) -> Placed:
    """Put a label at the edge, the corner or the middle of a frame where it covers least of what is drawn.

    Parameters
    ----------
    label
        What is put there.
    frame
        Within which it stays, with a margin.
    drawn
        Scene points, shape (n, 3), closely spaced.
    """
    room = np.array([frame.width - label.width, frame.height - label.height, 0.0]) / 2 - INSIDE * (RIGHT + UP)
    places = [
        frame.get_center() + room * (side + up) for side in (RIGHT, ORIGIN, LEFT) for up in (UP, ORIGIN, DOWN)
    ]
    half = np.array([label.width, label.height]) / 2 + 0.1
    covered = [int((np.abs(drawn - place)[:, :2] < half).all(axis=1).sum()) for place in places]
    return label.move_to(places[int(np.argmin(covered))])


def line_key(words: str, color: palette.Color, dash: tuple[float, float] | None = None) -> Group:
    """Return words, as they are, behind a piece of the line that they name."""
    name = typography.text(typography.as_is(words), typography.LABEL, color)
    end = name.get_left() + 0.15 * LEFT
    return Group(Segments([end + 0.6 * LEFT], [end], color=color, width=3, dash=dash), name)


def around(place: Floats, radius: float) -> Floats:
    """Return scene points within a radius of a place, shape (n, 3), for others to keep clear of."""
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=-1)
    return np.vstack([place + share * radius * ring for share in (1 / 3, 2 / 3, 1)])


def beside(label: Mobject, place: Floats, frame: Mobject, away: float) -> Mobject:
    """Put a label beside a place, where its frame has more room; above or below where it has too little."""
    label.next_to(place, RIGHT if place[0] < frame.get_center()[0] else LEFT, buff=away)
    if frame.get_left()[0] <= label.get_left()[0] and label.get_right()[0] <= frame.get_right()[0]:
        return label
    label.next_to(place, UP if place[1] < frame.get_center()[1] else DOWN, buff=away)
    short_of = max(0.0, frame.get_left()[0] - label.get_left()[0])
    beyond = max(0.0, label.get_right()[0] - frame.get_right()[0])
    return label.shift((short_of - beyond) * RIGHT)


def below_one_another(box: Box, words: Sequence[tuple[str, palette.Color]]) -> list[Typst]:
    """Return words, as they are, each in its colour: from the top of a box, no wider than that."""
    texts: list[Typst] = []
    for text, color in words:
        top = texts[-1].get_bottom()[1] - ROOM_BETWEEN if texts else box.top
        column = typography.column(text, box.width, color)
        texts.append(column.move_to((box.left, top, 0.0), aligned_edge=UL))
    return texts


def side_by_side(words: Sequence[Typst], gap: float) -> Group:
    """Return words in a row, each as high above its line as it is, so many scene units apart."""
    row, place = Group(), 0.0
    for word in words:
        row.add(word.shift((place - word.get_left()[0], 0.0, 0.0)))
        place += word.width + gap
    return row


def with_leader(label: Mobject, place: Floats) -> Group:
    """Return a label with a line from its side to the place that it names, scene point of shape (3,)."""
    side = label.get_right() if label.get_x() < place[0] else label.get_left()
    return Group(Segments([side], [place], palette.TEXT, 2.5), label)
