"""The files of a deck: cut, converted, and put in their places together."""

from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.paths import film_files, slides_folder
from scenes.production.outputs.slides.conversion import write_html, write_pptx
from scenes.production.outputs.slides.deck import cut_slides
from scenes.production.outputs.slides.handout import write_handout
from scenes.script.atomic_write import replacing_together
from scenes.script.screenplay import Screenplay

if TYPE_CHECKING:
    from rich.console import Console

_WRITERS = {"html": write_html, "pptx": write_pptx, "pdf": write_handout}


def write_deck(
    screenplay: Screenplay,
    edition: Edition,
    formats: Collection[str],
    console: "Console",
    tell: Callable[[str], None],
) -> list[Path]:
    """Write the slides of a lecture, showing how far it is.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    formats : collection of str
        Of `html`, `pptx` and `pdf`.
    console : Console
        Where to show it.
    tell : callable
        Told in a line if what is heard is too quiet.

    Returns
    -------
    list of Path
        What was written; if anything fails, nothing is and the old files stay.

    Raises
    ------
    FilmError
        If a part has other pictures than its manifest says.
    """
    from rich.progress import track

    folder = slides_folder(screenplay)
    stem = film_files(screenplay, edition).movie.stem
    forms = list(dict.fromkeys(formats))
    targets = [folder / f"{stem}.{form}" for form in forms]
    with TemporaryDirectory() as cut_here, replacing_together(targets) as beside:
        beats = sum(len(part.lines) for part in screenplay.parts)
        cutting = cut_slides(screenplay, edition, Path(cut_here), tell)
        slides = list(track(cutting, "Cutting beats", beats, console=console))
        for form, target in track(list(zip(forms, beside, strict=True)), "Writing slides", console=console):
            _WRITERS[form](screenplay.title, slides, target)
    return targets
