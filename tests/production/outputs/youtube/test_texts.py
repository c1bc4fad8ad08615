import re
from collections.abc import Sequence

import pytest

from scenes.production.outputs.youtube.texts import upload_texts, why_no_chapters
from scenes.script.captions import schedule
from scenes.script.manifest import Beat, Manifest
from scenes.script.screenplay import Part, Screenplay

RATE = 15
SAID = "One small step downhill, and then the next one."


def talk(chapters: Sequence[str | None] = ("One", "Two", "Three"), **told: str) -> Screenplay:
    parts = tuple(Part("m", f"S{k}", chapter, {"a": SAID}) for k, chapter in enumerate(chapters))
    return Screenplay("talk", told.pop("title", "Talk"), parts, **told)  # type: ignore[arg-type]


def rendered(*seconds: float) -> list[Manifest]:
    manifests = []
    for each in seconds:
        frames = round(each * RATE)
        captions = tuple(schedule(SAID, 0, frames, RATE))
        manifests.append(Manifest("S", RATE, frames, (Beat("a", 0, frames, SAID, {}, captions),)))
    return manifests


def test_each_language_has_its_own_files() -> None:
    texts = upload_texts(
        talk(title="Charla", language="es", description="Hola.\n\nSí."), rendered(12, 15, 10)
    )
    assert list(texts) == ["title.es.txt", "description.es.txt", "captions.es.srt", "captions.es.vtt"]
    assert texts["title.es.txt"] == "Charla\n"
    assert texts["description.es.txt"] == "Hola.\n\nSí.\n\n0:00 One\n0:12 Two\n0:27 Three\n"
    assert texts["captions.es.vtt"].startswith("WEBVTT\n\n1\n00:00:00.000 --> ")
    assert texts["captions.es.srt"].startswith("1\n00:00:00,000 --> ")


def test_without_a_description_there_are_the_chapters() -> None:
    told = upload_texts(talk(), rendered(10, 10, 10))["description.en.txt"]
    assert told == "0:00 One\n0:10 Two\n0:20 Three\n"


def test_chapters_start_at_zero_though_the_first_part_has_none() -> None:
    told = upload_texts(talk([None, "Two", "Three"]), rendered(10, 10, 10))["description.en.txt"]
    assert told.startswith("0:00 Talk\n")


@pytest.mark.parametrize(
    ("screenplay", "seconds", "wrong"),
    [
        (talk(title="x" * 101), (10, 10, 10), r"the title in 'en' has 101 characters.*100"),
        (talk(title="J < 3"), (10, 10, 10), r"the title in 'en' has the sign '<'"),
        (talk(description="a -> b"), (10, 10, 10), r"the description in 'en' has the sign '>'"),
        (talk(["One", "J > 3", "Three"]), (10, 10, 10), r"the description in 'en' has the sign '>'"),
        (talk(description="ñ" * 2490), (10, 10, 10), r"the description in 'en' has 50\d\d bytes .*5000"),
        (talk(["A", None, "B"], description="ñ" * 2501), (10, 10, 10), r"has 5002 bytes, .*5000"),
    ],
)
def test_what_breaks_a_rule_is_named(screenplay: Screenplay, seconds: tuple[float, ...], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as caught:
        upload_texts(screenplay, rendered(*seconds))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("screenplay", "seconds", "why"),
    [
        (
            talk(["One", None, "Two"], description="Hola."),
            (10, 10, 10),
            r"no fewer than 3 .* only 2 \('One', 'Two'\)",
        ),
        (
            talk([None], description="Hola."),
            (10,),
            r"no fewer than 3 .* only 1 \('Talk'\)",
        ),
        (talk(description="Hola."), (10, 9.9, 10), r"below 10 s, and 'Two' at 0:10 lasts 9 s"),
        (talk(description="Hola."), (10, 10, 9.9), r"below 10 s, and 'Three' at 0:20 lasts 9 s"),
    ],
)
def test_chapters_that_youtube_would_not_show_are_left_out(
    screenplay: Screenplay, seconds: tuple[float, ...], why: str
) -> None:
    told = why_no_chapters(screenplay, rendered(*seconds))
    assert re.search(why, told)
    assert "\n" not in told
    texts = upload_texts(screenplay, rendered(*seconds))
    assert texts["description.en.txt"] == "Hola.\n"
    assert texts["captions.en.srt"]


def test_three_chapters_of_ten_seconds_are_shown() -> None:
    assert why_no_chapters(talk(), rendered(10, 10, 10)) == ""


def test_as_much_as_youtube_takes_is_taken() -> None:
    chapters = len("\n\n0:00 One\n0:10 Two\n0:20 Three")
    upload_texts(talk(title="x" * 100, description="x" * (5000 - chapters)), rendered(10, 10, 10))
