"""Decks to show: HTML and PPTX, by the converters of manim-slides."""

from collections.abc import Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pptx
from manim_slides.convert import PowerPoint, RevealJS

from scenes.production.outputs.slides.deck import Slide
from scenes.production.outputs.slides.pictures import first_picture

_PAGE = Path(__file__).with_name("deck.html")
_REVEAL = Path(__file__).with_name("reveal")
_ASSETS = ("LICENSE", "reveal.css", "reveal.js", "notes.js")  # reveal.js 6.0.1, as npm has it


class _OneFile(RevealJS):
    """A page of our own, into which reveal.js is written as well."""

    is_spoken: bool = False

    def load_template(self) -> str:
        page = _PAGE.read_text(encoding="utf-8")
        for asset in _ASSETS:
            text = (_REVEAL / asset).read_text(encoding="utf-8")
            page = page.replace(f"[[{asset}]]", f"{{% raw %}}{text}{{% endraw %}}")
        return page


def write_html(title: str, slides: Sequence[Slide], target: Path) -> None:
    """Write a deck as one HTML file that needs no other and no network.

    Parameters
    ----------
    title : str
        The lecture's.
    slides : sequence of Slide
        In order.
    target : Path
        The page. It is written in place: give a path that nobody reads yet.
    """
    page = {"presentation_configs": [_presentation(slides)], "one_file": True, "title": title}
    page["is_spoken"] = slides[0].is_spoken
    _OneFile.model_validate(page).convert_to(target)


def write_pptx(title: str, slides: Sequence[Slide], target: Path) -> None:
    """Write a deck for PowerPoint: each slide holds its movie, the movie's first picture, and its line.

    What is spoken plays once: PowerPoint would repeat the words with the pictures.

    Parameters
    ----------
    title : str
        The lecture's.
    slides : sequence of Slide
        In order.
    target : Path
        The PPTX. It is written in place: give a path that nobody reads yet.
    """
    once = [replace(slide, loops=slide.loops and not slide.is_spoken) for slide in slides]
    converter = PowerPoint.model_validate({"presentation_configs": [_presentation(once)]})
    with redirect_stderr(StringIO()):  # its progress bar would run through ours
        converter.convert_to(target)
    deck = pptx.Presentation(str(target))
    told = deck.core_properties
    told.title = title
    told.author = told.last_modified_by = ""  # else the author of python-pptx
    deck.save(str(target))


def _presentation(slides: Sequence[Slide]) -> dict[str, Any]:
    """Return the deck as manim-slides reads it. It is never played backwards: that movie is the same."""
    empty = first_picture(slides[0].movie)
    return {
        "slides": [
            {"file": slide.movie, "rev_file": slide.movie, "loop": slide.loops, "notes": slide.line}
            for slide in slides
        ],
        "resolution": empty.size,
        "background_color": empty.getpixel((0, 0)),
    }
