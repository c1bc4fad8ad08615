"""Decks as HTML, which any browser shows: by reveal.js, and the converter of manim-slides."""

from pathlib import Path
from shutil import copy
from typing import Any

from manim_slides.convert import RevealJS

from scenes.production.outputs.slides.deck import Deck

INDEX = "index.html"
"""What hosts show of a folder."""

_PAGE = Path(__file__).with_name("deck.html")
_REVEAL = Path(__file__).with_name("reveal")
_ASSETS = ("LICENSE", "reveal.css", "reveal.js", "notes.js")  # reveal.js 6.0.1, as npm has it


class _Page(RevealJS):
    """A page of our own, into which reveal.js is written."""

    deck: dict[str, Any]

    def load_template(self) -> str:
        page = _PAGE.read_text(encoding="utf-8")
        for asset in _ASSETS:
            text = (_REVEAL / asset).read_text(encoding="utf-8")
            page = page.replace(f"[[{asset}]]", f"{{% raw %}}{text}{{% endraw %}}")
        return page


def write_html(deck: Deck, target: Path) -> None:
    """Write a deck as one HTML file that needs no other and no network.

    Parameters
    ----------
    deck : Deck
        What to show.
    target : Path
        The page. It is written in place: give a path that nobody reads yet.
    """
    _write_page(deck, target, one_file=True)


def write_folder(deck: Deck, target: Path) -> None:
    """Write a deck as a page with its films beside it, as any host of files can give it away.

    Parameters
    ----------
    deck : Deck
        What to show.
    target : Path
        An empty folder. It gets the page, `INDEX`, and folders `films`, `pictures` and, for slides with a
        slider, `explored`.
    """
    for name, files in (
        ("pictures", [slide.picture for slide in deck.slides]),
        ("explored", [slide.page for slide in deck.slides if slide.page]),
    ):
        if files:
            (target / name).mkdir()
        for file in files:
            copy(file, target / name)
    _write_page(deck, target / INDEX, one_file=False, assets_dir="films")


def _write_page(deck: Deck, target: Path, **options: str | bool) -> None:
    """Have manim-slides write the page. It never plays a movie backwards: that movie is the same."""
    shown = {
        "language": deck.language,
        "size": deck.size,
        "background": deck.background,
        "ink": deck.ink,
        "is_spoken": deck.slides[0].is_spoken,
        "slides": [
            {
                "title": title,
                "line": slide.line,
                "movie": slide.movie,
                "picture": slide.picture,
                "loops": slide.loops,
                "page": slide.page,
            }
            for title, slide in zip(deck.titles, deck.slides, strict=True)
        ],
    }
    movies = [{"file": slide.movie, "rev_file": slide.movie} for slide in deck.slides]
    page = {"presentation_configs": [{"slides": movies}], "title": deck.title, "deck": shown, **options}
    _Page.model_validate(page).convert_to(target)
