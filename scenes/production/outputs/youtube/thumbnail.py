"""The thumbnail: the last picture of a scene made for it."""

from glob import escape
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import lesson_fingerprint, project_fingerprint
from scenes.production.build.freshness import digest
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.paths import lecture_folder, thumbnail_media
from scenes.production.build.protocol import StillJob
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import RenderServer, share_out
from scenes.production.build.scene_fields import scene_fields
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import SceneName, Screenplay

SIZE = Quality("thumbnail", 1280, 720, 60)
LARGEST = 2_000_000  # bytes


def thumbnail_fingerprint(screenplay: Screenplay, scene: SceneName, theme: str) -> list[str]:
    """Return what tells whether a thumbnail would be drawn the same again: whatever can change it.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    scene : SceneName
        The scene.
    theme : str
        As `Edition` has it.

    Returns
    -------
    list of str
    """
    folder, file = lecture_folder(screenplay), source_path(screenplay.path.parent, scene.module)
    told = [*screenplay.path.parent.glob(f"{escape(screenplay.name)}.*toml"), *SCRIPTS.glob("*.toml")]
    drawn = [project_fingerprint(), lesson_fingerprint(file, folder)]
    return [*drawn, scene.module, scene.scene, theme, screenplay.language, *map(digest, sorted(told))]


def draw_still(screenplay: Screenplay, scene: SceneName, edition: Edition) -> Path:
    """Have Manim draw a scene's last picture, in a process of its own.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    scene : SceneName
        The scene.
    edition : Edition
        As what it is drawn.

    Returns
    -------
    Path
        The picture, a PNG; the next one takes its place.

    Raises
    ------
    RenderFailedError
        If Manim fails.
    """
    media = thumbnail_media(screenplay)
    drawn = media / "thumbnail.png"
    job = StillJob(**scene_fields(screenplay.path, scene, edition, media), target=str(drawn))

    def draw(server: RenderServer, job: StillJob) -> None:
        server.run(job, scene.scene, media / "render.log")

    share_out(lecture_folder(screenplay), 1, draw, [job])
    return drawn


def write_thumbnail(screenplay: Screenplay, scene: SceneName, theme: str, target: Path) -> None:
    """Write a scene's last picture as YouTube takes it.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    scene : SceneName
        The scene.
    theme : str
        As `Edition` has it.
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

    with Image.open(draw_still(screenplay, scene, Edition(SIZE, theme, screenplay.language))) as picture:
        picture.convert("RGB").save(target, format="PNG", optimize=True)
    size = target.stat().st_size
    if size >= LARGEST:
        raise ValueError(
            f"the thumbnail {scene.module}.{scene.scene} has {size / 1e6:.1f} MB, and YouTube takes less "
            f"than {LARGEST / 1e6:.0f}: draw it with fewer textures"
        )
