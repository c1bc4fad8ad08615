"""The project as an installation has it: its wheel, built and unpacked, and the command that it brings."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[1]

COMMAND = """#!{python}
from {module} import {function}
{function}()
"""


class Installed:
    """Runs commands with what the wheel holds, and nothing of the checkout.

    Parameters
    ----------
    folder
        Where the wheel is built and unpacked.
    """

    def __init__(self, folder: Path) -> None:
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        [wheel] = folder.glob("*.whl")
        self.packages, self.commands = folder / "packages", folder / "commands"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.packages)
            # Now, for what runs from there writes caches beside it.
            self.files = {name for name in archive.namelist() if not name.endswith("/")}
        self.commands.mkdir()
        [points] = self.packages.glob("*.dist-info/entry_points.txt")
        scripts = ConfigParser()
        scripts.read(points)
        for name, target in scripts["console_scripts"].items():
            module, function = target.split(":")
            script = self.commands / name
            script.write_text(COMMAND.format(python=sys.executable, module=module, function=function))
            script.chmod(0o755)

    def run(self, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a line of a shell in a folder, and fail with what it said if it fails."""
        found_in = [str(self.commands), str(Path(sys.executable).parent), os.environ["PATH"]]
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(self.packages), "PATH": os.pathsep.join(found_in)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done
