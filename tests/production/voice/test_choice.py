"""Choosing a voice: what is missing is named before anything renders, and what is there is used again."""

import subprocess
from pathlib import Path

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.plan import plan
from scenes.production.build.quality import QUALITIES
from scenes.production.build.requirements import install_command, packages_needed
from scenes.production.build.subprocesses import Subprocesses
from scenes.production.media.sound import RATE, read_sound
from scenes.production.studio.rendering import render
from scenes.production.voice.choice import Service, Takes, voice_named
from scenes.production.voice.speaking import started
from scenes.script.screenplay import Part, load
from tests.production.conftest import lecture
from tests.production.voice.conftest import TAKES, Take, write_take

LINE = "After 25 steps, x is 0.016."


def spoken_by(root: Path, voice: str) -> tuple[int, str]:
    result = lecture(root, "render", "tiny", "--quality", "low", "--voice", voice)
    return result.exit_code, result.stderr


def states(root: Path, voice: Takes) -> list[str]:
    screenplay = load(root / "tiny.toml")
    return [str(part.state) for part in plan(screenplay, Edition(QUALITIES["low"], voice=voice))]


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts a process fails the test."""

    def start(*arguments: object, **options: object) -> None:
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setattr(Subprocesses, "start", start)


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize(
    ("voice", "told"),
    [
        ("parrot", "there is no voice 'parrot': name espeak, takes:FOLDER or module:Class"),
        ("takes:", "there is no voice 'takes:': name espeak, takes:FOLDER or module:Class"),
        ("voices.none:Parrot", "the voice voices.none:Parrot: there is no module voices.none"),
    ],
)
def test_a_voice_that_is_not_there_is_named(unspoken: Path, voice: str, told: str) -> None:
    assert spoken_by(unspoken, voice) == (2, f"Error: {told}\n")
    assert not (unspoken / "media").exists()


@pytest.mark.usefixtures("no_process")
def test_a_missing_take_is_named(unspoken: Path) -> None:
    take = unspoken / "takes/Second/step.wav"
    take.unlink()
    told = f"Error: the beat 'step' of Second has no take: record it as {take}\n"
    assert spoken_by(unspoken, f"takes:{unspoken / 'takes'}") == (2, told)
    assert not (unspoken / "media").exists()


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize("content", [b"", b"no sound at all"])
def test_a_take_that_cannot_be_read_is_named(unspoken: Path, content: bytes) -> None:
    take = unspoken / "takes/First/residuals.wav"
    take.write_bytes(content)
    code, told = spoken_by(unspoken, f"takes:{unspoken / 'takes'}")
    assert code == 2
    assert told.startswith(f"Error: {take} cannot be read as sound")
    assert told.count("\n") == 1


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize(
    ("voice", "has_extra", "has_program", "told"),
    [
        ("espeak", True, False, "the voice espeak needs {program}"),
        ("espeak", False, True, "the voice espeak needs {extra}"),
        ("espeak", False, False, "the voice espeak needs {extra} and {program}"),
        ("own:Voice", False, False, "the voice own:Voice needs {extra}"),
    ],
)
def test_what_a_service_needs_is_named(
    unspoken: Path,
    monkeypatch: pytest.MonkeyPatch,
    voice: str,
    has_extra: bool,
    has_program: bool,
    told: str,
) -> None:
    """The extra and the program, and how to install what is missing, before anything renders."""
    monkeypatch.setattr("scenes.production.commands.common._is_there", lambda module: has_extra)
    monkeypatch.setenv("PATH", str(unspoken))
    if has_program:
        (unspoken / "espeak-ng").touch(mode=0o755)
    extra = f"the extra voice (run {install_command(packages_needed('voice'))})"
    program = "the program espeak-ng (run apt-get install espeak-ng, or its like elsewhere)"
    assert spoken_by(unspoken, voice) == (2, f"Error: {told.format(extra=extra, program=program)}\n")
    assert not (unspoken / "media").exists()


def test_a_service_that_asks_is_told_no_and_tells_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "def asking(**options):\n    if input() == 'n': raise OSError('no key')\n"
    (tmp_path / "asking_voice.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match=r"the voice asking_voice:asking does not speak: no key"):
        started("asking_voice", "asking")


OWN = """
import wave
from pathlib import Path

class Humming:
    def __init__(self, cache_dir, transcription_model):
        self.cache_dir = cache_dir

    def _wrap_generate_from_text(self, text):
        with wave.open(str(Path(self.cache_dir, "said.wav")), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(8000))
        return {"final_audio": "said.wav"}
"""


def test_a_service_of_one_s_own_lies_beside_the_screenplay(unspoken: Path) -> None:
    (unspoken / "own_voice.py").write_text(OWN)
    silent = "the sound of 'Tiny' has -70 LUFS and not -14, with all that could be added (0 dB): record it"
    assert spoken_by(unspoken, "own_voice:Humming") == (0, f"{silent} louder, and more evenly\n")
    assert (unspoken / "media/lectures/tiny.480p15.voice.mp4").is_file()


def test_a_scene_that_waits_for_no_words_is_refused(tmp_path: Path) -> None:
    from manim import Scene

    with pytest.raises(ValueError, match="Scene waits for no voice: have it inherit from Lesson"):
        render(Scene, 1, Takes(tmp_path))


def test_a_take_recorded_anew_makes_its_part_alone_stale(spoken: Path) -> None:
    voice = Takes(spoken / "takes")
    assert states(spoken, voice) == ["rendered", "rendered"]
    write_take(voice.sound("Second", "step", ""), Take(0.1, 0.3, 48_000, 1))
    assert states(spoken, voice) == ["rendered", "stale"]


def test_a_part_that_has_lost_its_sound_is_not_trusted(spoken: Path) -> None:
    (spoken / "media/parts/tiny/480p15.voice/first.First/videos/first/480p15/First.wav").unlink()
    assert states(spoken, Takes(spoken / "takes")) == ["stale", "rendered"]


@pytest.mark.usefixtures("no_process")
def test_takes_of_any_rate_are_read_alike(unspoken: Path) -> None:
    for (lesson, beat), take in TAKES.items():
        sound = read_sound(unspoken / f"takes/{lesson}/{beat}.wav")
        assert sound.shape[1] == 2
        assert len(sound) / RATE == pytest.approx(take.silence + take.tone, abs=0.001)


def test_a_voice_is_found_again_by_what_it_tells(tmp_path: Path) -> None:
    for choice in ("espeak", f"takes:{tmp_path}", "manim_voiceover.services.gtts:GTTSService"):
        voice = voice_named(choice, tmp_path)
        assert voice_named(voice.choice, tmp_path) == voice


def test_a_service_of_one_s_own_speaks_again_once_it_has_changed(tmp_path: Path) -> None:
    module = tmp_path / "voices.py"
    module.write_text("# one")
    voice, part = Service("voices", "Mine", tmp_path), Part("first", "First", None, {"data": LINE})
    before = voice.fingerprint(part)
    assert voice.fingerprint(part) == before
    module.write_text("# two")
    assert voice.fingerprint(part) != before


def test_kept_speech_that_is_damaged_is_spoken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.py").write_text("")
    spoken: list[str] = []

    def speak(module: str, name: str, line: str, stem: Path) -> Path:
        spoken.append(line)
        stem.parent.mkdir(parents=True, exist_ok=True)
        stem.with_suffix(".mp3").write_bytes(line.encode())
        return stem.with_suffix(".mp3")

    monkeypatch.setattr("scenes.production.voice.speaking.speak", speak)
    service = Service("mine", "Mine", tmp_path)
    for damage in (b"Hello.", b"", b"Hell"):
        service.sound("First", "data", "Hello.").write_bytes(damage)
    assert service.sound("First", "data", "Hello.").read_bytes() == b"Hello."
    assert spoken == ["Hello."] * 3
    assert len(list((tmp_path / "media/speech").iterdir())) == 1
