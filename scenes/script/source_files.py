"""The source files that a lesson is made of, read without being run."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from scenes.script.project import PACKAGE

_OURS = PACKAGE.name
_MATHEMATICS = "gdmath"  # which counts for all lessons


def files_used(lesson: Path, folder: Path) -> set[Path]:
    """Return a lesson's file, the files that it imports, and the data that it names.

    Imported files count if they lie beside it or in the lecture's folder, or are lessons of ours, and
    so does what they import and name. Data count if their path from there is written out:
    `"heights.csv"`, `FOLDER / "data" / "heights.csv"`.

    Parameters
    ----------
    lesson : Path
        The lesson's file.
    folder : Path
        The lecture's folder.

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
            nodes = list(ast.walk(parsed(path)))
            modules, texts = list(_imported_modules(nodes, path)), _written_paths(nodes)
            for near in {path.parent, folder}:
                waiting += (file for start, name in modules for file in _module_files(start or near, name))
                found |= {near / text for text in texts if (near / text).is_file()}
    return found


def parsed(path: Path) -> ast.Module:
    """Return what a file of Python says.

    Raises
    ------
    ValueError
        If it is not Python.
    """
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise ValueError(f"{path.name}, line {error.lineno}: {error.msg}: correct it") from error


def _imported_modules(nodes: Iterable[ast.AST], importer: Path) -> Iterator[tuple[Path | None, str]]:
    """Yield each imported name, and the folder that a relative import starts from."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((None, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = importer.parents[node.level - 1] if node.level else None
            names = (alias.name for alias in node.names)
            yield from ((start, f"{node.module}.{name}" if node.module else name) for name in names)


def _module_files(folder: Path, module: str) -> list[Path]:
    """Return the files in a folder that importing a module, or something in one, runs."""
    names = module.split(".")
    if names[0] == _OURS:
        lesson = PACKAGE.joinpath(*names[1:2]).with_suffix(".py")
        return [lesson] if lesson.is_file() else []
    if names[0] == _MATHEMATICS:
        return []
    steps = (folder.joinpath(*names[:depth]) for depth in range(1, len(names) + 1))
    files = (file for step in steps for file in (step.with_suffix(".py"), step / "__init__.py"))
    return [file for file in files if file.is_file()]


def _written_paths(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the texts that are written out and may be paths of files."""
    return {text for node in nodes if _may_be_a_path(text := _text(node))}


def _text(node: ast.AST) -> str:
    """Return a text that is written out, or the parts of a path that are, joined."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return "/".join(filter(None, map(_text, (node.left, node.right))))
    if isinstance(node, ast.Call) and len(node.args) > 1:  # Path("data", "heights.csv")
        return "/".join(filter(None, map(_text, node.args)))
    return ""


def _may_be_a_path(text: str) -> bool:
    return 0 < len(text) < 200 and text.isprintable()
