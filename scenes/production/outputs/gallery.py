"""Cut the README's moving pictures from a lecture: `python -m scenes.production.outputs.gallery`."""

from itertools import islice
from pathlib import Path

import av
from PIL import Image

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder, part_files
from scenes.script.atomic_write import replacing
from scenes.script.manifest import read
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load

LECTURE = SCRIPTS / "gradient_descent.toml"
SHOWN = {
    "scenes.curve_descent": "descend",
    "scenes.line_fit": "riddle",
    "scenes.cost_map": "rise",
    "scenes.narrow_valley": "zigzag",
    "scenes.many_starts": "release",
    "scenes.landscape_walk": "see",
}
SECONDS = 7
PICTURES_PER_SECOND = 10
WIDTH = 480


def main() -> None:
    """Cut one beat of each shown lesson from the rendered film into `media/gallery`."""
    screenplay = load(LECTURE)
    folder = lecture_folder(screenplay)
    for part in screenplay.parts:
        beat = SHOWN.get(part.module)
        if beat is None:
            continue
        files = part_files(screenplay, part, Edition())
        target = folder / "media" / "gallery" / f"{part.module.removeprefix('scenes.')}.webp"
        cut(files.movie, files.manifest, beat, target)
        print(f"{target.relative_to(folder)}: {target.stat().st_size / 1000:.0f} kB")


def cut(movie: Path, manifest: Path, beat: str, target: Path) -> None:
    """Write the first seconds of a beat as a looping picture.

    Raises
    ------
    ValueError
        If the manifest knows no such beat.
    """
    told = read(manifest)
    starts = {played.name: played.start for played in told.beats}
    if beat not in starts:
        raise ValueError(f"{manifest} has no beat {beat!r}: choose from {', '.join(starts)}")
    every = max(1, round(told.frame_rate / PICTURES_PER_SECOND))
    pictures = _pictures(movie, starts[beat], SECONDS * told.frame_rate, every)
    with replacing(target) as path:
        pictures[0].save(
            path,
            format="WEBP",
            save_all=True,
            append_images=pictures[1:],
            duration=round(1000 * every / told.frame_rate),
            loop=0,
            quality=60,
            method=4,
        )


def _pictures(movie: Path, start: int, length: int, every: int) -> list[Image.Image]:
    with av.open(str(movie)) as container:
        frames = islice(container.decode(video=0), start, start + length, every)
        return [_small(Image.fromarray(frame.to_ndarray(format="rgb24"))) for frame in frames]


def _small(picture: Image.Image) -> Image.Image:
    return picture.resize((WIDTH, WIDTH * picture.height // picture.width), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
