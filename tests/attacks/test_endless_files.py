"""Pipes and devices, which have no end, are refused at once wherever a file can be named."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gdmath import Dataset, Descent
from gdmath.text_files import LARGEST
from scenes.script.screenplay import load
from tests.production.conftest import lecture

Tell = Callable[[str, object], None]


@pytest.fixture(params=["pipe", "/dev/zero", "folder"])
def endless(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is no ordinary file, under a screenplay's name."""
    path = tmp_path / "talk.toml"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "folder":
        path.mkdir()
    else:
        path.symlink_to(request.param)
    return path


@pytest.mark.parametrize("read", [Dataset.from_csv, Descent.from_csv], ids=["Dataset", "Descent"])
def test_a_table_is_an_ordinary_file(
    endless: Path, read: Callable[[Path], object], record_property: Tell
) -> None:
    with pytest.raises(ValueError, match="it is no ordinary file") as caught:
        read(endless)
    record_property("case", ("a table that is no ordinary file", str(caught.value)))


def test_a_screenplay_is_an_ordinary_file(endless: Path, record_property: Tell) -> None:
    result = lecture(endless.parent, "render", endless.name)
    assert result.exit_code == 2
    assert "is no ordinary file: save the screenplay as one" in result.stderr
    assert result.stderr.count("\n") == 1
    record_property("case", ("a screenplay that is no ordinary file", result.stderr))


def test_a_file_has_a_sensible_size(tmp_path: Path, record_property: Tell) -> None:
    path = tmp_path / "talk.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    for read in (Dataset.from_csv, load):
        with pytest.raises(ValueError, match=r"100 MiB|more than any screenplay's 1 MB") as caught:
            read(path)
        record_property("case", ("a file of 100 MiB", str(caught.value)))


def test_absurdly_many_jobs_are_refused(tmp_path: Path, record_property: Tell) -> None:
    result = lecture(tmp_path, "render", "--jobs", "70000")
    assert result.exit_code == 2
    line = result.stderr.splitlines()[-1]
    assert line == "Error: Invalid value for '--jobs': 70000 is not in the range 1<=x<=256."
    record_property("case", ("--jobs 70000", line))
