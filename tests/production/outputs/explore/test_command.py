"""What `lecture explore` draws, what it does not draw again, and what it refuses."""

import json
import re
import signal
from pathlib import Path
from shutil import copytree

import av
import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.quality import QUALITIES
from scenes.production.outputs.clip_choice import choose
from scenes.production.outputs.explore.variants import Variant
from scenes.production.outputs.explore.writing import variants_planned
from scenes.script.screenplay import load
from scenes.script.sweeps import read_sweeps
from tests.attacks.processes import rendering
from tests.production.outputs.explore.conftest import PAGE, VARIED, VARIED_TWICE, explore, write_lecture

RATE = 15


def variants(root: Path, *varied: str) -> list[Variant]:
    screenplay = load(root / "swing.toml")
    [clip] = choose(screenplay, ["Swing.go"])
    return variants_planned(screenplay, clip, read_sweeps(varied), Edition(QUALITIES["low"]))


def films(root: Path) -> dict[Path, int]:
    """The films that are kept, and when they were written."""
    return {path: path.stat().st_mtime_ns for path in (root / "media").rglob("*.mp4")}


def pages(root: Path) -> list[str]:
    return [path.name for path in (root / "media").rglob("*.html")]


@pytest.fixture
def project(explored: Path, tmp_path: Path) -> Path:
    """The lecture with its page, to change at will."""
    return Path(copytree(explored, tmp_path / "project"))


def test_time_and_size_are_told_before_most_is_drawn(explored: Path) -> None:
    first, second, third, last = (explored / "said").read_text().splitlines()
    size = (explored / PAGE).stat().st_size
    assert first == "Swing.go: the lesson is tried out with 4 values"
    assert re.fullmatch(
        r"Swing\.go: 4 films of 1\.9 s at 854×480: about \d0 seconds of drawing, about \d00 kB", second
    )
    told = re.fullmatch(r"Swing\.go: after the first film, about \d0 seconds left, about ([\d.]+) kB", third)
    assert told
    assert float(told[1]) * 1e3 == pytest.approx(size, rel=0.3)
    assert last == f"{PAGE} ({size / 1e6:.1f} MB)"


def test_each_film_is_the_beat_alone_and_starts_anew_each_second(explored: Path) -> None:
    for number, variant in enumerate(variants(explored, VARIED), start=1):
        beat, rate = variant.played()
        with av.open(variant.files.movie) as movie:
            packets = [packet for packet in movie.demux(video=0) if packet.size]
            context = movie.streams.video[0].codec_context
            assert (context.name, context.pix_fmt, rate) == ("h264", "yuv420p", RATE)
            assert (context.width, context.height) == (854, 480)
        seconds = 1 + 0.3 * number
        assert len(packets) == beat.frames == round(RATE * seconds)
        assert [i for i, packet in enumerate(packets) if packet.is_keyframe] == list(
            range(0, len(packets), RATE)
        )
        assert (beat.start, beat.line) == (0, f"Go to {number}.")
        assert [caption.text for caption in beat.captions] == [beat.line]


def test_the_page_has_all_films_and_their_words(explored: Path) -> None:
    text = (explored / PAGE).read_text(encoding="utf-8")
    assert "<title>A &lt;swing&gt; &amp; more</title>" in text
    assert not re.search(r"\[\[\w+\]\]|https?://", text)
    found = re.search(r'<script id="told" type="application/json">(.*?)</script>', text)
    assert found
    told = json.loads(found[1])
    assert told["sliders"] == [{"name": "reach", "values": ["1", "2", "3", "4"], "start": 2}]
    assert [film["captions"] for film in told["films"]] == [
        [{"start": 0, "text": f"Go to {number}."}] for number in (1, 2, 3, 4)
    ]


def test_what_is_drawn_is_not_drawn_again(project: Path) -> None:
    before, page = films(project), (project / PAGE).read_bytes()
    assert explore(project, VARIED) == (0, f"{PAGE} ({len(page) / 1e6:.1f} MB)\n")
    assert (project / PAGE).read_bytes() == page
    code, said = explore(project, "reach=2,3,5")
    assert code == 0
    assert "Swing.go: 1 film of 2.5 s at" in said
    after = films(project)
    assert before.items() < after.items()
    assert len(after) == len(before) + 1


def test_a_table_that_a_value_names_belongs_to_what_a_film_is_made_from(project: Path) -> None:
    table = project / "houses.csv"
    fingerprints = []
    for content in ("1,2\n", "3,4\n"):
        table.write_text(content)
        fingerprints += [each.fingerprint for each in variants(project, "reach='houses.csv',houses.csv,1")]
    assert [a == b for a, b in zip(fingerprints[:3], fingerprints[3:], strict=True)] == [False, False, True]


@pytest.mark.parametrize("changed", ["swing.py", "swing.toml"])
def test_what_has_changed_is_drawn_anew(project: Path, changed: str) -> None:
    before, source = films(project), project / changed
    source.write_text(source.read_text().replace("Go to", "Up to"))
    if changed == "swing.py":
        source.write_text(source.read_text().replace("0.3 * self.reach", "0.4 * self.reach"))
    assert explore(project, "reach=1,2")[0] == 0
    after = films(project)
    assert len(after) == len(before)
    assert sum(before[path] != after[path] for path in before) == 2


def test_a_damaged_film_is_drawn_anew(project: Path) -> None:
    [first, second, *_] = variants(project, VARIED)
    whole = first.files.movie.read_bytes()
    first.files.movie.write_bytes(whole[:-1])
    second.files.manifest.unlink()
    assert "tried out with 2 values" in explore(project, VARIED)[1]
    assert first.files.movie.read_bytes() == whole


def test_two_sliders_have_each_value_with_each(explored_twice: Path) -> None:
    said = (explored_twice / "said").read_text()
    assert "6 films of 1.6 s" in said
    assert "Swing.go.reach.side.480p15.html" in said
    drawn = variants(explored_twice, *VARIED_TWICE)
    assert [variant.values for variant in drawn[:2]] == [
        {"reach": "1", "side": "1"},
        {"reach": "1", "side": "1.5"},
    ]
    assert len({variant.files.movie.read_bytes() for variant in drawn}) == 6


@pytest.mark.parametrize(
    ("varied", "beat", "told"),
    [
        (["reach=1,2,6,7"], "Swing.go", "at reach = 6: at a reach of 6 it leaves the picture: choose one up"),
        (["reach=1,'x'"], "Swing.go", "Swing at reach = 'x': reach cannot be 'x': write a number"),
        (["breadth=1,2"], "Swing.go", "Swing has no 'breadth' to turn: choose from reach, side"),
        (["reach=1:2"], "Swing.go", "'reach=1:2': write NAME=LOW:HIGH:COUNT"),
        (["reach=1,2"], "Swing", "name one beat"),
        (["reach=1,2"], "Swing.jump", "Swing has no beat 'jump': choose from wait, go, far"),
        (["reach=1,2", "side=1,2", "x=1,2"], "Swing.go", "one attribute can be varied, or two"),
        (["reach=1,2", "reach=3,4"], "Swing.go", "reach is varied twice"),
    ],
)
def test_what_cannot_be_is_refused_before_any_is_drawn(
    tmp_path: Path, varied: list[str], beat: str, told: str
) -> None:
    root = write_lecture(tmp_path / "project")
    code, said = explore(root, *varied, beat=beat)
    assert code == 2
    line = said.splitlines()[-1]
    assert told in line
    assert line.startswith("Error: ")
    assert not films(root)
    assert not pages(root)


def test_how_many_are_refused_is_told(tmp_path: Path) -> None:
    root = write_lecture(tmp_path / "project")
    assert explore(root, "reach=1:9:5")[1].endswith("(2 of the 5 values are refused)\n")


def test_what_fails_is_named_and_the_old_page_stays(project: Path) -> None:
    page = (project / PAGE).read_bytes()
    code, said = explore(project, "reach=4.5,5")
    assert code == 1
    failure = said.splitlines()[-1]
    assert failure.startswith("Swing.go at reach = 4.5 failed: ZeroDivisionError: no square here in the beat")
    assert (project / PAGE).read_bytes() == page
    kept = films(project)
    code, said = explore(project, "reach=5,1")
    assert code == 0
    assert films(project) == kept  # the other has been drawn then


def test_a_beat_that_a_value_does_not_play_is_named(project: Path) -> None:
    code, said = explore(project, "reach=1,3", beat="Swing.far")
    assert code == 1
    assert said.splitlines()[-1].startswith(
        "Swing.far at reach = 1 failed: this beat is not played then (log: "
    )
    assert pages(project) == [Path(PAGE).name]


def test_what_is_no_lesson_is_refused(rendered_once: Path, tmp_path: Path) -> None:
    root = Path(copytree(rendered_once, tmp_path / "project"))
    code, said = explore(root, "reach=1,2", beat="First.data")
    assert code == 2
    assert "First is no Lesson, and has no beats" in said


@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.long)])
def test_ended_in_mid_work_it_goes_on_from_there(explored: Path, tmp_path: Path, how: signal.Signals) -> None:
    root = write_lecture(tmp_path / "project")
    command = ("scenes.production", "explore", "Swing.go", "--vary", VARIED, "--quality", "low")
    with rendering(root, command=command) as run:
        assert run.wait_until(lambda: any(root.rglob("stamp.json")))
        run.signal("command", how)
        code, said = run.end()
        run.wait_for_the_last()
    assert (code, pages(root)) == ({signal.SIGINT: 1, signal.SIGKILL: -signal.SIGKILL}[how], [])
    assert said.endswith("run it again, and it goes on from there\n") is (how == signal.SIGINT)
    kept = {path: time for path, time in films(root).items() if path.with_name("stamp.json").exists()}
    assert explore(root, VARIED)[0] == 0
    assert kept.items() <= films(root).items()
    assert (root / PAGE).read_bytes() == (explored / PAGE).read_bytes()
    assert not list(root.rglob("*.unfinished"))
