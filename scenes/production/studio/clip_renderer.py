"""Draw clips of one lesson anew, out of the film: ``python -m scenes.production.studio.clip_renderer …``.

The arguments are the screenplay, the lesson's module and class, the quality, the clips' format, `opaque` or
`transparent`, and for each clip its file and its beat, as in `/a/LineFit.webm` `descend`; an empty beat
is the whole lesson. What is written to the output tells how it goes: `Drawn: 3` more frames, or
`Refused: ` and why a clip is left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, Scene, config, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray
from manim.utils.iterables import list_update
from PIL import Image

from scenes.kit.lessons.lesson import Lesson
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.quality import QUALITIES
from scenes.production.media.alpha import PRORES, WEBM, AlphaMovie, straight
from scenes.production.outputs.clip_choice import Format
from scenes.production.studio.failures import telling_where
from scenes.production.studio.scene_classes import scene_class
from scenes.production.studio.svg_camera import NotVectorsError, VectorCamera
from scenes.script.screenplay import Part, load

WHOLE = ""
"""Stands for the whole lesson, where a beat's name would."""

_MOVIES = {Format.WEBM: WEBM, Format.PRORES: PRORES}


class ClipRenderer(CairoRenderer):
    """Steps through plays as Manim does, and draws frames only for the clips that are running."""

    def __init__(self) -> None:
        self.running: dict[Path, AlphaMovie] = {}
        super().__init__(camera_class=VectorCamera)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Step through one play; without a clip, straight to its end."""
        scene.compile_animation_data(*args, **kwargs)
        self.skip_animations = not self.running
        scene.begin_animations()
        if self.running:
            self.save_static_frame_data(scene, scene.static_mobjects)
        if not scene.is_current_animation_frozen_frame():
            scene.play_internal()
        elif self.running:
            self.update_frame(scene, scene.moving_mobjects)
            self.add_frame(self.get_frame(), round(scene.duration * self.camera.frame_rate))
        self.time += scene.duration if self.skip_animations else 0
        self.num_plays += 1

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Draw one frame of a play, if a clip is running."""
        if self.running:
            super().render(scene, time, moving_mobjects)

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        """Add a frame to the clips that are running, so many times."""
        self.time += num_frames / self.camera.frame_rate
        for movie in self.running.values():
            movie.write(np.asarray(frame, dtype=np.uint8), num_frames)
        print(f"Drawn: {num_frames}", flush=True)

    def scene_finished(self, scene: Scene) -> None:
        """Do nothing: the clips are written, and Manim has no film to join."""


class Crew:
    """Takes the clips of one lesson, when their beats start and end.

    Parameters
    ----------
    kind
        Their format.
    files
        The file of each clip, and its beat.
    """

    def __init__(self, kind: Format, files: Mapping[Path, str]) -> None:
        self._kind, self._files = kind, files
        self.renderer = ClipRenderer()

    def begin(self, beat: str) -> None:
        """Open the movies of a beat."""
        if self._kind.is_still:
            return
        width, height, rate = config.pixel_width, config.pixel_height, round(config.frame_rate)
        for file in self._files_of(beat):
            self.renderer.running[file] = AlphaMovie(file, _MOVIES[self._kind], width, height, rate)

    def end(self, beat: str, scene: Scene) -> None:
        """Close the movies of a beat, or draw how it ends."""
        for file in self._files_of(beat):
            if self._kind.is_still:
                self._draw(scene, file)
            else:
                self.renderer.running.pop(file).close()

    def _files_of(self, beat: str) -> list[Path]:
        return [file for file, name in self._files.items() if name == beat]

    def _draw(self, scene: Scene, file: Path) -> None:
        seen, camera = list_update(scene.mobjects, scene.foreground_mobjects), self.renderer.camera
        assert isinstance(camera, VectorCamera)
        if self._kind == Format.SVG:
            try:
                file.write_text(camera.svg(seen), encoding="utf-8")
            except NotVectorsError as error:
                print(
                    f"Refused: {file.stem}: {error}, which no SVG can hold as outlines: take png", flush=True
                )
        else:
            camera.reset()
            camera.capture_mobjects(seen)
            picture = Image.fromarray(straight(np.asarray(camera.pixel_array)))
            picture.convert("RGBA" if config.transparent else "RGB").save(file, format="PNG")
        print("Drawn: 1", flush=True)


def filmed(lesson: type[Lesson], crew: Crew) -> type[Lesson]:
    """Return a lesson that tells a crew when its beats start and end."""

    class Filmed(lesson):  # type: ignore[misc, valid-type]
        def next_section(self, name: str = "unnamed", *args: Any, **kwargs: Any) -> None:
            super().next_section(name, *args, **kwargs)
            crew.begin(name)

        def end_beat(self, name: str, *told: Any) -> None:
            super().end_beat(name, *told)
            crew.end(name, self)

    return Filmed


def main(screenplay: str, module: str, name: str, quality: str, kind: str, ground: str, *files: str) -> None:
    """Write clips of the lesson `name`."""
    lecture, picture = load(Path(screenplay)), QUALITIES[quality]
    folder = lecture.path.parent
    source = source_path(folder, module)
    with tempfile.TemporaryDirectory(prefix="lecture-clips-") as media:
        settings = {
            "pixel_width": picture.width,
            "pixel_height": picture.height,
            "frame_rate": picture.frame_rate,
            "media_dir": media,
            "input_file": str(source),
            "scene_names": [name],
            "progress_bar": "none",
            "transparent": ground == "transparent",
        }
        with tempconfig(settings), telling_where(source):
            lesson = scene_class(folder, module, name)
            if not issubclass(lesson, Lesson):
                raise ValueError(f"{name} is no Lesson, and has no beats: have it inherit from Lesson")
            film(lesson, Crew(Format(kind), _by_file(files)), lecture.part_of([name]))


def film(lesson: type[Lesson], crew: Crew, part: Part | None) -> None:
    """Step through a lesson, from curtain to curtain, while a crew takes clips of it."""
    crew.begin(WHOLE)
    scene = filmed(lesson, crew)(renderer=crew.renderer)
    scene.part = part
    scene.render()
    crew.end(WHOLE, scene)


def _by_file(files: tuple[str, ...]) -> dict[Path, str]:
    return {Path(file): beat for file, beat in zip(files[::2], files[1::2], strict=True)}


if __name__ == "__main__":
    main(*sys.argv[1:])
