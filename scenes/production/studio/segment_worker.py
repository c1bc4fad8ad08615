"""A worker's work: the frames of one stretch, drawn and encoded as the process steps through them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from manim import Mobject, Scene, config
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray

from scenes.kit.painted.painted import PaintingCamera
from scenes.production.studio.encoder import LeanSegmentEncoder
from scenes.production.studio.frame_digest import displayed
from scenes.production.studio.workers import Order, WorkerEndpoint


class Drawing:
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

    def __init__(self, renderer: CairoRenderer, camera: PaintingCamera, endpoint: WorkerEndpoint) -> None:
        self._renderer, self._camera, self._endpoint = renderer, camera, endpoint
        self._order: Order | None = None
        self._encoder: LeanSegmentEncoder | None = None
        self._left = 0

    def draw(self, scene: Scene, mobjects: Sequence[Mobject], repeat: int) -> None:
        """Draw one frame, which is shown so many times."""
        try:
            self._draw(scene, displayed(mobjects, self._camera), repeat)
        except Exception as error:
            self._discard()
            self._endpoint.leave(error, token=self._order is not None)

    def _draw(self, scene: Scene, mobjects: Sequence[Mobject], repeat: int) -> None:
        if self._order is None:
            self._order = self._endpoint.wait_for_order()
            self._begin(scene, self._order, mobjects[: self._order.standing])
        self._capture(mobjects[self._order.standing :])
        assert self._encoder is not None
        self._encoder.write_frame(self._camera.pixel_array, repeat=repeat)
        self._left -= repeat
        if self._left <= 0:
            self._finish(self._order)

    def _begin(self, scene: Scene, order: Order, standing: Sequence[Mobject]) -> None:
        self._left = order.frames
        # Typst leaves its files here while it sets a text: two processes must not share them.
        self._texts = tempfile.TemporaryDirectory(prefix="lecture-texts-")
        config.text_dir = config.tex_dir = self._texts.name
        self._beside = order.target.with_name(f"part_{os.getpid()}_{order.target.name}")
        spec = self._renderer.file_writer.video_encoder
        self._encoder = LeanSegmentEncoder(target=self._beside, spec=spec)
        self._encoder.stand_on(self._draw_ground(scene, standing))

    def _draw_ground(self, scene: Scene, standing: Sequence[Mobject]) -> PixelArray:
        """Draw once what is the same in all frames: Manim's static picture, and what stands on it."""
        if self._renderer.save_static_frame_data(scene, scene.static_mobjects) is None:
            self._camera.reset()
        self._capture(standing)
        return self._renderer.get_frame()

    def _capture(self, mobjects: Sequence[Mobject]) -> None:
        self._camera.capture_mobjects(mobjects, include_submobjects=False)

    def _discard(self) -> None:
        """Leave nothing half written."""
        if self._encoder is not None:
            with suppress(RuntimeError):
                self._encoder.abort()
            self._texts.cleanup()

    def _finish(self, order: Order) -> None:
        assert self._encoder is not None
        self._encoder.finish()
        os.replace(self._beside, order.target)
        self._texts.cleanup()
        self._endpoint.leave(token=True)
