"""One take: a lesson stepped through without drawing, while forks of this process stay at its plays.

The process jumps from play to play. At a play's start it may fork a snapshot of itself, which waits. For a
viewer that wants to see frames from there on, the snapshot forks a viewer's process, and stays as it is: the
viewer's process goes on with the lesson as slowly as its frames are asked for, and draws them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from select import select
from socket import AF_UNIX, MSG_WAITALL, socket
from struct import Struct
from typing import Any, NoReturn

import msgspec
import numpy as np
from manim import Mobject, Scene

from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.compiled import load_needed
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.production.live.told import BeatTold, CaptionTold, KnobsTold, PlayTold, TakeJob, Whole
from scenes.production.studio.configured import configured, part_of, with_beats
from scenes.production.studio.live.attributes import knobs_of, with_values
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.processes import Line, forked
from scenes.production.studio.live.texts import keep_texts_in
from scenes.script.manifest import Beat

_APART = 0.06  # seconds of stepping between two snapshots: what it takes at most to come to a play from one

_ASKED, _ANSWER = Struct("<I"), Struct("<cI")
"""A frame's number; the kind of an answer, and the number of its bytes."""


def step_through(job: TakeJob, line: Line) -> None:
    """Do a take, and tell of it.

    Parameters
    ----------
    job
        What to step through.
    line
        To the server.
    """
    with configured(job, frame_rate=job.frame_rate, dry_run=True) as scene:
        keep_texts_in(Path(job.folder, "texts"))
        renderer = _LiveRenderer(_Runner(job, line))
        own = with_beats(scene)
        line.tell(KnobsTold(knobs=knobs_of(own)))
        lesson = with_values(own, job.values)(renderer=renderer)
        part = part_of(job)
        if part is not None:
            lesson.part = part
        lesson.beat_hooks.append(_BeatsTold(line))
        try:
            lesson.render()
        except BaseException as error:
            renderer.role.fail(error)
        renderer.role.finish(lesson.frames)


class _BeatsTold(BeatHook):
    """Tells the server of beats, in the process that steps through the lesson."""

    def __init__(self, line: Line) -> None:
        self._line, self._process = line, os.getpid()

    def beat_ends(self, beat: Beat) -> None:
        if os.getpid() != self._process:
            return
        captions = [
            CaptionTold(start=each.start, frames=each.frames, text=each.text) for each in beat.captions
        ]
        self._line.tell(
            BeatTold(name=beat.name, start=beat.start, frames=beat.frames, line=beat.line, captions=captions)
        )


class _LiveRenderer(SteppingRenderer):
    """Has each play gone through as its process's role demands, which changes with a fork."""

    def __init__(self, role: _Runner) -> None:
        super().__init__(PaintingCamera)
        self.role: _Runner | _Viewer = role

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Go through one play."""
        if self.is_told_to_skip():
            super().play(scene, *args, **kwargs)
            return
        assert isinstance(scene, Lesson)
        self.begin_play(scene, args, kwargs)
        play = _Play(self, scene)
        if isinstance(self.role, _Runner):
            self.role = self.role.stay_at(play) or self.role
        if isinstance(self.role, _Viewer):
            self.role.show(play)
        play.finish()
        self.end_play()

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        """Do nothing: frames are drawn when they are asked for."""

    def scene_finished(self, scene: Scene) -> None:
        """Do nothing: there is no film."""


class _Play:
    """The present play of a lesson, which can be brought to any of its frames, but not back.

    Attributes
    ----------
    first, frames
        Its first frame in the lesson, and their number.
    """

    def __init__(self, renderer: SteppingRenderer, scene: Lesson) -> None:
        self._renderer, self._scene = renderer, scene
        self.first, self.frames = scene.frames, renderer.frames_in(scene)
        self._is_held = bool(renderer.frames_held(scene))
        self._counts_time = not self._is_held and _counts_time(scene)
        self._at = -1
        self._has_background = False

    def go_to(self, frame: int) -> None:
        """Bring the play to one of its frames.

        What moves by the seconds that have passed is brought to each frame before; and all else to the one
        before: for what reads a thing that is moved after it is always a frame behind.
        """
        if self._is_held:
            return
        first = 0 if self._counts_time else frame - 1
        for step in range(max(first, self._at + 1), frame + 1):
            self._renderer.show_at(self._scene, step)
        self._at = frame

    def draw(self) -> bytes:
        """Return the present frame: red, green, blue and opacity of each pixel, row by row."""
        if not self._has_background:
            self._renderer.draw_static(self._scene)
            self._has_background = True
        return np.asarray(self._renderer.draw_frame(self._scene), dtype=np.uint8).tobytes()

    def finish(self) -> None:
        """Bring the play to its end."""
        if self._counts_time:
            self.go_to(self.frames - 1)
            self._renderer.end_here(self._scene)
        else:
            self._renderer.jump_to_end(self._scene)


def _counts_time(scene: Scene) -> bool:
    """Whether something in a scene moves by the seconds that have passed since it was last moved."""
    return bool(scene.updaters) or any(
        mobject.has_time_based_updater() for mobject in scene.get_mobject_family_members()
    )


class _Runner:
    """The process that steps through the lesson, and leaves snapshots.

    Parameters
    ----------
    job
        What it does.
    line
        To the server.
    """

    def __init__(self, job: TakeJob, line: Line) -> None:
        self._job, self._line = job, line
        self._snapshots, self._next = 0, 0.0

    def stay_at(self, play: _Play) -> _Viewer | None:
        """Tell the server of a play; leave a snapshot at its start, if it is time for one.

        Returns None in this process, and a viewer in those that snapshots fork.
        """
        viewer = None
        if play.first + play.frames > self._job.focus and time.monotonic() >= self._next:
            viewer = self._leave_snapshot()
        if viewer is None:
            self._line.tell(PlayTold(start=play.first, frames=play.frames, snapshot=self._snapshots - 1))
        return viewer

    def fail(self, error: BaseException) -> NoReturn:
        """Tell why the lesson cannot be stepped through any further, and end the process."""
        self._line.tell(failure(error, self._job))
        os._exit(0)

    def finish(self, frames: int) -> None:
        """Tell that the lesson was stepped through."""
        self._line.tell(Whole(frames=frames))

    def _leave_snapshot(self) -> _Viewer | None:
        load_needed()  # which viewers find loaded
        with socket(AF_UNIX) as listener:
            listener.bind(str(Path(self._job.folder, str(self._snapshots))))
            listener.listen()
            if forked():
                return self._wait_as_snapshot(listener)
        self._snapshots += 1
        self._next = time.monotonic() + _APART
        return None

    def _wait_as_snapshot(self, listener: socket) -> _Viewer:
        """Fork a viewer's process for each connection, until nobody needs this take; return only there."""
        while True:
            if self._line.fileno() in select([listener.fileno(), self._line.fileno()], [], [])[0]:
                os._exit(0)
            connection, _ = listener.accept()
            if forked():
                self._line.close()
                return _Viewer(self._job, connection)
            connection.close()


class _Viewer:
    """A process that draws the frames that one viewer asks for, none before the one before.

    Parameters
    ----------
    job
        The take that it comes from.
    connection
        To the server: closed there, it ends this process.
    """

    def __init__(self, job: TakeJob, connection: socket) -> None:
        self._job, self._connection = job, connection
        self._asked: int | None = None
        keep_texts_in(Path(job.folder, f"texts-{os.getpid()}"))

    def show(self, play: _Play) -> None:
        """Draw the frames of a play that are asked for, until one after its end is."""
        while (frame := self._next_asked() - play.first) < play.frames:
            play.go_to(frame)
            self._answer(b"P", play.draw())
            self._asked = None

    def fail(self, error: BaseException) -> NoReturn:
        """Answer that the frame cannot be drawn, and end the process."""
        self._answer(b"F", msgspec.json.encode(failure(error, self._job)))
        os._exit(0)

    def finish(self, frames: int) -> NoReturn:
        """End the process: there is no frame after this lesson's end."""
        os._exit(0)

    def _next_asked(self) -> int:
        if self._asked is None:
            asked = self._connection.recv(_ASKED.size, MSG_WAITALL)
            if len(asked) < _ASKED.size:
                os._exit(0)
            [self._asked] = _ASKED.unpack(asked)
        return self._asked

    def _answer(self, kind: bytes, content: bytes) -> None:
        try:
            self._connection.sendall(_ANSWER.pack(kind, len(content)))
            self._connection.sendall(content)
        except OSError:  # nobody is there any more
            os._exit(0)
