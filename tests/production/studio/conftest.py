"""Scenes rendered by the studio in processes of their own, and what came out."""

import hashlib
import subprocess
import sys
from pathlib import Path

import av

ROOT = Path(__file__).parents[3]
RENDER = Path(__file__).with_name("render.py")


def render(
    source: Path, name: str, media: Path, how: str = "forked", size: tuple[int, int] = (240, 136)
) -> subprocess.CompletedProcess[str]:
    """Render a scene in the project's folder, and return the process that did."""
    command = [sys.executable, str(RENDER), str(source), name, str(media), how, *map(str, size)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


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
