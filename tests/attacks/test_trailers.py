"""Trailers: shots that cannot be cut are named with their number, their beat and the remedy."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.production.media.concat import count_frames
from tests.attacks.commands import run, started, told
from tests.production.conftest import lecture, write_project

Row = Callable[[str, object], None]

LOW = ("--quality", "low")

NO_SHOTS = [
    (
        "no list",
        "[trailer]\nseconds = 2",
        "`trailer` must be a list of tables: start each one with [[trailer]]",
    ),
    ("no beat", "[[trailer]]\nseconds = 2", "shot 1: `beat` is missing: add it"),
    ("no length", '[[trailer]]\nbeat = "First.data"', "shot 1: `seconds` is missing: add it"),
    (
        "an unknown key",
        '[[trailer]]\nbeat = "First.data"\nseconds = 2\nfade = 1',
        "unknown key `fade`: remove",
    ),
    (
        "a beat without its lesson",
        '[[trailer]]\nbeat = "data"\nseconds = 2',
        "as in First.data: choose a lesson",
    ),
    ("no such lesson", '[[trailer]]\nbeat = "Third.data"\nseconds = 2', "choose a lesson from First, Second"),
    (
        "no such beat",
        '[[trailer]]\nbeat = "First.end"\nseconds = 2',
        "has no beat 'end': choose from data, resi",
    ),
    ("a beat that is a number", "[[trailer]]\nbeat = 3\nseconds = 2", "`beat` must be a text in quotes"),
    (
        "seconds in words",
        '[[trailer]]\nbeat = "First.data"\nseconds = "2"',
        "from 1 to 3600, as in seconds = 2.5",
    ),
    (
        "seconds that are true",
        '[[trailer]]\nbeat = "First.data"\nseconds = true',
        "a number of seconds from 1",
    ),
    (
        "half a second",
        '[[trailer]]\nbeat = "First.data"\nseconds = 0.5',
        "a number of seconds from 1 to 3600",
    ),
    ("no end", '[[trailer]]\nbeat = "First.data"\nseconds = inf', "a number of seconds from 1 to 3600"),
    ("seconds of 400 digits", f'[[trailer]]\nbeat = "First.data"\nseconds = {10**400}', "from 1 to 3600"),
    (
        "a start before the beat",
        '[[trailer]]\nbeat = "First.data"\nseconds = 2\nstart = -1',
        "`start` must be a number of seconds from 0 to 3600",
    ),
    (
        "a start that is none",
        '[[trailer]]\nbeat = "First.data"\nseconds = 2\nstart = nan',
        "of seconds from 0",
    ),
    (
        "a row too long",
        f'[[trailer]]\nbeat = "First.data"\nseconds = 9\nwords = "{"word " * 9}"',
        "and there is room for 34: shorten it, or break it into two rows",
    ),
    (
        "three rows",
        '[[trailer]]\nbeat = "First.data"\nseconds = 9\nwords = "a\\nb\\nc"',
        "has 3 rows, and there is room for 2: shorten it",
    ),
    (
        "words too long for a shot",
        '[[trailer]]\nbeat = "First.data"\nseconds = 1\nwords = "How far is it from here?"',
        "1 s are too short to read 'How far is it from here?': shorten it, or give it 1.5 s",
    ),
    ("no words", '[[trailer]]\nbeat = "First.data"\nseconds = 2\nwords = " "', "`words` is empty: write it"),
    (
        "half a pair of braces",
        '[[trailer]]\nbeat = "First.data"\nseconds = 2\nwords = "{steps"',
        "do not pair up: write {{ and }}",
    ),
    (
        "a backslash",
        "[[trailer]]\nbeat = 'First.data'\nseconds = 2\nwords = 'a \\b'",
        "has a backslash, which subtitles take for markup: write it in words",
    ),
]


@pytest.mark.parametrize(("case", "shots", "said"), NO_SHOTS, ids=[case for case, *_ in NO_SHOTS])
def test_what_is_no_shot_is_named(
    tmp_path: Path, case: str, shots: str, said: str, record_property: Row
) -> None:
    root = tmp_path / "project"
    write_project(root)
    with (root / "tiny.toml").open("a") as screenplay:
        screenplay.write(shots)
    result = lecture(root, "trailer", "tiny", *LOW)
    assert result.exit_code == 2
    line = told(result.stderr, [root])
    assert line.startswith("Error: tiny.toml")
    assert said in line
    assert len(line) < 300
    assert not (root / "media").exists()
    record_property("case", (f"a trailer's shot: {case}", line))


def test_a_lecture_without_shots_is_told_how_to_list_some(tmp_path: Path, record_property: Row) -> None:
    root = tmp_path / "project"
    write_project(root)
    result = lecture(root, "trailer", "tiny", *LOW)
    assert result.exit_code == 2
    line = told(result.stderr)
    assert line == (
        "Error: tiny.toml lists no shots for a trailer: add some at its end, each in rows as [[trailer]], "
        'beat = "First.data", seconds = 4'
    )
    assert not (root / "media").exists()
    record_property("case", ("a trailer of no shots", line))


NO_CUTS = [
    (
        "longer than its beat",
        "seconds = 5",
        "shot 1 (Second.step): it ends 5 s after its beat begins, which is",
    ),
    ("behind its beat", "start = 3\nseconds = 1", "shot 1 (Second.step): it ends 4 s after its beat begins"),
    (
        "with a number of another beat",
        'seconds = 1\nwords = "{steps}"',
        "`words`: the lesson gives no number 's",
    ),
]


@pytest.mark.parametrize(("case", "shot", "said"), NO_CUTS, ids=[case for case, *_ in NO_CUTS])
def test_what_cannot_be_cut_is_named_once_its_beat_is_rendered(
    rendered: Path, case: str, shot: str, said: str, record_property: Row
) -> None:
    with (rendered / "tiny.toml").open("a") as screenplay:
        screenplay.write(f'[[trailer]]\nbeat = "Second.step"\n{shot}\n')
    result = lecture(rendered, "trailer", "tiny", *LOW)
    assert result.exit_code == 2
    line = told(result.stderr, [rendered])
    assert said in line
    assert not (rendered / "media/trailers").exists()
    record_property("case", (f"a trailer's shot: {case}", line))


def test_a_trailer_that_is_killed_leaves_nothing_and_is_made_up_for(
    rendered: Path, record_property: Row
) -> None:
    with (rendered / "tiny.toml").open("a") as screenplay:
        screenplay.write('[[trailer]]\nbeat = "First.data"\nseconds = 1.5\nwords = "Points"\n')
    process = started(rendered, "trailer", "tiny", *LOW, "--jobs", "1")
    while not list(rendered.glob("media/parts/tiny/480p15/trailer/pieces/*")):
        assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not [path for path in rendered.glob("media/trailers/*") if path.suffix in (".mp4", ".srt")]
    code, out, error = run(rendered, "trailer", "tiny", *LOW)
    assert (code, error) == (0, "")
    assert sorted(path.name for path in (rendered / "media/trailers").iterdir()) == [
        "tiny.480p15.mp4",
        "tiny.480p15.srt",
    ]
    assert not [path for path in rendered.rglob("*") if path.name.endswith(".unfinished")]
    assert count_frames(rendered / "media/trailers/tiny.480p15.mp4") == 22 - 4 + 34
    record_property("case", ("a trailer that is killed while it is encoded, and made again", out.strip()))
