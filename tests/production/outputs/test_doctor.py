import json
import os
import subprocess
import sys
import tomllib
from email.message import Message
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from scenes.production.build import requirements
from scenes.production.build.requirements import install_command
from scenes.production.outputs import doctor as machine
from tests.production.conftest import ROOT, lecture

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


class Needs:
    """What the project's metadata says that it needs."""

    def __init__(self) -> None:
        self.packages: list[str] = []
        self.voice: list[str] = []
        self.python = ">=3.11"

    def metadata(self, project: str) -> Message:
        told = Message()
        told["Requires-Python"], told["Provides-Extra"] = self.python, "voice"
        return told

    def requires(self, package: str) -> list[str] | None:
        if package != requirements.PROJECT:
            return requires(package)
        return [*self.packages, *(f"{each}; extra == 'voice'" for each in self.voice)]


@pytest.fixture
def needs(monkeypatch: pytest.MonkeyPatch) -> Needs:
    """A project that needs nothing yet."""
    told = Needs()
    monkeypatch.setattr(requirements, "metadata", told.metadata)
    monkeypatch.setattr(requirements, "requires", told.requires)
    return told


def told(root: Path, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Return the exit code, and what is told of each thing."""
    result = lecture(root, "doctor", "--json", *arguments)
    told = json.loads(result.output)
    assert told["ready"] == (result.exit_code == 0)
    return result.exit_code, {each["name"]: each for each in told["findings"]}


def test_this_project_s_machine_can_make_the_film() -> None:
    code, findings = told(ROOT)
    assert code == 0
    assert findings["numpy"]["found"].startswith("2.")
    assert all(int(findings[library]["found"].split(".")[0]) >= 1 for library in ("Cairo", "Pango"))
    assert all(each["purpose"] for each in findings.values())


def test_each_package_and_extra_has_its_purpose() -> None:
    assert set(machine.PURPOSES) == {Requirement(each).name for each in PROJECT["dependencies"]}
    assert set(machine.EXTRAS) == set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize(
    ("wanted", "name", "found"),
    [
        ("no-such-package>=1", "no-such-package", "no-such-package is missing"),
        ("click>=99", "click", "is not >=99"),
    ],
)
def test_a_package_that_is_not_as_needed_ends_with_code_1(
    tmp_path: Path, needs: Needs, wanted: str, name: str, found: str
) -> None:
    needs.packages = [wanted]
    code, findings = told(tmp_path)
    assert code == 1
    assert found in findings[name]["found"]
    assert findings[name]["remedy"] == f'{sys.executable} -m pip install "{wanted}"'


def test_what_another_system_needs_does_not_count(tmp_path: Path, needs: Needs) -> None:
    needs.packages = ["no-such-package; sys_platform == 'amiga'", "click; python_version > '3'"]
    code, findings = told(tmp_path)
    assert code == 0
    assert "no-such-package" not in findings
    assert findings["click"]["is_there"]


def test_an_old_python_ends_with_code_1(tmp_path: Path, needs: Needs) -> None:
    needs.python = ">=99"
    code, findings = told(tmp_path)
    assert code == 1
    assert not findings["Python"]["is_there"]


def test_what_a_package_needs_for_its_own_extra_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, needs: Needs
) -> None:
    of_rich = ["no-such-package; extra == 'jupyter'", "another; extra == 'other'"]
    monkeypatch.setattr(machine, "requires", {"rich": of_rich}.get)
    needs.packages = ["rich[jupyter]"]
    code, findings = told(tmp_path)
    assert code == 1
    assert findings["rich"]["found"] == "no-such-package is missing"


def test_an_extra_is_a_choice(tmp_path: Path, needs: Needs) -> None:
    needs.voice = ["no-such-package", "click"]
    code, findings = told(tmp_path)
    assert code == 0
    assert findings["extra voice"]["found"] == "no-such-package is missing"
    assert findings["extra voice"]["remedy"] == install_command(["no-such-package", "click"])


@pytest.mark.usefixtures("needs")
def test_programs_are_a_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, findings = told(tmp_path)
    assert code == 0
    assert {findings[name]["found"] for name in ("espeak-ng", "browser", "Firefox")} == {"missing"}
    (tmp_path / "chromium-browser").touch(mode=0o755)
    assert told(tmp_path)[1]["browser"]["found"] == str(tmp_path / "chromium-browser")


@pytest.mark.usefixtures("needs")
def test_a_library_that_does_not_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "manimpango", None)
    code, findings = told(tmp_path)
    assert code == 1
    assert not findings["Pango"]["is_there"]
    assert "libpango1.0-dev" in findings["Pango"]["remedy"]


@pytest.mark.usefixtures("needs")
def test_a_full_disk_ends_with_code_1(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is the one that the lecture lies on."""
    monkeypatch.setattr(machine, "ROOM", 1e9)
    code, findings = told(tmp_path, str(project / "tiny.toml"))
    assert code == 1
    assert str(project / "media") in findings["disk"]["remedy"]


def test_the_table_ends_with_remedies(tmp_path: Path, needs: Needs) -> None:
    needs.packages, needs.voice = ["click>=99", "rich"], ["no-such-package"]
    out = lecture(tmp_path, "doctor").output
    assert out.count("LACKING") == 1
    assert f"click: {install_command(['click>=99'])}\n" in out
    assert f"extra voice: {install_command(['no-such-package'])}\n" in out
    assert "rich:" not in out
    assert out.endswith("The film cannot be made yet.\n")


def test_the_doctor_is_quick_to_come() -> None:
    program = (
        "import contextlib, sys; from scenes.production.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['doctor'])\n"
        "print(sorted({'manim', 'numpy', 'av', 'scipy'} & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
