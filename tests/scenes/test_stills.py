"""A picture that has changed is noticed, shown, and accepted only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from manim import RIGHT, ManimColor, Mobject, config
from PIL import Image

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import Stroke
from scenes.kit.style import palette, typography
from scenes.production.outputs.check import SIZE
from tests.scenes.stills import STILLS, Stills
from tests.scenes.test_lessons import PARTS


def picture(*mobjects: Mobject, shift: float = 0.0) -> Image.Image:
    camera = PaintingCamera(pixel_width=SIZE.width, pixel_height=SIZE.height)
    camera.background_color = ManimColor(palette.BACKGROUND)
    camera.init_background()
    camera.reset()
    camera.capture_mobjects([mobject.shift(shift * RIGHT) for mobject in mobjects])
    return Image.fromarray(np.asarray(camera.pixel_array[..., :3]))


def number(value: float) -> Mobject:
    return LiveNumber(value, size=typography.TICK)


def noisy(clean: Image.Image) -> Image.Image:
    noise = np.random.default_rng(4).integers(-6, 7, (SIZE.height, SIZE.width, 3))
    return Image.fromarray(np.clip(np.asarray(clean) + noise, 0, 255).astype(np.uint8))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with one still, of a number and a dot."""
    assert Stills(tmp_path / "stills", tmp_path / "changes", accept=lambda line: None).compare(
        "Line", {"fit": picture(number(3), Dots([[2, 0, 0]]))}
    ) == []  # fmt: skip
    return tmp_path


@pytest.mark.parametrize(
    ("mobjects", "shift"),
    [
        ([number(8), Dots([[2, 0, 0]])], 0.0),
        ([number(3)], 0.0),
        ([number(3), Dots([[2, 0, 0]], radius=0.07)], 0.0),
        ([number(3), Dots([[2, 0, 0]], color=palette.POINT)], 0.0),
        ([number(3), Dots([[2, 0, 0]]), Stroke([[-1, 1, 0], [0, 1, 0]], color=palette.AXIS, width=2)], 0.0),
        ([number(3), Dots([[2, 0, 0]])], 1.0),
        ([number(3), Dots([[2, 0, 0]])], 0.02),
    ],
    ids=["a digit", "no dot", "smaller dot", "other colour", "thin line", "moved", "moved half a pixel"],
)
def test_a_change_is_told_and_shown(kept: Path, mobjects: Sequence[Mobject], shift: float) -> None:
    now = picture(*mobjects, shift=shift)
    [told] = Stills(kept / "stills", kept / "changes").compare("Line", {"fit": now})
    shown = kept / "changes" / "Line.fit.png"
    assert told.startswith("Line.fit has changed in ")
    assert told.endswith(f"see {shown}, and if it is meant so, run `make accept-stills`")
    with Image.open(shown) as opened:
        assert opened.size == (3 * SIZE.width, SIZE.height)
        assert np.array_equal(np.asarray(opened)[:, SIZE.width : 2 * SIZE.width], np.asarray(now))


def test_what_another_machine_rounds_otherwise_is_no_change(kept: Path) -> None:
    same = picture(number(3), Dots([[2, 0, 0]]))
    for now in (same, noisy(same)):
        assert Stills(kept / "stills", kept / "changes").compare("Line", {"fit": now}) == []


def test_beats_that_come_and_go_are_told(kept: Path) -> None:
    stills, now = Stills(kept / "stills", kept / "changes"), picture(number(1))
    told = stills.compare("Line", {"descend": now})
    assert [line.partition(":")[0] for line in told] == [
        "Line.descend has no still yet",
        "Line.fit has a still, and no beat is called so",
    ]


def test_accepting_keeps_the_present_pictures_and_says_which_are_new(kept: Path) -> None:
    said: list[str] = []
    pictures = {"descend": picture(number(1))}
    assert Stills(kept / "stills", kept / "changes", said.append).compare("Line", pictures) == []
    assert said == [
        f"Line.descend has no still yet: see {kept / 'changes' / 'Line.descend.png'}",
        "Line.fit is gone, for no beat is called so",
    ]
    assert Stills(kept / "stills", kept / "changes").compare("Line", pictures) == []


def test_stills_are_small_and_each_is_of_a_lesson() -> None:
    stills = list(STILLS.iterdir())
    assert {path.name.partition(".")[0] for path in stills} == {part.scene for part in PARTS}
    assert sum(path.stat().st_size for path in stills) < 3_000_000
    assert config.frame_width * SIZE.height == config.frame_height * SIZE.width
