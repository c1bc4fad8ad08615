"""How a lecture is cut into shares, what goes with each of them, and where what comes back goes."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ParamSpec, TypeVar

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.plan import PlannedPart, plan
from scenes.production.build.protocol import Share
from scenes.production.build.quality import QUALITIES
from scenes.production.build.shares import (
    Crew,
    Files,
    ShareFailedError,
    ShareTask,
    drawn_parts,
    pack,
    share_counts,
)
from scenes.production.studio.share_of_drawing import ShareOfDrawing
from scenes.production.voice.choice import Takes
from scenes.script.screenplay import load
from scenes.script.translation import in_language

CACHE = PurePath("videos/first/480p15/partial_movie_files")
LOW = Edition(QUALITIES["low"])

P = ParamSpec("P")
T = TypeVar("T")


def parts_of(project: Path) -> list[PlannedPart]:
    return plan(load(project / "tiny.toml"), LOW)


class AtOnce(Executor):
    """Does what it is given, or loses it."""

    def __init__(self, is_lost: bool = False) -> None:
        self._is_lost = is_lost

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()
        if not self._is_lost:
            try:
                future.set_result(work(*args, **kwargs))
            except ShareFailedError as error:
                future.set_exception(error)
        return future


def drawn(
    project: Path, draw: Callable[[ShareTask], Files], is_lost: bool = False
) -> tuple[list[str], list[str]]:
    """Return the parts that a crew has drawn, and what is told of their shares."""
    told: list[str] = []
    crew = Crew(AtOnce(is_lost), draw, 2, is_there=lambda: not is_lost)
    parts = parts_of(project)
    tasks = [pack(part, project, 2) for part in parts]
    ended = drawn_parts(parts, tasks, crew, lambda part, problem: told.append(f"{part.scene}: {problem}"))
    return sorted(planned.part.scene for planned in ended), sorted(told)


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_each_segment_is_drawn_by_one_and_all_draw_alike(count: int) -> None:
    shares = [ShareOfDrawing(Share(index=index, count=count)) for index in range(count)]
    frames = [120, 120, 3, 30, 60, 1, 30, 120, 7] * 20
    loads: Counter[int] = Counter()
    for length in frames:
        [drawing] = [index for index, share in enumerate(shares) if share.has_next]
        loads[drawing] += length
        for share in shares:
            share.count(length)
    assert max(loads.values()) - min(loads.values()) <= max(frames)


def test_alone_it_draws_all() -> None:
    alone = ShareOfDrawing(None)
    assert alone.is_all
    for length in (120, 30, 1):
        assert alone.has_next
        alone.count(length)


@pytest.mark.parametrize(
    ("seconds", "size", "counts"),
    [
        ([60.0], 3, [3]),
        ([60.0, 60.0], 2, [1, 1]),
        ([90.0, 20.0, 10.0], 2, [2, 1, 1]),
        ([90.0, 20.0, 10.0], 12, [9, 2, 1]),
        ([30.0, 30.0, 30.0], 1, [1, 1, 1]),
        ([0.0], 4, [1]),
    ],
)
def test_a_part_is_cut_only_where_it_is_longer_than_an_even_load(
    project: Path, monkeypatch: pytest.MonkeyPatch, seconds: list[float], size: int, counts: list[int]
) -> None:
    [part, _] = parts_of(project)
    lengths = iter([*seconds, *seconds, *seconds])
    monkeypatch.setattr(PlannedPart, "seconds", property(lambda planned: float(planned.screenplay.name)))
    parts = [replace(part, screenplay=Path(str(next(lengths)))) for _ in seconds]
    assert share_counts(parts, size) == counts


def test_a_share_goes_with_the_lesson_what_it_uses_and_the_screenplay(project: Path) -> None:
    (project / "data").mkdir()
    (project / "data" / "heights.csv").write_text("1,2\n")
    (project / "helper.py").write_text("NAME = 'data/heights.csv'\n")
    (project / "first.py").write_text("import helper\n" + (project / "first.py").read_text())
    (project / "manim.cfg").write_text("[CLI]\n")
    [first, second] = pack(parts_of(project)[0], project, 2)
    names = ["data/heights.csv", "first.py", "helper.py", "manim.cfg", "tiny.toml"]
    assert sorted(map(str, first.files)) == names
    assert {str(path): (project / path).read_bytes() for path in first.files} == {
        str(path): content for path, content in first.files.items()
    }
    assert first.job.screenplay == "tiny.toml"
    assert [task.job.share for task in (first, second)] == [Share(index=i, count=2) for i in range(2)]


def test_a_translation_goes_along(project: Path) -> None:
    screenplay = (project / "tiny.toml").read_text(encoding="utf-8")
    (project / "tiny.es.toml").write_text(screenplay.replace("Tiny", "Menuda"), encoding="utf-8")
    spanish = in_language(load(project / "tiny.toml"), "es")
    [task] = pack(plan(spanish, replace(LOW, language="es"))[0], project, 1)
    assert {"tiny.toml", "tiny.es.toml"} <= set(map(str, task.files))
    assert task.job.language == "es"


def test_what_is_there_goes_along_by_name_alone(project: Path) -> None:
    planned = parts_of(project)[0]
    segment = planned.files.cache / "First" / "abc.mp4"
    beat = planned.files.cache / "First beats" / "def.json"
    for path in (segment, beat):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    [task] = pack(planned, project, 1)
    assert task.job.share is not None
    assert "abc" in task.job.share.kept
    assert [path.name for path in task.files if path.suffix in (".mp4", ".json")] == ["def.json"]


def test_takes_go_along(project: Path, tmp_path: Path) -> None:
    takes = tmp_path / "takes" / "First"
    takes.mkdir(parents=True)
    for beat in ("data", "residuals"):
        (takes / f"{beat}.wav").write_text(beat)
    [planned, _] = plan(load(project / "tiny.toml"), replace(LOW, voice=Takes(tmp_path / "takes")))
    [task] = pack(planned, project, 1)
    assert task.job.voice == "takes:media/takes"
    assert task.files[PurePath("media/takes/First/data.wav")] == b"data"


def test_a_file_outside_the_lectures_folder_is_named(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "heights.csv"
    outside.write_text("1,2\n")
    (project / "first.py").write_text(f"PATH = {str(outside)!r}\n" + (project / "first.py").read_text())
    with pytest.raises(
        ValueError, match=r"^First uses .*heights.csv, which is sent to no other machine: put it"
    ):
        pack(parts_of(project)[0], project, 1)


def test_what_comes_back_goes_into_the_parts_cache(project: Path) -> None:
    def draw(task: ShareTask) -> Files:
        job = task.job
        assert job.share is not None
        folder = PurePath("videos", job.module, "480p15", "partial_movie_files", job.scene)
        return {folder / f"{job.share.index}.mp4": b"a segment"}

    scenes, told = drawn(project, draw)
    assert scenes == ["First", "Second"]
    assert told == ["First: ", "First: ", "Second: ", "Second: "]
    [first, _] = parts_of(project)
    assert sorted(path.name for path in first.files.cache.glob("First/*")) == ["0.mp4", "1.mp4"]


def test_what_is_no_part_of_the_cache_is_not_written(project: Path) -> None:
    _, told = drawn(project, lambda task: {PurePath("../../../../first.py"): b"other"})
    assert told[0] == "First: it sent ../../../../first.py, which is no file of the part's cache"
    _, told = drawn(project, lambda task: {CACHE / ".." / "first.mp4": b"other"})
    assert told[0].endswith("which is no file of the part's cache")
    assert b"other" not in (project / "first.py").read_bytes()


def test_a_share_that_fails_is_told_and_the_part_goes_on(project: Path) -> None:
    def draw(task: ShareTask) -> Files:
        raise ShareFailedError("no\nroom")

    assert drawn(project, draw) == (["First", "Second"], ["First: no room"] * 2 + ["Second: no room"] * 2)


def test_with_nobody_left_who_draws_the_parts_go_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.production.build.shares._PATIENCE", 0.0)
    scenes, told = drawn(project, lambda task: {}, is_lost=True)
    assert scenes == ["First", "Second"]
    assert told == ["First: nobody is left who draws"] * 2 + ["Second: nobody is left who draws"] * 2
