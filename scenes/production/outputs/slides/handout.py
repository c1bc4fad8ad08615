"""The handout of a deck, a PDF: the last picture of each beat, and what is said."""

import json
from collections.abc import Sequence
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from scenes.production.outputs.slides.deck import Slide
from scenes.production.outputs.slides.pictures import last_picture

_LAYOUT = Path(__file__).with_name("handout.typ")


def write_handout(title: str, slides: Sequence[Slide], target: Path) -> None:
    """Write the handout.

    Parameters
    ----------
    title : str
        The lecture's.
    slides : sequence of Slide
        In order.
    target : Path
        The PDF. It is written in place: give a path that nobody reads yet.
    """
    import typst

    with TemporaryDirectory() as name:
        folder = Path(name)
        for i, slide in enumerate(slides):
            last_picture(slide.movie).save(folder / f"{i}.jpg", quality=90, subsampling=0)
        told = [
            {"picture": f"{i}.jpg", "line": slide.line, "chapter": slide.chapter}
            for i, slide in enumerate(slides)
        ]
        (folder / "deck.json").write_text(json.dumps({"title": title, "slides": told}), encoding="utf-8")
        layout = Path(copy(_LAYOUT, folder))
        target.write_bytes(typst.compile(layout, root=folder))
