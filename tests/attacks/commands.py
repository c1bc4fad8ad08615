"""Running the `lecture` command as a program, as a terminal does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def started(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start the command in a folder, with pipes to read what it says."""
    return subprocess.Popen(
        [sys.executable, "-m", "scenes.production", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run the command in a folder, and return its exit code, its output, and its errors."""
    process = started(folder, *arguments, environment=environment)
    out, error = process.communicate()
    return process.returncode, out, error


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in a folder, in which `$lecture` is the command."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "lecture": f"{sys.executable} -m scenes.production"}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def told(output: str, hidden: Sequence[Path] = ()) -> str:
    """Return the one line that is told, its folders left out."""
    lines = [line for line in output.splitlines() if line.strip()]
    assert len(lines) == 1, output
    line = lines[0]
    for folder in hidden:
        line = line.replace(f"{folder}/", "")
    return line
