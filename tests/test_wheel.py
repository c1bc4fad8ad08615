"""What the wheel holds, and that it works where there is no checkout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.installed import ROOT, Installed

PACKAGES = ("gdmath", "scenes")


def test_it_holds_all_that_the_packages_hold(installed: Installed) -> None:
    git = ["git", "ls-files", "-z", *PACKAGES]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no git repository: nobody tells what belongs to the project")
    ours = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    assert len(ours) > 150
    assert ours | {"scenes/manim.cfg"} <= installed.files


def test_it_holds_nothing_else(installed: Installed) -> None:
    folders = {Path(name).parts[0] for name in installed.files}
    assert {name for name in folders if not name.endswith(".dist-info")} == set(PACKAGES)
    assert not [name for name in installed.files if "__pycache__" in name]


def test_without_a_checkout_the_project_knows_where_it_lies(installed: Installed, tmp_path: Path) -> None:
    program = (
        "import gdmath, json; from scenes.script import project as p\n"
        "print(json.dumps([gdmath.__file__, str(p.CHECKOUT), str(p.MANIM_CONFIG)]))"
    )
    told = json.loads(installed.run(f"python -c '{program}'", tmp_path).stdout)
    packages = installed.packages
    assert told == [str(packages / "gdmath/__init__.py"), "None", str(packages / "scenes/manim.cfg")]


def test_in_an_empty_folder_ours_is_to_be_named(installed: Installed, tmp_path: Path) -> None:
    told = json.loads(installed.run("lecture list gradient_descent --json", tmp_path).stdout)
    assert len(told["lessons"]) == 10
    assert all(Path(each["movie"]).is_relative_to(tmp_path / "media") for each in told["lessons"])
    refused = installed.run("lecture list 2>&1 || true", tmp_path).stdout
    assert refused.startswith(
        "Error: there is no lecture here: name one of better_descents, five_sources, gradient_descent"
    )


def test_the_doctor_finds_what_the_wheel_needs(installed: Installed, tmp_path: Path) -> None:
    findings = json.loads(installed.run("lecture doctor --json", tmp_path).stdout)["findings"]
    assert {"manim", "numpy", "extra live", "extra slides"} <= {each["name"] for each in findings}
