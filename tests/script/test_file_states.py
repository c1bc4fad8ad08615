"""Files that were changed, and files that were not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.script.file_states import FileStates


def change_and_change_back(path: Path) -> None:
    before, written = path.stat(), path.read_bytes()
    path.write_bytes(b"x")
    path.write_bytes(written)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "code_holds", "data_hold"),
    [
        (lambda path: None, True, True),
        (lambda path: path.read_bytes(), True, True),
        (lambda path: path.write_bytes(b"other"), False, False),
        (change_and_change_back, False, True),
        (lambda path: path.unlink(), False, False),
    ],
)
def test_code_is_not_to_be_touched_and_data_not_to_change(
    tmp_path: Path, change: Callable[[Path], object], code_holds: bool, data_hold: bool
) -> None:
    for name, holds in (("lesson.py", code_holds), ("heights.csv", data_hold)):
        path = tmp_path / name
        path.write_bytes(b"1,2\n")
        states = FileStates.of([path])
        change(path)
        assert states.still_hold() == holds, name


def test_a_file_that_comes_is_a_change(tmp_path: Path) -> None:
    states = FileStates.of([tmp_path / "late.py"])
    assert states.still_hold()
    (tmp_path / "late.py").write_text("")
    assert not states.still_hold()
