"""What masters are encoded from: parts that are rendered."""

from scenes.production.build.paths import PartFiles
from scenes.production.media.master import MasterPart
from scenes.production.media.master_encoder import Finish
from scenes.script.manifest import Manifest


def master_part(files: PartFiles, manifest: Manifest, finish: Finish | None = None) -> MasterPart:
    """Return what a master takes of a part.

    Parameters
    ----------
    files : PartFiles
        The part, rendered.
    manifest : Manifest
        What it tells.
    finish : Finish or None
        What is made of its pictures.

    Returns
    -------
    MasterPart
        What is encoded of it is kept beside it, apart from what is finished otherwise.
    """
    kept = files.folder / ("master.finished" if finish else "master")
    return MasterPart(
        files.movie, manifest.frames, tuple(beat.start for beat in manifest.beats), kept, finish
    )
