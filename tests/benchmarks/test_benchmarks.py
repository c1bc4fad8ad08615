"""The peers draw their films, so that the benchmark compares films and not errors."""

import subprocess
import sys
from pathlib import Path

import av
import pytest

from tests.benchmarks import table
from tests.benchmarks.film import PROJECT
from tests.benchmarks.measure import Cost, median, python, run

FILMS = {
    "ours": ["ContourFilm"],
    "peer_manim": ["LineFilm"],
    "peer_matplotlib": ["LineFilm", "SurfaceFilm"],
}


@pytest.mark.parametrize(("module", "name"), [(who, name) for who, names in FILMS.items() for name in names])
def test_a_peer_writes_a_film_of_the_length_that_was_asked_for(
    module: str, name: str, tmp_path: Path
) -> None:
    if module == "peer_matplotlib":
        for package in ("matplotlib", "imageio_ffmpeg"):
            pytest.importorskip(package, reason='its extra is not installed: pip install -e ".[bench]"')
    where = PROJECT if module == "ours" else tmp_path
    task = [module, name, "1", "320", "180", "5", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{task[0]}", *task[1:]],
        cwd=where,
        env={"PYTHONPATH": str(PROJECT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    movies = [path for path in tmp_path.rglob("*.mp4") if "partial_movie_files" not in path.parts]
    assert len(movies) == 1
    with av.open(movies[0]) as movie:
        stream = movie.streams.video[0]
        assert [stream.width, stream.height, float(stream.average_rate or 0)] == [320, 180, 5]
        pictures = [frame.to_ndarray(format="gray") for frame in movie.decode(stream)]
    assert len(pictures) >= 5
    assert (pictures[0] != pictures[4]).any()


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    child = "print(sum(range(3_000_000)))"
    cost = run(
        python("-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"), tmp_path
    )
    assert cost.processor > 0
    assert cost.wall > 0


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no ink"):
        run(python("-c", "raise SystemExit('no ink')"), tmp_path)


def test_the_median_is_that_of_each_figure() -> None:
    assert median([Cost(1, 9, 5), Cost(2, 8, 7), Cost(30, 1, 6)]) == Cost(2, 8, 6)


def test_the_table_tells_what_was_met_and_what_was_missed(tmp_path: Path) -> None:
    rows = [table.at_most("start", 0.2, 0.3, "s"), table.at_least("ratio", 1.5, 2.0, "times")]
    table.write(rows, tmp_path)
    written = (tmp_path / "table.md").read_text().splitlines()
    assert written[2:] == [
        "| start | 0.20 s | ≤ 0.3 s | met |",
        "| ratio | 1.5 times | ≥ 2 times | missed |",
    ]
