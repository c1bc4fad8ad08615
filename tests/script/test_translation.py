"""Translations: what they must hold, and that the lecture's own fit into its beats."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from scenes.script.captions import LINE_LENGTH, READING_SPEED, schedule, speaking_time
from scenes.script.manifest import Beat, Manifest
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Screenplay, load, screenplays_in
from scenes.script.sweeps import read_sweeps
from scenes.script.translation import in_language, in_other_languages, retold

RATE = 60
ENGLISH = """
title = "Down"
description = "What it is about."
[[part]]
lesson = "fit.Fit"
chapter = "Fitting"
[part.lines]
data = "{count} points, that is {where}, after {counts} steps."
rest = "Now rest."
[[part]]
lesson = "walk.Walk"
[part.lines]
walk = "A walk between {valleys}."
"""
SPANISH = """
title = "Abajo"
[[part]]
lesson = "walk.Walk"
[part.lines]
walk = "Un paseo entre {valleys}."
[[part]]
lesson = "fit.Fit"
chapter = "Ajuste"
[part.lines]
rest = "A descansar."
data = "{count:.1f} puntos, o sea {where}, tras {counts} pasos."
[words]
"on a line" = "en una recta"
"more than" = "más de"
and = "y"
"""
NUMBERS: dict[str, dict[str, str | float]] = {
    "data": {"count": 3, "where": "on a line", "counts": "more than 500, 19 and 22"},
    "walk": {"valleys": "A and B"},
}


def read(folder: Path, spanish: str = SPANISH) -> Screenplay:
    (folder / "talk.toml").write_text(ENGLISH, encoding="utf-8")
    (folder / "talk.es.toml").write_text(spanish, encoding="utf-8")
    return in_language(load(folder / "talk.toml"), "es")


def rendered(screenplay: Screenplay, numbers: Mapping[str, Mapping[str, str | float]]) -> list[Manifest]:
    """Return parts whose beats last as long as it takes to speak their lines, and no longer."""
    manifests = []
    for part in screenplay.parts:
        beats, now = [], 0
        for name, written in part.lines.items():
            spoken = written.format(**numbers.get(name, {}))
            frames = round(speaking_time(spoken) * RATE + 0.5)
            captions = tuple(schedule(spoken, now, frames, RATE))
            beats.append(Beat(name, now, frames, spoken, numbers.get(name, {}), captions))
            now += frames
        manifests.append(Manifest(part.scene, RATE, now, tuple(beats)))
    return manifests


def told_again(folder: Path, spanish: str = SPANISH) -> list[Manifest]:
    translation = read(folder, spanish)
    return retold(translation, rendered(load(folder / "talk.toml"), NUMBERS))


def test_what_is_marked_to_loop_and_to_be_explored_is_so_in_each_language(tmp_path: Path) -> None:
    marks = 'chapter = "Fitting"\nloops = ["rest"]\nexplore.data = "rate=1,2"'
    (tmp_path / "talk.toml").write_text(ENGLISH.replace('chapter = "Fitting"', marks), encoding="utf-8")
    (tmp_path / "talk.es.toml").write_text(SPANISH, encoding="utf-8")
    original = load(tmp_path / "talk.toml").parts[0]
    [translated] = [part for part in in_language(load(tmp_path / "talk.toml"), "es").parts if part.loops]
    assert translated.lines["rest"] == "A descansar."
    assert (translated.loops, translated.explore) == (original.loops, original.explore)
    assert translated.explore == {"data": read_sweeps(["rate=1,2"])}


def test_a_translation_tells_the_same_in_the_same_order(tmp_path: Path) -> None:
    told = read(tmp_path)
    assert (told.language, told.title, told.description) == ("es", "Abajo", "What it is about.")
    assert [(part.scene, part.chapter) for part in told.parts] == [("Fit", "Ajuste"), ("Walk", None)]


def test_numbers_and_words_stand_in_its_lines(tmp_path: Path) -> None:
    fit, walk = told_again(tmp_path)
    assert [beat.line for beat in fit.beats] == [
        "3.0 puntos, o sea en una recta, tras más de 500, 19 y 22 pasos.",
        "A descansar.",
    ]
    assert [beat.line for beat in walk.beats] == ["Un paseo entre A y B."]


def test_it_is_played_with_its_own_words_and_else_with_those_of_our_lectures(tmp_path: Path) -> None:
    own = 'minimum = "punto más bajo"\nand = "y"'
    told = read(
        tmp_path, SPANISH.replace("[words]", "[part.words]\ntitle = 'T'\n[words]").replace('and = "y"', own)
    )
    fit, walk = told.parts
    assert fit.vocabulary is walk.vocabulary
    assert fit.vocabulary is not None
    assert [fit.vocabulary.of(word) for word in ("minimum", "step")] == ["punto más bajo", "paso"]
    assert (dict(fit.words), fit.file, told.is_translated) == ({"title": "T"}, "talk.es.toml", True)
    assert told.path == tmp_path / "talk.toml"
    assert in_language(told, "es") is told


def test_words_of_our_lessons_are_translated_already(tmp_path: Path) -> None:
    lines = "[part.lines]\nrule = 'R'\nlimits = 'L'\nfarewell = 'F'\n"
    for name in ("talk.toml", "talk.es.toml"):
        start = 'title = "T"\n[[part]]\nlesson = "scenes.closing.Closing"\n'
        more = "[part.words]\nstep = 'el paso'\n" if ".es." in name else ""
        (tmp_path / name).write_text(start + lines + more, encoding="utf-8")
    [closing] = in_language(load(tmp_path / "talk.toml"), "es").parts
    assert (closing.words["step"], closing.words["weights"]) == ("el paso", "todos los pesos")


def test_words_of_the_screenplay_must_be_translated(tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text(ENGLISH + "[part.words]\ntitle = 'T'\n", encoding="utf-8")
    (tmp_path / "talk.es.toml").write_text(SPANISH, encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"talk\.es\.toml, walk\.Walk: the word 'title' is missing: translate it"
    ):
        in_language(load(tmp_path / "talk.toml"), "es")


TRAILER = """
[[trailer]]
beat = "Fit.data"
seconds = 3
words = "Points"
[[trailer]]
beat = "Walk.walk"
seconds = 2
[[trailer]]
beat = "Fit.rest"
seconds = 2
words = "A rest"
"""
WORDS = """
[[trailer]]
beat = "Fit.data"
words = "Puntos"
[[trailer]]
beat = "Fit.rest"
words = "Un descanso"
"""


def trailer_in_spanish(folder: Path, words: str) -> Screenplay:
    (folder / "talk.toml").write_text(ENGLISH + TRAILER, encoding="utf-8")
    (folder / "talk.es.toml").write_text(SPANISH + words, encoding="utf-8")
    return in_language(load(folder / "talk.toml"), "es")


def test_a_trailer_has_the_same_shots_with_other_words(tmp_path: Path) -> None:
    told = trailer_in_spanish(tmp_path, WORDS)
    assert [(shot.name, shot.seconds, shot.words) for shot in told.trailer] == [
        ("Fit.data", 3, "Puntos"),
        ("Walk.walk", 2, ""),
        ("Fit.rest", 2, "Un descanso"),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", r"the words of the trailer's shot Fit\.data are missing: translate them"),
        (WORDS.rpartition("[[trailer]]")[0], r"shot Fit\.rest are missing: translate them"),
        (WORDS.replace("Fit.data", "Walk.walk"), r"its beat is 'Walk\.walk', and .* for Fit\.data"),
        (WORDS + WORDS, r"shot 3: the lecture has no words for it: remove it"),
        (WORDS.replace('words = "Puntos"', "seconds = 3"), r"shot 1: `words` is missing: add it"),
        (WORDS.replace("words", "seconds = 3\nwords", 1), r"shot 1: unknown key `seconds`: remove it"),
        (
            WORDS.replace("descanso", "descanso muy,\\nmuy, muy, muy largo"),
            r"shot 2 \(Fit\.rest\): 2 s are too short to read",
        ),
        ('[trailer]\nbeat = "Fit.data"', r"`trailer` must be a list of tables: start each one with \[\[trai"),
    ],
)
def test_words_of_a_trailer_that_are_wrong_are_named(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"^talk\.es\.toml.*{told}") as caught:
        trailer_in_spanish(tmp_path, words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("language", ["fr", "../talk.es", "e", ""])
def test_only_languages_that_there_are_can_be_played(tmp_path: Path, language: str) -> None:
    read(tmp_path)
    original = load(tmp_path / "talk.toml")
    if not language:
        assert in_language(original, language) is original
        return
    with pytest.raises(ValueError, match=r"^talk\.toml is not translated into .*: .* choose from en, es$"):
        in_language(original, language)


def test_what_is_not_translated_is_as_it_was(tmp_path: Path) -> None:
    told = read(tmp_path, SPANISH.replace('title = "Abajo"', "").replace('chapter = "Ajuste"', ""))
    assert told.title == "Down"
    assert told.parts[0].chapter == "Fitting"


def test_a_translation_is_no_lecture(tmp_path: Path) -> None:
    read(tmp_path)
    assert screenplays_in(tmp_path) == [tmp_path / "talk.toml"]
    assert [path.stem for path in screenplays_in(SCRIPTS)] == [
        "better_descents",
        "five_sources",
        "gradient_descent",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rest = "A descansar."', "", r"talk\.es\.toml, fit\.Fit: the line 'rest' is missing"),
        ("rest =", 'more = "Más."\nrest =', r"fit\.Fit: the line 'more' is not in the lecture"),
        ("walk.Walk", "walk.Run", r"talk\.es\.toml: the part 'walk\.Walk' is missing"),
        (
            "[words]",
            '[[part]]\nlesson = "a.B"\nlines.a = "A."\n[words]',
            r"the part 'a\.B' is not in the lec",
        ),
        ('"walk.Walk"', '"walk.Walk"\nchapter = "Otro"', r"walk\.Walk: the lecture starts no chapter here"),
        ("title", 'thumbnail = "a.B"\ntitle', "unknown key `thumbnail`"),
        ('and = "y"', "and = 1", r"\[words\]: `and` must be a text"),
        ("[words]", "[words", "not valid TOML"),
        ("{count:.1f}", "{", r"fit\.Fit\), line `data`: the braces in .* do not pair up: write {{ and }}"),
        ("{count:.1f}", "{}", r"fit\.Fit\), line `data`: {} is no name: write a name .* or {{ and }}"),
    ],
)
def test_what_is_missing_or_surplus_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SPANISH
    with pytest.raises(ValueError, match=told) as caught:
        read(tmp_path, SPANISH.replace(old, new))
    assert "\n" not in str(caught.value)


def test_the_screenplays_own_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.en.toml").write_text(SPANISH, encoding="utf-8")
    with pytest.raises(ValueError, match=r"talk\.en\.toml: the screenplay itself is in 'en'"):
        in_other_languages(read(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{count:.1f}", "{number}", r"fit\.Fit, line 'data': the lesson gives no number 'number': .*count"),
        ('"on a line"', '"on a curve"', r"line 'data': 'on a line' has no translation: .*\[words\]"),
        ("{where}", "{where:.2f}", r"line 'data': 'where' is given as words, 'en una recta', which have no"),
    ],
)
def test_what_cannot_be_said_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SPANISH
    with pytest.raises(ValueError, match=told) as caught:
        told_again(tmp_path, SPANISH.replace(old, new))
    assert str(caught.value).startswith("talk.es.toml, ")
    assert "\n" not in str(caught.value)


def test_a_line_too_long_for_its_beat_is_named_with_what_is_too_much(tmp_path: Path) -> None:
    long = "Ahora vamos a descansar un rato."
    with pytest.raises(ValueError, match=r"fit\.Fit, line 'rest': .*too short to read") as caught:
        told_again(tmp_path, SPANISH.replace("A descansar.", long))
    found = re.search(r"(\d+) characters less", str(caught.value))
    assert found
    surplus = int(found[1])
    told_again(tmp_path, SPANISH.replace("A descansar.", long[: len(long) - surplus]))
    with pytest.raises(ValueError, match="1 characters less"):
        told_again(tmp_path, SPANISH.replace("A descansar.", long[: len(long) - surplus + 1]))


# What the lessons fill in, or about that: names that several lines share have the longest of their values.
# fmt: off
FILLED_IN: dict[str, str | float] = {
    "slope": "8.6", "curvature": "2", "rate": "0.01", "step": "-0.86", "y0": "18.49", "y1": "11.83",
    "steps": 25, "x": "0.016", "count": 15, "limit": "0.57", "counts": "303, 19 and 22", "gap": "0.048",
    "where": "On a parabola", "outcome": "Its square is the same, so they meet at every second step.",
    "valleys": "A and B", "left": "0.923", "right": "B", "low": "0.1",
    "high": "B", "cost": "their mean", "epochs": 12000, "early": 50,
    "first": "472", "then": "49.7", "sparsest": 200, "rest": "7.03", "b_early": "-1.67", "b_late": "1.97",
    "shorter": "140", "w": "-2", "b": "2", "w_reached": "-1.994", "b_reached": "1.967", "condition": "115",
    "budget": 2500,
    "pits": "Here are 4 pits. Ours is one of the 2 lowest, and that was luck.", "waves": 32,
    "alike": "By slope alone, plain and pit look alike.",
    "apart": "0.1", "moved": "0.53", "last": "0.15", "best": "0.5", "tolerance": "0.001",
    "ratio": "115", "near": "0.04", "question": "Why fast first, and then slowly?", "floor": "0.94",
    "slope_w": "-72.4", "slope_b": "-17.8", "second": "falls too, but less",
    "riddle": "But it tips the wrong way. And still J falls! How can that be?",
    "lifted": "It lay under all the points: lifting helps, and tilting lifts most where x is large.",
    "ending": "Then it turns, more and more slowly, until it almost lies on the best line.",
    "most": "2.33", "end": "0.125", "J": "J", "w0": "4.3", "w1": "3.44", "thrown": "-4.3",
    "height": "just as high as before: nothing gained",
    "sign": "positive", "side": "to the right", "share": "0.4",
    "manners": "At 0.01, it crawls. At 0.2, it walks straight in. At 0.8, it jumps across",
    "told": "As the slope flattens, the steps shorten by themselves",
    "how": "Eta is found by trying: 0.02 creeps, 0.6 jumps about. We take",
    "arrived": 17895,
    "ended": "close to a minimum, not quite there",
    "percent": "0.0001", "before": 129, "braked": 86,
    "fewest": 26, "root": "0.667",
    "flat": "-0.923", "steep": "-0.923", "plain": 87, "momentum": "0.444", "critical": "0.64",
    "rules": 7, "least": "70", "grounds": 7, "worst": 7, "rule": "Newton",
    "moral": "No rule is first everywhere.", "surface": "saddle",
    "times": "3.2", "along_adagrad": "6",
    "turned_adagrad": "126", "turned_gradient_descent": "87", "untuned_gradient_descent": "flies off",
    "new": "0.1", "square": "0.001", "untuned_adam": "134", "untuned_adagrad": "547",
    "top": "87.1", "pictures": "3.3",
    "taken": "0.035", "newton": 1, "few": 4, "weights": 2631,
    "million": "6.92",
    "gradient_descent": "1195", "adagrad": "7", "damped_newton": "32", "across": "0.002",
    "easy": "Adam", "large": "Adam", "many": 137, "numbers": "n²", "picky": "plain",
    "quick": 11, "long": "692", "factor": "3.4", "paid": "4",
    "small": "Newton", "tries": 287, "way": "There is no best way down.",
    "batch": 4, "rows": 40, "leaders": "Nesterov, Adam, momentum",
    "far": "1", "parts": 50000, "bend": "2", "hessian": 2,
}
# fmt: on
OURS = [load(path) for path in screenplays_in(SCRIPTS)]
SHIPPED = [(ours, told) for ours in OURS for told in in_other_languages(ours)]


@pytest.mark.parametrize("ours", OURS, ids=lambda each: each.path.stem)
def test_spanish_is_shipped(ours: Screenplay) -> None:
    assert [told.language for told in in_other_languages(ours)] == ["es"]


@pytest.mark.parametrize(("ours", "told"), SHIPPED, ids=lambda each: each.path.name)
def test_shipped_translations_can_be_read_in_the_time_that_speaking_takes(
    ours: Screenplay, told: Screenplay
) -> None:
    numbers: dict[str, dict[str, str | float]] = {}
    for part in ours.parts:
        for beat, line in part.lines.items():
            asked = {name: FILLED_IN[name] for name in re.findall(r"{(\w+)}", line)}
            numbers[beat] = {**numbers.get(beat, {}), **asked}
    for manifest in retold(told, rendered(ours, numbers)):
        for played in manifest.beats:
            for caption in played.captions:
                rows = caption.text.split("\n")
                assert len(rows) <= 2
                assert max(map(len, rows)) <= LINE_LENGTH
                assert len(caption.text) * RATE / caption.frames <= READING_SPEED
                assert played.start <= caption.start
                assert caption.start + caption.frames <= played.start + played.frames


@pytest.mark.parametrize(("ours", "told"), SHIPPED, ids=lambda each: each.path.name)
def test_shipped_translations_are_complete(ours: Screenplay, told: Screenplay) -> None:
    assert told.title != ours.title
    assert told.description != ours.description
    for part, written in zip(told.parts, ours.parts, strict=True):
        assert (part.chapter is None) == (written.chapter is None)
        assert part.chapter is None or part.chapter != written.chapter
        for beat, line in written.lines.items():
            names = set(re.findall(r"{(\w+)}", line))
            assert set(re.findall(r"{(\w+)}", part.lines[beat])) == names, beat
