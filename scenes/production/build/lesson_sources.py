"""The source files of lessons, read without being run."""

import ast
from pathlib import Path

from scenes.script.screenplay import Part, SceneName, Screenplay


def source_path(root: Path, part: Part) -> Path:
    """Return the file that holds a part's lesson."""
    return root / "scenes" / f"{part.module}.py"


def check_lessons(root: Path, screenplay: Screenplay) -> None:
    """Make sure that each part's lesson is there, before the first of them renders.

    Parameters
    ----------
    root : Path
        The project's folder.
    screenplay : Screenplay
        The lecture.

    Raises
    ------
    ValueError
        If a file or a class is missing, or a file is not Python.
    """
    for part in screenplay.parts:
        _check_scene(root, SceneName(part.module, part.scene), f"{screenplay.name}.toml, lesson")


def check_thumbnail(root: Path, screenplay: Screenplay) -> None:
    """Make sure that the scene of a lecture's thumbnail is there, if it names one.

    Parameters
    ----------
    root : Path
        The project's folder.
    screenplay : Screenplay
        The lecture.

    Raises
    ------
    ValueError
        If its file or class is missing, or the file is not Python.
    """
    if screenplay.thumbnail:
        _check_scene(root, screenplay.thumbnail, f"{screenplay.name}.toml, thumbnail")


def files_used(root: Path, lesson: Path) -> set[Path]:
    """Return a lesson's file, the lessons that it imports, and the files that it names.

    A name counts if it is written out in the source, from the project's folder or from the
    lesson's: `Dataset.from_csv("measurements/heights.csv")`.

    Parameters
    ----------
    root : Path
        The project's folder.
    lesson : Path
        The lesson's file.

    Returns
    -------
    set of Path
    """
    found: set[Path] = set()
    waiting = [lesson]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            tree = _parse(path)
            waiting += _imported_lessons(root, tree)
            found |= _named_files(root, path.parent, tree)
    return found


def _check_scene(root: Path, name: SceneName, where: str) -> None:
    path = root / "scenes" / f"{name.module}.py"
    where = f"{where} {name.module}.{name.scene}"
    if not path.is_file():
        raise ValueError(f"{where}: there is no scenes/{path.name}: write it, or correct the name")
    if name.scene not in _classes(path):
        raise ValueError(f"{where}: scenes/{path.name} has no class {name.scene}: correct the name")


def _parse(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise ValueError(f"scenes/{path.name}, line {error.lineno}: {error.msg}: correct it") from error


def _classes(path: Path) -> set[str]:
    return {node.name for node in _parse(path).body if isinstance(node, ast.ClassDef)}


def _imported_lessons(root: Path, tree: ast.Module) -> list[Path]:
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    paths = (root / Path(*module.split(".")).with_suffix(".py") for module in modules)
    return [path for path in paths if path.parent == root / "scenes" and path.is_file()]


def _named_files(root: Path, folder: Path, tree: ast.Module) -> set[Path]:
    names = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _may_be_a_path(node.value)
    }
    return {start / name for name in names for start in (root, folder) if (start / name).is_file()}


def _may_be_a_path(text: str) -> bool:
    return 0 < len(text) < 200 and text.isprintable()
