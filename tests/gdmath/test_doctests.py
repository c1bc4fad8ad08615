"""The examples in the docstrings do what they say."""

import doctest
import importlib
import pkgutil

import pytest

import gdmath

MODULES = ["gdmath", *(module.name for module in pkgutil.walk_packages(gdmath.__path__, "gdmath."))]
WITHOUT_EXAMPLES = {
    *("arrays", "base", "closed_form", "context", "curve", "derivative_checks", "differences"),
    *(
        "finish",
        "frames",
        "loops",
        "messages",
        "minima",
        "models",
        "rules",
        "samples",
        "separators",
        "side_by_side",
        "steepest_flow",
    ),
    *("stopping", "surface", "tables", "text_files", "trace"),
}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert result.attempted > 0 or name.rpartition(".")[2] in WITHOUT_EXAMPLES


def test_every_public_name_exists_once() -> None:
    assert len(set(gdmath.__all__)) == len(gdmath.__all__)
    assert all(hasattr(gdmath, name) for name in gdmath.__all__)
