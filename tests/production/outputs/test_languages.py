"""A lecture is rendered in a language into which it is translated, in files of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from scenes.production.outputs.youtube.thumbnail import write_thumbnail
from scenes.script.manifest import read
from scenes.script.screenplay import load
from scenes.script.translation import in_language, in_other_languages, retold
from tests.production.conftest import lecture

ENGLISH = """
title = "A talk"
thumbnail = "talk.Cover"
[[part]]
lesson = "talk.Talk"
chapter = "Beginning"
[part.lines]
hello = "Hello, we are {where}."
"""
SPANISH = """
title = "Una charla"
[thumbnail_words]
title = "Tapa"
[[part]]
lesson = "talk.Talk"
chapter = "Principio"
[part.lines]
hello = "Hola a todos. Hoy estamos {where}, y ahí nos quedamos un buen rato."
[part.words]
title = "¡Hola!"
[words]
"on a line" = "en una recta"
"""
LESSON = """
from pathlib import Path
from manim import FadeIn
from scenes import kit

class Talk(kit.Lesson):
    words = {"title": "Hello!"}
    def construct(self):
        Path("shown" + ".txt").write_text(self.word("title"), encoding="utf-8")
        with self.beat("hello", where="on a line"):
            self.play(FadeIn(self.heading(self.word("title"))))

class Cover(kit.Lesson):
    words = {"title": "Cover"}
    def construct(self):
        self.camera.background_color = "#FF0000" if self.word("title") == "Tapa" else "#00FF00"
"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lecture, rendered in Spanish."""
    folder = tmp_path_factory.mktemp("talk")
    for name, text in (("talk.toml", ENGLISH), ("talk.es.toml", SPANISH), ("talk.py", LESSON)):
        (folder / name).write_text(text, encoding="utf-8")
    told = lecture(folder, "render", "talk", "--language", "es", "--quality", "low")
    assert told.exit_code == 0, told.output
    return folder


def test_the_film_is_in_spanish_and_says_so_in_its_name(talk: Path) -> None:
    assert (talk / "shown.txt").read_text(encoding="utf-8") == "¡Hola!"
    films = talk / "media" / "lectures"
    assert sorted(path.name for path in films.iterdir()) == [
        f"talk.480p15.es.{ending}" for ending in ("chapters.txt", "mp4", "srt", "vtt")
    ]
    assert "Hoy estamos en una recta" in (films / "talk.480p15.es.srt").read_text(encoding="utf-8")
    assert "0:00 Principio" in (films / "talk.480p15.es.chapters.txt").read_text(encoding="utf-8")
    [manifest] = (talk / "media" / "parts").rglob("videos/talk/*/Talk.json")
    assert manifest.relative_to(talk / "media" / "parts").parts[1] == "480p15.es"
    [beat] = read(manifest).beats
    assert beat.numbers == {"where": "on a line"}
    assert beat.frames > 4 * 15  # paced for the Spanish line, not for the English one


def test_captions_in_other_languages_stand_at_the_times_of_the_spanish_ones(talk: Path) -> None:
    spanish = in_language(load(talk / "talk.toml"), "es")
    [manifest] = [read(path) for path in (talk / "media" / "parts").rglob("videos/talk/*/Talk.json")]
    [english] = in_other_languages(spanish)
    [told] = retold(english, [manifest])
    assert [beat.line for beat in told.beats] == ["Hello, we are on a line."]
    assert [beat.line for beat in manifest.beats] == [
        "Hola a todos. Hoy estamos en una recta, y ahí nos quedamos un buen rato."
    ]


@pytest.mark.long
def test_the_thumbnail_has_its_own_words(talk: Path, tmp_path: Path) -> None:
    spanish = in_language(load(talk / "talk.toml"), "es")
    assert spanish.thumbnail
    write_thumbnail(spanish, spanish.thumbnail, "", tmp_path / "thumbnail.png")
    with Image.open(tmp_path / "thumbnail.png") as picture:
        assert picture.getpixel((0, 0)) == (255, 0, 0)


def test_what_is_rendered_in_spanish_is_not_in_english_and_stays_until_a_word_changes(talk: Path) -> None:
    assert "rendered" in lecture(talk, "list", "talk", "--language", "es", "--quality", "low").output
    assert "missing" in lecture(talk, "list", "talk", "--quality", "low").output
    translation = talk / "talk.es.toml"
    translation.write_text(SPANISH.replace("¡Hola!", "¡Buenas!"), encoding="utf-8")
    assert "stale" in lecture(talk, "list", "talk", "--language", "es", "--quality", "low").output
    translation.write_text(SPANISH, encoding="utf-8")


@pytest.mark.parametrize(
    "command", ["render", "shorts", "slides", "storyboard", "clips", "check", "youtube", "trailer"]
)
def test_a_language_that_there_is_not_is_told_with_those_that_there_are(talk: Path, command: str) -> None:
    told = lecture(talk, command, "talk", "--language", "fr")
    assert told.exit_code == 2
    assert (
        "Error: talk.toml is not translated into 'fr': write talk.fr.toml beside it, or choose from en, es"
        in told.output
    )


def test_espeak_does_not_speak_spanish_as_if_it_were_english(talk: Path) -> None:
    told = lecture(talk, "render", "talk", "--language", "es", "--voice", "espeak")
    assert told.exit_code == 2
    assert (
        "Error: the voice espeak speaks English, and the lines are in 'es': name takes:FOLDER" in told.output
    )


def test_the_lecture_s_own_language_is_its_usual_edition(talk: Path) -> None:
    plain, named = (
        lecture(talk, "list", "talk", *option, "--json").output for option in ([], ["--language", "en"])
    )
    assert plain == named


@pytest.mark.long
def test_a_word_that_is_missing_is_told_before_the_first_frame(talk: Path) -> None:
    translation = talk / "talk.es.toml"
    translation.write_text(SPANISH.replace('title = "¡Hola!"', ""), encoding="utf-8")
    told = lecture(talk, "render", "talk", "--language", "es", "--quality", "low")
    translation.write_text(SPANISH, encoding="utf-8")
    assert told.exit_code == 1
    assert (
        "talk.es.toml: Talk shows 'Hello!', which has no translation: add it to [words], or 'title' to the "
        "lesson's own words." in told.output
    )
