"""Decks for PowerPoint and what reads its files, by python-pptx."""

from copy import deepcopy
from pathlib import Path

import pptx
from coloraide import Color
from pptx.dml.color import RGBColor
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.text.text import Font
from pptx.util import Emu, Inches, Length

from scenes.production.outputs.slides.deck import Deck, Slide

_HEIGHT = Inches(7.5)
_TITLE_ONLY = 5  # a layout of the template that python-pptx brings


def write_pptx(deck: Deck, target: Path) -> None:
    """Write a deck for PowerPoint: each slide is a film that starts by itself, and its line is the note.

    On paper, and while it does not play, a film shows its last picture. A slide's title lies above its
    upper edge, as PowerPoint's own hidden titles do, for outlines and screen readers.

    Parameters
    ----------
    deck : Deck
        What to show.
    target : Path
        The PPTX. It is written in place: give a path that nobody reads yet.
    """
    shown = pptx.Presentation()
    told = shown.core_properties
    told.title, told.language = deck.title, deck.language
    told.author = told.last_modified_by = ""  # else the author of python-pptx
    width, height = deck.size
    size = Emu(_HEIGHT * width // height), _HEIGHT
    shown.slide_width, shown.slide_height = size
    layout = shown.slide_layouts[_TITLE_ONLY]
    number = _lay_out(layout, deck, size)
    for title, slide in zip(deck.titles, deck.slides, strict=True):
        page = shown.slides.add_slide(layout)
        page.shapes.title.text = title
        page.notes_slide.notes_text_frame.text = slide.line
        _add_film(page, slide, size)
        page.shapes.element.append(deepcopy(number.element))
    shown.save(str(target))


def _lay_out(layout: SlideLayout, deck: Deck, size: tuple[Length, Length]) -> BaseShape:
    """Put the title and the number of a layout in their places, in the deck's colours; return the number."""
    width, height = size
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(deck.background)
    title, _date, _footer, number = layout.shapes
    title.left, title.top, title.width, title.height = Emu(0), Inches(-1), width, Inches(0.9)
    number.width, number.height = Inches(1), Inches(0.4)
    number.left, number.top = Emu(width - number.width), Emu(height - number.height)
    (look,) = number.element.xpath(".//a:fld/a:rPr")
    Font(look).color.rgb = _rgb(deck.ink)
    return number


def _add_film(page: Page, slide: Slide, size: tuple[Length, Length]) -> None:
    """Let a film fill a page, and start when the page is shown."""
    film = page.shapes.add_movie(
        str(slide.movie), Emu(0), Emu(0), *size, poster_frame_image=str(slide.picture), mime_type="video/mp4"
    )
    (told,) = film.element.xpath("./p:nvPicPr/p:cNvPr")
    told.set("descr", slide.line)
    (play,) = page.element.xpath(".//p:video//p:cTn")
    (start,) = page.element.xpath(".//p:video//p:cond")
    start.set("delay", "0")  # python-pptx lets it wait for a click
    if slide.loops and not slide.is_spoken:  # PowerPoint would repeat the words with the pictures
        play.set("repeatCount", "indefinite")


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(Color(colour).to_string(hex=True)[1:]))
