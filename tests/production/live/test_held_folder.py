"""Temporary folders that a killed process leaves are removed, and those of one that lives are not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.production.live.held_folder import HeldFolder
from tests.production.conftest import ROOT

HOLDING = """
from scenes.production.live.held_folder import HeldFolder
held = HeldFolder()
(held.path / "texts").mkdir()
print(held.path, flush=True)
input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary folders."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_process_has_left_goes_and_what_another_uses_stays(temporary: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLDING]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as running:
        assert running.stdout is not None
        left = Path(running.stdout.readline().strip())
        first = HeldFolder()
        assert {left, first.path} == set(temporary.iterdir())
        running.kill()
    second = HeldFolder()
    assert {first.path, second.path} == set(temporary.iterdir())
    first.remove()
    second.remove()
    assert list(temporary.iterdir()) == []


def test_nothing_else_is_removed(temporary: Path) -> None:
    theirs = temporary / "theirs"
    theirs.mkdir()
    (temporary / "lecture-live.link").symlink_to(theirs)
    (temporary / "lecture-live.file").write_text("")
    HeldFolder().remove()
    assert sorted(path.name for path in temporary.iterdir()) == [
        "lecture-live.file",
        "lecture-live.link",
        "theirs",
    ]
    assert theirs.is_dir()


def test_a_folder_that_is_taken_for_abandoned_while_it_is_made_is_made_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = temporary / "lecture-live.gone"
    made = iter([gone, temporary / "lecture-live.made"])

    def make(prefix: str) -> str:
        path = next(made)
        if path != gone:
            path.mkdir()
        return str(path)

    monkeypatch.setattr("tempfile.mkdtemp", make)
    held = HeldFolder()
    assert held.path.name == "lecture-live.made"
    held.remove()
