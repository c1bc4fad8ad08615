from pathlib import Path

import pytest

from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load, screenplays_in
from scenes.script.trailer import Shot
from scenes.script.translation import in_other_languages

TALK = """
title = "T"
[[part]]
lesson = "spring.Spring"
lines = {load = "L.", stretch = "S."}
[[part]]
lesson = "fit.Fit"
lines = {data = "D."}
"""


def shots_of(folder: Path, text: str) -> tuple[Shot, ...]:
    path = folder / "talk.toml"
    path.write_text(TALK + text, encoding="utf-8")
    return load(path).trailer


def test_shots_keep_their_order_and_rows(tmp_path: Path) -> None:
    text = '[[trailer]]\nbeat = "Fit.data"\nseconds = 2\n[[trailer]]\nbeat = "Spring.load"\nseconds = 3.5\n'
    told = shots_of(tmp_path, text + "start = 1\nwords = '''\n  How   long\n is it?\n'''")
    assert told == (Shot("Fit", "data", 0.0, 2.0), Shot("Spring", "load", 1.0, 3.5, "How long\nis it?"))
    assert told[1].name == "Spring.load"
    assert shots_of(tmp_path, "") == ()


def test_words_with_numbers_are_as_long_as_they_are_once_filled_in(tmp_path: Path) -> None:
    text = (
        '[[trailer]]\nbeat = "Fit.data"\nseconds = 1\nwords = "{a_very_long_name_of_a_number} {and_another}"'
    )
    [shot] = shots_of(tmp_path, text)
    assert shot.words == "{a_very_long_name_of_a_number} {and_another}"


@pytest.mark.parametrize("path", screenplays_in(SCRIPTS), ids=lambda path: path.stem)
def test_the_trailers_of_our_lectures_are_in_all_their_languages(path: Path) -> None:
    lecture = load(path)
    named = [(shot.name, shot.start, shot.seconds, bool(shot.words)) for shot in lecture.trailer]
    for other in in_other_languages(lecture):
        assert [(shot.name, shot.start, shot.seconds, bool(shot.words)) for shot in other.trailer] == named


def test_the_trailer_of_our_lecture_is_a_minute_long() -> None:
    shots = load(SCRIPTS / "gradient_descent.toml").trailer
    assert 8 <= len(shots) <= 14
    assert 55 <= sum(shot.seconds for shot in shots) - 0.3 * len(shots) + 2.3 <= 60
