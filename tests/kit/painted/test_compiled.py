"""What Numba has compiled is kept, counts only as it was kept, and is done without where it cannot be."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numba
import numpy as np
import pytest

from scenes.kit.painted.compiled import Compiled, compiled, load_needed, will_need

SOURCE = """
from scenes.kit.painted.compiled import compiled, inlined

@inlined()
def twice(x):
    return 2 * x

@compiled("float64(float64[::1])")
def doubled_sum(values):
    total = 0.0
    for k in range(values.shape[0]):
        total += twice(values[k])
    return total
"""


def as_a_new_process_has_it(folder: Path) -> Compiled:
    path = folder / "kernels.py"
    if not path.exists():
        path.write_text(SOURCE)
    specification = importlib.util.spec_from_file_location("kernels", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    function = module.doubled_sum
    assert isinstance(function, Compiled)
    return function


@pytest.fixture(scope="module")
def once_compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    function = as_a_new_process_has_it(folder)
    assert function(np.arange(4.0)) == 12
    assert not function.was_found
    return folder


def test_what_was_compiled_is_found_and_called_with_what_can_be_converted(once_compiled: Path) -> None:
    function = as_a_new_process_has_it(once_compiled)
    assert not function.was_found
    assert function(np.arange(3.0)) == 6
    assert function.was_found
    with pytest.raises(TypeError):
        function("3")


@pytest.mark.parametrize("damage", ["cut short", "emptied", "overwritten", "never sealed"])
def test_damaged_files_are_removed_and_it_is_compiled_anew(once_compiled: Path, damage: str) -> None:
    kept = as_a_new_process_has_it(once_compiled).kept()
    assert len(kept) == 2
    for path in kept:
        content = path.read_bytes()
        match damage:
            case "cut short":
                path.write_bytes(content[:-500])
            case "emptied":
                path.write_bytes(b"")
            case "overwritten":
                path.write_bytes(content[:200] + bytes(50) + content[250:])
            case "never sealed":
                path.write_bytes(content[: content.rindex(b"\n")])
    function = as_a_new_process_has_it(once_compiled)
    assert function(np.arange(4.0)) == 12
    assert not function.was_found
    again = as_a_new_process_has_it(once_compiled)
    again.load()
    assert again.was_found


def test_without_a_folder_to_keep_it_in_it_is_compiled_all_the_same() -> None:
    """Numba finds no place for a function that stands in no file."""
    names = {"compiled": compiled}
    exec(compile('@compiled("int64(int64)")\ndef next_one(x):\n    return x + 1', "<nowhere>", "exec"), names)
    function = names["next_one"]
    assert isinstance(function, Compiled)
    assert function(41) == 42
    assert function.kept() == []


def test_told_not_to_compile_it_is_the_plain_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    function = as_a_new_process_has_it(tmp_path)
    assert function(np.arange(4.0)) == 12
    assert not function.was_found
    assert function.kept() == []


def test_what_will_be_needed_is_loaded_at_once(once_compiled: Path) -> None:
    function = as_a_new_process_has_it(once_compiled)
    will_need(function)
    load_needed()
    assert function.was_found
