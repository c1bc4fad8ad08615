"""A stage without Manim: its pictures have one colour, which tells what they show."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from threading import Event

from scenes.production.live.areas import Area, json_of
from scenes.production.live.frames import TakeEndedError
from scenes.production.live.knobs import Knob
from scenes.production.live.told import (
    BeatTold,
    CaptionTold,
    Failed,
    KnobsTold,
    PlayTold,
    Told,
    Whole,
)
from scenes.script.screenplay import Part

BEAT = 60
"""Frames of each beat: two plays, and two captions."""

VERSION = re.compile(r"# version (\d)")

KNOBS = [
    Knob(
        name="learning_rate",
        kind="number",
        value="0.1",
        low=0.001,
        high=1.0,
        is_logarithmic=True,
        told="How far a step goes, for a gradient of one.",
    ),
    Knob(name="momentum", kind="number", value="0.5", low=0.0, high=1.0, step=0.01),
    Knob(name="steps", kind="whole", value="20", low=1, high=80, step=1, told="How many are taken."),
    Knob(name="start", kind="point", value="(-2.0, 1.2)", low=-3, high=3, low2=-2, high2=2, step=0.05),
    Knob(name="rule", kind="choice", value="adam(0.1)", choices=("adam(0.1)", "gradient_descent(0.1)")),
    Knob(name="shows_gradient", kind="truth", value="True"),
    Knob(
        name="grounds",
        kind="some",
        value='kit.some_of(First.grounds, "bowl", "a saddle")',
        choices=("bowl", "a saddle", 'the "flat" one'),
        made_of="First.grounds",
    ),
    Knob(name="data", kind="data", value="None", told="A table beside the screenplay."),
]


def colour(frame: int, values: Mapping[str, str], version: int) -> tuple[int, int, int]:
    """Return the red, green and blue of a picture: its frame in base 250, the steps, and the code."""
    return frame % 250, 10 * (frame // 250) + version, int(float(values.get("steps", "20")))


class FakeTake:
    """Goes through a lesson as the stage does: it tells all at once, up to where it fails."""

    def __init__(
        self,
        stage: FakeStage,
        part: Part,
        values: Mapping[str, str],
        tell: Callable[[Told], None],
    ) -> None:
        self.stage, self.part, self.values, self.tell = stage, part, dict(values), tell
        self.version = stage.version
        self.reach, self.end = 0, len(part.lines) * BEAT
        self.has_ended, self.came = False, asyncio.Condition()
        self.task = asyncio.create_task(self.step_through())

    async def step_through(self) -> None:
        self.tell(KnobsTold(knobs=self.stage.knobs))
        if self.stage.refused in self.values:
            self.tell(self.stage.refusal)
            await self.come(0, has_ended=True)
            return
        for number, (name, line) in enumerate(self.part.lines.items()):
            start = BEAT * number
            for play in (start, start + BEAT // 2):
                await self.stage.gate.wait()
                if self.stage.failure and play >= self.stage.fails_at:
                    self.tell(self.stage.failure)
                    await self.come(self.reach, has_ended=True)
                    return
                self.tell(PlayTold(start=play, frames=BEAT // 2))
                await self.come(play + BEAT // 2)
            halves = [
                CaptionTold(start=start, frames=BEAT // 2, text=line),
                CaptionTold(start=start + BEAT // 2, frames=BEAT // 2, text=f"{line} Again"),
            ]
            self.tell(BeatTold(name=name, start=start, frames=BEAT, line=line, captions=halves))
        self.tell(Whole(frames=self.end))
        await self.come(self.end, has_ended=True)

    async def come(self, reach: int, *, has_ended: bool = False) -> None:
        async with self.came:
            self.reach, self.has_ended = reach, has_ended
            self.came.notify_all()

    async def frame(self, viewer: str, number: int) -> bytes:
        async with self.came:
            await self.came.wait_for(lambda: number < self.reach or self.has_ended)
        if number >= self.reach and (self.stage.failure or self.reach == 0):
            raise TakeEndedError(self.stage.failure or self.stage.refusal)
        await self.stage.pencil.wait()
        self.stage.drawn.append(number)
        number = min(number, self.end - 1)
        pixels = bytes((*colour(number, self.values, self.version), 255)) * self.stage.pixels
        return pixels + json_of(self.stage.areas)

    async def close(self) -> None:
        self.stage.open_takes.discard(self)
        self.task.cancel()
        await asyncio.wait({self.task})
        await self.come(self.reach, has_ended=True)


class FakePreviews:
    """Draws frames with values, once the stage's pencil is there."""

    def __init__(self, stage: FakeStage) -> None:
        self.stage, self.has_ended = stage, False

    async def frame(self, number: int, values: Mapping[str, str]) -> bytes:
        self.stage.previewed.append(dict(values))
        await self.stage.pencil.wait()
        if self.stage.failure:
            raise TakeEndedError(self.stage.failure)
        pixels = bytes((*colour(number, values, self.stage.version), 255)) * self.stage.pixels
        return pixels + json_of(self.stage.areas)

    def end(self) -> None:
        self.has_ended = True
        self.stage.open_previews.discard(self)


class FakeStage:
    """Plays lessons in colours.

    Attributes
    ----------
    failure, fails_at
        What the takes from now on fail with, and at which frame.
    knobs
        What they tell that can be turned.
    refused, refusal
        An attribute of which all values are refused that are not the lesson's own, and what is told then.
    gate, pencil
        Whether takes go on, and whether frames are drawn.
    begun, focus
        How many takes have begun, and which frame the last one is asked for first.
    open_takes, closing
        Those that are not closed yet, and what closes others.
    drawn
        The frames that were drawn.
    previewed, open_previews
        The values of which previews were asked for, and what has not ended that draws them.
    areas
        Of all pictures.
    version
        What the code of all lessons says: the number in the file that was saved last.
    saved, has_heard
        The files that have been told to have changed, and whether any were.
    """

    def __init__(self, width: int, height: int) -> None:
        self.pixels = width * height
        self.version = 0
        self.areas: list[Area] = []
        self.failure: Failed | None = None
        self.fails_at = 0
        self.refused = ""
        self.refusal = Failed(reason="it cannot be such: write another")
        self.knobs = KNOBS
        self.gate, self.pencil = asyncio.Event(), asyncio.Event()
        self.gate.set()
        self.pencil.set()
        self.open_takes: set[FakeTake] = set()
        self.closing: set[asyncio.Task[None]] = set()
        self.begun = self.focus = 0
        self.drawn: list[int] = []
        self.previewed: list[dict[str, str]] = []
        self.open_previews: set[FakePreviews] = set()
        self.saved: list[set[Path]] = []
        self.has_heard = Event()

    def take(
        self,
        part: Part,
        values: Mapping[str, str],
        tell: Callable[[Told], None],
        focus: int = 0,
        former: FakeTake | None = None,
    ) -> FakeTake:
        take = FakeTake(self, part, values, tell)
        self.open_takes.add(take)
        self.begun += 1
        self.focus = focus
        if former:
            self.closing.add(asyncio.create_task(former.close()))
        return take

    def previews(self, part: Part) -> FakePreviews:
        previews = FakePreviews(self)
        self.open_previews.add(previews)
        return previews

    def fail(self, failure: Failed | None, at: int = 0) -> None:
        """Have takes from now on fail at a frame, or none."""
        self.failure, self.fails_at = failure, at

    async def code_changed(self, files: Collection[Path]) -> None:
        for file in files:
            if file.suffix == ".py" and (written := VERSION.search(file.read_text())):
                self.version = int(written[1])
        self.saved.append(set(files))
        self.has_heard.set()
