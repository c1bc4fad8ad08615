"""What is published of a spoken lecture is spoken, too: upload, shorts, slides."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pptx
import pytest
from playwright.sync_api import Page, sync_playwright
from pptx.shapes.picture import Movie
from pysubs2 import SSAFile

from scenes.script.captions import BREATH, reading_frames
from scenes.script.manifest import read
from tests.production.conftest import lecture
from tests.production.media.meter import RATE, heard, measured
from tests.production.voice.conftest import TAKES
from tests.production.voice.test_film import FILM, beats

SPANISH = """
[[part]]
lesson = "first.First"
[part.lines]
data = "Diez puntos. Una recta."
residuals = "¿A cuánta distancia?"
[[part]]
lesson = "second.Second"
[part.lines]
step = "Un paso."
"""

TELLING = """() => {
    window.starts = movies.map(() => []);
    movies.forEach((movie, i) => movie.addEventListener("play", () => starts[i].push(movie.muted)));
}"""


def spoken(root: Path, *arguments: str) -> str:
    """Run a command by the takes at low quality, and return what it noted."""
    result = lecture(root, *arguments, "--quality", "low", "--voice", f"takes:{root / 'takes'}")
    assert result.exit_code == 0, result.output
    return result.stderr


@pytest.fixture(scope="module")
def published(spoken_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its upload and its slides, a beat of which loops."""
    root = Path(shutil.copytree(spoken_once, tmp_path_factory.mktemp("published") / "project"))
    (root / "tiny.es.toml").write_text(SPANISH, encoding="utf-8")
    text = (root / "tiny.toml").read_text()
    (root / "tiny.toml").write_text(text.replace('"Beginning"\n', '"Beginning"\nloops = ["residuals"]\n'))
    noted = spoken(root, "youtube", "tiny")
    assert noted.startswith("the description has no chapters: ")
    assert noted.count("\n") == 1
    spoken(root, "slides", "tiny", "--format", "html", "--format", "pptx")
    return root


def test_the_master_sounds_as_the_film(published: Path) -> None:
    master = published / "media/youtube/tiny.480p15.voice/tiny.mp4"
    with av.open(master) as container:
        context = container.streams.audio[0].codec_context
        assert (context.name, context.profile, context.sample_rate) == ("aac", "LC", RATE)
        assert context.layout.name == "stereo"
    found = measured(master)
    assert found.loudness == pytest.approx(-14, abs=0.5)
    assert found.peak <= -1
    film = heard(published / FILM)[0]
    again = heard(master)[0][: len(film)]
    assert len(film) - len(again) <= 1024
    assert np.abs(again - film[: len(again)])[2048:].max() < 0.02


def test_captions_in_another_language_stand_while_the_words_are_spoken(published: Path) -> None:
    told = SSAFile.load(str(published / "media/youtube/tiny.480p15.voice/captions.es.srt"))
    by_beat = {}
    for lesson, frame, beat in beats(published):
        start, end = round(1000 * frame / 15), round(1000 * (frame + beat.frames) / 15)
        lines = [line for line in told if start <= line.start < end]
        assert lines[0].start == start
        assert all(line.end <= end for line in lines)
        by_beat[lesson, beat.name] = lines[-1].end - start
    take = TAKES["First", "data"]
    said = take.silence + take.tone + BREATH
    assert by_beat["First", "data"] / 1000 == pytest.approx(said, abs=2 / 15)
    needed = reading_frames("¿A cuánta distancia?", 15)  # longer than the take is heard
    assert by_beat["First", "residuals"] == pytest.approx(1000 * needed / 15, abs=1)


def test_a_short_is_paced_by_its_words_and_sounds(spoken: Path) -> None:
    result = lecture(
        spoken,
        *("shorts", "tiny", "--lesson", "Second", "--shape", "square", "--quality", "low"),
        *("--voice", f"takes:{spoken / 'takes'}"),
    )
    assert result.exit_code == 0, result.output
    short = spoken / "media/shorts/tiny/Second.square.480p15.voice.mp4"
    [told] = [read(path) for path in (spoken / "media/parts").rglob("480x480p15*/**/Second.json")]
    with av.open(short) as container:
        assert container.streams.video[0].frames == told.frames
    found = measured(short)
    assert found.loudness == pytest.approx(-14, abs=0.5)
    assert found.peak <= -1
    loud = np.flatnonzero(np.abs(heard(short)[0]) > 0.1)
    take = TAKES["Second", "step"]
    assert loud[[0, -1]] / RATE == pytest.approx([take.silence, take.silence + take.tone], abs=1 / 60)


def slides_of(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the timing and the movie of each slide of the PPTX."""
    for slide in pptx.Presentation(str(root / "media/slides/tiny/tiny.480p15.voice.pptx")).slides:
        assert any(isinstance(shape, Movie) for shape in slide.shapes)
        (embedded,) = (rel.target_part for rel in slide.part.rels.values() if rel.reltype.endswith("/media"))
        yield slide.part.blob.decode(), embedded.blob


def test_each_slide_holds_its_sound_as_loud_as_in_the_film(published: Path) -> None:
    film = heard(published / FILM)[0]
    for (timing, movie), (_, frame, beat) in zip(slides_of(published), beats(published), strict=True):
        assert "repeatCount" not in timing  # PowerPoint would say it again and again
        with av.open(BytesIO(movie), "r") as container:
            assert container.streams.video[0].frames == beat.frames
            assert container.streams.audio[0].start_time == 0
            sound = np.concatenate([each.to_ndarray() for each in container.decode(audio=0)], axis=1)[0]
        assert abs(beat.frames * RATE / 15 - len(sound)) <= 1024
        meanwhile = film[frame * RATE // 15 :][: len(sound)]
        assert np.abs(sound - meanwhile)[2048:].max() < 0.02


@pytest.fixture(params=[(), ("--autoplay-policy=document-user-activation-required",)], ids=["free", "strict"])
def page(request: pytest.FixtureRequest, published: Path) -> Iterator[Page]:
    """The deck in a browser that lets sound start by itself, and in one that waits for the viewer."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("neither chromium nor google-chrome is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(request.param))
        opened = running.new_page()
        opened.goto((published / "media/slides/tiny/tiny.480p15.voice.html").as_uri())
        yield opened
        running.close()


def test_a_browser_plays_the_words_of_each_slide_once(page: Page) -> None:
    """Each time that a movie starts, it tells whether it is muted."""
    page.evaluate(TELLING)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("starts[1].length > 1")
    assert page.evaluate("starts[1].slice(0, 2)") == [False, True]
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("Reveal.getIndices().h === 0")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("starts[1].filter(muted => !muted).length === 2")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("movies[2].ended")
    assert page.evaluate("starts[2]") == [False]
    assert page.evaluate("movies.slice(1).every(movie => movie.webkitAudioDecodedByteCount > 0)")
