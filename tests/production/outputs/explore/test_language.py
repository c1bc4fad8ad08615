"""A page speaks the language of its film."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from scenes.production.outputs.explore.page import WORDS
from tests.production.conftest import lecture
from tests.production.outputs.explore.conftest import write_lecture

SPANISH = """
title = "Una charla"

[[part]]
lesson = "swing.Swing"

[part.lines]
wait = "Espera."
go = "Ve a {reach}."
far = "Eso es lejos."
"""
MARK = '\n[part.explore]\ngo = "reach=1,2"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The lecture `swing` with a translation into a language into which none of ours is translated."""
    root = write_lecture(tmp_path / "project")
    (root / "swing.ca.toml").write_text(SPANISH)
    return root


def test_what_a_page_says_is_looked_up_as_the_words_of_a_film_are(project: Path) -> None:
    words = {english: f"<{english}>" for english in [*WORDS.values(), "reach"]}
    with (project / "swing.ca.toml").open("a") as translation:
        translation.write("\n[words]\n")
        translation.writelines(f'"{english}" = "{words[english]}"\n' for english in words)
    options = ("--vary", "reach=1,2", "--quality", "low", "--language", "ca")
    result = lecture(project, "explore", "Swing.go", *options)
    assert result.exit_code == 0, result.output
    page = (project / "media/explore/swing/Swing.go.reach.480p15.ca.html").read_text(encoding="utf-8")
    assert '<html lang="ca">' in page
    named = re.findall(r'aria-label="(.*?)"', page)
    assert [html.unescape(name) for name in named] == ["<Moment>", "<Play>", "<From the start>"]
    titles = re.findall(r' title="(.*?)"', page)
    assert html.unescape(titles[1]) == "<Play> (<space>)"
    found = re.search(r'type="application/json">(.*?)</script>', page)
    assert found
    told = json.loads(found[1])
    assert [slider["name"] for slider in told["sliders"]] == ["<reach>"]
    assert told["cannot"] == f"<{WORDS['cannot']}>"
    assert [film["captions"][0]["text"] for film in told["films"]] == ["Ve a 1.", "Ve a 2."]


def test_all_words_that_are_missing_are_named_before_anything_is_drawn(project: Path) -> None:
    (project / "swing.toml").write_text((project / "swing.toml").read_text() + MARK)
    missing = ", ".join(map(repr, WORDS.values()))
    line = f"Error: swing.ca.toml: {missing} have no translation: add them to [words]\n"
    for command in (["explore", "Swing.go"], ["slides", "--format", "html"]):
        result = lecture(project, *command, "--language", "ca", "--quality", "low")
        assert (result.exit_code, result.output) == (2, line)
    assert not list(project.rglob("*.mp4"))
