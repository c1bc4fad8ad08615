"""What Manim is configured with, tried out before anything renders."""

import subprocess
import sys
from configparser import ConfigParser
from configparser import Error as SyntaxFault
from pathlib import Path

from scenes.script.project import MANIM_CONFIG
from scenes.script.themes import OPTION, THEME, theme_named


def check_configuration(folder: Path) -> None:
    """Make sure that Manim works in a folder, and starts with the user's own configuration files, if any.

    Parameters
    ----------
    folder : Path
        The lecture's folder, whose `manim.cfg` Manim reads as well as that in the user's home.

    Raises
    ------
    ValueError
        If it does not: one line that names the folder or the file.
    """
    if "{" in str(folder) or "}" in str(folder):
        raise ValueError(f"{folder} has braces, in which Manim looks for its own names: rename the folder")
    files = [path for path in _files(folder) if path.is_file()]
    for path in files:
        _check_theme(path, _parsed(path))
    own = [path for path in files if path != MANIM_CONFIG]
    if own:  # it takes a second, which those without such a file are spared
        _check_start(folder, own)


def _files(folder: Path) -> list[Path]:
    home = Path("~/AppData/Roaming/Manim" if sys.platform == "win32" else "~/.config/manim").expanduser()
    return [home / MANIM_CONFIG.name, folder / MANIM_CONFIG.name]


def _parsed(path: Path) -> ConfigParser:
    parser = ConfigParser()
    try:
        with path.open() as file:
            parser.read_file(file)
    except (SyntaxFault, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"{path} is no configuration of Manim's ({reason}): correct or remove it") from error
    return parser


def _check_theme(path: Path, parser: ConfigParser) -> None:
    name = parser.get(*OPTION, fallback="")
    try:
        theme_named(name or THEME)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _check_start(folder: Path, files: list[Path]) -> None:
    start = [sys.executable, "-P", "-c", "import manim"]
    done = subprocess.run(
        start, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        *_, reason = ["", *filter(None, map(str.strip, done.stderr.splitlines()))]
        named = " and ".join(map(str, files))
        raise ValueError(
            f"Manim does not start with {named} ({reason}): correct or remove what is wrong there"
        )
