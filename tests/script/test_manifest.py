import json
import math
from pathlib import Path
from typing import Any

import pytest

from scenes.script.atomic_write import replacing
from scenes.script.captions import Caption
from scenes.script.manifest import Beat, Manifest, manifest_path, read, write

MANIFEST = Manifest(
    "LineFit",
    60,
    700,
    (
        Beat(
            "data",
            0,
            400,
            "Ten — points.",
            {"count": 10, "rate": 0.5, "last": math.inf, "where": "on a line"},
            (Caption(0, 200, "Ten\n—"), Caption(200, 200, "points.")),
        ),
        Beat("residuals", 400, 300, "How far?", {}, (Caption(400, 300, "How far?"),)),
    ),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = manifest_path(tmp_path / "videos" / "LineFit.mp4")
    write(path, MANIFEST)
    assert path == tmp_path / "videos" / "LineFit.json"
    assert read(path) == MANIFEST
    assert type(read(path).beats[0].numbers["count"]) is int  # spoken as 10, not as 10.0
    assert [file.name for file in path.parent.iterdir()] == ["LineFit.json"]


def changed(path: Path, *keys: str | int, to: Any) -> None:
    """Write the manifest with one value replaced."""
    write(path, MANIFEST)
    table = json.loads(path.read_text(encoding="utf-8"))
    at = table
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = to
    path.write_text(json.dumps(table))


@pytest.mark.parametrize(
    ("keys", "to", "told"),
    [
        (("frames",), 0, r"Expected `int` >= 1 - at `\$\.frames`"),
        (("frames",), 700.0, r"Expected `int`, got `float` - at `\$\.frames`"),
        (("frame_rate",), True, r"Expected `int`, got `bool` - at `\$\.frame_rate`"),
        (("lesson",), None, r"Expected `str`, got `null` - at `\$\.lesson`"),
        (("beats",), {}, r"Expected `array`, got `object` - at `\$\.beats`"),
        (("beats", 0, "numbers", "count"), None, r"got `null` - at `\$\.beats\[0\]\.numbers"),
        (
            ("beats", 1, "captions", 0, "start"),
            -1,
            r"Expected `int` >= 0 - at `\$\.beats\[1\]\.captions\[0\]\.start`",
        ),
        (
            ("beats", 0, "captions", 0),
            {},
            r"missing required field `start` - at `\$\.beats\[0\]\.captions\[0\]`",
        ),
        (("frames",), 699, "the beats take 700 frames and the movie has 699"),
        (("beats", 1, "start"), 399, "beat 'residuals' starts before"),
        (("beats", 0, "captions", 1, "start"), 199, "a caption of beat 'data' starts too early"),
        (("beats", 0, "captions", 1, "frames"), 201, "the captions of beat 'data' outlast it"),
        (("beats", 0), "data", r"Expected `object`, got `str` - at `\$\.beats\[0\]`"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(
    tmp_path: Path, keys: tuple[str | int, ...], to: Any, told: str
) -> None:
    path = tmp_path / "LineFit.json"
    changed(path, *keys, to=to)
    with pytest.raises(ValueError, match=told) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith("render the lesson again")
    assert "\n" not in message


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"lesson": "LineFit"}', "\udcff"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "LineFit.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ValueError, match=r"LineFit\.json is not a manifest \(.*\): render the lesson again"):
        read(path)


def test_a_missing_manifest_asks_for_rendering(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not there: render the lesson first"):
        read(tmp_path / "LineFit.json")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "film.txt"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as beside:
            beside.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
