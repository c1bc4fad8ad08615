"""A click into a plot in which a start is marked sets it: which plots these are, and what is then shown."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from socket import socket
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np
import pytest
from manim import Scene, tempconfig
from numpy.typing import NDArray

from scenes.cost_map import CostMap
from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.production.build.edition import Edition
from scenes.production.build.quality import Quality
from scenes.production.live.areas import Area, Axis
from scenes.production.live.server import serve, server_of
from scenes.production.live.show import Show
from scenes.production.live.stage import Stage
from scenes.production.studio.live.attributes import with_values
from scenes.production.studio.live.plays import Play
from scenes.script.manifest import Beat
from scenes.script.screenplay import load
from scenes.script.themes import THEMES
from tests.pages import Browser, Page
from tests.production.live import placed
from tests.production.live.conftest import Served
from tests.production.live.placed import Placed

SIZE: Final = Quality("small", 320, 180, 10)
POINT: Final = tuple(bytes.fromhex(THEMES["dark"].point.removeprefix("#")))
POINT_IN_PAGE: Final = ",".join(map(str, (*POINT, 255)))

LINES: Final = ", ".join(f'{beat} = "{line}"' for beat, line in Placed.lines.items())
SCREENPLAY: Final = f"""
title = "Placed"
description = "A lecture of one lesson."

[[part]]
lesson = "placed.Placed"
lines = {{ {LINES} }}
"""


def area(
    knob: str, sides: Sequence[float], mark: Sequence[float], across: Axis, upwards: Axis | None = None
) -> Area:
    left, top, right, bottom = sides
    at = {"x": mark[0], "y": mark[1]}
    return Area(
        knob=knob, left=left, top=top, right=right, bottom=bottom, **at, across=across, upwards=upwards
    )


START: Final = Axis(number=0, low=-6, high=6), Axis(number=1, low=-2, high=2)
UNIT, DECADES = (
    Axis(number=0, low=0, high=1),
    Axis(number=0, low=0.001, high=1, is_logarithmic=True),
)
ON_PAGE: Final = [
    area("start", (0.1, 0.2, 0.5, 0.6), (0.2, 0.3), *START),
    area("momentum", (0.4, 0.2, 0.8, 0.6), (0.7, 0.5), UNIT),
    area("learning_rate", (0.1, 0.8, 0.9, 1.1), (0.1, 1.0), DECADES),
    area("rule", (0.9, 0.0, 1.0, 0.1), (0.9, 0.0), UNIT),
]


class Seen(NamedTuple):
    """A picture's colours, shape (height, width, 3), and its areas."""

    pixels: NDArray[np.uint8]
    areas: list[Area]

    def color(self, x: float, y: float) -> tuple[int, ...]:
        """The colour at shares of its width and height."""
        return tuple(self.pixels[int(y * SIZE.height), int(x * SIZE.width)].tolist())


class EndOfBeats(SteppingRenderer, BeatHook):
    """Draws the last picture of each beat."""

    def __init__(self) -> None:
        super().__init__(PaintingCamera)
        self.seen: dict[str, Seen] = {}

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        assert isinstance(scene, Lesson)
        self.prepare_play(scene, args, kwargs)
        play = Play(self, scene)
        play.go_to(play.frames - 1)
        drawn, end = play.draw(), 4 * SIZE.width * SIZE.height
        pixels = np.frombuffer(drawn[:end], np.uint8).reshape(SIZE.height, SIZE.width, 4)[..., :3]
        self._last = Seen(pixels, msgspec.json.decode(drawn[end:] or b"[]", type=list[Area]))
        play.finish()
        self.end_play()

    def beat_ends(self, beat: Beat) -> None:
        self.seen[beat.name] = self._last

    def render(self, scene: Scene, time: float, moving: Any = None) -> None:
        pass

    def scene_finished(self, scene: Scene) -> None:
        pass


def seen(lesson: type[Lesson], values: Mapping[str, str] | None = None) -> dict[str, Seen]:
    """Return the last picture of each beat of a lesson with other values."""
    settings = {"pixel_width": SIZE.width, "pixel_height": SIZE.height, "frame_rate": SIZE.frame_rate}
    with tempconfig({**settings, "dry_run": True}):
        renderer = EndOfBeats()
        played: Any = with_values(lesson, values or {})(renderer=renderer)
        played.beat_hooks.append(renderer)
        played.render()
    return renderer.seen


def by_knob(picture: Seen) -> dict[str, Area]:
    areas = {area.knob: area for area in picture.areas}
    assert len(areas) == len(picture.areas)
    return areas


def number_at(axis: Axis | None, share: float) -> float:
    assert axis is not None
    return axis.low + share * (axis.high - axis.low)


def test_areas_are_where_starts_are_marked() -> None:
    beats = seen(Placed)
    found = {beat: sorted(by_knob(picture)) for beat, picture in beats.items()}
    assert found == {
        "stand": ["bowl_start", "curve_start"],
        "move": ["bowl_start", "curve_start"],
        "near": ["bowl_start", "curve_start"],
        "leave": ["bowl_start"],  # its path begins there
        "end": [],
    }
    for beat in ("stand", "move"):
        for area in beats[beat].areas:
            assert beats[beat].color(area.x, area.y) == POINT
    assert by_knob(beats["stand"])["curve_start"].upwards is None


@pytest.mark.parametrize("beat", ["stand", "move", "near"])
def test_what_is_set_at_a_place_is_marked_there(beat: str) -> None:
    area = by_knob(seen(Placed)[beat])["bowl_start"]
    for x, y in ((0.6, 0.4), (0.75, 0.55)):
        across = number_at(area.across, (x - area.left) / (area.right - area.left))
        upwards = number_at(area.upwards, (area.bottom - y) / (area.bottom - area.top))
        picture = seen(Placed, {"bowl_start": f"({across!r}, {upwards!r})"})[beat]
        again = by_knob(picture)["bowl_start"]
        assert (again.x, again.y) == pytest.approx((x, y))
        assert picture.color(x, y) == POINT


def test_a_space_seen_from_above_is_a_map() -> None:
    """That of all lines: it lies flat, until it rises."""
    beats = seen(CostMap)
    [area] = beats["plane"].areas
    x = (area.x - area.left) / (area.right - area.left)
    y = (area.bottom - area.y) / (area.bottom - area.top)
    assert number_at(area.across, x) == pytest.approx(CostMap.start[0], abs=0.02)
    assert number_at(area.upwards, y) == pytest.approx(CostMap.start[1], abs=0.06)
    assert beats["plane"].color(area.x, area.y) == pytest.approx(POINT, abs=90)  # a ball, in its own light
    assert beats["rise"].areas == []


class ReallyServed(Served):
    """The lecture of that lesson, served with a stage that draws it."""

    async def _serve(self, listening: socket) -> None:
        self._loop = asyncio.get_running_loop()
        screenplay = load(self.folder / "placed.toml")
        stage = Stage(screenplay, Edition(SIZE))
        await stage.start()
        show = Show(stage, screenplay, Edition(SIZE))
        self._server = server_of(show, self.port)
        self._begun.set()
        await serve(self._server, show, self.folder.resolve(), listening)
        await stage.close()


@pytest.fixture(scope="module")
def really_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A lecture of `Placed`, drawn by Manim, for all tests."""
    folder = tmp_path_factory.mktemp("placed")
    shutil.copy(str(placed.__file__), folder / "placed.py")
    Path(folder, "placed.toml").write_text(SCREENPLAY)
    served = ReallyServed(folder)
    yield served
    served.end()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page whose pictures have areas, in each browser."""
    served.call(lambda stage: stage.areas.extend(ON_PAGE))
    opened = browser.open(f"{served.address}#first.First@37")
    opened.wait_for("document.querySelector('#picture').classList.contains('has-areas')")
    yield opened
    assert opened.errors == []
    opened.close()


def point_at(page: Page, *shares: tuple[float, float]) -> None:
    """Press the mouse at shares of the picture's width and height, move it to others, and release it."""
    left, top, width, height = page.box("#picture")
    page.drag_along([(left + x * width, top + y * height) for x, y in shares])


def start(page: Page) -> tuple[float, float]:
    fields = page.evaluate(
        "[...document.querySelectorAll('.knob.point input[type=text]')].map(each => each.value)"
    )
    first, second = map(float, fields)
    return first, second


def field(page: Page, knob: str) -> float:
    return float(page.evaluate(f"document.querySelector('#knob-{knob}').value"))


def is_playing(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('#play').ariaLabel === 'Stop'"))


def test_a_click_sets_the_numbers_of_the_place(page: Page) -> None:
    point_at(page, (0.3, 0.5))
    assert start(page) == pytest.approx((0, -1), abs=0.05)
    assert page.evaluate("getComputedStyle(document.querySelector('#picture')).cursor") == "crosshair"
    said = page.evaluate("document.querySelector('#aim').innerText")
    assert said == "start = ({}, {})".format(*start(page))
    point_at(page, (0.5, 0.95))
    assert field(page, "learning_rate") == pytest.approx(0.001**0.5, rel=0.03)
    assert not is_playing(page)


def test_of_two_areas_that_one_is_meant_whose_mark_is_nearer(page: Page) -> None:
    point_at(page, (0.42, 0.3))
    assert start(page) == pytest.approx((3, 1), abs=0.1)  # its slider goes no farther
    assert field(page, "momentum") == 0.5
    point_at(page, (0.48, 0.5))
    assert field(page, "momentum") == pytest.approx(0.2, abs=0.011)


def test_what_is_dragged_keeps_to_its_plot_and_to_its_range(page: Page) -> None:
    point_at(page, (0.3, 0.4), (0.32, 0.4), (0.35, 0.5), (0.7, 0.55))
    assert start(page) == pytest.approx((3, -1.5), abs=0.05)
    assert field(page, "momentum") == 0.5


def test_elsewhere_and_while_it_plays_a_click_plays_or_stops(page: Page) -> None:
    before = start(page)
    for x, y in ((0.05, 0.1), (0.3, 0.4), (0.95, 0.05), (0.3, 0.4)):  # a choice is nothing to point at
        point_at(page, (x, y))
        assert is_playing(page) == ((x, y) != (0.3, 0.4))
    assert start(page) == before


def test_the_mark_comes_to_where_the_page_is_clicked(browser: Browser, really_served: Served) -> None:
    page = browser.open(f"{really_served.address}#placed.Placed@1")
    page.wait_for("document.querySelector('#picture').classList.contains('has-areas')")
    left, top, width, height = page.box("#picture")
    for x, y in ((0.6, 0.3), (0.8, 0.5)):
        there = round(left + x * width), round(top + y * height)
        page.drag_along([there])
        place = [(there[0] - left) / width * SIZE.width, (there[1] - top) / height * SIZE.height]
        pixel = f"getContext('2d').getImageData({int(place[0])}, {int(place[1])}, 1, 1).data"
        page.wait_for(f"String([...document.querySelector('#picture').{pixel}]) === '{POINT_IN_PAGE}'")
    assert page.evaluate("document.querySelector('#play').ariaLabel") == "Play"
    assert page.errors == []
    page.close()
