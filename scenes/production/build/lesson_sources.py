"""Whether the lessons of a lecture are there, read without being run."""

import sys
from pathlib import Path

from scenes.script.lectures import source_path as source_path
from scenes.script.project import MATHEMATICS, PACKAGE
from scenes.script.screenplay import SceneName, Screenplay
from scenes.script.source_files import classes_in


def check_lessons(screenplay: Screenplay) -> None:
    """Make sure that each part's lesson is there, before the first of them renders.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.

    Raises
    ------
    ValueError
        If a file or a class is missing, a file is not Python, or its name is that of a module of Python's or
        of a package of this project.
    """
    _check_hides_nothing(screenplay.path)
    for part in screenplay.parts:
        _check_scene(screenplay.path, SceneName(part.module, part.scene), "lesson")


def check_thumbnail(screenplay: Screenplay) -> None:
    """Make sure that the scene of a lecture's thumbnail is there, if it names one.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.

    Raises
    ------
    ValueError
        As `check_lessons`.
    """
    if screenplay.thumbnail:
        _check_scene(screenplay.path, screenplay.thumbnail, "thumbnail")


def _check_hides_nothing(screenplay: Path) -> None:
    """Make sure that our own packages are found from a lecture's folder, whose modules come first."""
    folder = screenplay.parent.absolute()
    for package in (PACKAGE.name, MATHEMATICS.name):
        for hiding, is_there in (
            (folder / f"{package}.py", (folder / f"{package}.py").is_file()),
            (folder / package, (folder / package / "__init__.py").is_file() and folder != PACKAGE.parent),
        ):
            if is_there:
                raise ValueError(
                    f"{screenplay.name}: {hiding} would hide this project's own package {package}: rename it"
                )


def _check_scene(screenplay: Path, name: SceneName, what: str) -> None:
    path = source_path(screenplay.parent, name.module)
    where = f"{screenplay.name}, {what} {name.module}.{name.scene}"
    if path.stem in sys.stdlib_module_names:
        raise ValueError(f"{where}: {path.name} would hide Python's own module {path.stem}: rename the file")
    if not path.is_file():
        raise ValueError(f"{where}: there is no {path}: write it, or correct the name")
    if name.scene not in classes_in(path):
        raise ValueError(f"{where}: {path.name} has no class {name.scene}: correct the name")
