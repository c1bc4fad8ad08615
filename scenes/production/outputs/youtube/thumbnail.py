"""The thumbnail: the last picture of a scene made for it."""

import os
from pathlib import Path

from scenes.production.build.lesson_sources import source_path
from scenes.production.build.paths import lecture_folder, thumbnail_media
from scenes.production.build.render_server import PartFailedError, failure_reason, plain_log
from scenes.production.build.subprocesses import Subprocesses, python
from scenes.script.screenplay import SceneName, Screenplay

WIDTH, HEIGHT = 1280, 720
LARGEST = 2_000_000  # bytes


def write_thumbnail(screenplay: Screenplay, scene: SceneName, target: Path) -> None:
    """Have Manim draw a scene's last picture, in a process of its own.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    scene : SceneName
        The scene.
    target : Path
        The picture, a PNG of 1280×720. It is written in place.

    Raises
    ------
    PartFailedError
        If Manim fails.
    ValueError
        If the picture is larger than YouTube takes.
    """
    from PIL import Image

    folder, media = lecture_folder(screenplay), thumbnail_media(screenplay)
    media.mkdir(parents=True, exist_ok=True)
    log, source = media / "render.log", source_path(screenplay.path.parent, scene.module)
    status = _draw(folder, source, scene.scene, media, log)
    drawn = media / "images" / source.stem / f"{scene.scene}.png"
    if status != 0 or not drawn.is_file():
        raise PartFailedError(scene.scene, failure_reason(log, status), log)
    with Image.open(drawn) as picture:
        picture.convert("RGB").save(target, format="PNG", optimize=True)
    size = target.stat().st_size
    if size >= LARGEST:
        raise ValueError(
            f"the thumbnail {scene.module}.{scene.scene} has {size / 1e6:.1f} MB, and YouTube takes less "
            f"than {LARGEST / 1e6:.0f}: draw it with fewer textures"
        )


def _draw(folder: Path, source: Path, scene: str, media: Path, log: Path) -> int:
    """Run Manim, its output into the log, and return its status."""
    size = ["--resolution", f"{WIDTH},{HEIGHT}", "--save_last_frame"]
    where = ["--media_dir", str(media), "--output_file", f"{scene}.png"]
    subprocesses = Subprocesses()
    command = python("manim", "render", "--silent", *size, *where, str(source), scene)
    process = subprocesses.start(command, folder, plain_log(os.environ))
    try:
        output, _ = process.communicate()
    finally:
        subprocesses.end()
    log.write_text(output, encoding="utf-8")
    return process.returncode
