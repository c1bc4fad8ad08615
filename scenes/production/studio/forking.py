"""A renderer that steps through a scene in one process and has the frames drawn in others.

This process runs every play as Manim does: the same updates in the same order, at the same times,
but without pixels. At the start of each stretch of frames it forks a hand, which inherits that very
state. When this process has stepped to the stretch's end, it knows by what the frames are determined,
and whether they were drawn before; if not, the hand steps through the same stretch, draws and encodes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, Scene, config
from manim._config.video_encoder import video_encoder_fingerprint
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.iterables import list_update

from scenes.kit.painted import PaintingCamera
from scenes.production.slots import Slots
from scenes.production.studio.encoder import LeanFileWriter, LeanSegmentEncoder
from scenes.production.studio.hands import Desk, Hand, Order, fork
from scenes.production.studio.likeness import NoLikenessError, likeness

STRETCH = 120
"""Frames drawn by one hand: enough to be worth a fork, and few enough to share a play among cores."""


class ForkingRenderer(CairoRenderer):
    """Draws a scene's video with several processes, and each stretch of frames only once.

    Parameters
    ----------
    drawn_by
        A digest of the code that draws, which goes into the name of each stretch.
    slots
        Shared with whoever else draws.
    hands
        How many may be at work for this scene, or wait for a slot.
    """

    def __init__(self, drawn_by: str, slots: Slots, hands: int) -> None:
        super().__init__(file_writer_class=LeanFileWriter, camera_class=PaintingCamera)
        self._drawn_by, self._slots, self._most_hands = drawn_by, slots, hands
        self._hands: list[Hand] = []
        self._ordered: set[Path] = set()
        self._stretch: _Stretch | None = None
        self._drawing: _Drawing | None = None  # in a hand

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Step through one play, handing its frames out."""
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        if self.skip_animations:
            super().play(scene, *args, **kwargs)
            return
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        if scene.is_current_animation_frozen_frame():
            self._hold(scene, round(scene.duration * self.camera.frame_rate))
        else:
            scene.play_internal()
        self._close_stretch()
        self.num_plays += 1

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Take account of a frame; draw it if this is a hand. Manim calls this for each frame of a play."""
        if self.skip_animations:
            return
        self._frame(scene, list(moving_mobjects or ()), 1)

    def scene_finished(self, scene: Scene) -> None:
        """Wait for all hands, and let Manim join the segments."""
        self._join_hands(0)
        super().scene_finished(scene)

    def end_hands(self) -> None:
        """End what is still drawn for a scene that has failed."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    def _hold(self, scene: Scene, frames: int) -> None:
        self._frame(scene, scene.moving_mobjects, frames)

    def _frame(self, scene: Scene, moving: list[Mobject], repeat: int) -> None:
        if self._drawing is not None:
            self._drawing.draw(scene, moving, repeat)
            return
        if self._stretch is not None and self._stretch.frames >= STRETCH:
            self._close_stretch()
        if self._stretch is None:
            self._open_stretch(scene)
            if self._drawing is not None:
                self._drawing.draw(scene, moving, repeat)
                return
        assert self._stretch is not None
        self._stretch.add(drawn(scene, moving), repeat)
        self.time += repeat / self.camera.frame_rate

    def _open_stretch(self, scene: Scene) -> None:
        """Fork a hand for the frames to come; this returns in both processes."""
        self._join_hands(self._most_hands - 1)
        end = fork(self._slots)
        if isinstance(end, Desk):
            self._drawing = _Drawing(self, end)
            return
        self._hands.append(end)
        assert isinstance(self.camera, PaintingCamera)
        self._stretch = _Stretch(self._keyed_by(scene), self.camera, end)
        self._stretch.add(scene.static_mobjects, 0)

    def _close_stretch(self) -> None:
        """Order what was stepped through, unless it is there."""
        stretch, self._stretch = self._stretch, None
        if stretch is None:
            return
        name = stretch.name()
        self.animations_hashes.append(name)
        self.file_writer.add_partial_movie_file(name)
        target = self.file_writer.output_plan.segment_path(name)
        known = target in self._ordered or (target.exists() and not config.disable_caching)
        self._ordered.add(target)
        stretch.hand.order(None if known else Order(stretch.frames, target))

    def _join_hands(self, most: int) -> None:
        """Wait until no more than so many hands are left, the oldest first."""
        while len(self._hands) > most:
            self._hands.pop(0).join()

    def _keyed_by(self, scene: Scene) -> bytes:
        encoder = video_encoder_fingerprint(scene.session_spec.video_encoder)
        background = np.asarray(self.camera.background).tobytes()
        return hashlib.sha256(f"{self._drawn_by} {encoder} ".encode() + background).digest()


class _Stretch:
    """Frames that one hand is to draw, as far as they have been stepped through."""

    def __init__(self, key: bytes, camera: PaintingCamera, hand: Hand) -> None:
        self.hand, self.frames = hand, 0
        self._camera = camera
        self._digest = hashlib.sha256(key)

    def add(self, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Take account of what is drawn in the next frames; of a picture behind them, if there are none."""
        self.frames += repeat
        try:
            seen = likeness(mobjects, self._camera)
        except NoLikenessError:
            seen = os.urandom(32)  # like nothing that was ever drawn
        self._digest.update(seen + b"%d" % repeat)

    def name(self) -> str:
        """Return the name by which the stretch is found again."""
        return self._digest.hexdigest()[:40]


class _Drawing:
    """A hand's work: the frames of its stretch, drawn and encoded as it steps through them."""

    def __init__(self, renderer: ForkingRenderer, desk: Desk) -> None:
        self._renderer, self._desk = renderer, desk
        self._order: Order | None = None
        self._left = 0

    def draw(self, scene: Scene, moving: list[Mobject], repeat: int) -> None:
        """Draw a frame; after the last one, this process ends."""
        try:
            if self._order is None:
                self._begin(scene)
            self._renderer.update_frame(scene, moving)
            self._encoder.write_frame(self._renderer.camera.pixel_array, repeat=repeat)
            self._left -= repeat
            if self._left <= 0:
                self._finish()
        except Exception as error:
            self._desk.leave(error, slot=self._order is not None)

    def _begin(self, scene: Scene) -> None:
        self._order = self._desk.wait_for_order()
        self._left = self._order.frames
        # Typst leaves its files here while it sets a text: two processes must not share them.
        self._texts = tempfile.TemporaryDirectory(prefix="lecture-texts-")
        config.text_dir = config.tex_dir = self._texts.name
        self._beside = self._order.target.with_name(f"part_{os.getpid()}_{self._order.target.name}")
        spec = self._renderer.file_writer.video_encoder
        self._encoder = LeanSegmentEncoder(target=self._beside, spec=spec)
        self._renderer.save_static_frame_data(scene, scene.static_mobjects)

    def _finish(self) -> None:
        assert self._order is not None
        self._encoder.finish()
        os.replace(self._beside, self._order.target)
        self._texts.cleanup()
        self._desk.leave(slot=True)


def drawn(scene: Scene, moving: list[Mobject]) -> list[Mobject]:
    """Return what Manim draws anew in a frame: everything, if nothing is said to move."""
    return moving or list_update(scene.mobjects, scene.foreground_mobjects)
