"""The thumbnail: the last picture of a scene made for it."""

import os
import sys
from pathlib import Path

from scenes.production.build.render_server import PartFailedError, failure_reason, plain_log
from scenes.production.build.subprocesses import Subprocesses
from scenes.script.screenplay import SceneName

WIDTH, HEIGHT = 1280, 720
LARGEST = 2_000_000  # bytes


def write_thumbnail(root: Path, scene: SceneName, media: Path, target: Path) -> None:
    """Have Manim draw a scene's last picture, in a process of its own.

    Parameters
    ----------
    root : Path
        The project's folder, in which Manim runs.
    scene : SceneName
        The scene.
    media : Path
        A folder for what Manim writes beside the picture, and for its log.
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

    media.mkdir(parents=True, exist_ok=True)
    log = media / "render.log"
    status = _draw(root, scene, media, log)
    drawn = media / "images" / scene.module / f"{scene.scene}.png"
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


def _draw(root: Path, scene: SceneName, media: Path, log: Path) -> int:
    """Run Manim, its output into the log, and return its status."""
    size = ["--resolution", f"{WIDTH},{HEIGHT}", "--save_last_frame"]
    where = ["--media_dir", str(media), "--output_file", f"{scene.scene}.png"]
    what = [f"scenes/{scene.module}.py", scene.scene]
    subprocesses = Subprocesses()
    command = [sys.executable, "-m", "manim", "render", *size, *where, *what]
    process = subprocesses.start(command, root, plain_log(os.environ))
    try:
        output, _ = process.communicate()
    finally:
        subprocesses.end()
    log.write_text(output, encoding="utf-8")
    return process.returncode
