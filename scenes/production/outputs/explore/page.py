"""The page on which a beat is explored: one file, with all of its films in it."""

import ast
import json
import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

from scenes.production.outputs.explore.variants import Variant
from scenes.production.outputs.pictures import corner_colour, first_picture, ink_on
from scenes.script.screenplay import Part
from scenes.script.sweeps import Sweep

_PAGE = Path(__file__).with_name("explore.html")
_SCRIPT = Path(__file__).with_name("explore.js")
_PLACE = re.compile(r"\[\[([\w.]+)\]\]")
_REST = 15_000  # bytes of a page besides its films

WORDS = {
    "play": "Play",
    "space": "space",
    "restart": "From the start",
    "moment": "Moment",
    "cannot": "This browser cannot play these films (H.264 in MP4).",
}
"""What a page says itself, in English: the names of its buttons, of a key and of the bar, and an error."""


def bytes_in_page(films: int) -> int:
    """Return about how many bytes a page has whose films have so many."""
    return films * 4 // 3 + _REST  # Base64 writes three bytes as four letters


def check_words(part: Part) -> None:
    """Check that a page can be in the language of its film.

    Parameters
    ----------
    part : Part
        The lesson's part.

    Raises
    ------
    ValueError
        If words have no translation: one line that names the file, and all of them.
    """
    vocabulary = part.vocabulary
    if vocabulary is None:
        return
    missing = [repr(words) for words in WORDS.values() if words not in vocabulary.words]
    if missing:
        has, them = ("have", "them") if len(missing) > 1 else ("has", "it")
        raise ValueError(
            f"{vocabulary.file}: {', '.join(missing)} {has} no translation: add {them} to [words]"
        )


def page_of(title: str, language: str, sweeps: Sequence[Sweep], variants: Sequence[Variant]) -> str:
    """Return a page as HTML that needs no other file and no network.

    Parameters
    ----------
    title : str
        What a browser calls it.
    language : str
        In which it is, with its captions: a code as in `en` or `pt-BR`.
    sweeps : sequence of Sweep
        What its sliders change; they start in the middle. They are called as the lesson's attributes are, or
        what stands for that in the film's language.
    variants : sequence of Variant
        The beat at each of these values, as `variants_of` returns them; all are drawn.
    """
    vocabulary = variants[0].planned.part.vocabulary
    known = vocabulary.words if vocabulary else {}
    own = {name: known.get(english, english) for name, english in WORDS.items()}
    first = first_picture(variants[0].files.movie)
    ground = corner_colour(first)
    told = {
        "sliders": [
            {
                "name": known.get(_name(sweep), _name(sweep)),
                "values": list(map(_shown, sweep.values)),
                "start": len(sweep.values) // 2,
            }
            for sweep in sweeps
        ],
        "films": list(map(_film, variants)),
        "cannot": own["cannot"],
    }
    filled = {
        **{name: escape(words) for name, words in own.items()},
        "language": escape(language),
        "title": escape(title),
        "ground": ground,
        "ink": ink_on(ground),
        "width": str(first.width),
        "height": str(first.height),
        "explore.js": _SCRIPT.read_text(encoding="utf-8"),
        "told": json.dumps(told).replace("<", "\\u003c"),
    }
    return _PLACE.sub(lambda place: filled[place[1]], _PAGE.read_text(encoding="utf-8"))


def _name(sweep: Sweep) -> str:
    return sweep.name.replace("_", " ")


def _shown(value: str) -> str:
    """Return a value as it stands beside its slider: words without their quotes."""
    meant = ast.parse(value, mode="eval").body
    is_text = isinstance(meant, ast.Constant) and isinstance(meant.value, str)
    return str(ast.literal_eval(value)) if is_text else value


def _film(variant: Variant) -> dict[str, object]:
    beat, rate = variant.played()
    return {
        "movie": b64encode(variant.files.movie.read_bytes()).decode(),
        "seconds": beat.frames / rate,
        "frame": 1 / rate,
        "captions": [{"start": each.start / rate, "text": each.text} for each in beat.captions],
    }
