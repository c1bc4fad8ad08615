"""A ring of words: where they stand, and which of them is lit."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.plots.word_ring import BLUR, QUIET, WordRing
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

BOX = Box(-4, 4, -1, 1)
NAMES = ("predict", "cost", "gradients", "update")


@pytest.fixture
def ring() -> WordRing:
    return WordRing(BOX, dict.fromkeys(NAMES, palette.TEXT))


def opacities(ring: WordRing) -> list[float]:
    return [float(word.submobjects[0].get_fill_opacity()) for word in ring.words]


def test_words_stand_clockwise_in_the_corners_and_arrows_lead_on(ring: WordRing) -> None:
    sides = [tuple(np.sign(word.get_center()[:2])) for word in ring.words]
    assert sides == [(-1, 1), (1, 1), (1, -1), (-1, -1)]
    assert ring.get_left()[0] >= BOX.left - 1e-9
    assert ring.get_right()[0] <= BOX.right + 1e-9
    for number, arrow in enumerate(ring.arrows):
        tail, tip = arrow.points
        word, after = ring.words[number], ring.words[(number + 1) % 4]
        way = after.get_center() - word.get_center()
        assert (tip - tail) @ way > 0
        assert min(abs(tip - tail)[:2]) < 1e-9


def test_each_quarter_of_a_round_lights_one_word(ring: WordRing) -> None:
    for number in range(4):
        assert opacities(ring.light_at((number + 0.5) / 4)) == [
            1.0 if other == number else pytest.approx(QUIET) for other in range(4)
        ]


def test_after_many_rounds_all_are_lit(ring: WordRing) -> None:
    assert opacities(ring.light_at(BLUR + 0.1)) == [1.0] * 4
