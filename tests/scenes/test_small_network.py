"""What the lesson on the network says before its training begins, and where its walker ends."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest

from scenes.small_network import SmallNetwork


@pytest.fixture(scope="module")
def scene() -> SmallNetwork:
    lesson = SmallNetwork(skip_animations=True)
    lesson.setup()
    return lesson


def test_no_step_is_shown_before_the_first(scene: SmallNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def play(*_: Any, **__: Any) -> None:
        shown.append(scene.step.number.written)

    monkeypatch.setattr(scene, "play", play)
    monkeypatch.setattr(scene, "hold", play)
    monkeypatch.setattr(scene, "beat", lambda *_, **__: nullcontext())
    scene.go_through_loop()
    assert shown
    assert set(shown) == {"0"}


def test_the_walker_arrives_in_the_valley(scene: SmallNetwork) -> None:
    assert scene.walk.path[-1] == pytest.approx(scene.objective.minima.min(), abs=0.05)
