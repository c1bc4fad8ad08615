"""The files of a deck: cut, converted, and put in their places together."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.paths import film_files, slides_folder
from scenes.production.outputs.slides.deck import Deck, cut_slides
from scenes.production.outputs.slides.handout import write_handout
from scenes.production.outputs.slides.html_deck import INDEX, write_folder, write_html
from scenes.production.outputs.slides.pptx_deck import write_pptx
from scenes.production.outputs.slides.sizes import sizes_told
from scenes.script.atomic_write import replacing_together
from scenes.script.screenplay import Screenplay

if TYPE_CHECKING:
    from rich.console import Console

_WRITERS = {"html": write_html, "folder": write_folder, "pptx": write_pptx, "pdf": write_handout}


def write_deck(
    screenplay: Screenplay,
    edition: Edition,
    formats: Collection[str],
    console: "Console",
    tell: Callable[[str], None],
    pages: Mapping[str, Path],
) -> list[Path]:
    """Write the slides of a lecture, telling how large they become and how far it is.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    formats : collection of str
        Of `html`, `folder` (the same as a page with its films beside it), `pptx` and `pdf`.
    console : Console
        Where to show it.
    tell : callable
        Told in a line if what is heard is too quiet.
    pages : mapping
        For some beats, as in `CurveDescent.descend`, the page that shows it with a slider, for HTML.

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

    stem = slides_folder(screenplay) / film_files(screenplay, edition).movie.stem
    targets = {form: _target(stem, form) for form in formats}
    folders = [target for form, target in targets.items() if form == "folder"]
    with TemporaryDirectory() as cut_here, replacing_together([*targets.values()], folders) as beside:
        cutting = cut_slides(screenplay, edition, Path(cut_here), tell, pages)
        slides = list(track(cutting, "Cutting beats", screenplay.count_of_beats, console=console))
        deck = Deck(screenplay.title, edition.language or screenplay.language, slides)
        console.print(sizes_told(deck, targets), soft_wrap=True)
        to_write = list(zip(targets, beside, strict=True))
        for form, target in track(to_write, "Writing slides", console=console):
            _WRITERS[form](deck, target)
    return [target / INDEX if target in folders else target for target in targets.values()]


def _target(stem: Path, form: str) -> Path:
    return stem if form == "folder" else stem.with_name(f"{stem.name}.{form}")
