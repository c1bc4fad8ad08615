"""The page, in real browsers: what is seen, said and told while a value is changed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scenes.production.media.decoding import in_rgb, pictures
from tests.pages import Browser, Page
from tests.production.outputs.explore.conftest import PAGE, VARIED
from tests.production.outputs.explore.test_command import RATE, variants

Picture = NDArray[np.float64]

CLOSE = 1.5
"""How far, of 255, a picture is on average from itself, scaled and coloured by a browser."""

WINDOWS = {"wide": (1280, 720), "phone": (390, 844)}
START = 2  # the number of the film that the page starts with, of four
SECONDS = 28 / RATE  # of that film
SHOWN = "document.querySelector('video.shown')"
ON_STAGE = f"Number({SHOWN}?.dataset.film)"
VALUE = "document.querySelector('output').textContent"
CAPTION = "document.getElementById('caption').textContent"
IS_PLAYING = "document.getElementById('play').ariaPressed === 'true'"

SPEED = 0.2
"""So slow that films do not end before a busy machine has pressed all keys."""

SLOWLY = f"""(() => {{
    for (const film of document.querySelectorAll("video"))
        film.defaultPlaybackRate = film.playbackRate = {SPEED};
}})()"""

# How far each film that comes on the stage is ahead of the one before it, and how long ago it was asked for.
NOTE_CHANGES = """(() => {
    window.changes = [];
    let asked = 0;
    document.getElementById("sliders").addEventListener("input", () => asked = performance.now(), true);
    const [one, other] = document.querySelectorAll("video");
    new MutationObserver(() => {
        const [now, before] = one.classList.contains("shown") ? [one, other] : [other, one];
        changes.push({
            ahead: now.currentTime - before.currentTime,
            took: (performance.now() - asked) / 1000,
            hasPicture: now.readyState >= 2 && !now.seeking,
        });
    }).observe(one, { attributeFilter: ["class"] });
})()"""


@pytest.fixture(params=["chromium, wide", "firefox, phone"])
def page(explored: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, when it has begun to play; it asks for nothing that is not in it, and tells no error."""
    name, window = request.param.split(", ")
    browser: Browser = request.getfixturevalue(name)
    address = (explored / PAGE).as_uri()
    opened = browser.open(address, *WINDOWS[window])
    opened.needs_films()
    opened.wait_for(f"{ON_STAGE} === {START} && {IS_PLAYING}")
    yield opened
    asked = {url for url in opened.asked if not url.startswith(("data:", "blob:"))}
    assert asked <= {address}
    assert opened.errors == []
    opened.close()


@pytest.fixture(scope="module")
def films(explored: Path) -> list[list[Picture]]:
    """The pictures of each film, decoded from its file."""
    return [
        [
            small(Image.fromarray(in_rgb(frame, frame.height).to_ndarray()))
            for frame in pictures(variant.files.movie, 0, variant.played()[0].frames, RATE)
        ]
        for variant in variants(explored, VARIED)
    ]


def small(picture: Image.Image) -> Picture:
    return np.asarray(picture.resize((427, 240)), dtype=np.float64)


def on_film(page: Page, expression: str) -> Any:
    """Evaluate JavaScript about `film`, the video that is shown."""
    return page.evaluate(f"(film => {expression})({SHOWN})")


def wait_for_film(page: Page, number: int) -> None:
    page.wait_for(f"{ON_STAGE} === {number}")


def seen(page: Page) -> Picture:
    """The picture as it is seen."""
    left, top, width, height = page.box("#stage")
    box = round(left), round(top), round(left + width), round(top + height)
    return small(Image.open(BytesIO(page.screenshot())).convert("RGB").crop(box))


def difference(one: Picture, other: Picture) -> float:
    return float(np.abs(one - other).mean())


def check_picture(page: Page, films: list[list[Picture]], number: int) -> None:
    """Check that what is seen is what the film of this number shows at this moment, and no other film."""
    now, picture = int(on_film(page, "film.currentTime") * RATE), seen(page)
    near = [film[now - 1 : now + 2] for film in films]  # a browser may be a picture early or late
    off = [min(difference(picture, each) for each in pictures) for pictures in near]
    assert off[number] < CLOSE
    assert min(each for i, each in enumerate(off) if i != number) > 2 * off[number]


def hold_at(page: Page, time: float) -> None:
    """Hold the film, and turn it to a moment."""
    page.press("Space")
    page.wait_for(f"!({IS_PLAYING})")
    on_film(page, f"new Promise(done => {{ film.onseeked = () => done(); film.currentTime = {time}; }})")


def test_it_plays_on_while_the_value_changes(page: Page) -> None:
    page.evaluate(SLOWLY)
    page.press("r")
    page.evaluate(NOTE_CHANGES)
    page.wait_for(f"{SHOWN}.currentTime > 0.1")
    for key, number in [("ArrowLeft", 1), ("ArrowRight", 2), ("ArrowRight", 3)]:
        before = on_film(page, "film.currentTime")
        page.press(key)
        wait_for_film(page, number)
        assert page.evaluate(VALUE) == str(number + 1)
        assert on_film(page, "film.currentTime") >= before
        page.wait_for(f"{SHOWN}.currentTime > {before} + 0.05")
    changes = page.evaluate("changes")
    assert len(changes) == 3
    for change in changes:
        assert change["hasPicture"]
        assert -SPEED * change["took"] - 1 / RATE <= change["ahead"] <= 1 / RATE


def test_the_picture_is_that_of_the_value_at_the_moment(page: Page, films: list[list[Picture]]) -> None:
    hold_at(page, 1.23)
    check_picture(page, films, START)
    for key, number in [("ArrowRight", 3), ("ArrowLeft", 2), ("ArrowLeft", 1), ("ArrowLeft", 0)]:
        page.press(key)
        wait_for_film(page, number)
        assert on_film(page, "film.currentTime") == pytest.approx(1.23, abs=1e-3)
        assert on_film(page, "film.paused")
        check_picture(page, films, number)
        assert page.evaluate(CAPTION) == f"Go to {number + 1}."


def test_a_shorter_film_stands_on_its_last_picture_and_a_longer_one_plays_on(
    page: Page, films: list[list[Picture]]
) -> None:
    page.press("ArrowRight")
    wait_for_film(page, 3)
    page.wait_for(f"{SHOWN}.ended")
    page.wait_for(f"!({IS_PLAYING})")
    for _ in range(3):
        page.press("ArrowLeft")
    wait_for_film(page, 0)
    assert difference(seen(page), films[0][-1]) < CLOSE
    page.press("r")
    page.wait_for(IS_PLAYING)
    page.wait_for(f"{SHOWN}.ended")
    page.press("ArrowRight")
    wait_for_film(page, 1)
    page.wait_for(f"{SHOWN}.ended")
    assert difference(seen(page), films[1][-1]) < CLOSE


def test_buttons_and_keys_hold_it_and_begin_it_anew(page: Page) -> None:
    presses: list[Callable[[], None]] = [
        lambda: page.press("Space"),
        lambda: page.click("#play"),
        lambda: page.click("#stage"),
    ]
    for press in presses:
        page.wait_for(f"{IS_PLAYING} && {SHOWN}.currentTime > 0")
        press()
        page.wait_for(f"!({IS_PLAYING}) && {SHOWN}.paused")
        page.click("#restart")
        page.wait_for(f"{IS_PLAYING} && !{SHOWN}.paused")
        assert on_film(page, "film.currentTime") < on_film(page, "film.duration")
    page.evaluate("document.getElementById('play').focus()")
    page.press("Space")
    page.wait_for(f"!({IS_PLAYING})")


@pytest.mark.parametrize("way", ["drag", "touch"])
def test_the_bar_goes_to_a_moment_and_what_plays_plays_on(
    page: Page, films: list[list[Picture]], way: str
) -> None:
    page.evaluate(SLOWLY)
    move = getattr(page, way)
    move("#moment", 0.8)
    page.wait_for(f"{SHOWN}.currentTime > {0.75 * SECONDS} && {IS_PLAYING} && !{SHOWN}.paused")
    move("#moment", 0.8, 0.4, 0.25)
    page.wait_for(f"{SHOWN}.currentTime < {0.4 * SECONDS} && {IS_PLAYING} && !{SHOWN}.paused")
    assert on_film(page, "film.currentTime") > 0.2 * SECONDS
    move("#moment", 1)
    page.wait_for(f"!({IS_PLAYING})")
    assert difference(seen(page), films[START][-1]) < CLOSE
    move("#moment", 0.5)  # the end has not been asked for: it plays
    page.wait_for(f"{SHOWN}.currentTime < {0.7 * SECONDS} && {IS_PLAYING} && !{SHOWN}.paused")


def test_what_is_held_stays_held_at_another_moment(page: Page, films: list[list[Picture]]) -> None:
    page.press("Space")
    page.wait_for(f"!({IS_PLAYING})")
    page.drag("#moment", 0.6)
    page.wait_for(f"!{SHOWN}.seeking")
    assert on_film(page, "film.currentTime") == pytest.approx(0.6 * SECONDS, abs=1.5 / RATE)
    check_picture(page, films, START)
    page.evaluate("document.getElementById('moment').focus()")
    for key, number in [("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 27)]:
        page.press(key)
        page.wait_for(f"!{SHOWN}.seeking")
        assert on_film(page, "film.paused")
        assert on_film(page, "film.currentTime") == pytest.approx((number + 0.5) / RATE, abs=1e-3)
        assert page.evaluate("document.getElementById('moment').valueAsNumber") == number
    assert page.evaluate(VALUE) == str(START + 1)  # these are the bar's keys then, not the slider's
    told = page.evaluate("document.getElementById('moment').ariaValueText")
    assert told == "1.8 s / 1.9 s"  # the middle of the last picture
    assert difference(seen(page), films[START][-1]) < CLOSE


def test_while_the_bar_is_held_the_film_stands(page: Page) -> None:
    pointer = "document.getElementById('moment').dispatchEvent(new PointerEvent('{}', {{bubbles: true}}))"
    page.evaluate(pointer.format("pointerdown"))
    page.wait_for(f"{SHOWN}.paused")
    page.evaluate(pointer.format("pointerup"))
    page.wait_for(f"!{SHOWN}.paused && {IS_PLAYING}")


def test_the_slider_is_dragged_to_where_it_ends(page: Page) -> None:
    page.drag("#sliders input", 0.6, 0.9, 0.3, 0.02)
    wait_for_film(page, 0)
    assert page.evaluate(VALUE) == "1"
    assert page.evaluate("document.querySelector('#sliders input').getAttribute('aria-valuetext')") == "1"
    page.press("End")  # the slider has the focus by now
    wait_for_film(page, 3)
    assert page.evaluate(VALUE) == "4"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844), (844, 390), (320, 568)])
def test_all_of_it_fits_in_the_window(page: Page, width: int, height: int) -> None:
    page.set_viewport(width, height)
    page.wait_for(f"innerWidth === {width} && innerHeight === {height}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    _, top, wide, high = page.box("#stage")
    assert wide / high == pytest.approx(854 / 480, rel=0.01)
    assert wide == pytest.approx(width) or high > 0.5 * height
    above = top + high
    for what in ("#moment", "#caption", "#controls"):
        x, y, wide, high = page.box(what)
        assert y >= above - 0.5
        assert (x >= 0, x + wide <= width, y + high <= height) == (True, True, True)
        above = y + high
    for what in ("#play", "#restart"):
        assert min(page.box(what)[2:]) >= 44
    for what in ("#moment", "#sliders input"):
        assert page.box(what)[3] >= 32


def test_screen_readers_are_told_what_the_page_is(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.title") == "A <swing> & more"
    names = "[...document.querySelectorAll('button, input')].map(each => each.ariaLabel)"
    assert page.evaluate(names) == ["Moment", "Play", "From the start", "reach"]
    assert page.evaluate("document.getElementById('caption').getAttribute('aria-live')") == "polite"


def test_a_browser_that_cannot_play_the_films_says_so(
    chromium: Browser, explored: Path, tmp_path: Path
) -> None:
    text = (explored / PAGE).read_text(encoding="utf-8")
    for variant in variants(explored, VARIED):
        text = text.replace(b64encode(variant.files.movie.read_bytes()).decode(), b64encode(b"none").decode())
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = chromium.open((tmp_path / "page.html").as_uri())
    page.wait_for(f"{CAPTION} === 'This browser cannot play these films (H.264 in MP4).'")
    page.close()


def test_two_sliders_have_two_pairs_of_keys(chromium: Browser, explored_twice: Path) -> None:
    page = chromium.open((explored_twice / PAGE.replace("reach", "reach.side")).as_uri())
    wait_for_film(page, 4)  # the second of two, and of three
    for key, number, values in [
        ("ArrowUp", 5, ["2", "2"]),
        ("ArrowLeft", 2, ["1", "2"]),
        ("ArrowDown", 1, ["1", "1.5"]),
        ("ArrowRight", 4, ["2", "1.5"]),
    ]:
        page.press(key)
        wait_for_film(page, number)
        told = "[...document.querySelectorAll('output')].map(each => each.textContent)"
        assert page.evaluate(told) == values
        assert page.evaluate(CAPTION) == f"Go to {values[0]}."
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.close()
