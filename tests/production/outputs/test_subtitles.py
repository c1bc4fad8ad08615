import doctest
from pathlib import Path

import pytest
from pysubs2 import SSAFile

from scenes.production.outputs import subtitles
from scenes.production.outputs.subtitles import chapter_text, chapters, cues, srt_text, vtt_text
from scenes.script.captions import Caption
from scenes.script.manifest import Beat, Manifest
from scenes.script.screenplay import Part, Screenplay


def part(*frames: int, text: str = "How far\nis it?") -> Manifest:
    """A lesson at 60 frames a second with a caption on each of its beats."""
    starts = [sum(frames[:i]) for i in range(len(frames))]
    beats = (
        Beat(f"b{i}", start, length, text, {}, (Caption(start, length, text),))
        for i, (start, length) in enumerate(zip(starts, frames, strict=True))
    )
    return Manifest("Lesson", 60, sum(frames), tuple(beats))


def test_examples_hold() -> None:
    assert doctest.testmod(subtitles).failed == 0


def test_captions_start_within_half_a_millisecond_of_their_frame() -> None:
    parts = [part(61, 100), part(7), part(1000, 1)]
    starts = [cue.start for cue in cues(parts)]
    wanted = [1000 * frame / 60 for frame in (0, 61, 161, 168, 1168)]
    assert all(abs(start - frame) <= 0.5 for start, frame in zip(starts, wanted, strict=True))


def test_a_subrip_file_is_numbered_and_has_times_in_milliseconds() -> None:
    assert srt_text(cues([part(61, 216_000)])) == (
        "1\n00:00:00,000 --> 00:00:01,017\nHow far\nis it?\n\n"
        "2\n00:00:01,017 --> 01:00:01,017\nHow far\nis it?\n\n"
    )


@pytest.mark.parametrize("text", ["How far\nis it?", '{x, y} is <b>, "A & B" too', "¿Qué tan lejos?\n— Más"])
def test_words_read_back_as_they_are_said(text: str) -> None:
    captions = cues([part(61, 100, text=text)])
    read = SSAFile.from_string(srt_text(captions), keep_html_tags=True)
    assert [(each.start, each.end, each.text.replace(r"\N", "\n")) for each in read] == [
        (cue.start, cue.end, cue.text) for cue in captions
    ]


def test_webvtt_escapes_what_it_would_take_for_tags() -> None:
    assert vtt_text(cues([part(90, text="J(w) < 3 & x --> 0")])) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nJ(w) &lt; 3 &amp; x --&gt; 0\n\n"
    )


def test_chapters_start_where_their_first_part_does() -> None:
    screenplay = Screenplay(
        Path("talk.toml"),
        "Talk",
        tuple(Part("m", f"S{i}", chapter, {"a": "A."}) for i, chapter in enumerate(["One", None, "Two"])),
    )
    assert chapter_text(chapters(screenplay, [part(60 * 70), part(30), part(60)])) == "0:00 One\n1:10 Two\n"


def test_a_film_without_a_first_chapter_opens_with_its_title() -> None:
    screenplay = Screenplay(Path("talk.toml"), "Talk", (Part("m", "S", None, {"a": "A."}),))
    assert chapter_text(chapters(screenplay, [part(60)])) == "0:00 Talk\n"


def test_the_rendered_lecture_has_all_of_them(rendered_once: Path) -> None:
    folder = rendered_once / "media" / "lectures"
    read = SSAFile.load(str(folder / "tiny.480p15.srt"))
    assert [each.plaintext for each in read] == ["Ten points & a line.", "How far?", "One step down."]
    assert [each.start for each in read] == [0, 1600, 3200]
    assert (folder / "tiny.480p15.vtt").read_text(encoding="utf-8").startswith("WEBVTT\n\n")
    assert (folder / "tiny.480p15.chapters.txt").read_text() == "0:00 Beginning\n0:03 End\n"
