"""What `make` says while it sets up, lints and clears away; programs that are missing are pretended to be."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PYTHON = """#!/bin/sh
# Makes an environment whose pip says what a test wants.
if [ "$2" = venv ]; then
    mkdir -p .venv/bin
    cp "$0.pip" .venv/bin/python
    printf '#!%s/.venv/bin/python\\n' "$(pwd -P)" > .venv/bin/pip
else
    exec {python} "$@"
fi
"""

NO_NETWORK = """
echo 'ERROR: Could not find a version that satisfies the requirement av==17.1.0 (from versions: none)'
echo 'ERROR: No matching distribution found for av==17.1.0'
exit 1
"""
NO_ROOM = """
echo 'Collecting av==17.1.0'
echo 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'
exit 1
"""
ANYTHING_ELSE = """
echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'
exit 1
"""
WORKS = """
echo 'Collecting av==17.1.0 (from -r requirements.lock (line 1))'
echo 'Building wheel for pycairo (pyproject.toml): started'
echo 'Building wheel for pycairo (pyproject.toml): finished'
echo 'Installing collected packages: av, pycairo'
"""


class Newcomer:
    """Someone with a fresh clone, on a machine whose pip and apt-get a test writes."""

    def __init__(self, folder: Path) -> None:
        self.place, self.programs = folder / "project", folder / "bin"
        self.place.mkdir()
        self.programs.mkdir()
        for name in ("Makefile", "setup.sh", "pyproject.toml", *(path.name for path in ROOT.glob("*.lock"))):
            shutil.copy(ROOT / name, self.place)
        self.has("python3", PYTHON.format(python=sys.executable))

    def has(self, name: str, program: str) -> None:
        file = self.programs / name
        file.write_text(program if program.startswith("#!") else f"#!/bin/sh\n{program}")
        file.chmod(0o755)

    def runs(self, command: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.place,
            env={**kept, "PATH": f"{self.programs}:{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


@pytest.mark.parametrize(
    ("pip", "line"),
    [
        (NO_NETWORK, "The packages could not be downloaded. No network?"),
        (NO_ROOM, "No room for the Python packages: make room on this disk"),
        (ANYTHING_ELSE, "pip has failed: .venv/pip.log has all that it says"),
    ],
    ids=["no network", "no room", "anything else"],
)
def test_why_packages_are_not_there_is_said(newcomer: Newcomer, pip: str, line: str) -> None:
    newcomer.has("python3.pip", pip)
    done = newcomer.runs("make preview")
    assert done.returncode == 2
    assert line in done.stdout
    assert ("THESE PACKAGES" in done.stdout) == (pip == ANYTHING_ELSE)
    assert "No matching distribution" not in done.stdout
    assert not (newcomer.place / ".venv/set-up").exists()


def test_pip_says_how_far_it_is(newcomer: Newcomer) -> None:
    newcomer.has("python3.pip", WORKS)
    done = newcomer.runs("make setup")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[:3] == [
        "Python packages go into .venv: 900 MB there, some 260 MB to download, a few minutes",
        "  compiling pycairo",
        "  unpacking what is new",
    ]
    # Each line there begins with a carriage return, which is read as the end of the one before.
    on_a_terminal = newcomer.runs("rm .venv/set-up; script -qec 'make setup' /dev/null").stdout
    assert "\033[K  package 1: av==17.1.0\n\033[K  compiling pycairo\n\033[K" in on_a_terminal


def test_what_is_installed_for_the_whole_machine_is_said_before(newcomer: Newcomer) -> None:
    newcomer.has("python3.pip", WORKS)
    newcomer.has("pkg-config", "exit 1")
    newcomer.has("id", "echo 1000")
    newcomer.has("apt-get", "exit 1")
    newcomer.has("sudo", 'echo "[sudo] password for reader:"; exit 1')
    done = newcomer.runs("make setup")
    said = done.stdout.splitlines()
    assert said[:3] == [
        "apt-get installs, a compiler and the headers of Cairo and Pango, which draw: "
        "libcairo2-dev libpango1.0-dev",
        "For this alone, sudo may ask for your password.",
        "[sudo] password for reader:",
    ]
    assert done.returncode == 2
    assert not (newcomer.place / ".venv").exists()


def test_an_old_python_is_named_before_anything_is_installed(newcomer: Newcomer) -> None:
    newcomer.has("python3", 'case "$2" in *version_info*) exit 1 ;; esac\necho Python 3.10.12')
    newcomer.has("apt-get", "echo apt-get was called")
    done = newcomer.runs("make setup")
    assert done.stdout.splitlines()[0] == (
        "Python 3.10.12 is too old: install Python 3.11 or newer, and name it: make PYTHON=python3.12"
    )
    assert done.returncode == 2


def test_tests_of_what_cannot_be_installed_are_skipped(newcomer: Newcomer) -> None:
    """Ubuntu has Firefox as a snap alone; the other programs, which are missing too, are installed."""
    newcomer.has("apt-get", 'case "$*" in *firefox-esr*) echo "E: no package firefox-esr"; exit 100 ;; esac')
    newcomer.has("id", "echo 0")
    for name in ("dirname", "env", "grep", "mkdir", "sh", "tail", "tee"):
        (newcomer.programs / name).symlink_to(str(shutil.which(name)))
    newcomer.has("python3.pip", WORKS)
    done = newcomer.runs("python3 -m venv .venv && PATH=${PATH%%:*} ./setup.sh test-tools")
    assert done.returncode == 0, done.stdout
    said = done.stdout.splitlines()
    assert [line for line in said if "skipped" in line] == ["Tests that need firefox-esr are skipped."]
    for package in ("chromium-headless-shell", "firefox-esr", "espeak-ng", "sox"):
        assert f"apt-get installs, for tests alone: {package}" in said


def test_a_word_that_is_not_known_is_refused(newcomer: Newcomer) -> None:
    done = newcomer.runs("./setup.sh voices")
    assert done.returncode == 2
    assert done.stdout.startswith("setup.sh knows no voices: ")


def test_users_get_no_packages_of_developers() -> None:
    locked = {
        path.name: set(re.findall(r"^([\w.-]+)==", path.read_text(), re.MULTILINE))
        for path in ROOT.glob("*.lock")
    }
    developers = {"pytest", "mypy", "ruff", "playwright", "hypothesis", "ipykernel", "scipy-stubs"}
    assert developers <= locked["requirements-dev.lock"]
    assert locked["requirements.lock"] & (developers | {"distributed", "manim-voiceover"}) == set()
    assert {"manim", "numba", "manim-slides", "starlette", "anywidget"} <= locked["requirements.lock"]


def test_make_alone_names_every_target(newcomer: Newcomer) -> None:
    targets = re.findall(r"^\.PHONY: (help .*)", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    assert re.findall(r"^  make (\S+) +\S", newcomer.runs("make").stdout, re.MULTILINE) == targets


def test_clean_keeps_films_and_clean_media_removes_them(newcomer: Newcomer) -> None:
    place = newcomer.place
    for name in (".venv/x", "media/lectures/film.mp4", "media/gallery/a.webp", "media/notebooks/a.ipynb"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).touch()
    for folder in ("gdmath/__pycache__", "scenes", "tests"):
        (place / folder).mkdir(parents=True)
    assert newcomer.runs("make clean").returncode == 0
    assert not (place / ".venv").exists()
    assert not (place / "gdmath/__pycache__").exists()
    assert (place / "media/lectures/film.mp4").exists()
    assert newcomer.runs("make clean-media").returncode == 0
    assert sorted(path.name for path in (place / "media").iterdir()) == ["gallery", "notebooks"]


def test_lint_looks_at_what_git_tracks(newcomer: Newcomer) -> None:
    place = newcomer.place
    (place / "scenes").mkdir()
    for name in ("ours.py", "gone.py", "scenes/mine.py"):
        (place / name).write_text("x = 1\n")
    assert newcomer.runs("git init -q && git add ours.py gone.py && rm gone.py").returncode == 0
    planned = newcomer.runs("make -n lint").stdout
    checks = [
        line.split()[1:] for line in planned.splitlines() if re.match(r"@?\.venv/bin/(ruff|mypy) ", line)
    ]
    assert checks == [["check", "ours.py"], ["format", "--check", "ours.py"], ["ours.py"]]


def test_tests_leave_the_home_folder_alone() -> None:
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert not Path.home().is_relative_to(home)
    assert not [name for name in os.environ if re.fullmatch(r"XDG_\w+_HOME", name)]
