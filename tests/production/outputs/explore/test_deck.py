"""A beat with a slider as a slide of a deck."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.pages import Browser, Page
from tests.production.conftest import lecture
from tests.production.outputs.explore.conftest import VARIED, explore

SLIDE = "document.querySelector('section.present')"
FRAME = f"{SLIDE}.querySelector('iframe')"
INSIDE = f"{FRAME}.contentDocument"
FILM = f"{INSIDE}.querySelector('video.shown')"


@pytest.fixture(scope="module")
def decks(explored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the decks of `swing`, whose screenplay marks its second beat."""
    root = Path(copytree(explored, tmp_path_factory.mktemp("deck") / "project"))
    with (root / "swing.toml").open("a") as screenplay:
        screenplay.write(f'\n[part.explore]\ngo = "{VARIED}"\n')
    lesson = root / "swing.py"
    lesson.write_text(lesson.read_text().replace("reach: float = 1.0", "reach: float = 3.0"))
    for options in (["html", "--format", "pdf"], ["html", "--folder"]):
        result = lecture(root, "slides", "--quality", "low", "--format", *options)
        assert result.exit_code == 0, result.output
    return root / "media/slides/swing"


@pytest.fixture
def page(browser: Browser, decks: Path) -> Iterator[Page]:
    """The deck, at the slide that has a slider."""
    opened = browser.open((decks / "swing.480p15.html").as_uri())
    opened.needs_films()
    opened.press("ArrowRight")
    opened.wait_for(f"{FRAME} && {FILM}?.currentTime > 0.1")
    yield opened
    assert opened.errors == []
    opened.close()


def slide_number(page: Page) -> int:
    number: int = page.evaluate("Reveal.getIndices().h")
    return number


def test_the_slide_plays_and_its_keys_move_the_slider_and_turn_slides(page: Page) -> None:
    page.evaluate(f"{INSIDE}.querySelector('#sliders input').focus()")
    page.press("ArrowRight")
    page.wait_for(f"{FILM}.dataset.film === '3'")
    assert slide_number(page) == 1
    assert page.evaluate(f"{INSIDE}.querySelector('output').textContent") == "4"
    page.press("PageDown")
    page.wait_for("Reveal.getIndices().h === 2")
    page.press("ArrowLeft")  # it is the deck's key again
    page.wait_for("Reveal.getIndices().h === 1")


def test_it_waits_while_another_slide_is_shown_and_begins_anew(page: Page) -> None:
    page.evaluate("window.left = document.querySelector('section.present iframe').contentDocument")
    film = "left.querySelector('video.shown')"
    page.wait_for(f"{film}.currentTime > 0.4")
    page.press("ArrowRight")
    page.wait_for(f"Reveal.getIndices().h === 2 && {film}.paused && {film}.currentTime < 0.05")
    page.press("ArrowLeft")
    page.wait_for(f"Reveal.getIndices().h === 1 && !{film}.paused && {film}.currentTime > 0")


SWIPE = """(({{ PointerEvent }}, on) => {{
    const at = clientX => ({{ clientX, pointerType: "touch", bubbles: true }});
    on.dispatchEvent(new PointerEvent("pointerdown", at({start})));
    on.dispatchEvent(new PointerEvent("pointerup", at({end})));
}})({frame}.contentWindow, {frame}.contentDocument.querySelector("{on}"))"""


def test_a_swipe_beside_the_slider_turns_slides(page: Page) -> None:
    page.evaluate(SWIPE.format(start=300, end=100, frame=FRAME, on="#sliders input"))
    page.evaluate(SWIPE.format(start=300, end=100, frame=FRAME, on="#moment"))
    page.evaluate(SWIPE.format(start=300, end=280, frame=FRAME, on="#stage"))
    page.press("PageUp")
    page.wait_for("Reveal.getIndices().h === 0")
    page.press("PageDown")
    page.wait_for("Reveal.getIndices().h === 1")
    page.evaluate(SWIPE.format(start=300, end=100, frame=FRAME, on="#stage"))
    page.wait_for("Reveal.getIndices().h === 2")
    page.press("PageUp")
    page.wait_for("Reveal.getIndices().h === 1")
    page.evaluate(SWIPE.format(start=100, end=300, frame=FRAME, on="#caption"))
    page.wait_for("Reveal.getIndices().h === 0")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_it_fills_the_window_in_its_own_size(page: Page, width: int, height: int) -> None:
    page.set_viewport(width, height)
    inside = f"{FRAME}.contentWindow"
    page.wait_for(f"{inside}.innerWidth === {width} && {inside}.innerHeight === {height}")
    page.wait_for("Math.abs(Reveal.getScale() - Math.min(innerWidth / 854, innerHeight / 480)) < 0.01")
    assert page.box("section.present iframe") == pytest.approx((0, 0, width, height), abs=1.5)
    assert page.evaluate(f"{INSIDE}.documentElement.scrollHeight") <= height
    assert page.evaluate(f"{INSIDE}.querySelector('#sliders input').getBoundingClientRect().height") >= 32


def test_the_slider_can_be_seen_below_the_picture(page: Page) -> None:
    seen = np.asarray(Image.open(BytesIO(page.screenshot())).convert("L"))
    assert (seen[-90:] > 200).sum() > 300  # the slider's knob and the words


def test_other_forms_show_the_film_and_print_its_last_picture(decks: Path) -> None:
    text = (decks / "swing.480p15.html").read_text(encoding="utf-8")
    counts = [text.count(tag) for tag in ("<iframe title=", "<video data-src=", 'loading="lazy"')]
    assert counts == [1, 2, 3]
    folder = decks / "swing.480p15"
    [explored] = (folder / "explored").iterdir()
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert f'data-src="explored/{explored.name}"' in index
    assert (decks / "swing.480p15.pdf").stat().st_size > 1000


def test_a_page_in_a_folder_is_loaded_when_its_slide_is_shown(chromium: Browser, decks: Path) -> None:
    page = chromium.open((decks / "swing.480p15/index.html").as_uri())
    page.press("ArrowRight")
    page.wait_for(f"{FRAME}?.src.endsWith('.html')")
    assert any("/explored/Swing.go.reach" in address for address in page.asked)
    page.close()


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ('go = "reach=1:2"', "swing.toml, part 1 (swing.Swing), [explore], `go`: 'reach=1:2': write NAME="),
        ("go = 3", "[explore], `go` must be a text in quotes, or a list of two"),
        ('jump = "reach=1,2"', "[explore] names the beat 'jump': choose from wait, go, far"),
        ('go = ["reach=1,2", "reach=3,4"]', "`go`: reach is varied twice"),
    ],
)
def test_a_wrong_mark_is_refused(explored: Path, tmp_path: Path, marked: str, told: str) -> None:
    (tmp_path / "swing.toml").write_text(
        (explored / "swing.toml").read_text() + f"\n[part.explore]\n{marked}\n"
    )
    result: Any = lecture(tmp_path, "slides")
    assert result.exit_code == 2
    assert told in result.output


def test_a_mark_says_what_is_varied(explored: Path, tmp_path: Path) -> None:
    root = Path(copytree(explored, tmp_path / "project"))
    code, said = explore(root)
    assert (code, said.count("\n")) == (2, 1)
    assert "swing.toml does not say what is varied of Swing.go: add --vary" in said
    with (root / "swing.toml").open("a") as screenplay:
        screenplay.write(f'\n[part.explore]\ngo = "{VARIED}"\n')
    code, said = explore(root)
    assert (code, said.count("\n")) == (0, 1)  # all is there: a mark changes no picture
