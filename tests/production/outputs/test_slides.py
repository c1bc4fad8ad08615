import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Any

import av
import numpy as np
import pptx
import pytest
from coloraide import Color
from numpy.typing import NDArray
from PIL import Image
from pptx.shapes.picture import Movie
from pypdf import PdfReader

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import write_stamp
from scenes.production.build.plan import plan
from scenes.production.build.quality import QUALITIES
from scenes.production.commands.slides import slides as command
from scenes.production.media.concat import count_frames
from scenes.production.outputs.pictures import last_picture
from scenes.production.outputs.slides.deck import Deck, Slide, cut_slides
from scenes.script.manifest import read, write
from scenes.script.screenplay import load
from tests.browsers import Chromium
from tests.pages import Browser, Page
from tests.production.conftest import FIRST, SECOND, lecture
from tests.production.media.test_concat import movie_of

LINES = [*FIRST.values(), *SECOND.values()]
TITLES = ["Beginning 1/2", "Beginning 2/2", "End"]
LOOPS = [False, True, False]
SECONDS = [1.6, 1.6, 1.2]
GREEN, ORANGE = (0, 158, 115), (230, 159, 0)
COLOURS = [GREEN, GREEN, ORANGE]
WINDOWS = {"wide": (1280, 720), "phone": (390, 844)}
NUMBER = "document.querySelector('.slide-number').innerText"
MOVIE = "section.present video"


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
    folder = root / "media" / "slides" / "tiny"
    for options in ([], ["--format", "html", "--folder"]):
        result = lecture(root, "slides", "tiny", "--quality", "low", *options)
        assert result.exit_code == 0, result.output
        (folder / f"said{len(options)}").write_text(result.output)
    return folder


@pytest.fixture(scope="module")
def last_pictures(deck: Path) -> list[NDArray[np.uint8]]:
    """What the films of the folder end with."""
    return [np.asarray(last_picture(film)) for film in sorted(deck.glob("*/films/*"))]


class _Host(SimpleHTTPRequestHandler):
    """A host of files; it knows no more of the protocol than it must."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(deck: Path) -> Iterator[str]:
    """The address of a host that gives away the folder."""
    directory = str(deck / "tiny.480p15")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=directory)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(
    params=[
        "chromium, file, wide",
        "chromium, folder, phone",
        "chromium, host, wide",
        "firefox, file, phone",
        "firefox, host, wide",
    ]
)
def page(deck: Path, host: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A deck, opened where no network is needed; it asks for its films alone, and tells no error."""
    name, lies, window = request.param.split(", ")
    browser: Browser = request.getfixturevalue(name)
    address = {
        "file": (deck / "tiny.480p15.html").as_uri(),
        "folder": (deck / "tiny.480p15/index.html").as_uri(),
        "host": host,
    }[lies]
    opened = browser.open(address, *WINDOWS[window])
    opened.needs_films()
    yield opened
    beside = {url.removeprefix(address.removesuffix("index.html")) for url in opened.asked if url != address}
    films = {f"films/{film.name}" for film in deck.glob("*/films/*")}
    assert {url for url in beside if not url.startswith("data:")} == (set() if lies == "file" else films)
    assert opened.errors == []
    opened.close()


def on_movie(page: Page, expression: str) -> Any:
    """Evaluate JavaScript about `movie`, the one that is shown."""
    return page.evaluate(f"(movie => {expression})(document.querySelector({MOVIE!r}))")


def wait_for_slide(page: Page, number: int) -> None:
    page.wait_for(f"Reveal.getIndices().h === {number}")


PLAYED = """new Promise(played => {
    if (movie.ended) played();
    movie.addEventListener("ended", () => played());
    let last = 0;
    movie.addEventListener("timeupdate", () => {
        if (movie.currentTime < last) played();
        last = movie.currentTime;
    });
})"""


def corner(page: Page) -> tuple[int, ...]:
    """Return the colour near the movie's upper left corner, as it is seen."""
    left, top, _, _ = page.box(MOVIE)
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    colour = seen.getpixel((round(left) + 4, round(top) + 4))
    assert isinstance(colour, tuple)
    return colour


def test_every_slide_plays_its_beat(page: Page) -> None:
    for number, (loops, seconds, colour) in enumerate(zip(LOOPS, SECONDS, COLOURS, strict=True)):
        wait_for_slide(page, number)
        on_movie(page, PLAYED)
        assert on_movie(page, "movie.duration") == pytest.approx(seconds, abs=0.01)
        assert on_movie(page, "movie.ended") is not loops
        assert on_movie(page, "movie.paused") is not loops
        assert on_movie(page, "movie.getVideoPlaybackQuality().totalVideoFrames") > 1
        assert corner(page) == pytest.approx(colour, abs=2)
        page.press("ArrowRight")
    wait_for_slide(page, len(LINES) - 1)


def test_slides_advance_and_go_back_by_the_keyboard(page: Page) -> None:
    for key, number in [("ArrowRight", 1), ("Space", 2), ("ArrowLeft", 1), ("PageUp", 0)]:
        page.wait_for("[...document.querySelectorAll('video')].every(each => each.readyState > 1)")
        page.press(key)
        wait_for_slide(page, number)
        assert on_movie(page, "movie.paused") is False
        left = "[...document.querySelectorAll('section:not(.present) video')]"
        assert page.evaluate(f"{left}.every(each => each.paused && each.currentTime < 1 / 15)")


def test_a_slide_that_is_left_and_come_back_to_at_once_plays(page: Page) -> None:
    """While the movie is on its way back to its first picture, it says that it has none."""
    page.press("ArrowRight")
    wait_for_slide(page, 1)
    page.wait_for("movies[1].currentTime > 0")
    page.evaluate("Reveal.prev(), Reveal.next()")
    page.wait_for("movies[1].currentTime > 0 && !movies[1].seeking")
    assert page.evaluate("Reveal.getIndices().h") == 1


def test_a_click_holds_the_movie_and_another_goes_on(page: Page) -> None:
    page.press("ArrowRight")
    wait_for_slide(page, 1)
    for paused in (True, False):
        page.click(MOVIE)
        assert on_movie(page, "movie.paused") is paused


def test_the_whole_picture_is_seen_and_fills_the_window(page: Page) -> None:
    width, height = page.evaluate("[innerWidth, innerHeight]")
    assert (width, height) in WINDOWS.values()
    for number in range(len(LINES)):
        wait_for_slide(page, number)
        left, top, wide, high = page.box(MOVIE)
        assert wide == pytest.approx(high * 854 / 480, abs=0.1)
        assert left == pytest.approx((width - wide) / 2, abs=0.6)
        assert top == pytest.approx((height - high) / 2, abs=0.6)
        assert min(width - wide, height - high) == pytest.approx(0, abs=1)
        page.press("ArrowRight")
    around = "getComputedStyle(document.querySelector('.reveal-viewport')).backgroundColor"
    red, green, blue = map(int, page.evaluate(around)[4:-1].split(","))
    assert (red, green, blue) == pytest.approx(GREEN, abs=2)


def test_screen_readers_are_told_of_slides_and_films(page: Page) -> None:
    def named(what: str, name: str) -> list[str]:
        found: list[str] = page.evaluate(f"[...document.querySelectorAll({what!r})].map(each => {name})")
        return found

    assert named("html", "each.lang") == ["en"]
    assert named("section", "each.ariaLabel") == named("section h2", "each.textContent") == TITLES
    assert named("section video", "each.ariaLabel") == named("section img", "each.alt") == LINES
    assert page.evaluate(NUMBER).split() == ["1", "/", "3"]
    page.press("End")
    wait_for_slide(page, 2)
    assert page.evaluate(NUMBER).split() == ["3", "/", "3"]


@pytest.mark.parametrize("query", ["?print-pdf", ""])
@pytest.mark.parametrize("lies", ["tiny.480p15.html", "tiny.480p15/index.html"])
def test_paper_shows_how_each_beat_ends(
    chromium: Chromium, deck: Path, last_pictures: list[NDArray[np.uint8]], lies: str, query: str
) -> None:
    context = chromium.browser.new_context(offline=True)
    page = context.new_page()
    page.goto((deck / lies).as_uri() + query)
    page.wait_for_selector(".pdf-page" if query else "section.present")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    context.close()
    assert len(sheets) == len(LINES)
    for number, (sheet, title, expected) in enumerate(zip(sheets, TITLES, last_pictures, strict=True), 1):
        assert " ".join(sheet.extract_text().split()) == (f"{title} {number}" if query else title)
        (shown,) = (np.asarray(image.image) for image in sheet.images)
        assert np.abs(shown.astype(int) - expected).max() < 40
    assert min(np.abs(a.astype(int) - b).max() for a, b in pairwise(last_pictures)) > 100


def test_the_speaker_sees_what_is_said(chromium: Chromium, deck: Path) -> None:
    context = chromium.browser.new_context(offline=True)
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


def test_powerpoint_holds_movies_posters_and_notes(
    deck: Path, last_pictures: list[NDArray[np.uint8]]
) -> None:
    shown = pptx.Presentation(str(deck / "tiny.480p15.pptx"))
    assert (shown.core_properties.title, shown.core_properties.author) == ("Tiny", "")
    assert len(shown.slides) == len(LINES)
    assert shown.core_properties.language == "en"
    expected = zip(shown.slides, TITLES, LINES, LOOPS, SECONDS, last_pictures, strict=True)
    for slide, title, line, loops, seconds, last in expected:
        assert slide.notes_slide.notes_text_frame is not None
        assert slide.notes_slide.notes_text_frame.text == line
        heading, movie, number = slide.shapes
        assert slide.shapes.title == heading
        assert heading.has_text_frame
        assert slide.shapes.title.text == title
        assert heading.top + heading.height < 0
        assert number.element.xpath(".//a:fld/@type") == ["slidenum"]
        assert isinstance(movie, Movie)
        assert movie.element.xpath("./p:nvPicPr/p:cNvPr/@descr") == [line]
        assert (movie.left, movie.top) == (0, 0)
        assert (movie.width, movie.height) == (shown.slide_width, shown.slide_height)
        (embedded,) = (rel.target_part for rel in slide.part.rels.values() if rel.reltype.endswith("/media"))
        with av.open(BytesIO(embedded.blob), "r") as container:
            assert container.streams.video[0].codec_context.name == "h264"
            assert len(list(container.decode(video=0))) == round(15 * seconds)
        assert movie.poster_frame is not None
        poster = Image.open(BytesIO(movie.poster_frame.blob))
        assert np.abs(np.asarray(poster).astype(int) - last).max() < 40
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
    slides = list(cut_slides(screenplay, Edition(QUALITIES["low"]), tmp_path, print))
    assert [count_frames(slide.movie) for slide in slides] == [24, 10, 18]


def test_a_folder_holds_films_and_pictures_under_plain_names(deck: Path) -> None:
    folder = deck / "tiny.480p15"
    names = ["1-data", "2-residuals", "3-step"]
    assert sorted(path.name for path in folder.iterdir()) == ["films", "index.html", "pictures"]
    assert sorted(path.name for path in (folder / "films").iterdir()) == [f"{name}.mp4" for name in names]
    assert sorted(path.name for path in (folder / "pictures").iterdir()) == [f"{name}.jpg" for name in names]


def test_sizes_are_told_before_anything_is_written(deck: Path) -> None:
    whole, folder = ((deck / name).read_text() for name in ("said0", "said3"))
    told = re.search(r"3 slides, about (\S+) kB as HTML, (\S+) kB as PPTX, (\S+) kB as PDF; --folder", whole)
    assert told
    assert whole.index("3 slides") < whole.index("Writing slides")
    written = [(deck / f"tiny.480p15.{form}").stat().st_size for form in ("html", "pptx", "pdf")]
    assert [1000 * float(size) for size in told.groups()] == [
        pytest.approx(size, rel=0.2) for size in written
    ]
    apart = re.search(r"3 slides, about (\S+) kB as HTML with its films apart\n", folder)
    assert apart
    files = [path.stat().st_size for path in (deck / "tiny.480p15").rglob("*") if path.is_file()]
    assert 1000 * float(apart[1]) == pytest.approx(sum(files), rel=0.2)
    assert folder.endswith("media/slides/tiny/tiny.480p15/index.html\n")


def test_slides_are_720p_unless_asked_otherwise() -> None:
    (quality,) = (each for each in command.params if each.name == "quality")
    assert quality.default == "medium"


def test_slides_are_called_as_their_chapters() -> None:
    starts = [None, None, "Data", "Fit", None, None, "Data"]
    slides = [Slide(Path("film.mp4"), Path("last.jpg"), "Said.", False, start, False) for start in starts]
    titles = Deck("Lines", "en", slides).titles
    assert titles == ["Lines 1/2", "Lines 2/2", "Data 1/2", "Fit 1/3", "Fit 2/3", "Fit 3/3", "Data 2/2"]


@pytest.mark.parametrize("background", ["#0e1116", "#ffffff", "#777777", "#009e73"])
def test_what_stands_on_the_background_can_be_read(background: str) -> None:
    deck = Deck("Lines", "en", [])
    deck.__dict__["background"] = background  # as it has once been read from the first picture
    assert Color(deck.ink).contrast(Color(background)) >= 4.5


def test_a_folder_is_of_html(rendered_once: Path) -> None:
    result = lecture(rendered_once, "slides", "tiny", "--quality", "low", "--folder", "--format", "pdf")
    assert result.exit_code == 2
    assert result.stderr == "Error: --folder is for html: add --format html, or leave it out\n"


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
