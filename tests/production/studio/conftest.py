"""Scenes rendered by the studio in processes of their own, and what came out."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from tests.forks import ROOT, Done, Forks


class Renders:
    """Renders scenes in the project's folder."""

    def __init__(self, log: Path) -> None:
        self._forks = Forks(Path(__file__).with_name("render.py"), log)

    def __call__(
        self, source: Path, name: str, media: Path, how: str = "forked", size: tuple[int, int] = (240, 136)
    ) -> Done:
        """Render a scene, and return how that ended."""
        words = {"WORDS": os.environ["WORDS"]} if "WORDS" in os.environ else {}
        return self._forks.run(ROOT, words, str(source), name, str(media), how, *size)

    def end(self) -> None:
        """End the process that renders."""
        self._forks.end()


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renders]:
    """Return what renders scenes."""
    renders = Renders(tmp_path_factory.mktemp("renders") / "log")
    yield renders
    renders.end()


def movie(media: Path, name: str) -> Path:
    [path] = [path for path in media.rglob(f"{name}.mp4") if "partial_movie_files" not in path.parts]
    return path


def segments(media: Path) -> dict[Path, int]:
    """The segments that were drawn, and when."""
    return {path: path.stat().st_mtime_ns for path in media.rglob("partial_movie_files/*/*.mp4")}


def frames(media: Path, name: str) -> list[str]:
    """A digest of each picture of a movie."""
    with av.open(movie(media, name)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return [hashlib.sha256(picture.tobytes()).hexdigest() for picture in pictures]
