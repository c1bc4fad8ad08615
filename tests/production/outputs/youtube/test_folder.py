"""The command: what it puts into its folder, and that nothing is lost when it fails."""

from pathlib import Path
from shutil import rmtree

import av
import pytest
from PIL import Image
from pysubs2 import SSAFile

from scenes.production.commands.common import counting
from tests.production.conftest import lecture

FOLDER = "media/youtube/three.480p15"
SOURCE = "face.py"


def contents(root: Path) -> dict[str, bytes]:
    """Everything below the folder of uploads, hidden files too."""
    above = root / "media" / "youtube"
    return {str(path.relative_to(above)): path.read_bytes() for path in above.rglob("*") if path.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_folder_holds_what_is_uploaded(uploaded_once: Path) -> None:
    assert sorted(path.name for path in (uploaded_once / FOLDER).iterdir()) == [
        "captions.en.srt",
        "captions.en.vtt",
        "captions.es.srt",
        "captions.es.vtt",
        "description.en.txt",
        "description.es.txt",
        "three.mp4",
        "thumbnail.png",
        "title.en.txt",
        "title.es.txt",
    ]


def test_texts_are_in_their_language(uploaded_once: Path) -> None:
    def text(name: str) -> str:
        return (uploaded_once / FOLDER / name).read_text(encoding="utf-8")

    assert text("title.en.txt") == "Three\n"
    assert text("title.es.txt") == "Tres\n"
    assert text("description.en.txt") == (
        "Two paragraphs.\n\nOne of them & this.\n\n0:00 Beginning\n0:20 Middle\n0:30 End\n"
    )
    assert text("description.es.txt") == "Un párrafo.\n\n0:00 Principio\n0:20 Middle\n0:30 Fin\n"
    assert "10 puntos y una recta: en una parábola." in text("captions.es.vtt").replace("\n", " ")


def test_captions_stand_within_their_beats(uploaded_once: Path) -> None:
    told = SSAFile.load(str(uploaded_once / FOLDER / "captions.es.srt"))
    beats = [(each.start // 10_000, each.end / 10_000) for each in told]
    assert [beat for beat, _ in beats] == [0, 1, 2, 3]
    assert all(end <= beat + 1 for beat, end in beats)


def test_the_thumbnail_is_the_scenes_last_picture(uploaded_once: Path) -> None:
    path = uploaded_once / FOLDER / "thumbnail.png"
    assert path.stat().st_size < 2_000_000
    with Image.open(path) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (1280, 720), "RGB")
        assert picture.getpixel((640, 360)) == (255, 255, 255)
        assert picture.getpixel((5, 5)) == (0x00, 0x72, 0xB2)
        assert picture.getpixel((640, 250)) == (0x00, 0x72, 0xB2)  # the circle is gone


def test_a_failed_run_leaves_the_old_folder_whole(uploaded: Path) -> None:
    before = contents(uploaded)
    replace(
        uploaded / SOURCE, "def construct(self):", "def construct(self):\n        raise OSError('no paint')"
    )
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 1
    assert "Face failed: OSError: no paint" in result.stderr
    assert result.stderr.count("\n") == 1
    assert contents(uploaded) == before


def test_nothing_changed_writes_nothing_and_starts_no_process(
    uploaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def times() -> dict[Path, int]:
        written = [*uploaded.glob("media/youtube/**/*"), *uploaded.glob("media/lectures/*")]
        return {path: path.stat().st_mtime_ns for path in written}

    before = times()
    monkeypatch.setattr("scenes.production.build.subprocesses.subprocess.Popen", None)
    monkeypatch.setattr("scenes.production.media.concat.mux", None)
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    assert f"{FOLDER} (0:40, " in result.output
    assert times() == before


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("three.toml", 'title = "Three"', 'title = "Drei"', "title.en.txt"),
        ("three.es.toml", "Tres", "Trío", "title.es.txt"),
        (SOURCE, 'color="#FFFFFF"', 'color="#000000"', "thumbnail.png"),
    ],
)
def test_what_has_changed_is_written_anew(uploaded: Path, file: str, old: str, new: str, name: str) -> None:
    before = contents(uploaded)
    replace(uploaded / file, old, new)
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    after = contents(uploaded)
    assert after[f"three.480p15/{name}"] != before[f"three.480p15/{name}"]


@pytest.mark.parametrize("name", ["three.mp4", "captions.en.srt", "thumbnail.png"])
def test_what_is_damaged_is_written_anew(uploaded: Path, name: str) -> None:
    before, path = contents(uploaded), uploaded / FOLDER / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    assert contents(uploaded) == before


def test_a_second_run_takes_the_place_of_the_first(uploaded: Path) -> None:
    replace(uploaded / "three.toml", 'thumbnail = "face.Face"', "")
    (uploaded / "three.es.toml").unlink()
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    assert f"{FOLDER} (0:40, " in result.output
    names = ["captions.en.srt", "captions.en.vtt", "description.en.txt", "three.mp4", "title.en.txt"]
    assert sorted(contents(uploaded)) == [f"three.480p15/{name}" for name in names]


def test_a_lecture_of_two_chapters_gets_all_but_chapters(uploaded: Path) -> None:
    replace(uploaded / "three.toml", 'chapter = "Middle"\n', "")
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        "the description has no chapters: YouTube shows no fewer than 3 chapters, and there are only 2 "
        "('Beginning', 'End'): give more parts a `chapter`\n"
    )
    made = contents(uploaded)
    assert made["three.480p15/description.en.txt"] == (b"Two paragraphs.\n\nOne of them & this.\n")
    assert len(made) == 10


def test_texts_alone_leave_the_master_as_it_is(uploaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.production.outputs.youtube.folder.write_master", None)
    before = contents(uploaded)
    film = uploaded / "media/lectures/three.480p15.mp4"
    film.unlink()
    replace(uploaded / "three.toml", 'title = "Three"', 'title = "Drei"')
    (uploaded / "three.es.toml").unlink()
    result = lecture(uploaded, "youtube", "three", "--quality", "low", "--texts-only")
    assert (result.exit_code, result.output) == (0, f"{FOLDER} (texts only)\n")
    after = contents(uploaded)
    assert after["three.480p15/title.en.txt"] == b"Drei\n"
    gone = {name for name in before if ".es." in name}
    assert after.keys() == before.keys() - gone
    kept = [name for name in after if not name.endswith("title.en.txt")]
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert not film.exists()


def test_texts_alone_need_no_master_and_tell_of_one_that_is_old(uploaded: Path) -> None:
    master = uploaded / FOLDER / "three.mp4"
    with av.open(master, "w") as container:
        stream = container.add_stream("libx264", 15)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        container.mux(stream.encode(None))
    result = lecture(uploaded, "youtube", "three", "--quality", "low", "--texts-only")
    assert result.exit_code == 0, result.output
    told = "three.mp4 there is of another state of the lecture: write it anew, without --texts-only\n"
    assert result.stderr == told
    rmtree(uploaded / FOLDER)
    result = lecture(uploaded, "youtube", "three", "--quality", "low", "--texts-only")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(contents(uploaded)) == 8


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "three.toml",
            "face.Face",
            "face.Mask",
            "three.toml, thumbnail face.Mask: face.py has no class",
        ),
        ("three.toml", "face.Face", "face", "three.toml: thumbnail 'face' must be file.Class"),
        ("three.es.toml", "Tres", "T" * 101, "the title in 'es' has 101 characters"),
        ("three.es.toml", "rest =", "wrest =", "third.Third: the line 'rest' is missing"),
        (
            "three.es.toml",
            "{where}",
            "Uf. " * 60,
            "three.es.toml, first.First, line 'data': 10.00 s are too sh",
        ),
    ],
)
def test_bad_input_ends_with_one_line(uploaded: Path, file: str, old: str, new: str, told: str) -> None:
    before = contents(uploaded)
    replace(uploaded / file, old, new)
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert contents(uploaded) == before


def test_a_thumbnail_too_large_is_refused(uploaded: Path) -> None:
    before = contents(uploaded)
    (uploaded / SOURCE).write_text(
        "import numpy as np\n"
        "from manim import Scene\n"
        "class Face(Scene):\n"
        "    def construct(self):\n"
        "        noise = np.random.default_rng(1).integers(0, 256, (720, 1280, 4), dtype=np.uint8)\n"
        "        self.camera.set_background(noise)\n"
    )
    result = lecture(uploaded, "youtube", "three", "--quality", "low")
    assert result.exit_code == 2, result.output
    assert "the thumbnail face.Face has 2." in result.stderr
    assert contents(uploaded) == before


def test_a_bar_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with counting("Master", 4) as encoded:
        encoded(4)
    shown = capsys.readouterr().out
    assert "Master" in shown
    assert "100%" in shown
