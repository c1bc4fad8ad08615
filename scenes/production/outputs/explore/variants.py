"""A beat at each of several values: where its films lie, and what they would be made from now."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.fingerprint import contents
from scenes.production.build.freshness import State, state
from scenes.production.build.paths import PartFiles
from scenes.production.build.plan import PlannedPart
from scenes.script.manifest import Beat, read
from scenes.script.source_files import files_named
from scenes.script.sweeps import Sweep, combinations, told


@dataclass(frozen=True, eq=False)
class Variant:
    """A beat of a lesson, some of whose attributes have other values.

    Attributes
    ----------
    planned : PlannedPart
        The lesson's part.
    beat : str
        The beat's name.
    values : Mapping[str, str]
        The attributes, as Python.
    folder : Path
        The lecture's, with the tables of data that values may name.
    """

    planned: PlannedPart
    beat: str
    values: Mapping[str, str]
    folder: Path

    @property
    def beat_name(self) -> str:
        """What it is asked for by, as in `CurveDescent.descend`."""
        return f"{self.planned.part.scene}.{self.beat}"

    @property
    def name(self) -> str:
        """What it is called where something is told of it."""
        return f"{self.beat_name} at {told(self.values)}"

    @property
    def files(self) -> PartFiles:
        """Its movie, and what belongs to that, as of any part that is rendered."""
        folder = self.planned.files.folder / "explored" / self.beat / _digest(self.values)[:16]
        return PartFiles(folder, folder / "beat.mp4")

    @property
    def fingerprint(self) -> str:
        """What it would be made from now."""
        tables = set[Path]().union(*(files_named(value, self.folder) for value in self.values.values()))
        return _digest([self.planned.fingerprint, self.beat, self.values, contents(tables, self.folder)])

    def is_drawn(self) -> bool:
        """Tell whether there is nothing to do."""
        return state(self.files, self.fingerprint) == State.RENDERED

    def played(self) -> tuple[Beat, int]:
        """Return what its manifest tells of the beat, and at how many frames a second."""
        manifest = read(self.files.manifest)
        [beat] = manifest.beats
        return beat, manifest.frame_rate


def variants_of(planned: PlannedPart, beat: str, sweeps: Sequence[Sweep], folder: Path) -> list[Variant]:
    """Return a beat at each value that its lesson's attributes go through.

    Parameters
    ----------
    planned : PlannedPart
        The lesson's part.
    beat : str
        The beat's name.
    sweeps : sequence of Sweep
        What is varied.
    folder : Path
        The lecture's.

    Returns
    -------
    list of Variant
        The last attribute changes first.
    """
    return [Variant(planned, beat, values, folder) for values in combinations(sweeps)]


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
