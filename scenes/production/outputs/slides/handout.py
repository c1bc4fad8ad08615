"""The handout of a deck, a PDF: the last picture of each beat, and what is said."""

import json
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from scenes.production.outputs.slides.deck import Deck

_LAYOUT = Path(__file__).with_name("handout.typ")


def write_handout(deck: Deck, target: Path) -> None:
    """Write the handout.

    Parameters
    ----------
    deck : Deck
        What to show.
    target : Path
        The PDF. It is written in place: give a path that nobody reads yet.
    """
    import typst

    with TemporaryDirectory() as name:
        folder = Path(name)
        for slide in deck.slides:
            copy(slide.picture, folder)
        told = [
            {"title": title, "picture": slide.picture.name, "line": slide.line, "chapter": slide.chapter}
            for title, slide in zip(deck.titles, deck.slides, strict=True)
        ]
        shown = {"title": deck.title, "language": deck.language, "slides": told}
        (folder / "deck.json").write_text(json.dumps(shown), encoding="utf-8")
        layout = Path(copy(_LAYOUT, folder))
        target.write_bytes(typst.compile(layout, root=folder))
