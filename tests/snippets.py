"""The snippets of the README and of the pages in `docs/`, and a terminal in which a reader follows them.

Each fence is run as it is printed, in the order of its page:

- `sh` in one terminal, which begins in the project's folder. What a comment there names below `media/`, the
  snippet has to have written.
- what follows a paragraph that names a file at its end, as in "Write `mine.py`:", is written to that file; or
  appended, where the paragraph says that it goes to the end of it.
- other `python` snippets are the cells of a notebook; doctests are left to `doctest`.
- `<!-- not run: why -->` before a fence leaves it out.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\S+)\n(?P<code>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_NOT_RUN = re.compile(r"<!-- not run: .+ -->\n$")
_NAMES_A_FILE = re.compile(r"`(?P<file>[\w.]+)`[^`\n]*[:.]\n+$")
_WRITTEN = re.compile(r"media/[\w./-]+\w")
_WORDS_OF_FILES = ("csv", "toml", "python")

# Runs each of its arguments as a cell of a notebook.
_NOTEBOOK = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in sys.argv[1:]:
    shell.run_cell(cell).raise_error()
"""

_COMMAND = """#!{python}
from {module} import {function}
{function}()
"""


@dataclass(frozen=True)
class Snippet:
    """A fence of a page.

    Attributes
    ----------
    page : str
        The page's name.
    language : str
        What the fence says.
    code : str
        What is in it.
    before : str
        The page before it.
    """

    page: str
    language: str
    code: str
    before: str

    @property
    def is_run(self) -> bool:
        """Whether the page says nothing else."""
        return _NOT_RUN.search(self.before) is None

    @property
    def is_doctest(self) -> bool:
        """Whether it shows a session with Python."""
        return self.language == "python" and self.code.startswith(">>> ")

    @property
    def file(self) -> str | None:
        """The file that it is to be written to."""
        named = _NAMES_A_FILE.search(self.before) if self.language in _WORDS_OF_FILES else None
        return named["file"] if named else None

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a notebook."""
        return self.language == "python" and not self.is_doctest and self.file is None

    @property
    def goes_to_the_end(self) -> bool:
        """Whether it is appended to its file."""
        return "to the end of" in self.before.rstrip().rpartition("\n\n")[2]


def snippets(page: Path) -> list[Snippet]:
    """Return the fences of a page."""
    text = page.read_text(encoding="utf-8")
    return [
        Snippet(page.name, found["language"], found["code"], text[: found.start()])
        for found in _FENCE.finditer(text)
    ]


def as_typed(page: Sequence[Snippet]) -> str:
    """Return what a reader types who follows a page: a program for bash.

    Raises
    ------
    ValueError
        If a snippet can neither be run nor is left out.
    """
    return "\n".join(["set -eu", *_lines([snippet for snippet in page if snippet.is_run])])


def _lines(page: Sequence[Snippet]) -> Iterator[str]:
    cells = [snippet for snippet in page if snippet.is_cell]
    for snippet in page:
        if snippet.file:
            sign = ">>" if snippet.goes_to_the_end else ">"
            yield f"cat {sign} {snippet.file} << '(end of file)'\n{snippet.code}(end of file)"
        elif snippet.language == "sh":
            yield snippet.code
            yield from (f"ls -d {path} > /dev/null" for path in _WRITTEN.findall(snippet.code))
        elif snippet.is_cell:
            if snippet is cells[-1]:
                yield shlex.join(["python", "-c", _NOTEBOOK, *(cell.code for cell in cells)])
        elif not snippet.is_doctest:
            raise ValueError(
                f"{snippet.page}: a snippet in {snippet.language} is not run: {snippet.code.splitlines()[0]}"
            )


class Reader:
    """Someone who has cloned the project and set it up.

    Parameters
    ----------
    folder
        In which the clone and the reader's home lie.
    """

    def __init__(self, folder: Path) -> None:
        self.project, self.home = folder / "lectures", folder / "home"
        self.home.mkdir()
        self.project.mkdir()
        for name in ("gdmath", "scenes", "docs"):
            # With what Numba compiled, which is kept beside the sources.
            shutil.copytree(ROOT / name, self.project / name, ignore=shutil.ignore_patterns("*.pyc"))
        for name in ("manim.cfg", "pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, self.project)
        self._set_up(self.project / ".venv")

    def _set_up(self, environment: Path) -> None:
        """Make an environment that has what this one has, and the clone."""
        venv.create(environment)
        packages = sysconfig.get_path("purelib", vars={"base": str(environment)})
        found_in = [str(self.project), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        Path(packages, "clone.pth").write_text("\n".join(found_in), encoding="utf-8")
        for name, module, function in (
            ("lecture", "scenes.production.cli", "main"),
            ("manim", "manim.__main__", "main"),
        ):
            script = environment / "bin" / name
            script.write_text(
                _COMMAND.format(python=environment / "bin" / "python", module=module, function=function)
            )
            script.chmod(0o755)

    def type(self, program: str) -> str:
        """Return what a terminal in the project's folder answers; fail if a command fails."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_"))
        }
        done = subprocess.run(
            ["bash", "-c", program],
            cwd=self.project,
            env={**kept, "HOME": str(self.home), "COLUMNS": "200"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout
