"""`lecture trailer` cuts out the very pictures that are listed, and shows their words on them alone."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from pysubs2 import SSAFile

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import part_fingerprint, project_fingerprint
from scenes.production.build.freshness import write_stamp
from scenes.production.build.paths import part_files
from scenes.production.build.quality import QUALITIES
from scenes.production.media.decoding import in_rgb
from scenes.production.media.sound import crossfaded, write_track
from scenes.production.outputs.trailer import cut
from scenes.script.captions import Caption
from scenes.script.manifest import Beat, Manifest, write
from scenes.script.screenplay import Part, Screenplay, load
from scenes.script.translation import in_language
from tests.production.conftest import lecture
from tests.production.outputs.youtube.conftest import FACE, write_film

LOW = QUALITIES["low"]
LENGTH = 30  # pictures of each beat
FADE, TITLE = 4, 34  # pictures
NUMBERS: dict[str, str | float] = {"steps": 19, "where": "on a line"}

TALK = """
title = "Down & out"

[[part]]
lesson = "first.First"
[part.lines]
data = "Points."
step = "Steps {where}: {steps}."

[[part]]
lesson = "second.Second"
[part.lines]
rest = "Rest."

[[trailer]]
beat = "First.step"
start = 0.2
seconds = 1.2
words = "{steps} steps\\n{where}"

[[trailer]]
beat = "Second.rest"
seconds = 2

[[trailer]]
beat = "First.data"
start = 0.5
seconds = 1.5
words = "The end?"
"""
SHOTS = [("First", 33, 18), ("Second", 0, 30), ("First", 7, 22)]  # lesson, first picture, how many
STARTS = [0, 14, 40, 58]

SPANISH = """
[[part]]
lesson = "first.First"
[part.lines]
data = "Puntos."
step = "{steps} pasos {where}."
[[part]]
lesson = "second.Second"
[part.lines]
rest = "Descansa."
[words]
"on a line" = "en una recta"
[[trailer]]
beat = "First.step"
words = "¡{steps}\\n{where}"
[[trailer]]
beat = "First.data"
words = "¿Y ya está?"
"""


def drawn(part: Part) -> list[NDArray[np.uint8]]:
    """Return pictures that all differ: a bar moves over a ground."""
    ground = {"First": (14, 17, 22), "Second": (0, 90, 120)}[part.scene]
    pictures = np.full((LENGTH * len(part.lines), LOW.height, LOW.width, 3), ground, dtype=np.uint8)
    for k, picture in enumerate(pictures):
        picture[:, 12 * k + 20 : 12 * k + 60] = (230, 159, 0)
    return list(pictures)


def pretend_rendered(screenplay: Screenplay, language: str = "") -> None:
    """Put movies, manifests and stamps where rendering would."""
    edition = Edition(LOW, language=language)
    for part in screenplay.parts:
        files = part_files(screenplay, part, edition)
        beats = tuple(
            Beat(name, LENGTH * k, LENGTH, line, NUMBERS, (Caption(LENGTH * k, LENGTH, line),))
            for k, (name, line) in enumerate(part.lines.items())
        )
        files.movie.parent.mkdir(parents=True)
        write_film(files.movie, drawn(part), rate=LOW.frame_rate)
        write(files.manifest, Manifest(part.scene, LOW.frame_rate, LENGTH * len(beats), beats))
        write_stamp(files, part_fingerprint(screenplay, part, edition, project_fingerprint()))


def trailer_of(root: Path, *options: str) -> str:
    result = lecture(root, "trailer", "talk", "--quality", "low", *options)
    assert result.exit_code == 0, result.output
    return result.output


def pictures_of(movie: Path) -> list[NDArray[np.uint8]]:
    with av.open(movie) as container:
        return [
            np.asarray(in_rgb(each, each.height).to_ndarray(), np.uint8) for each in container.decode(video=0)
        ]


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Return how like two pictures are, by one in four of their points."""
    apart = one[::2, ::2].astype(np.float32) - other[::2, ::2]
    return float(10 * np.log10(255**2 / (apart**2).mean()))


@pytest.fixture(scope="module")
def cut_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecture `talk` with its trailer; for reading only."""
    root = tmp_path_factory.mktemp("cut") / "project"
    root.mkdir()
    (root / "talk.toml").write_text(TALK)
    screenplay = load(root / "talk.toml")
    for part in screenplay.parts:
        (root / f"{part.module}.py").write_text(f"class {part.scene}: ...\n")
    pretend_rendered(screenplay)
    assert trailer_of(root) == "media/trailers/talk.480p15.mp4 (0:06)\n"
    return root


@pytest.fixture
def talk(cut_once: Path, tmp_path: Path) -> Path:
    """The same, to change at will."""
    return Path(shutil.copytree(cut_once, tmp_path / "project"))


@pytest.fixture(scope="module")
def shown(cut_once: Path) -> list[NDArray[np.uint8]]:
    return pictures_of(cut_once / "media/trailers/talk.480p15.mp4")


@pytest.fixture(scope="module")
def parts(cut_once: Path) -> dict[str, list[NDArray[np.uint8]]]:
    """The pictures of the parts that were cut."""
    movies = [
        path for path in cut_once.glob("media/parts/talk/480p15/*/**/*.mp4") if "pieces" not in str(path)
    ]
    return {movie.stem: pictures_of(movie) for movie in movies}


def test_it_is_as_long_as_its_shots_and_its_title_without_the_fades(shown: Sequence[object]) -> None:
    assert len(shown) == sum(frames for *_, frames in SHOTS) + TITLE - 3 * FADE == 92


def test_it_is_encoded_as_a_master(cut_once: Path) -> None:
    with av.open(cut_once / "media/trailers/talk.480p15.mp4") as container:
        [stream] = container.streams
        context = container.streams.video[0].codec_context
        assert stream.type == "video"
        assert (context.name, context.profile, context.width, context.height) == ("h264", "High", 854, 480)
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1
        assert container.metadata["title"] == "Down & out"


def test_its_shots_are_those_very_pictures(
    shown: list[NDArray[np.uint8]], parts: dict[str, list[NDArray[np.uint8]]]
) -> None:
    """Above the words, and where nothing fades; the pictures before and after are others."""
    for k, (lesson, first, frames) in enumerate(SHOTS):
        for place in range(FADE if k else 0, frames - FADE):
            picture = shown[STARTS[k] + place][:300]
            likeness = [
                psnr(picture, parts[lesson][first + place + by][:300])
                for by in (-1, 0, 1)
                if first + place + by >= 0
            ]
            assert max(likeness) > 36
            assert max(likeness) == psnr(picture, parts[lesson][first + place][:300])
            assert sorted(likeness)[-2] < 25


def test_one_shot_fades_into_the_next(
    shown: list[NDArray[np.uint8]], parts: dict[str, list[NDArray[np.uint8]]]
) -> None:
    leaving, coming = parts["First"][33 + 14 :], parts["Second"]
    for place in range(FADE):
        share = (place + 1) / (FADE + 1)
        mixed = np.rint((1 - share) * leaving[place] + share * coming[place]).astype(np.uint8)
        assert psnr(shown[STARTS[1] + place][:300], mixed[:300]) > 36


def test_words_stand_where_they_are_told_and_only_there(
    shown: list[NDArray[np.uint8]], parts: dict[str, list[NDArray[np.uint8]]]
) -> None:
    for k, (lesson, first, frames) in enumerate(SHOTS):
        for place in (FADE if k else 0, frames - FADE - 1):
            below, film = shown[STARTS[k] + place][360:], parts[lesson][first + place][360:]
            white = (below.min(axis=-1) > 220).sum()
            if k == 1:
                assert psnr(below, film) > 36
                assert not white
            else:
                assert white > 500
                assert below[-20:, -20:].max() < film[-20:, -20:].max()  # the band
    height = np.flatnonzero((shown[5].min(axis=-1) > 220).any(axis=1))
    assert height[0] > 0.75 * 480
    assert height[-1] < 0.97 * 480
    assert np.ptp(height) > 2 / 16 * 480 * 0.9  # two rows


def test_its_words_lie_beside_it_in_its_time(cut_once: Path) -> None:
    told = SSAFile.load(str(cut_once / "media/trailers/talk.480p15.srt"))
    assert [(each.start, each.end, each.plaintext) for each in told] == [
        (0, 933, "19 steps\non a line"),
        (2667, 3867, "The end?"),
    ]


def test_it_ends_with_its_title_for_two_seconds(shown: list[NDArray[np.uint8]]) -> None:
    title = shown[STARTS[3] + FADE :]
    assert len(title) == 30
    assert psnr(title[0], title[-1]) > 40
    assert np.abs(title[-1][5, 5].astype(int) - (14, 17, 22)).max() <= 3  # the last shot's ground
    white = np.argwhere(title[-1].min(axis=-1) > 200)
    assert np.ptp(white[:, 1]) > 200
    assert (white[:, 1].min() + white[:, 1].max()) / 2 == pytest.approx(427, abs=4)


def test_where_nothing_has_changed_nothing_is_written(talk: Path) -> None:
    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in talk.glob("media/trailers/*")}

    before = times()
    assert len(before) == 2
    assert trailer_of(talk) == "media/trailers/talk.480p15.mp4 (0:06)\n"
    assert times() == before


def test_a_changed_shot_is_encoded_anew_and_what_it_fades_into(talk: Path) -> None:
    def pieces() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in talk.rglob("trailer/pieces/*")}

    before = pieces()
    assert len(before) == 4
    (talk / "talk.toml").write_text(TALK.replace("The end?", "The end!"))
    trailer_of(talk)
    after = pieces()
    assert len(after) == 4
    assert len(before.items() & after.items()) == 2
    assert "The end!" in (talk / "media/trailers/talk.480p15.srt").read_text()


def test_it_ends_with_the_thumbnail_if_there_is_one(talk: Path) -> None:
    (talk / "face.py").write_text(FACE)
    (talk / "talk.toml").write_text('thumbnail = "face.Face"\n' + TALK)
    trailer_of(talk)
    last = pictures_of(talk / "media/trailers/talk.480p15.mp4")[-1]
    assert np.abs(last[5, 5].astype(int) - (0x00, 0x72, 0xB2)).max() <= 3
    assert last[240, 427].min() >= 252


def test_a_translation_has_its_own_words(talk: Path) -> None:
    (talk / "talk.es.toml").write_text(SPANISH, encoding="utf-8")
    spanish = in_language(load(talk / "talk.toml"), "es")
    pretend_rendered(spanish, "es")
    words = [each.shot.words for each in cut(spanish, Edition(LOW, language="es")).shots]
    assert words == ["¡19\nen una recta", "", "¿Y ya está?"]


def test_a_shot_that_is_longer_than_its_beat_is_refused(talk: Path) -> None:
    before = (talk / "media/trailers/talk.480p15.mp4").read_bytes()
    (talk / "talk.toml").write_text(TALK.replace("seconds = 2", "start = 0.5\nseconds = 1.6"))
    result = lecture(talk, "trailer", "talk", "--quality", "low")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: talk.toml, shot 2 (Second.rest): it ends 2.1 s after its beat begins, which is 2.00 s long: "
        "shorten it, or let it start earlier\n"
    )
    assert (talk / "media/trailers/talk.480p15.mp4").read_bytes() == before


def test_sounds_fade_into_each_other(tmp_path: Path) -> None:
    """Two steady sounds, whose sum is steady where they meet."""
    loud = np.full((48_000, 2), 8000, dtype=np.int16)
    tracks = [tmp_path / "first.wav", tmp_path / "second.wav"]
    for track in tracks:
        write_track(track, [(0, loud)], 15, 15)
    heard = crossfaded([(tracks[0], 2, 10), (tracks[1], 0, 8)], 4, 15)
    assert heard.shape == (14 * 3200, 2)
    steady = heard[4 * 3200 : -4 * 3200]
    assert np.abs(steady.astype(int) - 8000).max() <= 1
    assert heard[0].tolist() == [0, 0]
    assert heard[2 * 3200].tolist() == pytest.approx([4000, 4000], abs=2)
    assert np.abs(heard[-1]).max() <= 1
