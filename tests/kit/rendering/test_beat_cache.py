"""A scene's beats as they are recorded, and as they are replayed the next time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from scenes.kit.rendering.beat_cache import BeatCache, BeatPlayback, StaleCacheError

Play = tuple[int, list[str]]

BEATS: dict[str, list[Play]] = {"first": [(30, ["a"]), (150, ["b", "c"])], "after first": [(9, ["d"])]}


def cache(folder: Path, key: str = "key", lost: str = "") -> BeatCache:
    return BeatCache(folder, key, lambda name: name != lost)


def play(
    playback: BeatPlayback, beats: dict[str, list[Play]], last_picture: str = "end"
) -> list[Play | None]:
    """Play beats of which each starts from a picture that is called after it; return what was cached."""
    found = []
    for beat, plays in beats.items():
        for frames, names in plays:
            found.append(playback.next_play(beat, partial(str, f"picture of {beat}")))
            if found[-1] is None:
                for name in names:
                    playback.add_segment(frames // len(names), name)
    playback.finish(last_picture)
    return found


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A folder in which the beats are recorded."""
    assert play(BeatPlayback(cache(tmp_path), replays=True), BEATS) == [None, None, None]
    return tmp_path


def test_what_was_recorded_is_replayed(recorded: Path) -> None:
    assert play(BeatPlayback(cache(recorded), replays=True), BEATS) == [
        *BEATS["first"],
        *BEATS["after first"],
    ]


@pytest.mark.parametrize(
    ("other", "replayed"),
    [
        (cache, 3),
        (lambda folder: cache(folder, key="other code"), 0),
        (lambda folder: cache(folder, lost="c"), 1),
        (lambda folder: cache(folder, lost="d"), 2),
    ],
)
def test_only_what_is_there_and_by_the_same_code_is_replayed(
    recorded: Path, other: Callable[[Path], BeatCache], replayed: int
) -> None:
    found = play(BeatPlayback(other(recorded), replays=True), BEATS)
    assert sum(each is not None for each in found) == replayed


def test_nothing_is_replayed_if_the_cache_may_not_be_read(recorded: Path) -> None:
    assert play(BeatPlayback(cache(recorded), replays=False), BEATS) == [None, None, None]


@pytest.mark.parametrize(
    ("beats", "last_picture", "told"),
    [
        (BEATS, "another end", "'after first' does not end with the picture"),
        ({**BEATS, "first": BEATS["first"][:1]}, "end", "'first' has fewer plays"),
        ({**BEATS, "first": BEATS["first"] * 2}, "end", "'first' has more plays"),
    ],
)
def test_a_beat_that_plays_otherwise_than_recorded_is_an_error(
    recorded: Path, beats: dict[str, list[Play]], last_picture: str, told: str
) -> None:
    with pytest.raises(StaleCacheError, match=told):
        play(BeatPlayback(cache(recorded), replays=True), beats, last_picture)


def test_what_is_no_longer_played_is_removed(recorded: Path) -> None:
    assert len(list(recorded.glob("*.json"))) == 2
    play(BeatPlayback(cache(recorded), replays=True), {"first": BEATS["first"]}, "picture of after first")
    assert len(list(recorded.glob("*.json"))) == 1


NO_PLAYS = '{"plays": [], "last_picture": "end"}'


@pytest.mark.parametrize("content", ["", "{}", '{"plays": [[1]], "last_picture": ""}', "[]", NO_PLAYS])
def test_an_entry_that_is_not_what_was_written_is_played_anew(recorded: Path, content: str) -> None:
    for path in recorded.glob("*.json"):
        path.write_text(content)
    found = play(BeatPlayback(cache(recorded), replays=True), BEATS)
    assert found == [None, None, None]


def test_entries_in_each_other_s_place_are_played_anew(recorded: Path) -> None:
    one, other = recorded.glob("*.json")
    contents = one.read_bytes(), other.read_bytes()
    other.write_bytes(contents[0])
    one.write_bytes(contents[1])
    found = play(BeatPlayback(cache(recorded), replays=True), BEATS)
    assert found == [None, None, None]


@pytest.mark.parametrize(("is_key_true", "recorded"), [(True, 2), (False, 0)])
def test_what_was_played_by_code_that_is_no_longer_there_is_not_recorded(
    tmp_path: Path, is_key_true: bool, recorded: int
) -> None:
    cache = BeatCache(tmp_path, "key", lambda name: True, lambda: is_key_true)
    play(BeatPlayback(cache, replays=True), BEATS)
    assert len(list(tmp_path.glob("*.json"))) == recorded
