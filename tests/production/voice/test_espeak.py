"""The voice that needs no network, and what it has said."""

import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from manim import config, tempconfig

from scenes.closing import Closing
from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.production.media.sound import RATE, read_sound
from scenes.production.voice.choice import Service, voice_named
from scenes.script.captions import BREATH
from scenes.script.manifest import read
from tests.production.conftest import lecture

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@pytest.fixture
def espeak(tmp_path: Path) -> Service:
    voice = voice_named("espeak", tmp_path)
    assert isinstance(voice, Service)
    return voice


def test_it_speaks_at_a_calm_pace(espeak: Service) -> None:
    line = "Both sides show the same moment. The arrow points downhill, against the gradient."
    sound = read_sound(espeak.sound("CostContours", "walk", line))
    assert np.abs(sound).max() > 3_000
    assert 11 < len(line) / (len(sound) / RATE) < 17


def test_a_line_is_spoken_once(espeak: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    first = espeak.sound("Closing", "rule", "One rule, -2 times.")
    monkeypatch.setattr(subprocess, "run", None)
    assert espeak.sound("Opening", "question", "One rule, -2 times.") == first
    with pytest.raises(ValueError, match=r"EspeakService does not speak"):
        espeak.sound("Closing", "rule", "One rule, 3 times.")
    assert list(first.parent.iterdir()) == [first]


def test_a_lesson_waits_for_its_words(espeak: Service) -> None:
    said = {}

    class SlowSpeaker(BeatHook):
        def speak(self, name: str, line: str) -> float:
            said[name] = len(read_sound(espeak.sound("Closing", name, line))) / RATE * 2
            return said[name]

    with tempconfig({"dry_run": True}):
        lesson = Closing(skip_animations=True)
        lesson.beat_hooks.append(SlowSpeaker())
        lesson.render()
    assert [beat.name for beat in lesson.beats] == list(said)
    for beat in lesson.beats:
        assert beat.frames >= (said[beat.name] + BREATH) * config.frame_rate
    waited = [
        beat for beat in lesson.beats if beat.frames < (said[beat.name] + BREATH) * config.frame_rate + 2
    ]
    assert waited


def test_a_film_is_spoken_by_it(unspoken: Path) -> None:
    result = lecture(unspoken, "render", "tiny", "--quality", "low", "--voice", "espeak")
    assert result.exit_code == 0, result.output
    manifests = [read(path) for path in sorted((unspoken / "media/parts").rglob("480p15/*.json"))]
    with av.open(unspoken / "media/lectures/tiny.480p15.voice.mp4") as film:
        left = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    start = 0
    voice = voice_named("espeak", unspoken)
    for manifest in manifests:
        for beat in manifest.beats:
            words = read_sound(voice.sound(manifest.lesson, beat.name, beat.line))[:, 0] / 32_768
            first = round((start + beat.start) / 15 * RATE)
            heard = left[first : first + len(words)]
            assert np.corrcoef(words, heard)[0, 1] > 0.98
        start += manifest.frames
