"""Spoken lines, screenplays and captions: what cannot be said is named with file, lesson, beat and remedy."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner
from manim import tempconfig
from manim.utils.module_ops import scene_classes_from_file
from pysubs2 import SSAFile

from scenes.kit.lessons.lesson import Lesson
from scenes.production.cli import main
from scenes.production.outputs.subtitles import Cue, srt_text, vtt_text
from scenes.script.captions import LINE_LENGTH, schedule, speaking_time, split
from scenes.script.pieces import width
from scenes.script.screenplay import Part, load
from scenes.script.spoken import as_said, filled
from scenes.script.translation import in_other_languages

Row = Callable[[str, object], None]

TALK = 'title = "T"\n[[part]]\nlesson = "fit.Fit"\n[part.lines]\ndata = {line}\n'


def talk(folder: Path, line: str, name: str = "talk.toml") -> Path:
    path = folder / name
    path.write_text(TALK.format(line=f"'''{line}'''"), encoding="utf-8")
    return path


NO_LINES = [
    ("attributes of Python's", "After {steps.__class__} steps."),
    ("an index", "After {steps[0]} steps."),
    ("a conversion", "After {steps!r} steps."),
    ("a place", "After {0} steps."),
    ("empty braces", "A set {} of points."),
    ("LaTeX", r"The factor $\frac{1}{n}$."),
    ("a blank in braces", "After {steps } steps."),
    ("a width that fills the memory", "After {steps:>999999999} steps."),
    ("a number of decimals that does", "After {steps:.999999999f} steps."),
    ("a format in a format", "After {steps:{width}} steps."),
    ("half a pair of braces", "After {steps steps."),
    ("the other half", "After steps} steps."),
    ("a backslash", r"The gradient \nabla f."),
    ("a line of 100 000 letters", "word " * 20_000),
]


@pytest.mark.parametrize(("case", "line"), NO_LINES, ids=[case for case, _ in NO_LINES])
def test_what_is_no_line_is_named_with_its_place_and_the_remedy(
    case: str, line: str, tmp_path: Path, record_property: Row
) -> None:
    with pytest.raises(ValueError, match=r"^talk\.toml, part 1 \(fit\.Fit\), line `data`: .+: ") as raised:
        load(talk(tmp_path, line))
    message = str(raised.value)
    assert "\n" not in message
    assert len(message) < 300
    record_property("case", (f"a spoken line: {case}", message))
    talk(tmp_path, "After {steps} steps.")
    talk(tmp_path, line, "talk.es.toml")
    with pytest.raises(ValueError, match=r"^talk\.es\.toml, part 1 \(fit\.Fit\), line `data`: "):
        in_other_languages(load(tmp_path / "talk.toml"))

    class Speaker(Lesson):
        lines: ClassVar[Mapping[str, str]] = {"data": line}

        def construct(self) -> None:
            with self.beat("data", steps=3):
                self.hold(1)

    with (
        tempconfig({"dry_run": True}),
        pytest.raises(ValueError, match=r"^its `lines`, Speaker, beat 'data': "),
    ):
        Speaker().render()


@pytest.mark.parametrize(
    ("line", "values", "said"),
    [
        ("{n} and {{n}}", {"n": 3}, "3 and {n}"),
        (
            "{n:,} {x:.2f} {x:,.1f} {p:.0%}",
            {"n": 12345, "x": 1234.5678, "p": 0.25},
            "12,345 1234.57 1,234.6 25%",
        ),
        ("{x}", {"x": "1 times 10^(-9)"}, "10⁻⁹"),
        ("{x}", {"x": "-2.5 times 10^(-7)"}, "-2.5\u00a0×\u00a010⁻⁷"),
        ("{x}", {"x": 1e-9}, "10⁻⁹"),
        ("{x}", {"x": "303, 19 and 2 times 10^6"}, "303, 19 and 2\u00a0×\u00a010⁶"),
        ("{where}", {"where": "{steps.__class__}"}, "{steps.__class__}"),
    ],
)
def test_names_and_number_formats_are_filled_in(line: str, values: dict[str, str | float], said: str) -> None:
    assert filled(line, values) == said


@pytest.mark.parametrize("value", [None, True, [1], {"a": 1}, object])
def test_what_is_neither_number_nor_words_is_not_said(value: object) -> None:
    with pytest.raises(ValueError, match="neither a number nor words: give one of them"):
        as_said(value)


FILES: list[tuple[str, bytes, str]] = [
    (
        "in UTF-16",
        codecs.BOM_UTF16_LE + 'title = "T"\n[[part]]'.encode("utf-16-le"),
        "UTF-16: save it in UTF-8",
    ),
    ("in UTF-16 without a mark", 'title = "T"'.encode("utf-16-be"), "UTF-16: save it in UTF-8"),
    (
        "in Latin-1",
        'title = "T"\n[[part]]\nlesson = "Größe"'.encode("latin-1"),
        "line 3: .* save the file in UTF-8",
    ),
    ("empty", b"", "`part` is missing: add it"),
    ("of 10 MB", b"#" * 10_000_000, r"has 10\.0 MB, more than any screenplay's 1 MB: name a TOML file"),
    (
        "with a key twice",
        b'title = "T"\ntitle = "U"\n',
        "not valid TOML: Cannot overwrite a value .*line 2.*: correct it",
    ),
    (
        "with a table for a title",
        b'[title]\na = 1\n[[part]]\nlesson = "a.B"\nlines.c = "C."\n',
        "`title` must be a text in quotes, not a table",
    ),
    ("nested without end", b"a = " + b"[" * 50_000, "tables in tables, too many of them: correct it"),
    (
        "with a list of lines",
        TALK.format(line='["a"]').encode(),
        "line: `data` must be a text in quotes, not a list",
    ),
    (
        "with a control character",
        TALK.format(line='"a\\u0007b"').encode(),
        r"`data` holds the control character U\+0007: remove it",
    ),
]


@pytest.mark.parametrize(("case", "content", "told"), FILES, ids=[case for case, *_ in FILES])
def test_what_is_no_screenplay_is_named(
    case: str, content: bytes, told: str, tmp_path: Path, record_property: Row
) -> None:
    (tmp_path / "talk.toml").write_bytes(content)
    with chdir(tmp_path):
        result = CliRunner().invoke(main, ["list", "talk.toml"])
    assert result.exit_code == 2
    message = " ".join(result.output.split())
    with pytest.raises(ValueError, match=rf"^talk\.toml.*{told}"):
        load(tmp_path / "talk.toml")
    record_property("case", (f"a screenplay {case}", message))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_windows_line_ends_and_tabs_do_no_harm(tmp_path: Path, ending: str) -> None:
    text = TALK.format(line="'''Ten\tpoints,\none line.'''").replace("\n", ending)
    (tmp_path / "talk.toml").write_bytes(codecs.BOM_UTF8 + text.encode())
    assert load(tmp_path / "talk.toml").parts[0].lines["data"] == "Ten points, one line."


LANGUAGES = [
    (
        "Chinese",
        "梯度下降法是一种寻找最低点的方法，它感觉脚下的坡度，向下走一步，然后重复。这就是梯度下降，几乎所有网络都这样学习。",
    ),
    (
        "Japanese",
        "勾配降下法は、見えない地形のいちばん低い点を見つける方法です。足もとの傾きを感じて、一歩下り、それをくり返します。",
    ),
    (
        "Korean",
        "경사 하강법은 보이지 않는 지형에서 가장 낮은 점을 찾는 방법입니다. 한 걸음 내려갑니다.",
    ),
    ("Arabic", "الانحدار التدريجي طريقة للعثور على أدنى نقطة في تضاريس لا يمكن رؤيتها، خطوة بعد خطوة."),
    ("Thai", "การไล่ระดับความชันเป็นวิธีการหาจุดต่ำสุดของภูมิประเทศที่มองไม่เห็นทีละก้าว"),
    (
        "a long word",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ist lang.",
    ),
    (
        "an address",
        "See https://example.org/a/long/address/that/nobody/can/read?with=questions&and=answers for more.",
    ),
    ("emoji", "Gut 👍🏽 gemacht 👩\u200d🔬 " * 5),
    ("combining marks", "e\u0301" * 60),
    ("braces", r"The set {{x, y}} and {{}}, <b>not</b> & {{\an8}}.".replace("\\", "/")),
]


@pytest.mark.parametrize(("language", "line"), LANGUAGES, ids=[language for language, _ in LANGUAGES])
@pytest.mark.parametrize("length", [LINE_LENGTH, 28])
def test_captions_of_any_language_fit_and_can_be_read(
    language: str, line: str, length: int, record_property: Row
) -> None:
    texts = split(line, length)
    assert "".join("".join(texts).split()) == "".join(line.split())
    rows = [row for text in texts for row in text.split("\n")]
    assert all(len(text.split("\n")) <= 2 for text in texts)
    assert all(0 < width(row) <= length for row in rows)
    assert not any(row[0] in "、。，！」\u0301\u200d" for row in rows)
    shown = schedule(line, 0, 60 * 60, 60, length)
    file = srt_text([Cue(i, i + 1, caption.text) for i, caption in enumerate(shown)])
    assert (
        [event.plaintext for event in SSAFile.from_string(file, "srt")] == texts or "{" in line or "<" in line
    )
    record_property("case", (f"a line in {language}", " / ".join(rows)))


def test_chinese_and_japanese_are_given_more_time() -> None:
    letters, chinese, japanese = "n" * 36, "梯" * 36, "さ" * 36
    assert speaking_time(chinese) == pytest.approx(36 / 4.5 + 0.5)
    assert speaking_time(letters) < speaking_time(chinese) < speaking_time(japanese)
    with pytest.raises(ValueError, match=r"say it in 19 characters less, or give the beat 4\.07 s"):
        schedule(chinese, 0, 120, 60)


def test_words_in_braces_and_signs_are_kept_in_subtitles() -> None:
    text = "{x} <b> & -->"
    for written, form in ((srt_text([Cue(0, 1, text)]), "srt"), (vtt_text([Cue(0, 1, text)]), "vtt")):
        assert "{x}" in written, form


LESSONS = """
from scenes.kit.lessons.lesson import Lesson
from scenes.line_fit import LineFit as Ours

class Spring(Lesson):
    lines = {"hello": "Its own."}
    def construct(self):
        with self.beat("hello"):
            self.hold(1)

class LineFit(Ours):
    lines = {"data": "Its own."}

class Typo(Spring):
    lines = {"helo": "Never said."}
"""


def lessons_in(path: Path) -> dict[str, type[Lesson]]:
    path.write_text(LESSONS)
    found = scene_classes_from_file(path, require_single_scene=False, full_list=True)
    return {cls.__name__: cls for cls in found if issubclass(cls, Lesson)}


def said(lesson: Lesson) -> str:
    with tempconfig({"dry_run": True}):
        lesson.render()
    return lesson.beats[0].line


def screenplay(path: Path, lesson: str, line: str) -> None:
    path.write_text(f'title = "T"\n[[part]]\nlesson = "{lesson}"\n[part.lines]\nhello = "{line}"\n')


def test_a_lesson_of_the_same_name_in_another_file_lends_no_words(tmp_path: Path) -> None:
    screenplay(tmp_path / "a.toml", "one.Spring", "Of another.")
    two = lessons_in(tmp_path / "two.py")
    assert said(two["Spring"]()) == "Its own."
    screenplay(tmp_path / "b.toml", "two.Spring", "Of the second.")
    assert said(two["Spring"]()) == "Of the second."


def test_a_lesson_in_two_screenplays_says_which_it_speaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, record_property: Row
) -> None:
    lessons = lessons_in(tmp_path / "two.py")
    for name, line in (("a", "Of a."), ("b", "Of a."), ("c", "Of c.")):
        screenplay(tmp_path / f"{name}.toml", "two.Spring", line)
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scenes.kit.lessons.script.logger.warning", told.append)
        assert said(lessons["Spring"]()) == "Of a."
    [line] = told
    assert line.startswith(
        "Spring speaks its lines in a.toml; it has others in c.toml, which `lecture render`"
    )
    record_property("case", ("`manim render` of a lesson beside two screenplays with other lines", line))


def test_a_subclass_with_its_parent_s_name_speaks_its_own_lines(tmp_path: Path) -> None:
    fit = lessons_in(tmp_path / "mine.py")["LineFit"]()
    assert fit._script.line("data", {}) == "Its own."
    assert fit._script.line("gradient", {}).startswith("Such slopes")  # our words, as it has no other


def test_a_lesson_whose_class_has_another_name_speaks_the_lines_of_its_part(tmp_path: Path) -> None:
    spring = lessons_in(tmp_path / "mine.py")["Spring"]()
    spring.part = Part("mine", "Renamed", None, {"hello": "Of its part."}, file="talk.toml")
    assert said(spring) == "Of its part."


def test_a_line_of_a_lesson_s_own_that_no_beat_speaks_is_named(tmp_path: Path, record_property: Row) -> None:
    typo = lessons_in(tmp_path / "mine.py")["Typo"]()
    with pytest.raises(
        ValueError, match="its `lines` has a line for the beat 'helo', which Typo never"
    ) as raised:
        said(typo)
    record_property("case", ("a line for a beat that is never played", str(raised.value)))


@pytest.mark.parametrize(("made", "named"), [("scenes.py", "scenes"), ("gdmath/__init__.py", "gdmath")])
def test_a_file_that_hides_ours_is_named(tmp_path: Path, made: str, named: str, record_property: Row) -> None:
    screenplay(tmp_path / "talk.toml", "mine.Spring", "Hello.")
    (tmp_path / "mine.py").write_text(LESSONS)
    (tmp_path / made).parent.mkdir(exist_ok=True)
    (tmp_path / made).write_text("")
    with chdir(tmp_path):
        result = CliRunner().invoke(main, ["render", "talk", "--quality", "low"])
    line = " ".join(result.output.split())
    assert result.exit_code == 2
    assert f"would hide this project's own package {named}: rename it" in line
    record_property("case", (f"a lecture's folder with a {made}", line.replace(str(tmp_path), "…")))
