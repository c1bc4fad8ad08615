"""A wrong picture is never called right: of files edited while they render, of caches that are damaged."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from manim import ManimColor
from numpy.typing import NDArray

from scenes.script.seal import read_sealed
from tests.attacks.conftest import corner, film, render, write_talk
from tests.production.conftest import ROOT, lecture

Record = Callable[[str, object], None]

PARTS = "media/parts/talk/480p15"
THEMES = "scenes/script/themes.py"
OLD, NEW = "#0E1116", "#4E1116"

EDIT = """
for file, old, new in {edits!r}:
    text = Path(file).read_text()
    if old in text:
        Path(file).write_text(text.replace(old, new))
        break
"""
"""Makes the first of some edits that was not made yet."""


def is_colour(seen: NDArray[np.uint8], wanted: str) -> bool:
    """Whether a pixel has a colour, but for what an encoder does to it."""
    return bool(np.abs(seen.astype(int) - ManimColor(wanted).to_int_rgb()).max() <= 3)


def test_a_file_of_the_kit_is_edited_while_a_lecture_renders(
    project: Path, tmp_path: Path, record_property: Record
) -> None:
    """Until the last lesson is rendered, the background is of the old colour."""
    folder = tmp_path / "talk"
    write_talk(folder)
    edit = EDIT.format(edits=[(str(project / THEMES), f'background="{OLD}"', f'background="{NEW}"')])
    done = render(folder, "--jobs", "1", project=project, environment={"AT_THE_END_OF_Early": edit})
    assert done.returncode == 0, done.stderr
    lines = [f"{scene}: what it is made from was changed meanwhile\n" for scene in ("Early", "Late")]
    assert done.stderr == "".join(lines)
    assert is_colour(corner(folder, 0), NEW)
    assert is_colour(corner(folder, -1), NEW)
    before = film(folder)
    forget_parts(folder)
    assert render(folder, "--jobs", "1", project=project).returncode == 0
    assert film(folder) == before
    record_property("case", ("a colour of the kit is edited while a lecture renders", lines[1]))


@pytest.mark.long
def test_a_screenplay_and_then_the_lesson_is_edited_while_it_renders(
    tmp_path: Path, record_property: Record
) -> None:
    folder = tmp_path / "talk"
    write_talk(folder)
    edits = [
        (str(folder / "talk.toml"), "Another word.", "Quite another word."),
        (str(folder / "late.py"), "[[0, 0, 0]]", "[[1, 1, 0]]"),
    ]
    done = render(folder, "--jobs", "1", environment={"AT_THE_END_OF_Late": EDIT.format(edits=edits)})
    assert done.returncode == 0, done.stderr
    line = "Late: what it is made from was changed meanwhile\n"
    assert done.stderr == line * 2
    shown = film(folder)
    assert b"Quite another word." in shown["talk.480p15.srt"]
    record_property("case", ("a screenplay, and then a lesson's file is edited while it renders", line))


def test_a_file_that_is_edited_each_time(
    talk: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    """Nothing is ever of the present state, so there is no film of it, and the old one stays."""
    monkeypatch.setattr("scenes.production.build.rendering.render_parts", lambda *arguments: [])
    before = film(talk)
    (talk / "late.py").write_text((talk / "late.py").read_text() + "# edited\n")
    done = lecture(talk, "render", "talk", "--quality", "low")
    assert done.exit_code == 1
    *told, line = done.stderr.splitlines()
    assert told == ["Late: what it is made from was changed meanwhile"] * 3
    assert line.startswith("Error: files were changed each of 3 times while they were rendered: leave them")
    assert film(talk) == before
    record_property("case", ("a lesson's file is edited each time that it is rendered", line))


def overwrite(path: Path, start: int = 1000, count: int = 400) -> None:
    """Change bytes of a file, and neither its size nor its time."""
    before, written = path.stat(), bytearray(path.read_bytes())
    start = min(start, len(written) // 3)
    for i in range(start, min(start + count, len(written) - start)):
        written[i] ^= 0x5A
    path.write_bytes(bytes(written))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def exchange(one: Path, other: Path) -> None:
    """Put each of two files in the other's place."""
    contents = one.read_bytes(), other.read_bytes()
    other.write_bytes(contents[0])
    one.write_bytes(contents[1])


def damage_parts(folder: Path) -> None:
    """400 bytes of a part are overwritten; another is filled with garbage."""
    overwrite(folder / PARTS / "early.Early/videos/early/480p15/Early.mp4")
    late = folder / PARTS / "late.Late/videos/late/480p15/Late.mp4"
    late.write_bytes(b"garbage " * 1000)


def forget_parts(folder: Path) -> None:
    """Have all parts put together anew from what is kept."""
    for stamp in folder.rglob("stamp.json"):
        stamp.unlink()


def files_of(folder: Path, pattern: str) -> list[list[Path]]:
    """Return files of the first part, and those of the second."""
    return [sorted(part.glob(pattern)) for part in sorted((folder / PARTS).glob("*.*"))]


def damage_segments(folder: Path) -> None:
    """Segments are empty, cut short, exchanged, overwritten."""
    forget_parts(folder)
    segments, _ = files_of(folder, "videos/*/*/partial_movie_files/*/*.mp4")
    assert len(segments) >= 5
    segments[0].write_bytes(b"")
    segments[1].write_bytes(segments[1].read_bytes()[:-500])
    exchange(*segments[2:4])
    overwrite(segments[4])


def damage_beats(folder: Path) -> None:
    """Beats are kept without their segments; others are exchanged."""
    forget_parts(folder)
    _, beats = files_of(folder, "videos/*/*/partial_movie_files/* beats/*.json")
    assert len(beats) >= 3
    for path in beats[:-2]:
        beat = msgspec.json.decode(read_sealed(path) or b"")
        plays = [[frames, []] for frames, _ in beat["plays"]]
        path.write_bytes(msgspec.json.encode({**beat, "plays": plays}))
    exchange(*beats[-2:])


def damage_texts(folder: Path) -> None:
    """The texts of one part are empty, those of another are cut short."""
    forget_parts(folder)
    for beat in folder.rglob("* beats/*.json"):
        beat.unlink()
    early, late = files_of(folder, "**/*.svg")
    assert early
    assert late
    for path in early:
        path.write_bytes(b"")
    for path in late:
        path.write_bytes(path.read_bytes()[:200])


@pytest.mark.parametrize(
    "damages",
    [
        pytest.param([damage_parts], id="parts"),
        pytest.param([damage_segments, damage_beats], id="segments and beats"),
        pytest.param([damage_texts], id="texts", marks=pytest.mark.long),
    ],
)
def test_what_is_damaged_is_made_anew(
    talk: Path, damages: list[Callable[[Path], None]], record_property: Record
) -> None:
    before = film(talk)
    for damage in damages:
        damage(talk)
    done = render(talk, "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert film(talk) == before
    for damage in damages:
        record_property("case", (damage.__doc__ or "", done.stdout.splitlines()[-1]))


COMPILED = """
import numpy as np
from scenes.kit.rendering import yuv420
yuv420.Converter(2, 2).convert(np.zeros((2, 2, 4), np.uint8))
print(int(yuv420._convert.was_found))
"""


@pytest.mark.long
@pytest.mark.parametrize("damage", ["nothing", "cut short", "emptied", "overwritten"])
def test_compiled_code_that_is_damaged_is_compiled_anew(
    tmp_path: Path, damage: str, record_property: Record
) -> None:
    def convert() -> str:
        command, environment = [sys.executable, "-c", COMPILED], {"NUMBA_CACHE_DIR": str(tmp_path)}
        return subprocess.check_output(command, cwd=ROOT, env={**os.environ, **environment}, text=True)

    assert convert() == "0\n"
    for path in tmp_path.rglob("*.nb[ic]"):
        match damage:
            case "cut short":
                path.write_bytes(path.read_bytes()[:-500])
            case "emptied":
                path.write_bytes(b"")
            case "overwritten":
                overwrite(path)
    assert convert() == ("1\n" if damage == "nothing" else "0\n")
    assert convert() == "1\n"
    record_property("case", (f"what Numba has compiled is {damage}", "compiled anew, without a word"))


OTHER_PLACE = "mère & söhne [2]"
OTHERWISE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7"}


def test_the_film_is_the_same_wherever_and_however_it_is_rendered(talk_once: Path, tmp_path: Path) -> None:
    write_talk(tmp_path / OTHER_PLACE)
    done = render(tmp_path / OTHER_PLACE, "--jobs", "3", environment=OTHERWISE)
    assert done.returncode == 0, done.stderr
    assert film(tmp_path / OTHER_PLACE) == film(talk_once)


@pytest.mark.long
def test_so_is_a_film_of_one_of_our_lessons(tmp_path: Path) -> None:
    """Each difference alone, and a lesson of ours, which computes and draws more."""
    ways: list[tuple[str, str, dict[str, str]]] = [
        ("here", "1", {}),
        ("jobs", "3", {}),
        (OTHER_PLACE, "1", {}),
        *((name, "1", {name: value}) for name, value in OTHERWISE.items()),
        ("seed", "1", {"PYTHONHASHSEED": "1"}),
    ]
    films = []
    for place, jobs, environment in ways:
        write_talk(tmp_path / place)
        with (tmp_path / place / "talk.toml").open("a") as screenplay:
            screenplay.write('[[part]]\nlesson = "scenes.closing.Closing"\n')
        done = render(tmp_path / place, "--jobs", jobs, environment=environment)
        assert done.returncode == 0, done.stderr
        films.append(film(tmp_path / place))
    assert all(each == films[0] for each in films)
