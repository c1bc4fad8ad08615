"""What the README shows runs, and what it names is there."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import av
import pytest

from scenes import kit
from tests.installed import Installed

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")

CHAPTER = re.search(r"^## A lecture of your own\n(.*?)^## ", TEXT, re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_examples_give_what_they_say() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted > 3
    assert results.failed == 0


def test_named_files_are_there() -> None:
    named = re.findall(r"(?:scenes|media/gallery)/\w+\.(?:py|webp)", TEXT)
    assert len(named) > 10
    assert [path for path in named if path != "scenes/x.py" and not (ROOT / path).exists()] == []


@pytest.fixture(scope="module")
def followed(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The chapter on a lecture of one's own, followed in an empty folder: what each command said."""
    folder = tmp_path_factory.mktemp("reader")
    assert CHAPTER
    said = {"folder": str(folder)}
    for language, block in BLOCK.findall(CHAPTER[1]):
        if language == "sh":
            for line in block.splitlines():
                command = line.partition("#")[0].strip()
                said[command] = installed.run(command, folder).stdout
        else:
            with (folder / {"python": "spring_fit.py", "toml": "spring.toml"}[language]).open("a") as file:
                file.write(f"\n{block}")
    return said


def test_a_new_lecture_renders_as_it_says(followed: dict[str, str]) -> None:
    assert followed["lecture new spring"].startswith("spring.toml, spring.py, spring.csv.")
    said = followed["lecture render spring --quality low"]
    assert said.splitlines()[-1].startswith("media/lectures/spring.480p15.mp4 (0:")
    with av.open(f"{followed['folder']}/media/lectures/spring.480p15.mp4") as movie:
        context = movie.streams.video[0].codec_context
        # As manim.cfg says, which is not in this folder.
        assert (context.colorspace, context.color_primaries, context.color_trc) == (6, 1, 1)
        assert 5 * 15 < sum(1 for _ in movie.decode(video=0)) < 30 * 15


def test_lessons_that_come_along_fit_in(followed: dict[str, str]) -> None:
    listed = followed["lecture list --quality low"]
    assert re.findall(r"(FirstLesson|SpringFit|Closing) .* (rendered|missing)", listed) == [
        ("FirstLesson", "rendered"),
        ("SpringFit", "missing"),
        ("Closing", "missing"),
    ]
    deck = "media/slides/spring/spring.480p15.html"
    said = followed["lecture slides --quality low --format html"]
    assert "(2 of 2)" in said
    assert said.splitlines()[-1] == deck
    page = (Path(followed["folder"]) / deck).read_text(encoding="utf-8")
    assert page.count("<section") == 2 + 5 + 3
    assert "The same 7 points, and a line with two numbers" in page
    assert "A network with a billion weights" in page


def test_manim_alone_finds_the_lines_too(followed: dict[str, str]) -> None:
    pictures = list(Path(followed["folder"], "media", "images", "spring_fit").glob("SpringFit*.png"))
    assert len(pictures) == 1


def test_a_lesson_of_ones_own_renders_as_printed(tmp_path: Path) -> None:
    [source] = [block for language, block in BLOCK.findall(TEXT) if "class Valley(kit.Lesson)" in block]
    file = tmp_path / "valley.py"
    file.write_text(source)
    small = ("-s", "-r", "284,160", "--media_dir", str(tmp_path / "media"), "--verbosity", "WARNING")
    command = [sys.executable, "-m", "manim", "render", str(file), "Valley", *small]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert len(list(tmp_path.rglob("Valley*.png"))) == 1


def test_the_kits_words_are_there() -> None:
    table = TEXT[TEXT.index("| Words of `scenes.kit`") :].split("\n\n")[0]
    words = set(re.findall(r"`([A-Za-z_]+)(?:\(|\.\w+\(|`)", table)) - {"run"}
    assert len(words) > 25
    assert sorted(word for word in words if not hasattr(kit, word)) == []
