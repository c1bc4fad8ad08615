"""What is seen on the page, in each browser, while a fake stage plays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from scenes.production.live.told import Busy, Failed
from scenes.script.themes import THEMES
from tests.browsers import Chromium, ChromiumPage
from tests.pages import Browser, Page
from tests.production.conftest import FIRST, SECOND
from tests.production.live.conftest import QUALITY, Served
from tests.production.live.fake_stage import BEAT, colour

FRAMES = len(FIRST) * BEAT

FAILED = Failed(reason="ValueError: the rate must be positive", place="first.py:12", log="Traceback: …")


def found(selector: str, what: str) -> str:
    return f"document.querySelector({json.dumps(selector)}).{what}"


def text(page: Page, selector: str) -> Any:
    return page.evaluate(found(selector, "innerText"))


def wait_for_text(page: Page, selector: str, part: str) -> None:
    page.wait_for(f"{found(selector, 'innerText')}.includes({json.dumps(part)})")


def wait_for_frame(page: Page, frame: int) -> None:
    page.wait_for(f"{found('#picture', 'dataset.frame')} === '{frame}'")


def shown(page: Page) -> tuple[int, ...]:
    """Return the red, green and blue of the picture."""
    middle = f"{QUALITY.width // 2}, {QUALITY.height // 2}, 1, 1"
    pixel = found("#picture", f"getContext('2d').getImageData({middle}).data")
    return tuple(page.evaluate(f"[...{pixel}]"))[:3]


def wait_for_colour(page: Page, expected: tuple[int, int, int]) -> None:
    pixel = found("#picture", "getContext('2d').getImageData(9, 9, 1, 1).data")
    page.wait_for(f"String([...{pixel}].slice(0, 3)) === '{','.join(map(str, expected))}'")


def opened(browser: Browser, served: Served, place: str, width: int = 1280, height: int = 720) -> Page:
    return browser.open(f"{served.address}#{place}", width, height)


def looked_at(browser: Browser, served: Served) -> Iterator[Page]:
    """Yield the page at frame 37 of the first lesson; it asks nobody else, and tells no error."""
    one = opened(browser, served, "first.First@37")
    wait_for_frame(one, 37)
    yield one
    assert one.errors == []
    assert [each for each in one.asked if not each.startswith((served.address, "ws:", "data:"))] == []
    one.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The page, in each browser."""
    yield from looked_at(browser, served)


@pytest.fixture
def one_page(chromium: Chromium, served: Served) -> Iterator[Page]:
    """The page, in one of them: for what the page and its server do, whatever shows it."""
    yield from looked_at(chromium, served)


def test_the_lesson_and_the_frame_of_the_address_are_shown(page: Page) -> None:
    assert shown(page) == colour(37, {}, 0)
    assert text(page, "#title") == page.evaluate("document.title").removesuffix(" – live") == "Tiny"
    assert page.evaluate(found("#lessons", "value")) == "first.First"
    assert text(page, "#caption") == f"{FIRST['data']} Again"
    assert text(page, "#beat") == "data"
    assert text(page, "#time") == "0:02.4 / 0:08.0 · frame 37"
    names = page.evaluate("[...document.querySelectorAll('#beats span')].map(each => each.textContent)")
    assert names == list(FIRST)
    assert page.evaluate("document.querySelectorAll('#beats i').length") == 2 * len(FIRST)


def test_loading_again_comes_back(one_page: Page, served: Served) -> None:
    one_page.drag("#scrubber", 0.75)
    one_page.wait_for("location.hash === '#first.First@90'")
    one_page.goto("about:blank")
    one_page.goto(f"{served.address}#first.First@90")
    wait_for_frame(one_page, 90)


def test_what_is_turned_is_in_the_address(page: Page, served: Served) -> None:
    page.drag("input[type=range][aria-label=steps]", 0.25, 0.75)
    steps = page.evaluate(found("#knob-steps", "value"))
    page.evaluate(found("#knob-start", "value = '-1'"))
    page.evaluate(found("#knob-start", "dispatchEvent(new Event('change'))"))
    page.wait_for("location.hash.includes('start')")
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)
    wait_for_frame(page, 37)
    assert shown(page) == colour(37, {"steps": steps}, 0)
    assert page.evaluate(found("#knob-start", "value")) == "-1.0"
    assert page.evaluate(found("#knob-momentum", "value")) == "0.5"
    page.evaluate(f"location.hash = '#first.First@40?steps={int(steps) + 1}'")
    wait_for_colour(page, colour(40, {"steps": str(int(steps) + 1)}, 0))
    assert page.evaluate(found("#knob-start", "value")) == "-2.0"


def test_a_refused_value_is_not_in_the_address(one_page: Page, served: Served) -> None:
    served.call(lambda stage: setattr(stage, "refused", "momentum"))
    for knob, value in (("steps", "33"), ("momentum", "9")):
        one_page.evaluate(found(f"#knob-{knob}", f"value = '{value}'"))
        one_page.evaluate(found(f"#knob-{knob}", "dispatchEvent(new Event('change'))"))
        one_page.wait_for("location.hash.includes('steps=33')")
    wait_for_text(one_page, "#failure", "it cannot be such: write another")
    one_page.evaluate("history.replaceState = (state, title, address) => (globalThis.kept = address), null")
    one_page.press("ArrowLeft")
    one_page.wait_for("globalThis.kept === '#first.First@37?steps=33'")


def test_an_address_that_cannot_be_shows_the_lesson_as_it_is_written(page: Page, served: Served) -> None:
    served.call(lambda stage: setattr(stage, "refused", "momentum"))
    page.goto("about:blank")
    page.goto(f"{served.address}#first.First@40?momentum=9&steps=33")
    wait_for_colour(page, colour(40, {}, 0))
    page.wait_for(f"{found('#state', 'innerText')} === ''")  # all of it has been gone through
    assert text(page, "#reason") == "it cannot be such: write another"
    assert page.evaluate(found("#knob-momentum", "value")) == "0.5"
    page.evaluate(found("#knob-steps", "value = '34'"))
    page.evaluate(found("#knob-steps", "dispatchEvent(new Event('change'))"))
    page.wait_for(found("#failure", "hidden"))
    page.wait_for("location.hash === '#first.First@40?steps=34'")


def test_no_picture_of_another_lesson_stands_for_one_that_fails(one_page: Page, served: Served) -> None:
    served.call(lambda stage: stage.fail(FAILED))
    one_page.evaluate("location.hash = '#second.Second'")
    wait_for_text(one_page, "#failure", FAILED.reason)
    assert one_page.evaluate("getComputedStyle(document.querySelector('#picture')).visibility") == "hidden"


def test_all_knobs_go_back_at_once(page: Page) -> None:
    page.evaluate("location.hash = '#first.First@37?steps=33&momentum=0.25&none=1'")
    wait_for_colour(page, colour(37, {"steps": "33"}, 0))
    page.wait_for("location.hash === '#first.First@37?steps=33&momentum=0.25&none=1'")
    page.click("#all-back")
    wait_for_colour(page, colour(37, {}, 0))
    page.wait_for("location.hash === '#first.First@37'")
    assert page.evaluate(found("#knob-momentum", "value")) == "0.5"
    assert page.evaluate(found("#all-back", "hidden")) is True


def test_values_of_any_length_are_answered(one_page: Page) -> None:
    for length in (3000, 70_000):
        one_page.evaluate(found("#knob-data", f"value = 'x'.repeat({length})"))
        one_page.evaluate(found("#knob-data", "dispatchEvent(new Event('change'))"))
        one_page.press("ArrowRight")
    wait_for_text(one_page, "#failure", "too long")
    wait_for_frame(one_page, 39)


def test_the_bar_shows_each_moment_that_is_pointed_at(page: Page, served: Served) -> None:
    page.drag("#scrubber", 0.1, 0.3, 0.5, 0.75)
    wait_for_frame(page, 90)
    assert shown(page) == colour(90, {}, 0)
    assert text(page, "#beat") == "residuals"
    assert text(page, "#hint").split("\n")[-1] == f"{FIRST['residuals']} Again"
    assert page.evaluate(found("#scrubber", "getAttribute('aria-valuetext')")) == "0:06.0, residuals"
    assert page.box("#hint")[1] > page.box("#caption")[1] + page.box("#caption")[3]


def test_the_keyboard_is_enough(page: Page) -> None:
    for keys, frame in [
        ("ArrowRight", 38),
        ("ArrowLeft", 37),
        ("Shift+ArrowRight", 52),
        ("Shift+ArrowLeft", 37),
        ("ArrowUp", 0),
        ("ArrowDown", BEAT),
        ("[", 0),
        ("]", BEAT),
        ("End", FRAMES - 1),
        ("Home", 0),
    ]:
        page.press(keys)
        wait_for_frame(page, frame)
        assert shown(page) == colour(frame, {}, 0)
    page.press("?")
    assert page.evaluate(found("#help", "open")) is True
    page.press("Escape")
    assert page.evaluate(found("#help", "open")) is False


def test_full_screen_is_entered_and_left(page: Page) -> None:
    page.press("f")
    page.wait_for("document.fullscreenElement?.id === 'theatre'")
    page.press("f")
    page.wait_for("document.fullscreenElement === null")


def test_it_plays_to_the_end_and_drops_frames_rather_than_lag(page: Page, served: Served) -> None:
    page.evaluate(found("#speed", "value = '4'"))
    page.evaluate(found("#speed", "dispatchEvent(new Event('change'))"))
    page.press("Space")
    assert page.evaluate(found("#play", "ariaLabel")) == "Stop"
    wait_for_frame(page, FRAMES - 1)
    page.wait_for(f"{found('#play', 'ariaLabel')} === 'Play'")
    drawn = served.call(lambda stage: stage.drawn)
    assert len(drawn) > 3
    assert drawn == sorted(set(drawn))
    page.press("Space")  # from the start again
    page.wait_for(f"{found('#picture', 'dataset.frame')} < {FRAMES - 1}")
    page.press("Space")
    assert page.evaluate(found("#play", "ariaLabel")) == "Play"


def test_at_most_two_pictures_are_on_their_way(one_page: Page, served: Served) -> None:
    served.call(lambda stage: stage.pencil.clear())
    one_page.press("Space")
    one_page.wait_for(f"parseInt({found('#time', 'innerText')}.split('frame ')[1]) > 50")
    one_page.press("Space")
    before = served.call(lambda stage: len(stage.drawn))
    served.call(lambda stage: stage.pencil.set())
    frame = int(text(one_page, "#time").split("frame ")[1])
    wait_for_frame(one_page, frame)
    assert served.call(lambda stage: len(stage.drawn)) <= before + 3


def test_frames_that_are_waited_for_give_way(one_page: Page, served: Served) -> None:
    served.call(lambda stage: stage.gate.clear())
    one_page.evaluate("location.hash = '#second.Second@50'")
    wait_for_text(one_page, "#state", "stepping through: 0:00.0")
    for _ in range(5):
        one_page.press("ArrowLeft")
    served.call(lambda stage: stage.drawn.clear())
    served.call(lambda stage: stage.gate.set())
    wait_for_frame(one_page, 45)
    assert served.call(lambda stage: stage.drawn) == [45]
    assert text(one_page, "#caption") == f"{SECOND['step']} Again"


def test_knobs_change_the_picture_while_they_are_dragged(page: Page, served: Served) -> None:
    box = "[aria-label=steps]"
    page.drag(f"input[type=range]{box}", 0.25, 0.5, 0.75)
    value = int(page.evaluate(found("#knob-steps", "value")))
    assert value == pytest.approx(60, abs=4)
    wait_for_colour(page, colour(37, {"steps": str(value)}, 0))
    page.press("ArrowRight")  # the slider has the focus
    wait_for_colour(page, colour(37, {"steps": str(value + 1)}, 0))
    page.click("button[title^='steps back']")
    wait_for_colour(page, colour(37, {}, 0))
    assert page.evaluate(found("#knob-steps", "value")) == "20"


def test_while_a_knob_is_dragged_two_pictures_are_drawn_at_once_and_no_queue_forms(
    page: Page, served: Served
) -> None:
    served.call(lambda stage: stage.pencil.clear())
    begun = served.call(lambda stage: stage.begun)
    page.drag("input[type=range][aria-label=steps]", *(0.3 + 0.02 * k for k in range(31)))
    value = page.evaluate(found("#knob-steps", "value"))
    served.call(lambda stage: stage.pencil.set())
    wait_for_colour(page, colour(37, {"steps": value}, 0))
    assert served.call(lambda stage: len(stage.previewed)) == 2
    assert served.call(lambda stage: stage.begun) - begun == 1  # once the knob was let go
    assert served.call(lambda stage: len(stage.open_takes)) == 1
    assert served.call(lambda stage: len(stage.open_previews)) == 0


def held(page: Page, steps: int) -> None:
    """Drag the slider of the steps to a number, and do not let go."""
    page.evaluate(found("[aria-label=steps]", f"value = {steps}"))
    page.evaluate(found("[aria-label=steps]", "dispatchEvent(new Event('input'))"))


def test_a_knob_that_is_held_changes_the_picture_alone(page: Page, served: Served) -> None:
    begun = served.call(lambda stage: stage.begun)
    for steps in (33, 44, 55):
        held(page, steps)
        wait_for_colour(page, colour(37, {"steps": str(steps)}, 0))
    assert text(page, "#caption") == f"{FIRST['data']} Again"
    page.press("ArrowLeft")
    wait_for_colour(page, colour(36, {"steps": "55"}, 0))
    served.call(lambda stage: stage.fail(FAILED))
    held(page, 66)
    wait_for_text(page, "#failure", FAILED.reason)
    assert shown(page) == colour(36, {"steps": "55"}, 0)
    served.call(lambda stage: stage.fail(None))
    held(page, 77)
    page.wait_for(found("#failure", "hidden"))
    wait_for_colour(page, colour(36, {"steps": "77"}, 0))
    held(page, 20)  # as it was
    wait_for_colour(page, colour(36, {}, 0))
    assert served.call(lambda stage: stage.begun) == begun


def test_values_are_written_as_python(page: Page) -> None:
    typed = {
        "#knob-learning_rate": ("2", "learning_rate = 2.0"),
        "#knob-momentum": ("None", "momentum = None"),
        "#knob-steps": ("7", "steps = 7"),
        "#knob-start": ("-1", "start = (-1.0, 1.2)"),
        "#knob-rule": ("gradient_descent(0.1)", "rule = gradient_descent(0.1)"),
        "#knob-data": ("houses.csv", 'data = Dataset.from_csv("houses.csv")'),
    }
    for field, (value, _) in typed.items():
        page.evaluate(found(field, f"value = {json.dumps(value)}"))
        page.evaluate(found(field, "dispatchEvent(new Event('change'))"))
    page.click("#knob-shows_gradient")
    page.click("#copy")
    page.wait_for(found("#code", "open"))
    written = page.evaluate(found("#code-text", "textContent")).splitlines()
    expected = [*(line for _, line in typed.values()), "shows_gradient = False"]
    assert [line.strip() for line in written[-len(expected) :]] == expected
    wait_for_text(page, "#code-state", "Cop")
    assert text(page, "#code-file") == "my_first.py"
    assert 'lesson = "my_first.MyFirst"' in text(page, "#part-text")
    page.click("#copy-part")
    wait_for_text(page, "#code-state", "the lines")


def test_what_is_saved_is_shown_at_the_same_moment(page: Page, served: Served) -> None:
    served.save("first.py", "# version 1")
    wait_for_colour(page, colour(37, {}, 1))
    wait_for_text(page, "#state", "saved: first.py")
    assert served.call(lambda stage: (stage.saved[0], stage.focus)) == ({served.folder / "first.py"}, 37)
    assert text(page, "#caption") == f"{FIRST['data']} Again"


def test_what_the_code_says_is_beside_what_is_turned(one_page: Page, served: Served) -> None:
    def say(value: str) -> None:
        served.stage.knobs = [
            msgspec.structs.replace(knob, value=value) if knob.name == "steps" else knob
            for knob in served.stage.knobs
        ]

    one_page.evaluate("location.hash = '#first.First@37?steps=33'")
    mark = ".knob:has(#knob-steps) .back"
    wait_for_text(one_page, mark, "code says 20")
    served.call(lambda _: say("25"))
    served.save("first.py", "# version 1")
    wait_for_text(one_page, mark, "code says 25")
    wait_for_colour(one_page, colour(37, {"steps": "33"}, 1))
    served.call(lambda _: say("33"))
    served.save("first.py", "# version 2")
    one_page.wait_for("location.hash === '#first.First@37'")
    assert one_page.evaluate(found(mark, "hidden")) is True


def test_a_save_has_nothing_flicker(page: Page, served: Served) -> None:
    page.evaluate(
        """window.texts = new Set(), window.pictures = new Set(), window.note = () => {
            const parts = ["theatre", "knobs", "lessons"].map((id) => document.getElementById(id).outerHTML);
            texts.add(parts.join());
            pictures.add(document.querySelector("#picture").toDataURL());
        }, window.look = () => (note(), requestAnimationFrame(look)), look(), null"""
    )
    served.call(lambda stage: stage.gate.clear())
    served.save("first.py", "# version 1")
    page.click("#copy")
    page.wait_for(found("#code", "open"))  # which is told after the new take has begun
    page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => shown())))")
    served.call(lambda stage: stage.gate.set())
    wait_for_colour(page, colour(37, {}, 1))
    assert page.evaluate("(note(), [texts.size, pictures.size])") == [1, 2]


def test_an_error_is_told_and_the_last_good_picture_stays(page: Page, served: Served) -> None:
    place = page.box("#picture")
    served.call(lambda stage: stage.fail(FAILED))
    served.save("first.py", "# version 1")
    wait_for_text(page, "#failure", FAILED.reason)
    assert page.box("#picture") == place
    assert text(page, "#place") == "first.py:12"
    assert page.evaluate(found("#log", "textContent")) == FAILED.log
    assert shown(page) == colour(37, {}, 0)
    served.call(lambda stage: stage.fail(None))
    served.save("first.py", "# version 2")
    page.wait_for(found("#failure", "hidden"))
    wait_for_colour(page, colour(37, {}, 2))


def test_frames_before_an_error_can_be_looked_at(one_page: Page, served: Served) -> None:
    served.call(lambda stage: stage.fail(FAILED, at=BEAT))
    one_page.evaluate("location.hash = '#second.Second'")
    one_page.wait_for(f"{found('#lessons', 'value')} === 'second.Second'")
    one_page.evaluate("location.hash = '#first.First@100'")
    wait_for_text(one_page, "#failure", FAILED.reason)
    one_page.press("ArrowLeft")
    wait_for_frame(one_page, BEAT - 1)
    assert shown(one_page) == colour(BEAT - 1, {}, 0)


def test_a_broken_screenplay_is_told_with_its_line(one_page: Page, served: Served) -> None:
    written = (served.folder / "tiny.toml").read_text()
    served.save("tiny.toml", written.replace("[[part]]", "[[part]", 1))
    wait_for_text(one_page, "#failure", "tiny.toml is not valid TOML")
    assert text(one_page, "#place") == "tiny.toml:2"
    assert shown(one_page) == colour(37, {}, 0)
    served.save("tiny.toml", written.replace('"Tiny"', '"Tinier"'))
    one_page.wait_for(found("#failure", "hidden"))
    wait_for_text(one_page, "#title", "Tinier")


def test_a_take_that_does_not_come_on_is_told_with_its_line(one_page: Page, served: Served) -> None:
    served.call(lambda stage: stage.gate.clear())
    one_page.evaluate("location.hash = '#second.Second'")
    wait_for_text(one_page, "#state", "stepping through: 0:00.0")
    busy = Busy(place="second.py:7", seconds=5)
    served.call(lambda stage: next(iter(stage.open_takes)).tell(busy))
    wait_for_text(one_page, "#state", "at second.py:7 for 5 seconds: it may never come to its first play")
    served.call(lambda stage: stage.gate.set())
    wait_for_frame(one_page, 0)
    one_page.wait_for(f"{found('#state', 'textContent')} === ''")


def test_a_lesson_that_has_gone_from_the_screenplay_is_taken_up_once_it_is_back(
    one_page: Page, served: Served
) -> None:
    written = (served.folder / "tiny.toml").read_text()
    served.save("tiny.toml", written.replace("first.First", "first.Other"))
    wait_for_text(one_page, "#failure", "the screenplay has no lesson first.First: choose another")
    assert one_page.evaluate(found("#lessons", "selectedOptions[0].text")) == "First (gone)"
    assert shown(one_page) == colour(37, {}, 0)
    served.save("tiny.toml", written)
    one_page.wait_for(found("#failure", "hidden"))
    served.save("first.py", "# version 1")
    wait_for_colour(one_page, colour(37, {}, 1))
    assert text(one_page, "#lessons").split() == ["First", "Second"]


def test_pages_look_at_different_things(one_page: Page, chromium: Chromium, served: Served) -> None:
    other = opened(chromium, served, "second.Second@20")
    wait_for_frame(other, 20)
    one_page.drag("input[type=range][aria-label=steps]", 0.25, 0.75)
    value = one_page.evaluate(found("#knob-steps", "value"))
    wait_for_colour(one_page, colour(37, {"steps": value}, 0))
    assert shown(other) == colour(20, {}, 0)
    assert served.call(lambda stage: len(stage.open_takes)) == 2
    served.save("second.py", "# version 1")
    wait_for_colour(one_page, colour(37, {"steps": value}, 1))
    wait_for_colour(other, colour(20, {}, 1))
    other.close()


def test_lessons_are_chosen_from_a_list(one_page: Page) -> None:
    groups = one_page.evaluate(
        "[...document.querySelectorAll('optgroup')].map(each => [each.label, each.innerText.trim()])"
    )
    assert groups == [["Beginning", "First"], ["End", "Second"]]
    one_page.evaluate(found("#lessons", "value = 'second.Second'"))
    one_page.evaluate(found("#lessons", "dispatchEvent(new Event('change'))"))
    wait_for_text(one_page, "#caption", SECOND["step"])
    wait_for_frame(one_page, 0)
    one_page.wait_for("location.hash === '#second.Second@0'")


def test_all_fits_in_the_window(page: Page) -> None:
    for width, height in ((1600, 900), (1280, 720), (390, 844)):
        page.set_viewport(width, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        _, top, wide, high = page.box("#picture")
        assert wide == pytest.approx(high * 16 / 9, abs=1)
        assert wide > 0.5 * width
        assert top + high <= page.box("#caption")[1]
        for selector in ("#picture", "#caption", "#scrubber", "#controls"):
            left, top, wide, high = page.box(selector)
            assert left >= 0
            assert left + wide <= width
            assert top + high <= height


def test_its_colours_are_those_of_the_films(one_page: Page) -> None:
    colours = "getComputedStyle(document.documentElement)"
    theme = THEMES["dark"]
    red, green, blue = one_page.evaluate(f"{colours}.backgroundColor.match(/\\d+/g).map(Number)")
    assert f"#{red:02X}{green:02X}{blue:02X}" == theme.background
    assert one_page.evaluate(f"{colours}.getPropertyValue('--first-parameter')") == theme.first_parameter


def test_a_page_that_has_lost_its_server_finds_it_again(browser: Browser, served: Served) -> None:
    page = opened(browser, served, "first.First@37")
    wait_for_frame(page, 37)
    page.drag("input[type=range][aria-label=steps]", 0.25, 0.75)
    value = page.evaluate(found("#knob-steps", "value"))
    wait_for_colour(page, colour(37, {"steps": value}, 0))
    served.end()
    wait_for_text(page, "#state", "no connection")
    again = Served(served.folder, served.port, version=7)
    wait_for_colour(page, colour(37, {"steps": value}, 7))
    page.close()
    again.end()


def test_a_page_that_is_older_than_its_server_loads_itself_again(
    chromium: Chromium, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = chromium.open(f"{served.address}#first.First@40?steps=33")
    assert isinstance(page, ChromiumPage)
    wait_for_frame(page, 40)
    served.end()
    monkeypatch.setattr("scenes.production.live.show.digest", lambda: "of other files")
    with page.page.expect_event("load"):
        again = Served(served.folder, served.port, version=7)
    wait_for_colour(page, colour(40, {"steps": "33"}, 7))
    page.close()
    again.end()
