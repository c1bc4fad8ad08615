"""A renderer that steps through a scene in one process and has the frames drawn in others.

This process runs every play as Manim does: the same updates in the same order, at the same times,
but without pixels. At the start of each stretch of frames it forks a worker, which inherits that very
state. When this process has stepped to the stretch's end, it knows by what the frames are determined,
and whether they were drawn before; if not, the worker steps through the same stretch, draws and encodes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, Scene, config
from manim._config.video_encoder import video_encoder_fingerprint
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray
from manim.utils.iterables import list_update

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import PaintingCamera
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.studio.beat_cache import BeatCache, StaleCacheError, Story
from scenes.production.studio.encoder import LeanFileWriter, quick_converter
from scenes.production.studio.frame_digest import NoDigestError, displayed, frame_digests, picture
from scenes.production.studio.segment_worker import Drawing
from scenes.production.studio.workers import Order, Worker, WorkerEndpoint, fork

STRETCH = 120
"""Frames drawn by one worker: enough to be worth a fork, and few enough to share a play among cores."""


class ForkingRenderer(CairoRenderer):
    """Draws a scene's video with several processes, and each stretch of frames only once.

    Parameters
    ----------
    drawn_by
        A digest of the code that draws, which goes into the name of each stretch.
    moved_by
        A digest of the lesson's own code, by which a beat is known again.
    tokens
        Shared with whoever else draws.
    workers
        How many may be at work for this scene, or wait for a token.
    from_memory
        Whether beats that are known may be skipped.
    """

    def __init__(
        self, drawn_by: str, moved_by: str, tokens: CpuTokens, workers: int, from_memory: bool
    ) -> None:
        super().__init__(file_writer_class=LeanFileWriter, camera_class=PaintingCamera)
        self._drawn_by, self._tokens, self._most_workers = drawn_by, tokens, workers
        self._moved_by, self._from_memory = moved_by, from_memory
        self._workers: list[Worker] = []
        self._ordered: set[Path] = set()
        self._stretch: _Stretch | None = None
        self._drawing: Drawing | None = None  # in a worker
        self._story: Story | None = None
        self._background: tuple[PixelArray | None, bytes] = (None, b"")

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Step through one play, handing its frames out."""
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        if self.skip_animations:
            super().play(scene, *args, **kwargs)
            return
        assert isinstance(scene, Lesson)
        self._story = self._story or self._begin_story(scene)
        known = self._story.next_play(scene.playing, lambda: self._picture(scene))
        if known is None:
            quick_converter()  # for the workers to come
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        if known is not None:
            self._skip(scene, *known)
        elif scene.is_current_animation_frozen_frame():
            self._hold(scene, round(scene.duration * self.camera.frame_rate))
        else:
            scene.play_internal()
        self._close_stretch()
        self.num_plays += 1

    def _begin_story(self, scene: Lesson) -> Story:
        folder = self.file_writer.partial_movie_directory
        key = f"{self._keyed_by(scene).hex()} {self._moved_by} {self.camera.frame_rate}"
        memory = BeatCache(
            folder.with_name(f"{folder.name} beats"), key, lambda name: self._file_of(name).exists()
        )
        return Story(memory, self._from_memory)

    def _skip(self, scene: Scene, frames: int, stretches: Sequence[str]) -> None:
        """Bring a play to its end at once, as Manim does with one that it finds in its cache."""
        if round(scene.duration * self.camera.frame_rate) != frames:
            raise StaleCacheError(f"a play of {frames} frames now takes {scene.duration} seconds")
        self.skip_animations = True
        if not scene.is_current_animation_frozen_frame():
            scene.play_internal()
            scene.update_mobjects(0)  # as after a play that was not skipped
        self.time += scene.duration
        for name in stretches:
            self._add(name)

    def _add(self, stretch: str) -> None:
        """Add a stretch to the film."""
        self.animations_hashes.append(stretch)
        self.file_writer.add_partial_movie_file(stretch)

    def _file_of(self, stretch: str) -> Path:
        return Path(self.file_writer.output_plan.segment_path(stretch))

    def _picture(self, scene: Scene) -> str:
        """Return a digest of what the camera sees."""
        assert isinstance(self.camera, PaintingCamera)
        try:
            return picture(displayed(scene.mobjects, self.camera), self.camera)
        except NoDigestError:
            return os.urandom(16).hex()  # like nothing that was ever seen

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Take account of a frame; draw it if this is a worker. Manim calls this for each frame of a play."""
        if self.skip_animations:
            return
        self._frame(scene, list(moving_mobjects or ()), 1)

    def scene_finished(self, scene: Scene) -> None:
        """Wait for all workers, and let Manim join the segments."""
        if self._story is not None:
            self._story.end(self._picture(scene))
        self._join_workers(0)
        for half_written in self.file_writer.partial_movie_directory.glob("part_*"):
            half_written.unlink()  # by a process that was ended from outside
        super().scene_finished(scene)

    def end_workers(self) -> None:
        """End what is still drawn for a scene that has failed."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hold(self, scene: Scene, frames: int) -> None:
        self._frame(scene, scene.moving_mobjects, frames)

    def _frame(self, scene: Scene, moving: Sequence[Mobject], repeat: int) -> None:
        if self._stretch is not None and self._stretch.frames >= STRETCH:
            self._close_stretch()
        if self._stretch is None and self._drawing is None:
            self._open_stretch(scene)
        seen = moving or list_update(scene.mobjects, scene.foreground_mobjects)  # as Manim does
        if self._drawing is not None:
            self._drawing.draw(scene, seen, repeat)
        else:
            assert self._stretch is not None
            self._stretch.add(seen, repeat)
            self.time += repeat / self.camera.frame_rate

    def _open_stretch(self, scene: Scene) -> None:
        """Fork a worker for the frames to come; this returns in both processes."""
        self._join_workers(self._most_workers - 1)
        assert isinstance(self.camera, PaintingCamera)
        end = fork(self._tokens)
        if isinstance(end, WorkerEndpoint):
            self._drawing = Drawing(self, self.camera, end)
            return
        self._workers.append(end)
        self._stretch = _Stretch(self._keyed_by(scene), self.camera, end)
        self._stretch.begin(scene.static_mobjects)

    def _close_stretch(self) -> None:
        """Order what was stepped through, unless it is there."""
        stretch, self._stretch = self._stretch, None
        if stretch is None:
            return
        name = stretch.name()
        self._add(name)
        assert self._story is not None
        self._story.add(stretch.frames, name)
        target = self._file_of(name)
        known = target in self._ordered or (target.exists() and not config.disable_caching)
        self._ordered.add(target)
        stretch.worker.order(None if known else stretch.order(target))

    def _join_workers(self, most: int) -> None:
        """Wait until no more than so many workers are left, the oldest first."""
        while len(self._workers) > most:
            self._workers.pop(0).join()

    def _keyed_by(self, scene: Scene) -> bytes:
        """Return a digest of all that goes into a stretch's name besides what is seen in it."""
        background, digest = self._background
        if background is not self.camera.background:  # another one is another array
            background = self.camera.background
            digest = hashlib.sha256(np.asarray(background).tobytes()).digest()
            self._background = background, digest
        encoder = video_encoder_fingerprint(scene.session_spec.video_encoder)
        return hashlib.sha256(f"{self._drawn_by} {encoder} ".encode() + digest).digest()


class _Stretch:
    """Frames that one worker is to draw, as far as they have been stepped through."""

    def __init__(self, key: bytes, camera: PaintingCamera, worker: Worker) -> None:
        self.worker, self.frames = worker, 0
        self._camera = camera
        self._digest = hashlib.sha256(key)
        self._first: list[bytes] = []
        self._alike = 0

    def begin(self, background: Sequence[Mobject]) -> None:
        """Take account of what is drawn once, behind all frames."""
        self._digest.update(b"".join(self._frame_digests(background)))

    def add(self, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Take account of the next frame, which is shown so many times."""
        seen = self._frame_digests(mobjects)
        if self.frames == 0:
            self._first, self._alike = seen, len(seen)
        self._alike = alike(self._first[: self._alike], seen)
        self.frames += repeat
        self._digest.update(b"".join(seen) + b"%d" % repeat)

    def order(self, target: Path) -> Order:
        """Return what the worker has to do."""
        return Order(self.frames, max(0, self._alike - 1), target)

    def name(self) -> str:
        """Return the name by which the stretch is found again."""
        return self._digest.hexdigest()[:40]

    def _frame_digests(self, mobjects: Sequence[Mobject]) -> list[bytes]:
        try:
            return frame_digests(displayed(mobjects, self._camera), self._camera)
        except NoDigestError:
            return [os.urandom(32)]  # like nothing that was ever drawn


def alike(first: Sequence[bytes], second: Sequence[bytes]) -> int:
    """Return how many items two lists have in common before they differ."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(first), len(second)))
