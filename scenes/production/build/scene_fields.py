"""What jobs that draw a scene have in common."""

from pathlib import Path
from typing import TypedDict

from scenes.production.build.edition import Edition
from scenes.script.screenplay import Part, SceneName


class SceneFields(TypedDict):
    """The fields of a `SceneJob`."""

    screenplay: str
    module: str
    scene: str
    width: int
    height: int
    media: str
    theme: str
    language: str


def scene_fields(screenplay: Path, scene: Part | SceneName, edition: Edition, media: Path) -> SceneFields:
    """Return what a job says of the scene that it draws.

    Parameters
    ----------
    screenplay : Path
        The lecture's file.
    scene : Part or SceneName
        Names the scene.
    edition : Edition
        As what it is drawn.
    media : Path
        The folder for what Manim writes.

    Returns
    -------
    SceneFields
    """
    return {
        "screenplay": str(screenplay),
        "module": scene.module,
        "scene": scene.scene,
        "width": edition.quality.width,
        "height": edition.quality.height,
        "media": str(media),
        "theme": edition.theme,
        "language": edition.language,
    }
