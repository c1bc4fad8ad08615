"""The source files that a lesson is made of, read without being run."""

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scenes.script.project import MATHEMATICS, PACKAGE


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
            told = _facts(path)
            modules = list(_imported_modules(told, path))
            for near in {path.parent, folder}:
                waiting += (file for start, name in modules for file in _module_files(start or near, name))
                found |= {near / text for text in told.texts if os.path.isfile(os.path.join(near, text))}
    return found


def files_named(value: str, folder: Path) -> set[Path]:
    """Return the files in a folder that a value names: it is a path, or Python in which paths are written."""
    texts = {value} | _facts_in(value.encode()).texts
    return {folder / text for text in texts if os.path.isfile(os.path.join(folder, text))}


def classes_in(path: Path) -> frozenset[str]:
    """Return the names of the classes that a file of Python defines.

    Raises
    ------
    ValueError
        If it is not Python.
    """
    return _facts(path).classes


def imports_of(path: Path) -> list[str]:
    """Return the names that a file of Python imports from anywhere, as in ``gdmath.data.Dataset``.

    Raises
    ------
    ValueError
        If it is not Python.
    """
    return [name for level, name in _facts(path).imports if level == 0]


_WRITTEN = ast.Constant, ast.BinOp, ast.Call
"""What `_text` finds text in."""


@dataclass(frozen=True)
class _Facts:
    """What a source file says.

    Attributes
    ----------
    classes : frozenset of str
        The classes that it defines.
    imports : tuple of (int, str)
        For each imported name how many folders up it is looked for, 0 for everywhere, and the name.
    texts : frozenset of str
        The texts that are written out and may be paths of files.
    """

    classes: frozenset[str]
    imports: tuple[tuple[int, str], ...]
    texts: frozenset[str]


def _facts(path: Path) -> _Facts:
    try:
        return _facts_in(path.read_bytes())
    except SyntaxError as error:
        raise ValueError(f"{path.name}, line {error.lineno}: {error.msg}: correct it") from error


@lru_cache(maxsize=1000)
def _facts_in(source: bytes) -> _Facts:
    tree = ast.parse(source)
    nodes = list(_nodes(tree))
    return _Facts(
        frozenset(node.name for node in tree.body if isinstance(node, ast.ClassDef)),
        tuple(_imports(nodes)),
        frozenset(
            text for node in nodes if isinstance(node, _WRITTEN) and _may_be_a_path(text := _text(node))
        ),
    )


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but the contexts of names, in no order; `ast.walk` takes twice as long."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for value in vars(node).values():
            if isinstance(value, list):
                waiting += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                waiting.append(value)


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = (alias.name for alias in node.names)
            yield from ((node.level, f"{node.module}.{name}" if node.module else name) for name in names)


def _imported_modules(told: _Facts, importer: Path) -> Iterator[tuple[Path | None, str]]:
    """Yield each imported name, and the folder that a relative import starts from."""
    for level, name in told.imports:
        yield importer.parents[level - 1] if level else None, name


def _module_files(folder: Path, module: str) -> list[Path]:
    """Return the files in a folder that importing a module, or something in one, runs."""
    names = module.split(".")
    if names[0] == PACKAGE.name:
        lesson = PACKAGE.joinpath(*names[1:2]).with_suffix(".py")
        return [lesson] if lesson.is_file() else []
    if names[0] == MATHEMATICS.name:
        return []
    if len(names) > 1 and not (folder / names[0]).is_dir():
        names = names[:1]  # nothing can lie in there
    steps = (folder.joinpath(*names[:depth]) for depth in range(1, len(names) + 1))
    files = (file for step in steps for file in (step.with_suffix(".py"), step / "__init__.py"))
    return [file for file in files if file.is_file()]


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
