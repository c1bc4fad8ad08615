"""A worker's work: the frames of one segment, drawn and encoded as the process steps through them."""

from __future__ import annotations

import inspect
import math
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import numpy as np
from manim import Mobject, Scene, config
from manim.typing import PixelArray

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering import half_written
from scenes.kit.rendering.encoder import Pixels, SegmentEncoder
from scenes.kit.rendering.failures import place_of
from scenes.kit.rendering.frame_digest import displayed
from scenes.kit.rendering.manim_adapter import SteppingRenderer, silence_progress
from scenes.kit.rendering.workers import Order, WorkerEndpoint
from scenes.kit.style.layout import Box
from scenes.script.seal import seal


class SegmentWorker:
    """Draws the frames that were ordered, and ends the process after the last of them.

    Parameters
    ----------
    renderer
        Of the scene, in this process.
    camera
        The renderer's.
    endpoint
        Where the order comes from.
    texts
        A folder for what Manim writes while it sets texts, of this process alone.
    """

    def __init__(
        self, renderer: SteppingRenderer, camera: PaintingCamera, endpoint: WorkerEndpoint, texts: Path
    ) -> None:
        self._renderer, self._camera, self._endpoint, self._texts = renderer, camera, endpoint, texts
        self._order: Order | None = None
        self._encoder: SegmentEncoder | None = None
        self._left = 0

    def draw(self, scene: Scene, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Draw one frame, which is shown so many times."""
        shown = displayed(mobjects, self._camera)
        if self._order is None:
            self._order = self._endpoint.wait_for_order()
            silence_progress(scene)
            self._begin(scene, self._order, [shown[place] for place in sorted(self._order.once)])
        once = self._order.once
        self._capture([mobject for place, mobject in enumerate(shown) if place not in once])
        assert self._encoder is not None
        self._encoder.write_frame(self._camera.pixel_array, repeat=repeat)
        self._endpoint.beat()
        self._left -= repeat
        if self._left <= 0:
            self._finish(self._order)

    def fail(self, scene: Scene, error: BaseException) -> NoReturn:
        """End the process, and tell the one that forked it why, and where in the lesson's files it arose."""
        try:
            if self._encoder is not None:
                with suppress(Exception):  # whatever it may say: the first error is the one to be told
                    self._encoder.abort()
            self._endpoint.leave(error, _place_of(error, scene))
        finally:
            os._exit(1)  # whatever happens: it must not go on as if it were the other process

    def _begin(self, scene: Scene, order: Order, once: Sequence[Mobject]) -> None:
        self._left = order.frames
        # Typst leaves its files here while it sets a text: two processes must not share them.
        self._texts.mkdir()
        config.text_dir = config.tex_dir = str(self._texts)
        self._beside = half_written.begin(order.target)
        self._encoder = SegmentEncoder(target=self._beside, spec=self._renderer.encoding)
        self._encoder.restore_to(self._draw_background(scene, once), self._pixels(order.within))

    def _draw_background(self, scene: Scene, once: Sequence[Mobject]) -> PixelArray:
        """Draw what is the same in all frames: what stands still in the play, and what does so on it."""
        self._renderer.draw_static(scene)
        self._capture(once)
        return self._renderer.get_frame()

    def _pixels(self, box: Box | None) -> Pixels | None:
        """Return the pixels that a box of the scene touches."""
        if box is None:
            return None
        (x, y, _), size = self._camera.frame_center, self._camera.pixel
        across = np.array([box.left, box.right]) - x
        down = y - np.array([box.top, box.bottom])
        sizes = (self._camera.pixel_width, self._camera.pixel_height)
        (left, right), (top, bottom) = (
            np.clip(side / size + whole / 2, 0, whole)
            for side, whole in zip((across, down), sizes, strict=True)
        )
        return Pixels(int(left), int(top), math.ceil(right), math.ceil(bottom))

    def _capture(self, mobjects: Sequence[Mobject]) -> None:
        self._camera.capture_mobjects(mobjects, include_submobjects=False)

    def _finish(self, order: Order) -> None:
        assert self._encoder is not None
        self._encoder.finish()
        seal(self._beside, order.target.name)
        os.replace(self._beside, order.target)
        self._endpoint.leave()


def _place_of(error: BaseException, scene: Scene) -> str:
    """Return where in the files of a scene, or beside them, an error arose; empty if nobody knows."""
    try:
        source = Path(inspect.getfile(type(scene))).absolute()
    except (TypeError, OSError):  # the scene of a notebook, which is in no file
        return ""
    return place_of(error, source.parent)
