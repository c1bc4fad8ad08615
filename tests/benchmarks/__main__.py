"""Measure everything, and print one table: ``make bench``, or ``python -m tests.benchmarks --quick``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from gdmath import adam, gradient_descent
from scenes.kit.rendering.encoder import SegmentEncoder, quick_converter
from tests.benchmarks import descents, drawing, encoding, film, picture, table
from tests.benchmarks.measure import Cost, alternately, python, run
from tests.benchmarks.table import Row, at_least, at_most

CORES = os.cpu_count() or 1
FILMS = {
    "line and residuals": "LineFilm",
    "contours and path": "ContourFilm",
    "surface 32²": "SurfaceFilm",
    "surface 64²": "FineSurfaceFilm",
}
GALLERY = film.PROJECT / "media" / "gallery" / "benchmarks.png"
PRESETS = ("ultrafast", "superfast", "veryfast", "medium")
SIZES = ((854, 480), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160))


@click.command(epilog="Example: python -m tests.benchmarks --quick")
@click.option("--quick", is_flag=True, help="Short films, one run each, no lecture: to try the benchmark.")
@click.option("--runs", default=3, show_default=True, help="Of which the median counts.")
@click.option("--seconds", default=10.0, show_default=True, help="Length of the films that peers render too.")
@click.option(
    "--uhd", is_flag=True, help="The whole lecture at 2160p60 too, which takes a quarter of an hour."
)
def main(quick: bool, runs: int, seconds: float, uhd: bool) -> None:
    """Measure this project against stock Manim and Matplotlib, each in a process of its own."""
    if quick:
        runs, seconds = 1, 1.0
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        parts = [peers(folder, runs, seconds), sizes(folder, seconds), surfaces(), growth(), encoders(folder)]
        parts += [starts(), mathematics()]
        if not quick:
            parts[:0] = [whole_lecture(folder), plain_manim(folder, runs)]
        if uhd:
            parts.append(whole_lecture_uhd(folder))
        for part in parts:
            for row in part:
                rows.append(row)
                click.echo(f"{row.what}: {row.value}")
    table.write(rows, film.PROJECT / "media" / "benchmarks")
    click.echo("\n" + table.markdown(rows))


def whole_lecture(scratch: Path) -> Iterator[Row]:
    """Yield the lecture at 1080p60: cold, nothing changed, one beat changed."""
    project = film.copy_project(scratch / "project")
    cold = film.lecture(project, "render")
    length = film.seconds_of_film(project, "1080p60")
    yield Row("the lecture's length", f"{length:.0f} s")
    yield at_most("lecture cold, wall for a second of film", cold.wall / length, 0.35, "s")
    yield Row("the same, processor", f"{cold.processor / length:.2f} s")
    yield at_most("the same, memory of all processes", cold.memory / 2**30, 1.0, "GiB")
    yield at_most("nothing changed", film.lecture(project, "render").wall, 1.0, "s", 1)
    pace = cold.wall / length
    film.change_one_line(project)
    wall = film.lecture(project, "render").wall
    drawing = pace * film.seconds_of_film(project, "1080p60", "LineFit", "riddle")
    yield Row("one line changed, all that takes", f"{wall:.1f} s")
    yield at_most("the same, beyond what that beat takes cold", wall - drawing, 1.5, "s", 1)
    film.change_one_lesson(project)
    wall = film.lecture(project, "render").wall
    drawing = pace * film.seconds_of_film(project, "1080p60", "CurveDescent")
    yield Row("a lesson's start changed, all that takes", f"{wall:.1f} s")
    yield at_most("the same, beyond what that lesson takes cold", wall - drawing, 1.5, "s", 1)


def whole_lecture_uhd(scratch: Path) -> Iterator[Row]:
    """Yield the lecture at 2160p60, cold."""
    project = film.copy_project(scratch / "uhd")
    cold = film.lecture(project, "render", "--quality", "4k")
    length = film.seconds_of_film(project, "2160p60")
    yield at_most("lecture at 2160p60 cold, wall for a second of film", cold.wall / length, 1.4, "s")
    yield Row("the same, memory of all processes", f"{cold.memory / 2**30:.2f} GiB")


def plain_manim(scratch: Path, runs: int) -> Iterator[Row]:
    """Yield a lesson by Manim's own command: cold, against Manim drawing alone, and nothing changed."""

    def render(module: str, media: Path) -> Cost:
        options = ["-r", "1920,1080", "--fps", "60", "--progress_bar", "none", "--media_dir", str(media)]
        return run(python("-m", module, "render", "scenes/line_fit.py", "LineFit", *options), film.PROJECT)

    def cold(module: str) -> Cost:
        with tempfile.TemporaryDirectory(dir=scratch) as media:
            return render(module, Path(media))

    modules = {"ours": "manim", "alone": "tests.benchmarks.manim_alone"}
    costs = alternately({who: partial(cold, module) for who, module in modules.items()}, runs)
    for figure in ("wall", "processor"):
        ratio = getattr(costs["alone"], figure) / getattr(costs["ours"], figure)
        what = f"manim render, cold, {figure}: Manim alone's time to ours"
        yield at_least(what, ratio, 1.8, "times") if figure == "wall" else Row(what, f"{ratio:.1f} times")
    render("manim", scratch / "kept")
    yield at_most("manim render, nothing changed", render("manim", scratch / "kept").wall, 3.0, "s", 1)


def peers(scratch: Path, runs: int, seconds: float) -> Iterator[Row]:
    """Yield the films that stock Manim and Matplotlib render too."""
    size = ["1920", "1080", "60"]
    times = {}
    for words, name in FILMS.items():
        task = {
            "ours": ["ours", name, str(seconds), *size, str(scratch / "ours"), str(CORES)],
            "ours, one process": ["ours", name, str(seconds), *size, str(scratch / "plain")],
            "Matplotlib": ["peer_matplotlib", name, str(seconds), *size, str(scratch / "matplotlib")],
        }
        costs = alternately({who: partial(command, scratch, *each) for who, each in task.items()}, runs)
        times[words] = {who: cost.wall / seconds for who, cost in costs.items()}
        # Stock Manim's surfaces take a minute for a few seconds, beside which its start is nothing.
        short = min(seconds, 3.0) if "surface" in words else seconds
        stock = ["peer_manim", name, str(short), *size, str(scratch / "manim")]
        times[words]["stock Manim"] = command(scratch, *stock).wall / short
        for who, each in times[words].items():
            yield Row(f"{words}, {who}: wall for a second of film", f"{each:.2f} s")
        ratio = times[words]["Matplotlib"] / times[words]["ours"]
        yield at_least(f"{words}: Matplotlib's time to ours", ratio, 7.0, "times")
        stock_ratio = times[words]["stock Manim"] / times[words]["ours"]
        yield Row(f"{words}: stock Manim's time to ours", f"{stock_ratio:.1f} times")
    picture.draw(times, GALLERY)


def sizes(scratch: Path, seconds: float) -> Iterator[Row]:
    """Yield how a film's time grows with its pictures and shrinks with processes."""
    length = min(seconds, 3.0)
    for width, height in SIZES:
        task = ["ours", "SurfaceFilm", str(length), str(width), str(height), "60", str(scratch / "ours")]
        cost = command(scratch, *task, str(CORES))
        words = f"{cost.wall / length:.2f} s wall, {cost.processor / length:.2f} s processor"
        yield Row(f"surface 32² at {height}p60: for a second of film", words)
    for workers in sorted({1, 2, CORES}):
        task = ["ours", "SurfaceFilm", str(length), "1920", "1080", "60", str(scratch / "ours"), str(workers)]
        wall = command(scratch, *task).wall
        yield Row(f"surface 32² with {workers} at work: wall for a second of film", f"{wall / length:.2f} s")


def command(folder: Path, module: str, *arguments: str) -> Cost:
    """Run one of this package's modules, in a folder that has no settings of Manim's unless it is ours."""
    where = film.PROJECT if module == "ours" else folder
    return run(
        python("-m", f"tests.benchmarks.{module}", *arguments), where, {"PYTHONPATH": str(film.PROJECT)}
    )


def surfaces() -> Iterator[Row]:
    """Yield what drawing a surface takes, against stock Manim's."""
    for cells in (16, 32, 64, 128):
        ours = drawing.our_surface(cells)
        yield Row(f"surface {cells}², drawing a frame", f"{ours:.1f} ms")
        if cells in (32, 64):
            ratio = drawing.stock_surface(cells) / ours
            yield at_least(f"surface {cells}²: stock Manim's time to ours", ratio, 60.0, "times")


def growth() -> Iterator[Row]:
    """Yield how drawing grows with residuals and with a trail's length."""
    for count in (10, 100, 1000, 10_000):
        yield Row(f"{count} residuals, drawing a frame", f"{drawing.residuals(count):.2f} ms")
    for length in (100, 1000, 10_000, 100_000):
        yield Row(f"trail of {length} iterates, drawing a frame", f"{drawing.trail(length):.2f} ms")


def encoders(scratch: Path) -> Iterator[Row]:
    """Yield what encoding alone takes, and what it keeps."""
    frames = encoding.pictures()
    manim = encoding.encoded(frames, scratch / "manim.mp4", {}, VideoSegmentEncoder)
    yield Row("encoding by Manim's encoder", f"{manim.milliseconds:.1f} ms a frame")
    quick_converter()  # so that its loading is not counted
    ours = encoding.encoded(frames, scratch / "ours.mp4", {}, SegmentEncoder)
    yield Row("encoding alone, as chosen", _in_words(ours))
    for preset in PRESETS:
        for scale in ("crf", "qp"):
            one = encoding.of_size(frames, scratch / "ours.mp4", preset, scale, 1.01 * ours.megabits)
            yield Row(f"encoding alone at that size, {preset} by {scale}", _in_words(one))
    yield Row("holding a picture", f"{encoding.drawn_once(frames, scratch / 'hold.mp4'):.2f} ms a frame")


def _in_words(one: encoding.Encoded) -> str:
    return f"{one.milliseconds:.1f} ms a frame, {one.megabits:.1f} Mbit/s, {one.decibels:.1f} dB"


def starts() -> Iterator[Row]:
    """Yield what one waits for when nothing is rendered."""
    for arguments in (["--help"], ["list"]):
        command_line = python("-m", "scenes.production", *arguments)
        cost = alternately({"start": partial(run, command_line, film.PROJECT)}, 5)["start"]
        yield at_most(f"lecture {arguments[0]}", cost.wall, 0.25, "s")


def mathematics() -> Iterator[Row]:
    """Yield what descents take, and how much less than in a loop for each."""
    ours, loop = descents.epochs(60_000), descents.epochs_in_a_loop(60_000)
    yield at_most("60,000 epochs of a line through six points", ours, 0.05, "s")
    yield at_least("the same: the loop's time to ours", loop / ours, 30, "times")
    yield at_most("a million epochs", descents.epochs(1_000_000), 1.0, "s")
    for rule in (gradient_descent(0.005), adam(0.01)):
        times = descents.many_starts(400, 200, rule)
        yield at_least(f"400 starts, {rule.name}: one after the other to at once", times, 40, "times")


if __name__ == "__main__":
    main()
