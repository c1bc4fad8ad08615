"""The thumbnail: the last picture of a scene made for it."""

from pathlib import Path

from scenes.production.build.protocol import StillJob
from scenes.production.build.render_server import RenderServer, share_out
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
    RenderFailedError
        If Manim fails.
    ValueError
        If the picture is larger than YouTube takes.
    """
    from PIL import Image

    drawn = media / "thumbnail.png"
    job = StillJob(
        source=f"scenes/{scene.module}.py",
        scene=scene.scene,
        width=WIDTH,
        height=HEIGHT,
        media=str(media),
        target=str(drawn),
    )

    def draw(server: RenderServer, job: StillJob) -> None:
        server.run(job, scene.scene, media / "render.log")

    share_out(root, 1, draw, [job])
    with Image.open(drawn) as picture:
        picture.convert("RGB").save(target, format="PNG", optimize=True)
    size = target.stat().st_size
    if size >= LARGEST:
        raise ValueError(
            f"the thumbnail {scene.module}.{scene.scene} has {size / 1e6:.1f} MB, and YouTube takes less "
            f"than {LARGEST / 1e6:.0f}: draw it with fewer textures"
        )
