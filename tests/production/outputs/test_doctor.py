import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from scenes.production.build.paths import install_command
from scenes.production.outputs import doctor as machine
from tests.production.conftest import ROOT, lecture

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def write_needs(root: Path, needs: str = "", extra: str = "", python: str = ">=3.11") -> None:
    """Say in the project's folder what it needs."""
    (root / "pyproject.toml").write_text(
        f'[project]\nrequires-python = "{python}"\ndependencies = [{needs}]\n'
        f"[project.optional-dependencies]\nvoice = [{extra}]\n"
    )


def told(root: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """Return the exit code, and what is told of each thing."""
    result = lecture(root, "doctor", "--json")
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
    ("needs", "name", "found"),
    [
        ('"no-such-package>=1"', "no-such-package", "no-such-package is missing"),
        ('"click>=99"', "click", "is not >=99"),
    ],
)
def test_a_package_that_is_not_as_needed_ends_with_code_1(
    project: Path, needs: str, name: str, found: str
) -> None:
    write_needs(project, needs=needs)
    code, findings = told(project)
    assert code == 1
    assert found in findings[name]["found"]
    assert findings[name]["remedy"] == install_command()


def test_an_old_python_ends_with_code_1(project: Path) -> None:
    write_needs(project, python=">=99")
    code, findings = told(project)
    assert code == 1
    assert not findings["Python"]["is_there"]


def test_what_a_package_needs_for_its_own_extra_counts(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    of_rich = ["no-such-package; extra == 'jupyter'", "another; extra == 'other'"]
    monkeypatch.setattr(machine, "requires", {"rich": of_rich}.get)
    write_needs(project, needs='"rich[jupyter]"')
    code, findings = told(project)
    assert code == 1
    assert findings["rich"]["found"] == "no-such-package is missing"


def test_an_extra_is_a_choice(project: Path) -> None:
    write_needs(project, extra='"no-such-package", "click"')
    code, findings = told(project)
    assert code == 0
    assert findings["extra voice"]["found"] == "no-such-package is missing"
    assert findings["extra voice"]["remedy"] == f'{sys.executable} -m pip install -e "{ROOT}[voice]"'


def test_programs_are_a_choice(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_needs(project)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, findings = told(project)
    assert code == 0
    assert findings["espeak-ng"]["found"] == findings["browser"]["found"] == "missing"
    (tmp_path / "chromium-browser").touch(mode=0o755)
    assert told(project)[1]["browser"]["found"] == str(tmp_path / "chromium-browser")


def test_a_library_that_does_not_load_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_needs(project)
    monkeypatch.setitem(sys.modules, "manimpango", None)
    code, findings = told(project)
    assert code == 1
    assert not findings["Pango"]["is_there"]
    assert "libpango1.0-dev" in findings["Pango"]["remedy"]


def test_a_full_disk_ends_with_code_1(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_needs(project)
    monkeypatch.setattr(machine, "ROOM", 1e9)
    code, findings = told(project)
    assert code == 1
    assert str(project / "media") in findings["disk"]["remedy"]


def test_the_table_ends_with_remedies(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_needs(project, needs='"click>=99", "rich"', extra='"no-such-package"')
    out = lecture(project, "doctor").output
    assert out.count("LACKING") == 1
    assert f"click: {install_command()}\n" in out
    assert f"extra voice: {install_command('voice')}\n" in out
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
