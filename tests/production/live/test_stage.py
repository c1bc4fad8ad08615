"""Lessons are stepped through and drawn by processes of their own, as often as something is saved."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import pytest
from manim import Scene, tempconfig

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.production.build.edition import Edition
from scenes.production.build.quality import Quality
from scenes.production.live.frames import TakeEndedError
from scenes.production.live.previews import Previews
from scenes.production.live.stage import Stage
from scenes.production.live.take import Take
from scenes.production.live.told import BeatTold, Failed, KnobsTold, PlayTold, Told, Whole
from scenes.production.studio.scene_classes import scene_class
from scenes.script.project import PACKAGE
from scenes.script.screenplay import load

SIZE = Quality("tiny", 160, 90, 10)

SCREENPLAY = """
title = "Tiny"
description = "A lecture of one lesson."

[[part]]
lesson = "moving.Moving"
lines = { walk = "It walks.", count = "It counts.", turn = "It turns." }
"""

LESSON = '''
from pathlib import Path

from manim import (
    LEFT, PI, RIGHT, UP, Circle, Create, Dot, FadeIn, FadeOut, LaggedStart, ReplacementTransform, Square,
    Succession, VGroup, Wait,
)
from scenes import kit


class Moving(kit.Lesson):
    """Something that moves.

    Attributes
    ----------
    shift
        How far.
    """

    shift = 2.0

    def setup(self) -> None:
        super().setup()
        with Path("setups").open("a") as file:
            file.write("again\\n")
        if self.shift > 5:
            raise ValueError("shift must be at most 5, for the picture is no wider: make it smaller")

    def construct(self) -> None:
        self.walk()
        self.count()
        self.turn()

    def walk(self) -> None:
        self.square = Square(color="#ffcc00")
        self.shadow = Dot().add_updater(lambda dot: dot.move_to(self.square.get_corner(UP)))
        self.add(self.shadow)  # it is moved before the square: a frame behind
        with self.beat("walk"):
            self.play(FadeIn(self.square))
            self.play(self.square.animate.shift(self.shift * RIGHT), run_time=1.7)

    def count(self) -> None:
        ring = Circle().add_updater(lambda ring, dt: ring.shift(0.1 * (dt > 0) * UP))
        self.add(ring)
        with self.beat("count"):
            self.play(self.square.animate.shift(-self.shift * RIGHT))
        ring.clear_updaters()

    def turn(self) -> None:
        with self.beat("turn"):
            self.play(self.square.animate.rotate(PI / 3))
            self.fade()

    def fade(self) -> None:
        lamp = Dot(color="#66ccff").add_updater(lambda dot: dot.move_to(self.square))
        pair = VGroup(Square(fill_opacity=0.4).shift(2 * LEFT), Circle().shift(2 * LEFT))
        mark, ring = kit.Dots([[3, 1, 0]]), Circle(radius=0.5)
        self.play(FadeIn(pair, lamp), FadeOut(self.shadow), self.square.animate.shift(0.5 * UP), run_time=0.5)
        self.play(Succession(Wait(0.2), FadeOut(pair)), LaggedStart(FadeIn(mark), Create(ring)), run_time=0.6)
        self.play(ReplacementTransform(ring, pair[1]), FadeIn(pair[0], shift=UP), FadeOut(lamp), run_time=0.5)
        self.play(FadeIn(lamp), FadeOut(pair, mark), self.square.animate.shift(LEFT), run_time=0.5)
'''

Result = TypeVar("Result")


@dataclass
class Heard:
    """What a take has told."""

    told: list[Told] = field(default_factory=list)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self, told: Told) -> None:
        self.told.append(told)
        if isinstance(told, Whole | Failed):
            self.is_over.set()

    @property
    def failure(self) -> Failed:
        [failed] = [each for each in self.told if isinstance(each, Failed)]
        return failed


class Studio:
    """A stage for the tiny lecture in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write()
        self.stage = Stage(load(folder / "tiny.toml"), Edition(SIZE))
        self.saves = 0

    def write(self) -> None:
        (self.folder / "moving.py").write_text(LESSON)
        (self.folder / "tiny.toml").write_text(SCREENPLAY)
        (self.folder / "setups").write_text("")

    def take(
        self, values: Mapping[str, str] | None = None, focus: int = 0, former: Take | None = None
    ) -> tuple[Take, Heard]:
        heard = Heard()
        part = load(self.folder / "tiny.toml").parts[0]
        return self.stage.take(part, values or {}, heard, focus, former), heard

    def previews(self) -> Previews:
        return self.stage.previews(load(self.folder / "tiny.toml").parts[0])

    async def save(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert old in text
        self.saves += 1
        path.write_text(text.replace(old, new))
        os.utime(path, ns=(0, self.saves * 10**9))  # each save is of a time of its own, and long ago
        await self.stage.code_changed([path])

    @property
    def setups(self) -> int:
        return len((self.folder / "setups").read_text().splitlines())


Act = Callable[[Studio], Coroutine[Any, Any, Result]]


class Play(Protocol):
    def __call__(self, act: Act[Result]) -> Result: ...


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Studio, asyncio.Runner]]:
    """A stage that has loaded Manim, for all tests."""
    with asyncio.Runner() as runner:
        studio = Studio(tmp_path_factory.mktemp("tiny"))
        runner.run(studio.stage.start())
        yield studio, runner
        runner.run(studio.stage.close())


@pytest.fixture
def play(studio: tuple[Studio, asyncio.Runner]) -> Play:
    """Do something on the stage, with the lecture as it is written above."""
    stage, runner = studio
    stage.write()

    def do(act: Act[Result]) -> Result:
        return runner.run(asyncio.wait_for(act(stage), 60))

    return do


class _EachFrame(SteppingRenderer):
    """Steps through a scene as Manim does, and keeps each frame."""

    def __init__(self) -> None:
        super().__init__(PaintingCamera)
        self.frames: list[bytes] = []

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.prepare_play(scene, args, kwargs)
        self.begin(scene)
        self.draw_static(scene)
        if held := self.frames_held(scene):
            self._keep(scene, held)
        else:
            self.step_through(scene)
        self.end_play()

    def render(self, scene: Scene, time: float, moving: Any = None) -> None:
        self._keep(scene, 1)

    def scene_finished(self, scene: Scene) -> None:
        pass

    def _keep(self, scene: Scene, count: int) -> None:
        drawn = np.asarray(self.draw_frame(scene), dtype=np.uint8).tobytes()
        self.frames += [drawn] * count
        self.advance(count)


def film(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return all frames of the tiny lesson, stepped through one by one in this process."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", [*sys.path])
    settings = {
        "pixel_width": SIZE.width,
        "pixel_height": SIZE.height,
        "frame_rate": SIZE.frame_rate,
        "media_dir": str(folder / "media"),
        "dry_run": True,
    }
    with tempconfig(settings):
        renderer = _EachFrame()
        lesson: Any = scene_class(folder, "moving", "Moving")(renderer=renderer)
        [lesson.part] = load(folder / "tiny.toml").parts
        lesson.render()
    monkeypatch.delitem(sys.modules, "moving")
    return renderer.frames


def test_each_frame_is_that_of_the_film(
    play: Play, studio: tuple[Studio, asyncio.Runner], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def draw(studio: Studio) -> tuple[list[bytes], list[bytes], list[bytes]]:
        take, heard = studio.take()
        await heard.is_over.wait()
        [whole] = [each.frames for each in heard.told if isinstance(each, Whole)]
        forwards = [await take.frame("one", number) for number in range(whole)]
        backwards = [await take.frame("two", number) for number in reversed(range(whole))]
        late, _ = studio.take(focus=whole - 3)
        return forwards, backwards[::-1], [await late.frame("one", number) for number in (whole - 3, 7)]

    forwards, backwards, late = play(draw)
    frames = film(studio[0].folder, monkeypatch)
    assert forwards == frames
    assert backwards == frames
    assert late == [frames[-3], frames[7]]
    assert len(set(frames)) > 30


def test_a_take_tells_of_its_knobs_beats_and_plays(play: Play) -> None:
    async def listen(studio: Studio) -> list[Told]:
        _, heard = studio.take()
        await heard.is_over.wait()
        return heard.told

    told = play(listen)
    assert isinstance(told[0], KnobsTold)
    assert [(knob.name, knob.value, knob.told) for knob in told[0].knobs] == [("shift", "2.0", "How far.")]
    beats = [each for each in told if isinstance(each, BeatTold)]
    assert [(beat.name, beat.line) for beat in beats] == [
        ("walk", "It walks."),
        ("count", "It counts."),
        ("turn", "It turns."),
    ]
    plays = [each for each in told if isinstance(each, PlayTold)]
    assert all(after.start == before.start + before.frames for before, after in pairwise(plays))
    assert told[-1] == Whole(frames=plays[-1].start + plays[-1].frames)


def test_only_what_a_save_changes_is_stepped_through_again(play: Play) -> None:
    async def save(studio: Studio) -> tuple[list[tuple[bool, bool]], list[list[str]]]:
        take, heard = studio.take()
        await heard.is_over.wait()
        [whole] = [each.frames for each in heard.told if isinstance(each, Whole)]
        begun, lines = [], []
        for file, old, new in (
            ("moving.py", "rotate(PI / 3)", "rotate(PI / 2)"),
            ("tiny.toml", "It turns.", "It turns round."),
            ("moving.py", "self.shift * RIGHT), run_time=1.7", "self.shift * RIGHT), run_time=1.8"),
            ("moving.py", "shift = 2.0", "shift = 2.5"),
            ("tiny.toml", "It walks.", "It walks on."),
        ):
            await studio.save(file, old, new)
            take, heard = studio.take(focus=whole, former=take)
            await heard.is_over.wait()
            begun.append((take._is_going_on, studio.setups == 1))
            lines.append([each.line for each in heard.told if isinstance(each, BeatTold)])
        return begun, lines

    begun, lines = play(save)
    assert begun == [(True, True)] * 2 + [(False, False)] * 3  # the first two changes are of what comes late
    assert lines[0] == ["It walks.", "It counts.", "It turns."]
    assert lines[1] == ["It walks.", "It counts.", "It turns round."]
    assert lines[-1] == ["It walks on.", "It counts.", "It turns round."]


def test_what_goes_on_is_the_same_as_what_begins_anew(play: Play) -> None:
    async def save(studio: Studio) -> tuple[list[bytes], list[bytes]]:
        take, heard = studio.take()
        await heard.is_over.wait()
        await studio.save("moving.py", "rotate(PI / 3)", "rotate(PI / 2), run_time=2.3")
        on, _ = studio.take(focus=60, former=take)
        anew, _ = studio.take()
        numbers = range(0, 90, 6)
        one, other = [[await each.frame("one", number) for number in numbers] for each in (on, anew)]
        return one, other

    on, anew = play(save)
    assert on == anew


@pytest.mark.parametrize(
    ("old", "new", "reason", "line"),
    [
        ("rotate(PI / 3)", "rotate(PI / 0)", "ZeroDivisionError: float division by zero", "rotate(PI / 0)"),
        (
            "from scenes import kit",
            "from scenes import kit, no_such_lesson",
            "ImportError: cannot import name 'no_such_lesson'",
            "no_such_lesson",
        ),
        ("self.turn()", "self.turn(", "SyntaxError: '(' was never closed", "self.turn("),
        ("shift = 2.0", "shift = 7.0", "shift must be at most 5", "raise ValueError"),
    ],
)
def test_an_error_tells_its_line_and_the_next_save_mends_it(
    play: Play, old: str, new: str, reason: str, line: str
) -> None:
    async def save(studio: Studio) -> Failed:
        take, heard = studio.take()
        await heard.is_over.wait()
        picture = await take.frame("one", 3)
        await studio.save("moving.py", old, new)
        broken, told = studio.take(focus=3, former=take)
        await told.is_over.wait()
        lines = (studio.folder / "moving.py").read_text().splitlines()
        place = next(number for number, text in enumerate(lines, start=1) if line in text)
        assert told.failure.place == f"moving.py:{place}"
        with pytest.raises(TakeEndedError, match=told.failure.reason[:20].replace("(", r"\(")):
            await broken.frame("one", 1000)
        await studio.save("moving.py", new, old)
        mended, _ = studio.take(focus=3, former=broken)
        assert await mended.frame("one", 3) == picture
        return told.failure

    assert play(save).reason.startswith(reason)


def test_a_value_changes_the_picture_and_an_impossible_one_tells_why(play: Play) -> None:
    async def turn(studio: Studio) -> tuple[list[bytes], list[str]]:
        pictures, reasons = [], []
        for value in ("2.0", "-2.0"):
            take, heard = studio.take({"shift": value})
            await heard.is_over.wait()
            pictures.append(await take.frame("one", 27))
        for value in ("7.0", "__import__('os')"):
            _, heard = studio.take({"shift": value})
            await heard.is_over.wait()
            reasons.append(heard.failure.reason)
        return pictures, reasons

    (right, left), (far, code) = play(turn)
    pixels = np.frombuffer(right, np.uint8).reshape(SIZE.height, SIZE.width, 4)
    assert right != left
    assert pixels[:, SIZE.width // 2 :].sum() > pixels[:, : SIZE.width // 2].sum()
    assert far.startswith("shift must be at most 5")
    assert "shift" in code
    assert "__import__" in code


def test_previews_are_the_frames_of_takes_with_the_same_values(play: Play) -> None:
    values = {"shift": "-1.5"}

    async def look(studio: Studio) -> tuple[list[bytes], list[bytes]]:
        take, heard = studio.take(values)
        await heard.is_over.wait()
        whole = heard.told[-1]
        assert isinstance(whole, Whole)
        previews = studio.previews()
        numbers = [37, 5, whole.frames - 1, whole.frames + 100, 37]
        drawn = [await previews.frame(number, values) for number in numbers]
        previews.end()
        return [await take.frame("one", number) for number in numbers], drawn

    taken, drawn = play(look)
    assert drawn == taken
    assert len(set(drawn)) == 3


def test_a_preview_tells_what_is_wrong_with_its_value_and_the_next_is_drawn(play: Play) -> None:
    async def turn(studio: Studio) -> tuple[str, str, bytes]:
        previews = studio.previews()
        with pytest.raises(TakeEndedError) as far:
            await previews.frame(20, {"shift": "7.0"})
        with pytest.raises(TakeEndedError) as unknown:
            await previews.frame(20, {"shft": "1.0"})
        picture = await previews.frame(20, {"shift": "1.0"})
        assert len(previews._all) == 1
        previews.end()
        return far.value.failed.reason, unknown.value.failed.reason, picture

    far, unknown, picture = play(turn)
    assert far.startswith("shift must be at most 5")
    assert "no 'shft' to turn: choose from shift" in unknown
    assert len(picture) == 4 * SIZE.width * SIZE.height


def test_two_previews_are_drawn_at_once_and_end_in_the_middle_of_them(play: Play) -> None:
    async def hang(studio: Studio) -> None:
        await studio.save(
            "moving.py", "        ring = Circle()", "        while True: pass\n        ring = Circle()"
        )
        previews = studio.previews()
        before = await asyncio.gather(*(previews.frame(3, {}) for _ in range(4)))
        assert len(set(before)) == 1
        assert len(previews._all) == 2
        hanging = [asyncio.create_task(previews.frame(60, {})) for _ in range(3)]
        await until(lambda: not previews._free)
        pids = [preview._process for preview in previews._all]
        previews.end()
        for failed in await asyncio.gather(*hanging, return_exceptions=True):
            assert isinstance(failed, TakeEndedError)
        await until(lambda: not set(pids) & set(processes(group_of(studio.stage))))

    play(hang)


def test_a_preview_of_a_lesson_that_cannot_be_loaded_tells_why_and_leaves_no_process(play: Play) -> None:
    async def load_wrong(studio: Studio) -> None:
        await studio.save(
            "moving.py", "class Moving", "raise ValueError('it is not there: write it')\nclass Moving"
        )
        previews = studio.previews()
        with pytest.raises(TakeEndedError, match="it is not there: write it"):
            await previews.frame(3, {})
        assert not previews._all

    async def load_for_ever(studio: Studio) -> None:
        studio.write()
        await studio.save("moving.py", "class Moving", "while True: pass\nclass Moving")
        previews = studio.previews()
        waiting = asyncio.create_task(previews.frame(3, {}))
        await until(lambda: any(preview._process for preview in previews._all))
        [preview] = previews._all
        previews.end()
        with pytest.raises(TakeEndedError):
            await waiting
        await until(lambda: preview._process not in processes(group_of(studio.stage)))

    play(load_wrong)
    play(load_for_ever)


def test_a_lesson_that_never_ends_is_given_up_for_the_next(play: Play) -> None:
    async def hang(studio: Studio) -> int:
        await studio.save(
            "moving.py", "        ring = Circle()", "        while True: pass\n        ring = Circle()"
        )
        take, heard = studio.take()
        picture = await take.frame("one", 3)
        await studio.save("moving.py", "        while True: pass\n", "")
        mended, heard = studio.take(focus=3, former=take)
        await heard.is_over.wait()
        assert await mended.frame("one", 3) == picture
        return len(heard.told)

    assert play(hang) > 5


def group_of(stage: Stage) -> int:
    return stage._process.pid


def has_ended(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_closed_takes_leave_only_what_takes_begin_in(play: Play) -> None:
    async def close(studio: Studio) -> None:
        first, heard = studio.take()
        await heard.is_over.wait()
        await until(lambda: bool(studio.stage._bases._stepped))
        await first.frame("one", 5)
        second, heard = studio.take()
        await second.frame("one", 5)
        await first.close()
        await second.close()
        for take in studio.stage._takes:
            await take.close()
        # What has loaded Manim, what has stepped through the lesson, and what has loaded it as it is now.
        await until(lambda: len(processes(group_of(studio.stage))) == 3)

    play(close)


def processes(group: int) -> list[int]:
    """Return the processes of a group that have not ended."""
    listed = subprocess.run(["ps", "-Ao", "pid=,pgid=,stat="], check=True, capture_output=True, text=True)
    rows = [row.split() for row in listed.stdout.splitlines()]
    return [int(pid) for pid, of, state, *_ in rows if int(of) == group and not state.startswith("Z")]


KILLED = """
import asyncio, sys
from pathlib import Path
from tests.production.live.test_stage import Studio, group_of

async def main():
    studio = Studio(Path(sys.argv[1]))
    await studio.stage.start()
    take, heard = studio.take()
    await heard.is_over.wait()
    await take.frame("one", 5)
    print(group_of(studio.stage), flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


def test_all_processes_end_with_a_server_that_can_do_nothing_for_it(tmp_path: Path) -> None:
    root = PACKAGE.parent
    server = subprocess.Popen([sys.executable, "-c", KILLED, tmp_path], cwd=root, stdout=subprocess.PIPE)
    assert server.stdout is not None
    group = int(server.stdout.readline())
    assert not has_ended(group)
    server.kill()
    server.wait()
    asyncio.run(asyncio.wait_for(until(lambda: has_ended(group)), 30))
    server.stdout.close()


def test_a_save_of_what_all_lectures_share_begins_anew_but_where_modules_can_be_exchanged(play: Play) -> None:
    async def save(studio: Studio, name: str) -> int:
        bases = studio.stage._bases
        _, heard = studio.take()
        await heard.is_over.wait()
        await until(lambda: not bases.needs("moving", "Moving"))
        await studio.stage.code_changed([PACKAGE / name])
        assert bases.needs("moving", "Moving")
        return len(bases._stepped)

    assert play(partial(save, name="script/captions.py")) == 0
    assert play(partial(save, name="kit/style/motion.py")) == 1


def test_what_comes_before_the_first_frame_is_at_hand_and_leaves_takes_a_place_to_begin(play: Play) -> None:
    async def look(studio: Studio) -> list[bytes]:
        first, heard = studio.take()
        await heard.is_over.wait()
        expected = await first.frame("one", 3)
        await first.close()
        later, heard = studio.take(focus=25)
        await heard.is_over.wait()
        await until(lambda: later._earlier is not None and not later._earlier._is_stepping)
        seen = [await later.frame("one", 3)]
        await later.close()
        for _ in range(3):
            take, heard = studio.take()
            await heard.is_over.wait()
            seen.append(await take.frame("one", 3))
            await take.close()
        return [expected, *seen]

    assert len(set(play(look))) == 1


def test_a_process_that_draws_leaves_nothing(play: Play) -> None:
    async def look(studio: Studio) -> None:
        take, heard = studio.take()
        await heard.is_over.wait()
        for viewer in ("one", "two"):
            await take.frame(viewer, 20)
        folder = Path(take.job.folder)
        assert len([*folder.glob("texts-*")]) == 2
        for frames in take._viewers.values():
            await frames.close()
        await until(lambda: not [*folder.glob("texts-*")])

    play(look)


def test_folders_of_takes_that_are_over_go(play: Play) -> None:
    async def turn(studio: Studio) -> tuple[list[Path], list[Path]]:
        take, heard = studio.take()
        await heard.is_over.wait()
        folders = []
        for shift in ("1.0", "1.5", "2.5", "3.0"):
            take, heard = studio.take({"shift": shift}, former=take)
            await heard.is_over.wait()
            folders.append(Path(take.job.folder))
        await take.frame("one", 20)
        await take.close()
        _, heard = studio.take()
        await heard.is_over.wait()
        return folders, [folder for folder in folders if folder.exists()]

    folders, left = play(turn)
    assert len(left) < len(folders)
    assert folders[-1] not in left
