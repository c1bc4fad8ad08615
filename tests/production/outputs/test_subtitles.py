import doctest
from datetime import timedelta
from pathlib import Path

import srt

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
    starts = [cue.start / timedelta(seconds=1) for cue in cues(parts)]
    wanted = [frame / 60 for frame in (0, 61, 161, 168, 1168)]
    assert all(abs(start - frame) <= 0.0005 for start, frame in zip(starts, wanted, strict=True))


def test_subrip_reads_back() -> None:
    captions = cues([part(61, 100)])
    read = list(srt.parse(srt_text(captions)))
    assert [(each.start, each.end, each.content) for each in read] == [
        (cue.start, cue.end, cue.text) for cue in captions
    ]
    assert [each.index for each in read] == [1, 2]


def test_webvtt_escapes_what_it_would_take_for_tags() -> None:
    assert vtt_text(cues([part(90, text="J(w) < 3 & x --> 0")])) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nJ(w) &lt; 3 &amp; x --&gt; 0\n"
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
    read = list(srt.parse((folder / "tiny.480p15.srt").read_text(encoding="utf-8")))
    assert [each.content for each in read] == ["Ten points & a line.", "How far?", "One step down."]
    starts = [each.start / timedelta(seconds=1) for each in read]
    assert all(abs(start - frame / 15) < 1 / 15 for start, frame in zip(starts, [0, 24, 48], strict=True))
    assert (folder / "tiny.480p15.vtt").read_text(encoding="utf-8").startswith("WEBVTT\n\n")
    assert (folder / "tiny.480p15.chapters.txt").read_text() == "0:00 Beginning\n0:03 End\n"
