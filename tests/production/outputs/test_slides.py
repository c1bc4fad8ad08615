import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import av
import numpy as np
import pptx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pptx.shapes.picture import Movie
from pypdf import PdfReader

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import write_stamp
from scenes.production.build.plan import plan
from scenes.production.build.quality import QUALITIES
from scenes.production.media.concat import count_frames
from scenes.production.outputs.slides.deck import cut_slides
from scenes.script.manifest import read, write
from scenes.script.screenplay import load
from tests.browsers import browser_program
from tests.production.conftest import FIRST, SECOND, lecture
from tests.production.media.test_concat import movie_of

LINES = [*FIRST.values(), *SECOND.values()]
LOOPS = [False, True, False]
SECONDS = [1.6, 1.6, 1.2]
GREEN, ORANGE = (0, 158, 115), (230, 159, 0)
COLOURS = [GREEN, GREEN, ORANGE]


def project_with_loops(rendered: Path, root: Path) -> Path:
    copytree(rendered, root)
    screenplay = root / "tiny.toml"
    text = screenplay.read_text()
    screenplay.write_text(
        text.replace('chapter = "Beginning"', 'chapter = "Beginning"\nloops = ["residuals"]')
    )
    return root


@pytest.fixture(scope="module")
def deck(rendered_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the slides of `tiny`, whose second beat loops."""
    root = project_with_loops(rendered_once, tmp_path_factory.mktemp("slides") / "project")
    result = lecture(root, "slides", "tiny", "--quality", "low")
    assert result.exit_code == 0, result.output
    return root / "media" / "slides" / "tiny"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = browser_program()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()


@pytest.fixture(params=[(1280, 720), (390, 844)], ids=["wide", "phone"])
def page(browser: Browser, deck: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The deck, opened from its file without a network; it must ask for nothing and say no error."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto((deck / "tiny.480p15.html").as_uri())
    yield opened
    assert [url for url in asked if not url.startswith("data:")] == [opened.url.partition("#")[0]]
    assert said == []
    context.close()


def on_movie(page: Page, expression: str) -> Any:
    """Evaluate JavaScript about `movie`, the one that is shown."""
    return page.locator("section.present video").evaluate(f"movie => {expression}")


def wait_for_slide(page: Page, number: int) -> None:
    page.wait_for_function("number => Reveal.getIndices().h === number", arg=number)


PLAYED = """new Promise(played => {
    if (movie.ended) played();
    movie.addEventListener("ended", () => played());
    let last = 0;
    movie.addEventListener("timeupdate", () => {
        if (movie.currentTime < last) played();
        last = movie.currentTime;
    });
})"""

CORNER = """{
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").drawImage(movie, 0, 0);
    return [...canvas.getContext("2d").getImageData(5, 5, 1, 1).data].slice(0, 3);
}"""


def test_every_slide_plays_its_beat(page: Page) -> None:
    for number, (loops, seconds, colour) in enumerate(zip(LOOPS, SECONDS, COLOURS, strict=True)):
        wait_for_slide(page, number)
        on_movie(page, PLAYED)
        assert on_movie(page, "movie.duration") == pytest.approx(seconds, abs=0.01)
        assert on_movie(page, "movie.ended") is not loops
        assert on_movie(page, "movie.paused") is not loops
        assert on_movie(page, "movie.getVideoPlaybackQuality().totalVideoFrames") > 1
        assert on_movie(page, CORNER) == pytest.approx(colour, abs=2)
        page.keyboard.press("ArrowRight")
    wait_for_slide(page, len(LINES) - 1)


def test_slides_advance_and_go_back_by_the_keyboard(page: Page) -> None:
    for key, number in [("ArrowRight", 1), ("Space", 2), ("ArrowLeft", 1), ("PageUp", 0)]:
        page.wait_for_function("[...document.querySelectorAll('video')].every(each => each.readyState > 1)")
        page.keyboard.press(key)
        wait_for_slide(page, number)
        assert on_movie(page, "movie.paused") is False
        left = "[...document.querySelectorAll('section:not(.present) video')]"
        assert page.evaluate(f"{left}.every(each => each.paused && each.currentTime < 1 / 15)")


def test_a_click_holds_the_movie_and_another_goes_on(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    wait_for_slide(page, 1)
    for paused in (True, False):
        page.locator("section.present video").click()
        assert on_movie(page, "movie.paused") is paused


def test_the_whole_picture_is_seen_and_fills_the_window(page: Page) -> None:
    assert page.viewport_size is not None
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    for number in range(len(LINES)):
        wait_for_slide(page, number)
        box = page.locator("section.present video").bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(854 / 480)
        assert box["x"] == pytest.approx((width - box["width"]) / 2, abs=0.6)
        assert box["y"] == pytest.approx((height - box["height"]) / 2, abs=0.6)
        assert min(width - box["width"], height - box["height"]) == pytest.approx(0, abs=1)
        page.keyboard.press("ArrowRight")
    around = "getComputedStyle(document.querySelector('.reveal-viewport')).backgroundColor"
    red, green, blue = map(int, page.evaluate(around)[4:-1].split(","))
    assert (red, green, blue) == pytest.approx(GREEN, abs=2)


def test_the_speaker_sees_what_is_said(browser: Browser, deck: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((deck / "tiny.480p15.html").as_uri())
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    for line in LINES:
        popup.value.get_by_text(line, exact=True).wait_for()
        page.keyboard.press("ArrowRight")
    context.close()


def test_the_page_carries_the_licence_of_what_is_in_it(deck: Path) -> None:
    text = (deck / "tiny.480p15.html").read_text(encoding="utf-8")
    assert "Hakim El Hattab" in text
    assert "Permission is hereby granted, free of charge" in text


def test_powerpoint_holds_movies_posters_and_notes(deck: Path) -> None:
    shown = pptx.Presentation(str(deck / "tiny.480p15.pptx"))
    assert (shown.core_properties.title, shown.core_properties.author) == ("Tiny", "")
    assert len(shown.slides) == len(LINES)
    for slide, line, loops, seconds, colour in zip(shown.slides, LINES, LOOPS, SECONDS, COLOURS, strict=True):
        assert slide.notes_slide.notes_text_frame is not None
        assert slide.notes_slide.notes_text_frame.text == line
        (movie,) = slide.shapes
        assert isinstance(movie, Movie)
        assert (movie.left, movie.top) == (0, 0)
        assert (movie.width, movie.height) == (shown.slide_width, shown.slide_height)
        (embedded,) = (rel.target_part for rel in slide.part.rels.values() if rel.reltype.endswith("/media"))
        with av.open(BytesIO(embedded.blob), "r") as container:
            assert container.streams.video[0].codec_context.name == "h264"
            assert len(list(container.decode(video=0))) == round(15 * seconds)
        assert movie.poster_frame is not None
        poster = Image.open(BytesIO(movie.poster_frame.blob))
        assert poster.size == (854, 480)
        assert poster.convert("RGB").getpixel((5, 5)) == pytest.approx(colour, abs=3)
        timing = slide.part.blob.decode()
        assert 'delay="0"' in timing
        assert ('repeatCount="indefinite"' in timing) is loops


def test_the_handout_shows_last_pictures_beside_the_words(deck: Path) -> None:
    handout = PdfReader(deck / "tiny.480p15.pdf")
    assert handout.metadata is not None
    assert handout.metadata.title == "Tiny"
    (sheet,) = handout.pages
    words = " ".join(sheet.extract_text().split())
    assert words == f"Tiny Beginning 1 {LINES[0]} 2 {LINES[1]} End 3 {LINES[2]} 1"
    pictures = [np.asarray(image.image) for image in sheet.images if image.image is not None]
    assert [picture[5, 5].tolist() for picture in pictures] == [pytest.approx(c, abs=3) for c in COLOURS]
    dots = [int((picture.min(axis=2) > 200).sum()) for picture in pictures]
    assert 0 < dots[2] == pytest.approx(dots[0], rel=0.1)
    assert dots[1] == pytest.approx(dots[0] * 1.9, rel=0.1)


def test_what_stands_between_beats_belongs_to_no_slide(rendered: Path, tmp_path: Path) -> None:
    movie = movie_of(rendered, "First")
    told = read(movie.with_suffix(".json"))
    last = told.beats[-1]
    short = replace(last, frames=10, captions=(replace(last.captions[0], frames=10),))
    write(movie.with_suffix(".json"), replace(told, beats=(*told.beats[:-1], short)))
    screenplay = load(rendered / "tiny.toml")
    slides = list(cut_slides(screenplay, Edition(QUALITIES["low"]), tmp_path))
    assert [count_frames(slide.movie) for slide in slides] == [24, 10, 18]


def test_a_deck_is_written_in_the_formats_asked_for(rendered: Path) -> None:
    result = lecture(rendered, "slides", "tiny", "--quality", "low", "--format", "pdf", "--format", "pdf")
    assert result.exit_code == 0, result.output
    folder = rendered / "media" / "slides" / "tiny"
    assert [path.name for path in folder.iterdir()] == ["tiny.480p15.pdf"]


def test_a_failed_run_leaves_the_old_deck(rendered: Path) -> None:
    old = rendered / "media" / "slides" / "tiny" / "tiny.480p15.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    movie = movie_of(rendered, "Second")
    told = read(movie.with_suffix(".json"))
    late = replace(told.beats[0], start=1, frames=3, captions=())
    write(movie.with_suffix(".json"), replace(told, beats=(late,)))
    second = plan(load(rendered / "tiny.toml"), Edition(QUALITIES["low"]))[1]
    write_stamp(second.files, second.fingerprint)  # as if it had been rendered so
    result = lecture(rendered, "slides", "tiny", "--quality", "low")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "no key frame where its beat 'step' starts" in result.stderr
    assert [path.read_text() for path in old.parent.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("module", "package"), [("manim_slides", "manim-slides"), ("pptx", "python-pptx")], ids=["deck", "pptx"]
)
def test_without_the_extra_one_line_says_so_before_anything_renders(
    project: Path, monkeypatch: pytest.MonkeyPatch, module: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = lecture(project, "slides", "tiny", "--quality", "low")
    assert result.exit_code == 2
    assert f"{module} is not installed" in result.stderr
    assert f'"{package}' in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (project / "media").exists()
