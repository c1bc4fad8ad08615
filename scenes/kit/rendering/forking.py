"""A renderer that steps through a scene in one process and has the frames drawn in others.

This process runs every play as Manim does: the same updates in the same order, at the same times,
but without pixels. At the start of each segment of frames it forks a worker, which inherits that very
state. When this process has stepped to the segment's end, it knows what determines the frames, and
whether they were drawn before; if not, the worker steps through the same segment, draws and encodes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, Scene, config
from manim.typing import PixelArray

from scenes.kit.painted.compiled import load_needed
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering import half_written
from scenes.kit.rendering.beat_cache import BeatCache, BeatPlayback, StaleCacheError
from scenes.kit.rendering.encoder import HELD_GROUP, converter_for
from scenes.kit.rendering.frame_digest import FrameDigests, NoDigestError, displayed, picture_digest
from scenes.kit.rendering.host import Host, WholeScene
from scenes.kit.rendering.manim_adapter import (
    SteppingRenderer,
    encoder_fingerprint,
    moving_mobjects,
    static_mobjects,
)
from scenes.kit.rendering.segment_worker import SegmentWorker
from scenes.kit.rendering.standing_still import StandingStill
from scenes.kit.rendering.workers import DrawingFailedError, Order, Worker, WorkerEndpoint, fork
from scenes.kit.style import palette
from scenes.script.loaded_code import LoadedCode

SEGMENT_FRAMES = 120
"""Frames drawn by one worker: enough to be worth a fork, and few enough to share a play among cores."""


class Memory(Enum):
    """What a renderer does with the beats that its scene has played before."""

    USED = "skips those that it knows, and keeps the others"
    WRITTEN = "plays all of them, and keeps them"
    NONE = "plays all of them, and keeps none"


class ForkingRenderer(SteppingRenderer):
    """Draws a scene's video with several processes, and each segment of frames only once.

    Whoever has it draw tells it by `turn_to` which beat comes next, and calls `end_workers` in the end.

    Parameters
    ----------
    drawing_code
        The code that draws, whose fingerprint goes into the name of each segment.
    scene_code
        The scene's own code, by which a beat is identified.
    host
        Whoever has the scene drawn.
    memory
        Of beats. They can be known again where nothing but their code, their words and the picture that
        they start from tells what they play.
    share
        Which segments are drawn here.
    """

    def __init__(
        self,
        drawing_code: LoadedCode,
        scene_code: LoadedCode,
        host: Host,
        memory: Memory,
        share: WholeScene | None = None,
    ) -> None:
        super().__init__(PaintingCamera)
        self._drawing_code, self._scene_code = drawing_code, scene_code
        self._host, self._memory, self._share = host, memory, share or WholeScene()
        self._texts: tempfile.TemporaryDirectory[str] | None = None
        self._workers: list[Worker] = []
        self._ordered: set[Path] = set()
        self._segment: _SteppedSegment | None = None
        self._worker: SegmentWorker | None = None  # in a forked process
        self._playback: BeatPlayback | None = None
        self._beat = "before the first beat"
        self._background: tuple[PixelArray | None, bytes] = (None, b"")

    def turn_to(self, beat: str) -> None:
        """Identify what plays from now on: the same again, from the same picture on, is the same film."""
        self._beat = beat

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Step through one play, and have its frames drawn."""
        if self.is_told_to_skip():
            super().play(scene, *args, **kwargs)
            return
        try:
            self._step(scene, args, kwargs)
            if self._worker is not None:
                raise DrawingFailedError("a play has fewer frames when it is stepped through again")
        except BaseException as error:
            if self._worker is not None:
                self._worker.fail(scene, error)
            raise

    def _step(self, scene: Scene, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self._host.beat()
        self._playback = self._playback or self._begin_playback(scene)
        cached = self._playback.next_play(self._beat, lambda: self._picture(scene))
        if cached is None:
            converter_for(self.encoding)  # which the workers to come find loaded, as the next
            load_needed()
        self.prepare_play(scene, args, kwargs)
        if cached is not None:
            self._replay(scene, *cached)
        else:
            self._draw(scene)
        self._close_segment()
        self.end_play()

    def _draw(self, scene: Scene) -> None:
        self.begin(scene)
        if held := self.frames_held(scene):
            self._add_frame(scene, held)
        else:
            self.step_through(scene)

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        """Take account of a frame; draw it if this is a worker. Manim calls this for each frame of a play."""
        if not self.is_skipping:
            self._add_frame(scene, 1)

    def scene_finished(self, scene: Scene) -> None:
        """Wait for all workers, and let Manim join the segments."""
        if self._playback is not None:
            self._playback.finish(self._picture(scene))
        self._join_workers(0)
        if self._share.is_all:
            self.keep_segments()
            if not config.disable_caching:
                self.leave_joined()
            super().scene_finished(scene)

    def end_workers(self) -> None:
        """End what still draws, if the scene has failed, and remove what that leaves half written."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        if self._playback is not None:
            half_written.remove_abandoned(self.segment_folder)
        if self._texts is not None:
            self._texts.cleanup()
            self._texts = None

    def _begin_playback(self, scene: Scene) -> BeatPlayback:
        if self._memory is Memory.NONE:
            return BeatPlayback(None, replays=False)
        folder = self.segment_folder
        key = f"{self._segment_key(scene).hex()} {self._scene_code.fingerprint} {self.camera.frame_rate}"
        cache = BeatCache(
            folder.with_name(f"{folder.name} beats"), key, self._has_segment, self._is_code_current
        )
        return BeatPlayback(cache, replays=self._memory is Memory.USED)

    def _has_segment(self, name: str) -> bool:
        return self._share.is_kept(name) or self.segment_file(name).exists()

    def _is_code_current(self) -> bool:
        return self._drawing_code.is_current() and self._scene_code.is_current()

    def _replay(self, scene: Scene, frames: int, segments: Sequence[str]) -> None:
        """Bring a play to its end at once, and take its segments from the last time."""
        if self.frames_in(scene) != frames:
            raise StaleCacheError(f"a play of {frames} frames now has {self.frames_in(scene)}")
        self.jump_to_end(scene)
        for name in segments:
            self.add_segment(name)

    def _picture(self, scene: Scene) -> str:
        """Return a digest of the picture that the camera would draw now."""
        assert isinstance(self.camera, PaintingCamera)
        if self._memory is Memory.NONE:
            return ""  # nobody asks
        try:
            return picture_digest(displayed(scene.mobjects, self.camera), self.camera)
        except NoDigestError:
            return os.urandom(16).hex()  # equal to no other

    def _add_frame(self, scene: Scene, repeat: int) -> None:
        if self._segment is not None and self._segment.frames >= SEGMENT_FRAMES:
            self._close_segment()
        if self._segment is None and self._worker is None:
            self._open_segment(scene)
        mobjects = moving_mobjects(scene)
        if self._worker is not None:
            self._worker.draw(scene, mobjects, repeat)
        else:
            assert self._segment is not None
            self._segment.add(mobjects, repeat)
            self.advance(repeat)
            self._host.beat()

    def _open_segment(self, scene: Scene) -> None:
        """Fork a worker for the frames to come, if they are drawn here; this returns in both processes."""
        assert isinstance(self.camera, PaintingCamera)
        end = self._fork() if self._share.has_next else None
        if isinstance(end, WorkerEndpoint):
            assert self._texts is not None
            self._worker = SegmentWorker(self, self.camera, end, Path(self._texts.name, str(os.getpid())))
            return
        self._segment = _SteppedSegment(self._segment_key(scene), self.camera, end)
        self._segment.begin(static_mobjects(scene))

    def _fork(self) -> Worker | WorkerEndpoint:
        # Of all workers: one that is ended from outside takes nothing away with it.
        self._texts = self._texts or tempfile.TemporaryDirectory(prefix="lecture-texts-")
        self._join_workers(self._host.workers - 1)
        end = fork(self._host, self._workers)
        if isinstance(end, Worker):
            self._workers.append(end)
        return end

    def _close_segment(self) -> None:
        """Have the segment drawn that was stepped through, unless it is there."""
        segment, self._segment = self._segment, None
        if segment is None:
            return
        name = segment.name() if self._is_code_current() else os.urandom(20).hex()  # found by no other
        self.add_segment(name)
        assert self._playback is not None
        self._playback.add_segment(segment.frames, name)
        self._share.count(segment.encoded)
        target = self.segment_file(name)
        if segment.worker is None:
            return
        is_there = target in self._ordered or (self._has_segment(name) and not config.disable_caching)
        self._ordered.add(target)
        segment.worker.send(None if is_there else segment.order(target))

    def _join_workers(self, most: int) -> None:
        """Wait until no more than so many workers are left, the oldest first."""
        while len(self._workers) > most:
            oldest = self._workers[0]
            oldest.join()
            self._workers.remove(oldest)

    def _segment_key(self, scene: Scene) -> bytes:
        """Return a digest of all that goes into a segment's name besides its mobjects."""
        background, digest = self._background
        if background is not self.camera.background:  # another one is another array
            background = self.camera.background
            digest = hashlib.sha256(np.asarray(background).tobytes()).digest()
            self._background = background, digest
        return hashlib.sha256(
            f"{self._drawing_code.fingerprint} {encoder_fingerprint(scene)} {palette.theme()} ".encode()
            + digest
        ).digest()


class _SteppedSegment:
    """Frames that one worker is to draw, or none here, as far as they have been stepped through."""

    def __init__(self, key: bytes, camera: PaintingCamera, worker: Worker | None) -> None:
        self.worker, self.frames, self.encoded = worker, 0, 0
        self._camera, self._digests = camera, FrameDigests(camera)
        self._digest = hashlib.sha256(key)
        self._still = StandingStill(camera)

    def begin(self, background: Sequence[Mobject]) -> None:
        """Take account of what is drawn once, behind all frames."""
        self._digest.update(b"".join(self._frame_digests(displayed(background, self._camera))))

    def add(self, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Take account of the next frame, which is shown so many times."""
        shown = displayed(mobjects, self._camera)
        digests = self._frame_digests(shown)
        self._still.look_at(shown, digests)
        self.frames += repeat
        self.encoded += min(repeat, HELD_GROUP)
        self._digest.update(b"".join(digests) + b"%d" % repeat)

    def order(self, target: Path) -> Order:
        """Return what the worker has to do."""
        return Order(self.frames, *self._still.found(), target)

    def name(self) -> str:
        """Return a name that no segment of other frames has."""
        return self._digest.hexdigest()[:40]

    def _frame_digests(self, shown: Sequence[Mobject]) -> list[bytes]:
        try:
            return self._digests.of(shown)
        except NoDigestError:
            return [os.urandom(32)]  # equal to no other
