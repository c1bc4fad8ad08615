from pathlib import Path

import pytest

from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in

GOOD = """
title = "Gradient descent"
[[part]]
lesson = "opening.Opening"
chapter = "The question"
[part.lines]
fog = "A mountain in fog."
ask = '''Which way
    is down?'''
[[part]]
lesson = "line_fit.LineFit"
[part.lines]
data = "Ten points."
"""


def written(folder: Path, text: str, name: str = "talk") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_screenplay_keeps_parts_and_lines_in_order(tmp_path: Path) -> None:
    screenplay = load(written(tmp_path, GOOD))
    assert (screenplay.name, screenplay.title) == ("talk", "Gradient descent")
    opening, line_fit = screenplay.parts
    assert list(opening.lines.items()) == [("fog", "A mountain in fog."), ("ask", "Which way is down?")]
    assert line_fit == Part("line_fit", "LineFit", None, {"data": "Ten points."}, file="talk.toml")
    assert screenplay.path == tmp_path / "talk.toml"


def test_a_lesson_may_lie_in_a_folder_or_be_one_of_ours(tmp_path: Path) -> None:
    for module in ("intro.first", "scenes.second"):
        screenplay = load(written(tmp_path, GOOD.replace("opening", module)))
        assert (screenplay.parts[0].module, screenplay.parts[0].scene) == (module, "Opening")


def test_a_lesson_of_ours_says_in_our_words_what_it_is_given_no_line_for(tmp_path: Path) -> None:
    [ours] = [part for part in load(SCRIPTS / "gradient_descent.toml").parts if part.scene == "LineFit"]
    plain = 'title = "T"\n[[part]]\nlesson = "scenes.line_fit.LineFit"\nloops = ["squares"]\n'
    assert load(written(tmp_path, plain)).parts[0].lines == ours.lines
    own = load(written(tmp_path, plain + 'lines.squares = "Square them."')).parts[0]
    assert list(own.lines) == list(ours.lines)
    assert own.lines == {**ours.lines, "squares": "Square them."}


def test_words_keep_their_rows_and_the_thumbnail_is_a_part_without_lines(tmp_path: Path) -> None:
    text = 'thumbnail = "face.Face"\nthumbnail_words.title = "Down"\n' + GOOD
    text += "[part.words]\ntitle = '''\n  Which   way\n  is down?\n'''\n"
    screenplay = load(written(tmp_path, text))
    assert [dict(part.words) for part in screenplay.parts] == [{}, {"title": "Which way\nis down?"}]
    assert screenplay.cover == Part("face", "Face", None, {}, file="talk.toml", words={"title": "Down"})


def test_only_toml_files_with_parts_are_screenplays(tmp_path: Path) -> None:
    files = {"b": GOOD, "a": "[[part]]\nbroken", "pyproject": "[project]\n[[parts]]", "b.es": GOOD}
    paths = {name: written(tmp_path, text, name) for name, text in files.items()}
    (tmp_path / "c.toml").mkdir()
    assert screenplays_in(tmp_path) == [paths["a"], paths["b"]]


def test_what_the_film_is_shown_with_may_be_left_out(tmp_path: Path) -> None:
    plain = load(written(tmp_path, GOOD))
    assert (plain.language, plain.description, plain.thumbnail) == ("en", None, None)
    told = load(written(tmp_path, 'language = "de"\nthumbnail = "face.Face"\ndescription = "A"\n' + GOOD))
    assert (told.language, told.description, told.thumbnail) == ("de", "A", ("face", "Face"))


def test_a_description_keeps_its_paragraphs(tmp_path: Path) -> None:
    text = "description = '''\nOne\n  and two.\n\n \n Three.\n'''\n" + GOOD
    assert load(written(tmp_path, text)).description == "One and two.\n\nThree."


def test_shorts_are_lessons_of_the_screenplay(tmp_path: Path) -> None:
    assert load(written(tmp_path, GOOD)).shorts == ()
    assert load(written(tmp_path, 'shorts = ["LineFit"]\n' + GOOD)).shorts == ("LineFit",)


def test_lines_cannot_be_written_to(tmp_path: Path) -> None:
    lines = load(written(tmp_path, GOOD)).parts[0].lines
    with pytest.raises(TypeError):
        lines["fog"] = "Sunshine."  # type: ignore[index]


def test_a_subclass_finds_its_parents_part(tmp_path: Path) -> None:
    screenplay = load(written(tmp_path, GOOD))
    assert screenplay.part_of(["MyFit", "LineFit", "Lesson", "object"]) is screenplay.parts[1]
    assert screenplay.part_of(["Lesson", "object"]) is None


def test_a_part_may_name_beats_that_loop(tmp_path: Path) -> None:
    looping = GOOD.replace('chapter = "The question"', 'loops = ["ask"]')
    assert [part.loops for part in load(written(tmp_path, looping)).parts] == [{"ask"}, frozenset()]


PART = '[[part]]\nlesson = "line_fit.LineFit"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "not valid TOML"),
        (PART, "`title` is missing"),
        ('title = "T"', "`part` is missing"),
        ('title = "T"\npart = []', r"\[\[part\]\]"),
        ('title = "T"\npart = [1]', "part 1 must be a table"),
        ('title = ""\n' + PART + 'lines.a = "A."', "`title` is empty"),
        ('description = " "\n' + GOOD, "`description` is empty"),
        ('thumbnail = "Face"\n' + GOOD, "thumbnail 'Face' must be file.Class"),
        ("title = 3\n" + PART + 'lines.a = "A."', "`title` must be a text in quotes, not a number"),
        ('title = "T"\nshorts = "LineFit"\n' + PART + 'lines.a = "A."', "`shorts` must be a list .* LineFit"),
        ('title = "T"\nshorts = ["Fit"]\n' + PART + 'lines.a = "A."', "`shorts` must be a list .* LineFit"),
        ('title = "T"\nauthor = "me"\n' + PART + 'lines.a = "A."', "unknown key `author`"),
        ('title = "T"\n' + PART, "part 1 .line_fit.LineFit.: `lines` is missing: write"),
        (
            'title = "T"\n[[part]]\nlesson = "scenes.opening.Opening"\nlines.smog = "S."',
            "part 1 .scenes.opening.Opening.: it has no beat 'smog': choose from question, fog, rule",
        ),
        ('title = "T"\n' + PART + "[part.lines]", "LineFit.*at least one beat"),
        ('title = "T"\n' + PART + 'lines = "A."', "at least one beat"),
        ('title = "T"\n' + PART + 'lines.a = " "', "LineFit.*`a` is empty"),
        ('title = "T"\n' + PART + "lines.a = true", "`a` must be a text in quotes, not true or false"),
        ('title = "T"\n' + PART + 'lines."a b" = "A."', "beat 'a b' must be a name"),
        ('title = "T"\n' + PART + 'voice = "x"\nlines.a = "A."', "part 1: unknown key `voice`"),
        ('title = "T"\n' + PART + 'chapter = ""\nlines.a = "A."', "`chapter` is empty"),
        (
            'title = "T"\n' + PART + 'loops = "a"\nlines.a = "A."',
            r"`loops` must be a list of beats.*\[\"a\"\]",
        ),
        (
            'title = "T"\n' + PART + 'loops = ["b"]\nlines.a = "A."',
            "LineFit.*names the beat 'b': choose from a",
        ),
        ('title = "T"\n' + PART + 'loops = [[]]\nlines.a = "A."', r"names the beat \[\]: choose from a"),
        (
            'title = "T"\n' + PART + 'words = "W"\nlines.a = "A."',
            r'LineFit\): `words` must be a table, as in title = "A spring"',
        ),
        (
            'title = "T"\n' + PART + 'words.title = 3\nlines.a = "A."',
            r"LineFit\), \[words\]: `title` must be a text in quotes, not a number",
        ),
        (
            'title = "T"\n' + PART + 'words.gap = "{a b}"\nlines.a = "A."',
            r"LineFit\), \[words\], `gap`: {a b} is no name: write a name",
        ),
        ('title = "T"\nthumbnail_words = 1\n' + PART + 'lines.a = "A."', "`thumbnail_words` must be a table"),
        ('title = "T"\n[[part]]\nlesson = "LineFit"\nlines.a = "A."', "must be file.Class"),
        ('title = "T"\n[[part]]\nlesson = "my-fit.Fit"\nlines.a = "A."', "'my-fit.Fit' must be file.Class"),
        ('title = "T"\n[[part]]\nlesson = "a..Fit"\nlines.a = "A."', "'a..Fit' must be file.Class"),
        ('title = "T"\n' + 2 * (PART + 'lines.a = "A."\n'), "part 2: lesson LineFit is there twice"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        load(written(tmp_path, text))
    message = str(caught.value)
    assert message.startswith("talk.toml")
    assert "\n" not in message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"lost\.toml is not there"):
        load(tmp_path / "lost.toml")
