"""Which modules of the project's own have to be loaded anew once some of its files were saved."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from scenes.script.project import MATHEMATICS, PACKAGE
from scenes.script.source_files import imports_of

_ROOT = PACKAGE.parent


def modules_that_use(files: Collection[Path]) -> frozenset[str]:
    """Return the modules that run any of some files, and all that import these, directly or not.

    A module counts as imported where its name is written, also within a function; that importing it runs the
    packages that it lies in does not count.

    Parameters
    ----------
    files : collection of Path
        Modules of the mathematics, the kit, and what is between them and a film.

    Returns
    -------
    frozenset of str
        Their full names.

    Raises
    ------
    ValueError
        If one of the project's files is not Python.
    """
    modules = {_name_of(file): file for room in (MATHEMATICS, PACKAGE) for file in room.rglob("*.py")}
    importers = defaultdict(set)
    for name, file in modules.items():
        for imported in _imported(file, modules):
            importers[imported].add(name)
    found = {_name_of(file) for file in files}
    waiting = list(found)
    while waiting:
        new = importers[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _imported(file: Path, modules: Collection[str]) -> Iterator[str]:
    """Yield the modules that a file names where it imports: what is imported of them is no module itself."""
    for name in imports_of(file):
        steps = name.split(".")
        longest = (".".join(steps[:count]) for count in range(len(steps), 0, -1))
        module = next((each for each in longest if each in modules), None)
        if module:
            yield module


def _name_of(file: Path) -> str:
    path = file.resolve().relative_to(_ROOT).with_suffix("")
    return ".".join(path.parent.parts if path.name == "__init__" else path.parts)
