"""Bytecode that Python would take for that of another source."""

import importlib.util
import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.script.bytecode import remove_outdated


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module with its bytecode."""
    path = tmp_path / "colour.py"
    path.write_text("print('blue')\n")
    bytecode = Path(importlib.util.cache_from_source(str(path)))
    while not bytecode.exists() or bytecode.stat().st_ctime_ns <= path.stat().st_ctime_ns:
        py_compile.compile(str(path), doraise=True)  # until the file system's clock has gone on
    return path


def rewrite(path: Path, text: str) -> None:
    """Write a file anew, and set it back to the time that it had."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def run(module: Path) -> str:
    command = [sys.executable, "-c", f"import {module.stem}"]
    done = subprocess.run(command, cwd=module.parent, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_module_of_the_same_size_and_time_is_compiled_anew(module: Path) -> None:
    rewrite(module, "print('pink')\n")
    assert run(module) == "blue", "else this test shows nothing: Python itself takes notice"
    assert remove_outdated([module])
    assert run(module) == "pink"


def test_what_is_up_to_date_or_seen_by_python_stays(module: Path, tmp_path: Path) -> None:
    bytecode = Path(importlib.util.cache_from_source(str(module)))
    assert not remove_outdated([module, tmp_path / "table.csv", tmp_path / "none.py"])
    module.write_text("print('of another size')\n")
    assert not remove_outdated([module])
    assert bytecode.exists()
