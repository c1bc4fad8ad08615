"""Which lecture is meant, and which part of it a lesson is.

A lecture is a screenplay in any folder, with its lessons and data beside it. Those that come with the
project lie in `scenes/scripts/`, and can be named from everywhere.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scenes.script.project import CHECKOUT, FIRST_LECTURE, PACKAGE, SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in


def screenplay_path(named: str | None, here: Path) -> Path:
    """Return the file of the lecture that a user means.

    Parameters
    ----------
    named : str or None
        A screenplay's file, as in `talks/bakery.toml`; or a name: `bakery` is `bakery.toml` in the
        current folder, or one of ours. None is the only one in the current folder; or our first, in the
        project's checkout.
    here : Path
        The current folder.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If there is none, or more than one: one line that tells what can be named.
    """
    if named is None:
        return _only_one(here)
    if named.endswith(".toml"):
        if not (here / named).exists():
            raise ValueError(f"{named} is not there: {_choices(here)}")
        if "." in Path(named).stem:
            raise ValueError(f"{named}: a name with a dot is a translation's: name the lecture, or rename it")
        return here / named
    for folder in (here, SCRIPTS):
        if (folder / f"{named}.toml").is_file() and "." not in Path(named).name:
            return folder / f"{named}.toml"
    raise ValueError(f"there is no lecture {named!r} here: {_choices(here)}")


def path_and_pieces(names: Sequence[str], here: Path) -> tuple[Path, Sequence[str]]:
    """Return the file of the lecture that a user means, and the names of its pieces.

    Parameters
    ----------
    names : sequence of str
        A lecture as `screenplay_path` takes it, then lessons of it or their beats, as in
        `LineFit.descend`. Where there is only one lecture it need not be named.
    here : Path
        The current folder.

    Returns
    -------
    Path
        The lecture.
    sequence of str
        The lessons and beats; whether there are such beats is not looked at.

    Raises
    ------
    ValueError
        As `screenplay_path`, and if the first name could be the lecture's or a lesson's: one line.
    """
    if not names:
        return _only_one(here), names
    first, *others = names
    if first.endswith(".toml"):
        return screenplay_path(first, here), others
    only = _none_if_refused(None, here)
    named, lesson = _none_if_refused(first, here), first.partition(".")[0]
    is_lesson = only is not None and lesson in _lessons(only)
    if named and only and is_lesson and not others:
        raise ValueError(
            f"{first!r} is a lecture and a lesson of {only.stem}: write {first}.toml for the lecture, or "
            f"{only.stem} {first} for the lesson"
        )
    if named:
        return named, others
    if only and is_lesson:
        return only, names
    if only == FIRST_LECTURE:
        ours = [path for path in screenplays_in(SCRIPTS) if lesson in _lessons(path)]
        if len(ours) == 1:
            return ours[0], names
    if only:
        known = ", ".join(_lessons(only))
        raise ValueError(
            f"{first!r} is no lecture here, and {only.stem} has no lesson {lesson!r}: choose from {known}"
        )
    owners = [path.stem for path in screenplays_in(here) if lesson in _lessons(path)]
    if owners:
        raise ValueError(f"there are several lectures here: name it first, as in {owners[0]} {first}")
    return screenplay_path(first, here), others


class BesideLesson(NamedTuple):
    """A lesson's part in a lecture that lies beside it.

    Attributes
    ----------
    part : Part
        The part.
    owner : int
        Which of the classes it is written for: 0 is the lesson itself, 1 the nearest of its ancestors.
    others : tuple of str
        Other screenplays that have a part for the same class, and say something else in it.
    """

    part: Part
    owner: int
    others: tuple[str, ...]


def part_beside(classes: Sequence[tuple[str, Path]]) -> BesideLesson | None:
    """Return a lesson's part in a lecture that lies beside it.

    Parameters
    ----------
    classes : sequence of (str, Path)
        The lesson's class and its ancestors, nearest first: names and files. Beside each file a screenplay
        may lie; those of our lessons lie in `scenes/scripts/`.

    Returns
    -------
    BesideLesson or None
        From the first screenplay that has a part for one of these classes in its file; None if none has.

    Raises
    ------
    ValueError
        If a screenplay is not valid.
    """
    for folder in dict.fromkeys(file.parent for _, file in classes):
        screenplays = [load(path) for path in screenplays_in(SCRIPTS if folder == PACKAGE else folder)]
        for owner, (name, file) in enumerate(classes):
            parts = [
                part
                for screenplay in screenplays
                for part in screenplay.parts
                if part.scene == name and source_path(screenplay.path.parent, part.module) == file
            ]
            if parts:
                first, *others = parts
                return BesideLesson(
                    first, owner, tuple(part.file for part in others if part.lines != first.lines)
                )
    return None


def source_path(folder: Path, module: str) -> Path:
    """Return the file of a lesson's module.

    Parameters
    ----------
    folder : Path
        The folder of the screenplay.
    module : str
        As the screenplay names it: `spring`, or `scenes.line_fit` for one of ours.

    Returns
    -------
    Path
    """
    names = module.split(".")
    start = PACKAGE.parent if names[0] == PACKAGE.name else folder
    return start.joinpath(*names).with_suffix(".py")


def _none_if_refused(named: str | None, here: Path) -> Path | None:
    try:
        return screenplay_path(named, here)
    except ValueError:
        return None


def _lessons(path: Path) -> list[str]:
    return [part.scene for part in load(path).parts]


def _only_one(here: Path) -> Path:
    found = screenplays_in(here)
    if len(found) == 1:
        return found[0]
    in_checkout = CHECKOUT is not None and here.is_relative_to(CHECKOUT)
    if in_checkout and (not found or here == SCRIPTS):
        return FIRST_LECTURE
    told = "there are several lectures here" if found else "there is no lecture here"
    raise ValueError(f"{told}: {_choices(here)}")


def _choices(here: Path) -> str:
    names = dict.fromkeys(path.stem for folder in (here, SCRIPTS) for path in screenplays_in(folder))
    return f"name one of {', '.join(names)}, or a file, as in talk.toml; `lecture new NAME` writes one"
