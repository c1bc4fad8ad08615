"""The notebook runs as its reader runs it: from any folder, again and again, and keeps its video."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import av
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "media" / "notebooks" / "own_data.ipynb"

IMPORTS, DATA, FILM = 1, 2, 3
"""Which cell is which."""

_VIDEO = re.compile(r'<source src="data:video/mp4;base64,([^"]+)"')


class Reader:
    """Runs the cells of the notebook, with a film as small and quick as can be."""

    def __init__(self, client: NotebookClient) -> None:
        self.client = client

    def run(self, index: int, old: str = "", new: str = "") -> None:
        """Run a cell, with something changed in it."""
        cell = self.client.nb.cells[index]
        assert old in cell.source
        cell.source = cell.source.replace(old, new)
        self.client.execute_cell(cell, index)

    def video(self) -> bytes:
        """Return the film that the notebook holds."""
        pages = [each.get("data", {}).get("text/html", "") for each in self.client.nb.cells[FILM].outputs]
        (found,) = [match for match in map(_VIDEO.search, pages) if match]
        return base64.b64decode(found[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder far from the project, without a `manim.cfg`."""
    return tmp_path_factory.mktemp("notebook")


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Reader]:
    """Open the notebook in that folder, and run it to its end."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    with client.setup_kernel():
        opened = Reader(client)
        opened.run(IMPORTS)
        opened.run(DATA)
        opened.run(FILM, "-ql", "-r 256,144 --fps 2")
        yield opened


def test_the_video_is_in_the_notebook(reader: Reader) -> None:
    with av.open(BytesIO(reader.video()), mode="r") as film:
        context = film.streams.video[0].codec_context
        # As the project's manim.cfg says, which is not in this folder.
        assert (context.colorspace, context.color_primaries, context.color_trc) == (6, 1, 1)
        assert sum(1 for _ in film.decode(video=0)) > 30 * 2


def test_the_processes_that_a_lesson_brings_along_have_drawn_it(reader: Reader, folder: Path) -> None:
    [segments] = folder.rglob("partial_movie_files/Spring")
    names = [path.stem for path in segments.glob("*.mp4")]
    assert names
    assert all(re.fullmatch("[0-9a-f]{40}", name) for name in names)  # Manim's have other names


def test_no_progress_of_single_animations_is_kept(reader: Reader) -> None:
    told = "".join(each.get("text", "") for each in reader.client.nb.cells[FILM].outputs)
    assert "Animation" not in told
    assert len(told.splitlines()) < 5


def test_the_data_cell_tells_the_best_line(reader: Reader) -> None:
    told = "".join(each.text for each in reader.client.nb.cells[DATA].outputs)
    assert "length = 4.06 load + 10.96" in told


def test_a_changed_number_changes_the_film_and_leaves_no_old_one(reader: Reader, folder: Path) -> None:
    before = reader.video()
    reader.run(FILM, "learning_rate = 0.02", "learning_rate = 0.03")
    after = reader.video()
    assert after != before
    (kept,) = (folder / "media/jupyter").iterdir()
    assert kept.read_bytes() == after
    assert len(list((folder / "media/videos").rglob("Spring.mp4"))) == 1


def test_a_wrong_number_is_told_and_can_be_mended(reader: Reader) -> None:
    with pytest.raises(CellExecutionError) as raised:
        reader.run(FILM, "learning_rate = 0.0", "learning_rate = -0.0")
    assert raised.value.ename == "ValueError"
    assert raised.value.evalue.startswith("the learning rate must be positive and finite, got -0.0")
    reader.run(FILM, "learning_rate = -0.0", "learning_rate = 0.0")
    assert reader.video()


def test_no_output_is_kept_in_git() -> None:
    name = NOTEBOOK.relative_to(ROOT).as_posix()
    read = subprocess.run(["git", "show", f":{name}"], cwd=ROOT, capture_output=True, text=True, check=False)
    if read.returncode != 0:
        pytest.skip("no git repository: nobody tells what is kept")
    cells = [cell for cell in json.loads(read.stdout)["cells"] if cell["cell_type"] == "code"]
    assert len(cells) == 3
    assert not any(cell["outputs"] or cell["execution_count"] for cell in cells)
