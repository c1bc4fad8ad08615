"""No room, no right to write, or a folder in the place of a file: one line, and what was there stays."""

from __future__ import annotations

import doctest
import errno
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scenes.production.build import os_errors
from scenes.production.build.os_errors import in_one_line
from scenes.script.atomic_write import replacing, replacing_folder, replacing_together
from tests.attacks.commands import run, shell, told
from tests.production import conftest as small
from tests.production.conftest import SECOND, lecture, write_lesson

project = small.project

Record = Callable[[str, object], None]

LOW = ("tiny", "--quality", "low")
OUTPUTS = {
    "render": ("lectures/tiny.480p15.mp4", ()),
    "slides": ("slides/tiny/tiny.480p15.html", ("--format", "html")),
    "clips": ("clips/tiny/Second.step.480p15.mp4", ("Second.step",)),
    "storyboard": ("storyboards/tiny.pdf", ()),
}
"""A file that each command writes, and what else it is told."""


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def command(name: str) -> list[str]:
    return [name, "tiny", *OUTPUTS[name][1], "--quality", "low"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_folder_where_a_file_belongs(rendered: Path, record_property: Record, name: str) -> None:
    target = rendered / "media" / OUTPUTS[name][0]
    target.unlink(missing_ok=True)
    target.mkdir(parents=True)
    (target / "mine.txt").write_text("kept")
    before = contents(rendered / "media")
    result = lecture(rendered, *command(name))
    assert result.exit_code == 1
    line = told(result.stderr, [rendered])
    assert (
        line == f"Error: media/{OUTPUTS[name][0]} is a folder, and a file belongs there: move the folder away"
    )
    assert contents(rendered / "media") == before
    record_property("case", (f"{name}: a folder where its file belongs", line))


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_file_where_a_folder_belongs(rendered: Path, record_property: Record, name: str) -> None:
    top = rendered / "media" / OUTPUTS[name][0].partition("/")[0]
    if top.is_dir():
        top.rename(rendered / "moved")
    top.write_text("mine")
    result = lecture(rendered, *command(name))
    assert result.exit_code == 1
    line = told(result.stderr, [rendered])
    assert f"media/{top.name}" in line
    assert line.endswith("move the file away")
    assert top.read_text() == "mine"
    record_property("case", (f"{name}: a file where its folder belongs", line))


def test_the_film_is_exchanged_with_all_that_belongs_to_it(rendered: Path, record_property: Record) -> None:
    chapters = rendered / "media/lectures/tiny.480p15.chapters.txt"
    chapters.unlink()
    chapters.mkdir()
    text = (rendered / "tiny.toml").read_text()
    (rendered / "tiny.toml").write_text(text.replace('title = "Tiny"', 'title = "Another"'))
    before = contents(rendered / "media/lectures")
    result = lecture(rendered, "render", *LOW)
    line = told(result.stderr, [rendered])
    assert line.endswith(
        "tiny.480p15.chapters.txt is a folder, and a file belongs there: move the folder away"
    )
    assert contents(rendered / "media/lectures") == before
    record_property("case", ("a folder where the chapters belong", line))


def refuse(number: int) -> Callable[..., None]:
    def refusing(*args: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return refusing


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, r"no room to write \S+: .* is left there; make room and run the command again"),
        (errno.EDQUOT, r"no room to write \S+: .* is left there; make room and run the command again"),
        (errno.EROFS, r"\S+ cannot be written, its disk is read-only: .*"),
        (errno.EACCES, r"\S+ may not be used by you: .*"),
        (errno.EFBIG, r"\S+ becomes larger than a file may be here: .*"),
        (errno.EIO, r"\S+ cannot be read or written, its disk fails: .*"),
    ],
)
def test_what_the_system_refuses_is_one_line(
    rendered: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record, number: int, said: str
) -> None:
    (rendered / "media/lectures/tiny.480p15.srt").unlink()  # so that the film is not as it was made
    before = contents(rendered / "media")
    monkeypatch.setattr("scenes.production.outputs.lecture_film.join", refuse(number))
    result = lecture(rendered, "render", *LOW)
    assert result.exit_code == 1
    line = told(result.stderr, [rendered])
    assert re.fullmatch(f"Error: {said}", line)
    assert "media/lectures/tiny.480p15.mp4" in line
    assert contents(rendered / "media") == before
    shown = re.sub(r": [\d.]+ .B is left", ": … is left", line)
    record_property("case", (f"writing the film gives {errno.errorcode[number]}", shown))


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="the limit is POSIX's")
def test_a_part_that_there_is_no_room_for(rendered: Path, record_property: Record) -> None:
    """A limit on the size of files needs no rights, and stops the same writes as a full disk does."""
    write_lesson(rendered, "Second", SECOND, "#0072B2", 0.8)
    film = contents(rendered / "media/lectures")
    done = shell(rendered, f"ulimit -f 2; $lecture render {' '.join(LOW)}")
    assert done.returncode == 1
    line = told(done.stderr, [rendered])
    assert "Second failed: " in line
    assert "becomes larger than a file may be here" in line
    assert contents(rendered / "media/lectures") == film
    record_property("case", ("a part larger than a file may be (ulimit -f)", re.sub(r" \(log: .*", "", line)))


@pytest.fixture
def small_disk(project: Path) -> Iterator[Path]:
    """A disk of so little room that nothing can be rendered on it; needs the right to mount one."""
    media = project / "media"
    media.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", str(media)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no right to mount a disk; the cases above need none")
    yield media
    subprocess.run(["umount", str(media)], check=True)


@pytest.mark.long
def test_a_full_disk(project: Path, small_disk: Path, record_property: Record) -> None:
    code, _, error = run(project, "render", *LOW, "--jobs", "1")
    assert code == 1
    lines = error.splitlines()
    for line in lines:
        assert re.match(r"\w+ failed: no room to write \S+: [\d.]+ .B is left there; make room and run", line)
    shown = re.sub(r" \(log: .*", "", lines[0].replace(f"{project}/", ""))
    record_property("case", ("a disk of 24 KiB", shown))
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    code, out, error = run(project, "render", *LOW)
    assert (code, error) == (0, ""), out


@pytest.mark.parametrize(
    "name", ["render", "slides", "clips", "explore", "storyboard", "shorts", "youtube", "trailer"]
)
def test_media_that_cannot_be_written(project: Path, record_property: Record, name: str) -> None:
    """The system's own folder of devices takes no folders of anybody's."""
    if not Path("/sys/kernel").is_dir():
        pytest.skip("no /sys, a folder that not even root may write")
    (project / "media").symlink_to("/sys/kernel")
    with (project / "tiny.toml").open("a") as screenplay:
        screenplay.write('[[trailer]]\nbeat = "Second.step"\nseconds = 1\n')
    others = {"shorts": ["--lesson", "Second"], "explore": ["Second.step", "--vary", "x=1,2"]}.get(name, [])
    result = lecture(project, name, *LOW, *others)
    assert result.exit_code == 1
    line = told(result.stderr, [project])
    assert line.startswith("Error: media/")
    assert line.endswith("change its rights or its folder's, or move the lecture")
    record_property("case", (f"{name}: media that cannot be written", line))


def test_nothing_of_a_new_lecture_stays_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    monkeypatch.setattr("scenes.production.outputs.new_lecture.Template.substitute", refuse(errno.ENOSPC))
    result = lecture(tmp_path, "new", "bakery")
    assert result.exit_code == 1
    line = told(result.stderr, [tmp_path])
    assert line.startswith("Error: no room to write bakery.toml")
    assert not list(tmp_path.iterdir())
    record_property("case", ("new: no room", re.sub(r": [\d.]+ .B is left", ": … is left", line)))


def write_two(targets: list[Path], error: BaseException | None = None) -> None:
    """Write the first two of some files together, and fail if there is an error to fail with."""
    with replacing_together(targets) as [one, two, *_]:
        one.write_text("2")
        two.write_text("2")
        if error is not None:
            raise error


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_files_that_are_written_together_stay_together(tmp_path: Path, error: BaseException) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("1")
    with pytest.raises((ValueError, KeyboardInterrupt, OSError)):
        write_two([old, new], error)
    assert contents(tmp_path) == {old: b"1"}


def test_a_file_that_is_not_written_brings_the_others_back(tmp_path: Path) -> None:
    old, new, last = tmp_path / "old", tmp_path / "new", tmp_path / "last"
    old.write_text("1")
    with pytest.raises(FileNotFoundError, match="last"):
        write_two([old, new, last])
    assert contents(tmp_path) == {old: b"1"}
    assert list(tmp_path.iterdir()) == [old]


def test_an_error_names_the_target_and_not_what_lies_beside_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught, replacing(tmp_path / "film") as beside:
        (beside / "nothing").read_bytes()
    assert caught.value.filename == str(tmp_path / "film/nothing")
    with pytest.raises(FileNotFoundError) as caught, replacing_folder(tmp_path / "up") as beside:
        (beside / "nothing").read_bytes()
    assert caught.value.filename == str(tmp_path / "up/nothing")
    with pytest.raises(OSError, match="full") as full, replacing(tmp_path / "film"):
        raise OSError(errno.ENOSPC, "full")
    assert full.value.filename == str(tmp_path / "film")


def test_examples_hold() -> None:
    assert doctest.testmod(os_errors).failed == 0


def test_a_long_path_is_shortened_and_a_line_stays_one() -> None:
    line = in_one_line(OSError(errno.ENAMETOOLONG, "too long", "/tmp/" + 3000 * "a" + "\nb.toml"))
    assert len(line) < 400
    assert "\n" not in line
    assert line.endswith("is too long for this disk: shorten the names in it")
