"""The files of a new lecture: a screenplay, its first lesson, and data for that."""

import keyword
import re
from importlib.util import find_spec
from pathlib import Path
from string import Template

from scenes.script.atomic_write import replacing_together

_TEMPLATES = Path(__file__).with_name("first_lecture")
_FILES = {"toml": "screenplay.toml", "py": "lesson.txt", "csv": "data.csv"}
"""The template of each file, by the ending of its name."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def write_lecture(folder: Path, name: str, ours: list[str]) -> list[Path]:
    """Write a small lecture that renders as it is.

    Parameters
    ----------
    folder : Path
        Where it goes.
    name : str
        Its name, and that of its lesson's module.
    ours : list of str
        The lectures that come with the project, whose names are taken.

    Returns
    -------
    list of Path
        What was written: the screenplay, the lesson, its data.

    Raises
    ------
    ValueError
        If the name will not do, or one of the files is there already: nothing is written then.
    """
    paths = [folder / f"{name}.{ending}" for ending in _FILES]
    _check_name(name, ours)
    for path in paths:
        if path.exists():
            raise ValueError(f"{path.name} is there already: choose another name, or another folder")
    with replacing_together(paths) as written:
        for path, template in zip(written, _FILES.values(), strict=True):
            text = (_TEMPLATES / template).read_text(encoding="utf-8")
            path.write_text(Template(text).substitute(name=name), encoding="utf-8")
    return paths


def _check_name(name: str, ours: list[str]) -> None:
    """Check that a lesson's file may be called so."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ValueError(
            f"{name!r} cannot be the name of a Python module: take letters, digits and _, as in my_talk"
        )
    if name in ours:
        raise ValueError(f"{name} is a lecture that comes along: choose another name")
    hidden = find_spec(name)
    if hidden is not None and hidden.origin is not None:
        raise ValueError(f"{name}.py would hide the Python module {name}: choose another name")
