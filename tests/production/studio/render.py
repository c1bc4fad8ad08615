"""Render scenes small and without loss, each in a process of its own, which has no other threads: as a
program, this serves it.
"""

from pathlib import Path

from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.module_ops import scene_classes_from_file

from scenes.kit.painted.painted import PaintingCamera
from scenes.production.studio.rendering import render
from tests.forks import serve

LOSSLESS = {
    "video_codec": "libx264rgb",
    "pixel_format": "rgb24",
    "video_encoder_options": {"qp": "0", "preset": "ultrafast"},
}


def main(source: str, name: str, media: str, how: str, width: int, height: int) -> None:
    """Render a scene, `forked` or `plain`."""
    small = {"pixel_width": width, "pixel_height": height, "frame_rate": 5}
    where = {"input_file": source, "scene_names": [name], "media_dir": media, "progress_bar": "none"}
    with tempconfig({**small, **LOSSLESS, **where}):
        scene = scene_classes_from_file(Path(source), require_single_scene=True)
        if how == "forked":
            render(scene, workers=2)
        else:
            scene(renderer=CairoRenderer(camera_class=PaintingCamera)).render()


if __name__ == "__main__":
    serve(main)
