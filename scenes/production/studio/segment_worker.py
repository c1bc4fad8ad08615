"""A worker's work: the frames of one segment, drawn and encoded as the process steps through them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

from manim import Mobject, Scene, config
from manim.typing import PixelArray

from scenes.kit.painted.painted import PaintingCamera
from scenes.production.studio.encoder import SegmentEncoder
from scenes.production.studio.frame_digest import displayed
from scenes.production.studio.manim_adapter import SteppingRenderer
from scenes.production.studio.workers import Order, WorkerEndpoint
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
    """

    def __init__(self, renderer: SteppingRenderer, camera: PaintingCamera, endpoint: WorkerEndpoint) -> None:
        self._renderer, self._camera, self._endpoint = renderer, camera, endpoint
        self._order: Order | None = None
        self._encoder: SegmentEncoder | None = None
        self._left = 0

    def draw(self, scene: Scene, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Draw one frame, which is shown so many times."""
        try:
            self._draw(scene, displayed(mobjects, self._camera), repeat)
        except Exception as error:
            self._discard()
            self._endpoint.leave(error, holds_token=self._order is not None)

    def _draw(self, scene: Scene, mobjects: Sequence[Mobject], repeat: int) -> None:
        if self._order is None:
            self._order = self._endpoint.wait_for_order()
            self._begin(scene, self._order, mobjects[: self._order.unchanging])
        self._capture(mobjects[self._order.unchanging :])
        assert self._encoder is not None
        self._encoder.write_frame(self._camera.pixel_array, repeat=repeat)
        self._left -= repeat
        if self._left <= 0:
            self._finish(self._order)

    def _begin(self, scene: Scene, order: Order, unchanging: Sequence[Mobject]) -> None:
        self._left = order.frames
        # Typst leaves its files here while it sets a text: two processes must not share them.
        self._texts = tempfile.TemporaryDirectory(prefix="lecture-texts-")
        config.text_dir = config.tex_dir = self._texts.name
        self._beside = order.target.with_name(f"part_{os.getpid()}_{order.target.name}")
        self._encoder = SegmentEncoder(target=self._beside, spec=self._renderer.encoding)
        self._encoder.restore_to(self._draw_background(scene, unchanging))

    def _draw_background(self, scene: Scene, unchanging: Sequence[Mobject]) -> PixelArray:
        """Draw once what is the same in all frames: what stands still, and what does not change on it."""
        self._renderer.draw_static(scene)
        self._capture(unchanging)
        return self._renderer.get_frame()

    def _capture(self, mobjects: Sequence[Mobject]) -> None:
        self._camera.capture_mobjects(mobjects, include_submobjects=False)

    def _discard(self) -> None:
        """Leave nothing half written."""
        if self._encoder is not None:
            self._encoder.abort()
            self._texts.cleanup()

    def _finish(self, order: Order) -> None:
        assert self._encoder is not None
        self._encoder.finish()
        seal(self._beside, order.target.name)
        os.replace(self._beside, order.target)
        self._texts.cleanup()
        self._endpoint.leave(holds_token=True)
