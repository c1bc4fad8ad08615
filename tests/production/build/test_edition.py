"""Each edition of a lecture has files of its own."""

from itertools import product
from pathlib import Path

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.paths import film_files, part_files, short_files, trailer_files, youtube_folder
from scenes.production.build.quality import QUALITIES, Shape
from scenes.production.voice.choice import Takes
from scenes.script.lectures import screenplay_path
from scenes.script.screenplay import Part, Screenplay

EDITIONS = [
    Edition(quality, theme, language, voice)
    for quality, theme, language, voice in product(
        QUALITIES.values(), ("", "light", "dark"), ("", "es"), (None, Takes(Path("takes")))
    )
]


def test_no_edition_takes_the_place_of_another(tmp_path: Path) -> None:
    part = Part("talk", "Talk", None, {}, frozenset(), "talk.toml")
    talk = Screenplay(tmp_path / "talk.toml", "A talk", (part,))
    for files in (
        {part_files(talk, part, edition).movie for edition in EDITIONS},
        {part_files(talk, part, edition.shaped(Shape.SQUARE)).folder for edition in EDITIONS},
        {path for edition in EDITIONS for path in film_files(talk, edition).all[:1]},
        {short_files(talk, part, edition, Shape.VERTICAL).movie for edition in EDITIONS},
        {youtube_folder(talk, edition) for edition in EDITIONS},
        {trailer_files(talk, edition).movie for edition in EDITIONS},
        {trailer_files(talk, edition).pieces for edition in EDITIONS},
    ):
        assert len(files) == len(EDITIONS)


def test_the_names_of_films_tell_what_differs_from_a_lectures_default() -> None:
    assert Edition().suffix == ""
    assert Edition(QUALITIES["low"], "light", "es", Takes(Path())).suffix == ".480p15.light.es.voice"


def test_what_is_named_as_a_translation_is_no_lecture(tmp_path: Path) -> None:
    (tmp_path / "talk.es.toml").write_text("")
    with pytest.raises(ValueError, match=r"talk\.es\.toml: a name with a dot is a translation's"):
        screenplay_path("talk.es.toml", tmp_path)
