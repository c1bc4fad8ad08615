"""Decks whose folder cannot be written, or whose words are signs of HTML."""

import errno
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scenes.production.outputs.pictures import last_picture
from scenes.production.outputs.slides.deck import Deck, Slide
from scenes.production.outputs.slides.html_deck import write_folder
from tests.attacks.commands import told
from tests.production.conftest import lecture
from tests.production.media.test_concat import movie_of

Record = Callable[[str, object], None]

FOLDER = ("slides", "tiny", "--quality", "low", "--format", "pptx", "--format", "html", "--folder")
"""The folder is written last."""


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_a_file_where_the_folder_belongs(rendered: Path, record_property: Record) -> None:
    file = rendered / "media/slides/tiny/tiny.480p15"
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    result = lecture(rendered, *FOLDER)
    assert result.exit_code == 1
    line = told(result.stderr, [rendered])
    assert line.startswith("Error: media/slides/tiny/tiny.480p15 ")
    assert line.endswith("move the file away")
    assert contents(file.parent) == {file: b"mine"}
    record_property("case", ("slides --folder: a file where the folder belongs", line))


def test_a_deck_that_there_is_no_room_for_leaves_the_old_one(
    rendered: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    old = rendered / "media/slides/tiny/tiny.480p15"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old")
    monkeypatch.setattr("scenes.production.outputs.slides.html_deck.copy", refuse)
    result = lecture(rendered, *FOLDER)
    assert result.exit_code == 1
    line = told(result.stderr, [rendered])
    assert line.startswith("Error: no room to write media/slides/tiny/tiny.480p15")
    assert contents(old.parent) == {old / "index.html": b"old"}
    record_property("case", ("slides --folder: no room", re.sub(r": [\d.]+ .B is left", ": … is left", line)))


class _Words(HTMLParser):
    """Reads what a page names its slides and films, and what scripts it has."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str | None] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("section", "video"):
            self.named.append(dict(attributes)["aria-label"])


@pytest.mark.parametrize(
    "words",
    ['</section><script>alert("x")</script>', "{{ 7 * 7 }} {% raw %}", "a < b & \"c\" 'd'", "[[reveal.js]]"],
)
def test_words_stay_words_on_a_page(rendered_once: Path, tmp_path: Path, words: str) -> None:
    film = movie_of(rendered_once, "Second")
    picture = tmp_path / "last.jpg"
    last_picture(film).save(picture)
    deck = tmp_path / "deck"
    deck.mkdir()
    write_folder(Deck(words, words, [Slide(film, picture, words, False, None, False)]), deck)
    page = _Words()
    page.feed((deck / "index.html").read_text(encoding="utf-8"))
    assert page.named == [words, words]
    assert page.scripts == 3
