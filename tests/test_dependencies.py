"""What the project imports is what `pyproject.toml` declares, and the other way round."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_architecture import ROOT, SOURCES, TESTS, module_name, nodes, shown, within

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
USED_EXTRAS = [extra for extra in EXTRAS if extra not in ("bench", "dev")]

# Modules that only a user of an extra loads; all others load without it.
NEED_AN_EXTRA = {
    "scenes.production.build.cluster": "cluster",
    "scenes.production.live.notebook": "live",
    "scenes.production.live.server": "live",
    "scenes.production.live.viewer": "live",
    "scenes.production.live.watching": "live",
    "scenes.production.outputs.slides": "slides",
    "scenes.production.voice.espeak": "voice",
    "scenes.production.voice.speaking": "voice",
}

LOADED_BY_OTHERS = {"websockets"}  # by uvicorn


def names_of(requirements: Sequence[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


CORE = names_of(PROJECT["dependencies"])
DISTRIBUTIONS = packages_distributions()


def when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is loaded: nothing inside functions, nothing for type checkers alone."""
    for child in ast.iter_child_nodes(node):
        is_for_types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        if not is_for_types and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from when_loaded(child)


def imported_by(nodes: Iterable[ast.AST]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@cache
def at_load(path: Path) -> set[str]:
    return imported_by(when_loaded(nodes(path)[0]))


@cache
def ever(path: Path) -> set[str]:
    return imported_by(nodes(path))


def distributions(imports: set[str]) -> set[str]:
    """Return the distributions, as package registries name them, that imports come from."""
    tops = {name.partition(".")[0] for name in imports} - {"gdmath", "scenes", *sys.stdlib_module_names}
    return {canonicalize_name(DISTRIBUTIONS.get(top, [top])[0]) for top in tops}


def extra_of(path: Path) -> str | None:
    return next(
        (extra for module, extra in NEED_AN_EXTRA.items() if within({module_name(path)}, module)), None
    )


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_what_a_module_loads_is_declared(path: Path) -> None:
    extra = extra_of(path)
    assert distributions(at_load(path)) <= CORE | (names_of(EXTRAS[extra]) if extra else set())


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_nothing_that_needs_an_extra_is_loaded_without_it(path: Path) -> None:
    other = {module for module, extra in NEED_AN_EXTRA.items() if extra != extra_of(path)}
    assert not within(at_load(path), *other)


def test_what_is_imported_at_all_is_declared_and_nothing_else_is() -> None:
    used = set[str]().union(*(distributions(ever(path)) for path in SOURCES))
    declared = CORE.union(*(names_of(EXTRAS[extra]) for extra in USED_EXTRAS))
    assert used | LOADED_BY_OTHERS == declared


def test_modules_that_need_an_extra_are_there_and_need_it() -> None:
    for module, extra in NEED_AN_EXTRA.items():
        loaded = [at_load(path) for path in SOURCES if within({module_name(path)}, module)]
        assert distributions(set().union(*loaded)) & names_of(EXTRAS[extra]), module


@pytest.mark.parametrize("path", TESTS, ids=shown)
def test_what_a_test_imports_is_declared(path: Path) -> None:
    ours = {name for name in ever(path) if within({name}, "tests")}
    assert distributions(ever(path) - ours) <= CORE.union(*map(names_of, EXTRAS.values()))
