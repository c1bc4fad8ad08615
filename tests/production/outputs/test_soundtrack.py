"""How loud tracks are is measured once, and again when one of them is another."""

from pathlib import Path

import numpy as np
import pytest

from scenes.production.media.loudness import Level, level
from scenes.production.media.sound import write_track
from scenes.production.outputs import soundtrack
from scenes.production.outputs.soundtrack import gain_of


def test_loudness_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    track, kept, told, times = tmp_path / "a.wav", tmp_path / "loudness.json", list[str](), list[int]()

    def counted(tracks: list[Path]) -> Level:
        times.append(len(tracks))
        return level(tracks)

    def tone(amplitude: float) -> None:
        sound = amplitude * 32767 * np.sin(np.arange(2 * 48_000) * 440 * 2 * np.pi / 48_000)
        write_track(track, [(0, np.stack([sound, sound], axis=1).astype(np.int16))], 30, 15)

    monkeypatch.setattr(soundtrack, "level", counted)
    tone(0.1)
    first = gain_of("Tone", [track], kept, told.append)
    assert gain_of("Tone", [track], kept, told.append) == first
    assert len(times) == 1
    tone(0.2)
    assert gain_of("Tone", [track], kept, told.append) == pytest.approx(first - 6.02, abs=0.1)
    assert len(times) == 2
    kept.write_bytes(kept.read_bytes().replace(b"gain", b"game"))
    gain_of("Tone", [track], kept, told.append)
    assert len(times) == 3
    assert not told
    tone(0.0001)
    gain_of("Tone", [track], kept, told.append)
    gain_of("Tone", [track], kept, told.append)
    assert len(times) == 4
    assert told[0] == told[1]
    assert "record it louder" in told[0]
