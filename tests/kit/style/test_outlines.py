"""A text that is read from its kept outlines is the one that was read from its SVG."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import Typst, tempconfig
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.frame_digest import FrameDigests
from scenes.kit.style import typography

TEXTS: list[Callable[[], Typst]] = [
    lambda: typography.text("words, *bold* and _italic_"),
    lambda: typography.formula("J'(w) / (J''(w)) + sqrt(x)"),
    lambda: typography.formula("{{ a^2 : left }} = {{ b + {{ c : inner }} : right }}"),
    lambda: typography.text("#underline[a line] #h(1em)"),
]


def read_anew(text: Callable[[], Typst]) -> Typst:
    """Return a text as another process would read it."""
    SVG_HASH_TO_MOB_MAP.clear()
    typography.set_once.cache_clear()
    return text()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_from_kept_outlines_has_the_points_the_look_and_the_parts_of_the_first(
    text: Callable[[], Typst], tmp_path: Path
) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        first = read_anew(text)
        assert list(tmp_path.rglob("*.npz"))
        for svg in tmp_path.rglob("*.svg"):
            assert svg.stat().st_size > 0
        again = read_anew(text)
    pairs = list(zip(first.submobjects, again.submobjects, strict=True))
    assert pairs
    for one, other in pairs:
        np.testing.assert_array_equal(one.points, other.points)
        np.testing.assert_array_equal(one.fill_rgbas, other.fill_rgbas)
        np.testing.assert_array_equal(one.stroke_rgbas, other.stroke_rgbas)
        assert one.stroke_width == other.stroke_width
        assert type(one) is type(other)
    assert list(first.id_to_vgroup_dict) == list(again.id_to_vgroup_dict)
    for name, group in first.id_to_vgroup_dict.items():
        places = [first.submobjects.index(each) for each in group]
        assert places == [again.submobjects.index(each) for each in again.id_to_vgroup_dict[name]]
    first.scale(3)
    again.scale(3)
    assert [part.stroke_width for part in first] == [part.stroke_width for part in again]


def test_frames_with_a_text_from_kept_outlines_are_found_in_the_cache(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        first, again = (read_anew(TEXTS[1]) for _ in range(2))
    digests = FrameDigests(PaintingCamera())
    assert digests.of(first.submobjects) == digests.of(again.submobjects)


@pytest.mark.parametrize("damage", [b"", b"not what was written"])
def test_outlines_that_are_not_what_was_written_are_read_anew(damage: bytes, tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        first = read_anew(TEXTS[0])
        [kept] = tmp_path.rglob("*.npz")
        whole = kept.read_bytes()
        kept.write_bytes(damage)
        again = read_anew(TEXTS[0])
        assert kept.read_bytes() == whole
    np.testing.assert_array_equal(first.get_all_points(), again.get_all_points())


def test_a_text_is_set_where_no_outlines_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr("scenes.kit.style.outlines.np.savez", full)
    with tempconfig({"media_dir": str(tmp_path)}):
        assert len(read_anew(TEXTS[0])) > 10
        assert not list(tmp_path.rglob("*.npz*"))
