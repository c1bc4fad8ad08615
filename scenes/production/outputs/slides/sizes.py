"""How large the files of a deck become."""

from collections.abc import Collection

from rich.filesize import decimal

from scenes.production.outputs.slides.deck import Deck

_NAMES = {"html": "HTML", "folder": "HTML with its films apart", "pptx": "PPTX", "pdf": "PDF"}
_PAGE = 250_000  # reveal.js, in bytes
_FONTS = 15_000  # of the PDF


def sizes_told(deck: Deck, forms: Collection[str]) -> str:
    """Return a line that tells how large the files of a deck become.

    Parameters
    ----------
    deck : Deck
        The deck.
    forms : collection of str
        Of `html`, `folder`, `pptx` and `pdf`.

    Returns
    -------
    str
    """
    films = sum(slide.movie.stat().st_size for slide in deck.slides)
    pictures = sum(slide.picture.stat().st_size for slide in deck.slides)
    pages = sum(slide.page.stat().st_size for slide in deck.slides if slide.page)
    sizes = {
        "html": (films + pictures) * 4 // 3 + pages + _PAGE,  # Base64 writes three bytes as four letters
        "folder": films + pictures + pages + _PAGE,
        "pptx": films + pictures,
        "pdf": pictures + _FONTS,
    }
    told = ", ".join(f"{decimal(sizes[form])} as {_NAMES[form]}" for form in forms)
    hint = "; --folder keeps the films of the HTML apart" if "html" in forms else ""
    return f"{len(deck.slides)} slides, about {told}{hint}"
