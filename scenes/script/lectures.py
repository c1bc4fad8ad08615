"""Which lecture is meant, and which part of it a lesson is.

A lecture is a screenplay in any folder, with its lessons and data beside it. Those that come with the
project lie in `scenes/scripts/`, and can be named from everywhere.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from scenes.script.project import CHECKOUT, PACKAGE, SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in


def screenplay_path(named: str | None, here: Path) -> Path:
    """Return the file of the lecture that a user means.

    Parameters
    ----------
    named : str or None
        A screenplay's file, as in `talks/bakery.toml`; or a name: `bakery` is `bakery.toml` in the
        current folder, or one of ours. None is the only one in the current folder; or ours, in the
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
        return here / named
    for folder in (here, SCRIPTS):
        if (folder / f"{named}.toml").is_file():
            return folder / f"{named}.toml"
    raise ValueError(f"there is no lecture {named!r} here: {_choices(here)}")


def part_beside(sources: Iterable[Path], scene_names: Sequence[str]) -> Part | None:
    """Return a lesson's part in a lecture that lies beside it.

    Parameters
    ----------
    sources : iterable of Path
        The files of the lesson's class and of its ancestors, nearest first. Beside each of them a
        screenplay may lie; those of our lessons lie in `scenes/scripts/`.
    scene_names : sequence of str
        The names of the same classes.

    Returns
    -------
    Part or None
        From the first screenplay that has one of these classes; None if none has.

    Raises
    ------
    ValueError
        If a screenplay is not valid.
    """
    for folder in dict.fromkeys(source.parent for source in sources):
        for path in screenplays_in(SCRIPTS if folder == PACKAGE else folder):
            part = load(path).part_of(scene_names)
            if part is not None:
                return part
    return None


def _only_one(here: Path) -> Path:
    found = screenplays_in(here)
    if len(found) == 1:
        return found[0]
    if not found and CHECKOUT is not None and here.is_relative_to(CHECKOUT):
        found = screenplays_in(SCRIPTS)
        if len(found) == 1:
            return found[0]
    told = "there are several lectures here" if found else "there is no lecture here"
    raise ValueError(f"{told}: {_choices(here)}")


def _choices(here: Path) -> str:
    names = dict.fromkeys(path.stem for folder in (here, SCRIPTS) for path in screenplays_in(folder))
    return f"name one of {', '.join(names)}, or a file, as in talk.toml; `lecture new NAME` writes one"
