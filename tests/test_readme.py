"""What the README and its pages show runs as it is printed, and what they name is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import av
import pytest

from scenes import kit
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load
from tests.snippets import PAGES, Reader, Snippet, as_typed, snippets

TEXT = {page.name: page.read_text(encoding="utf-8") for page in PAGES}

MADE_BY_READERS = "media/lectures/"


FOLLOWED = ("README.md", "embedding.md", "your-own.md")
FOLLOWED_BY_MAKE_ATTACK = ("clips-and-shorts.md", "languages.md", "themes.md")


@pytest.mark.parametrize(
    "page",
    [*FOLLOWED, *(pytest.param(page, marks=pytest.mark.long) for page in FOLLOWED_BY_MAKE_ATTACK)],
)
def test_a_page_is_followed(page: str, tmp_path: Path) -> None:
    [path] = [each for each in PAGES if each.name == page]
    reader = Reader(tmp_path)
    if page == "embedding.md":
        (reader.project / "LineFit.descend.mp4").write_bytes(b"a film")
    said = reader.type(as_typed(snippets(path)))
    assert {path.name for path in reader.home.iterdir()} <= {".ipython"}  # a notebook's
    if page == "your-own.md":
        quoted = re.search(r'"(houses.csv: read [^"]*)"', TEXT[page].replace("\n", " "))
        assert quoted
        assert quoted[1] in said
        check_spring(tmp_path / "talks", said)


def check_spring(folder: Path, said: str) -> None:
    """Check what the chapter on a lecture of one's own leaves, and what its commands say."""
    assert "spring.toml, spring.py, spring.csv." in said
    with av.open(folder / "media/lectures/spring.480p15.mp4") as movie:
        context = movie.streams.video[0].codec_context
        # As manim.cfg says, which is not in this folder.
        assert (context.colorspace, context.color_primaries, context.color_trc) == (6, 1, 1)
        assert 5 * 15 < sum(1 for _ in movie.decode(video=0)) < 30 * 15
    assert re.findall(r"(FirstLesson|SpringFit|Closing) .* (rendered|missing)", said) == [
        ("FirstLesson", "rendered"),
        ("SpringFit", "missing"),
        ("Closing", "missing"),
    ]
    assert "(2 of 2)" in said
    deck = (folder / "media/slides/spring/spring.480p15.html").read_text(encoding="utf-8")
    assert deck.count("<section") == 2 + 6 + 3
    assert "The same 7 points, and a line with two numbers" in deck
    assert "A network with a billion weights" in deck


def test_no_other_page_has_anything_to_be_run() -> None:
    others = [
        snippet
        for page in PAGES
        if page.name not in (*FOLLOWED, *FOLLOWED_BY_MAKE_ATTACK)
        for snippet in snippets(page)
    ]
    assert [each.page for each in others if each.is_run and not each.is_doctest] == []


def test_what_is_neither_run_nor_marked_is_refused() -> None:
    with pytest.raises(ValueError, match=r"page.md: a snippet in html is not run: <p>"):
        as_typed([Snippet("page.md", "html", "<p>\n", "For your page:\n\n")])
    assert as_typed([Snippet("page.md", "html", "<p>\n", "<!-- not run: for a page -->\n")]) == "set -eu"


def test_doctests_give_what_they_say() -> None:
    shown = [page for page in PAGES if any(snippet.is_doctest for snippet in snippets(page))]
    assert [page.name for page in shown] == ["mathematics.md"]
    results = doctest.testfile(str(shown[0]), module_relative=False)
    assert results.attempted > 3
    assert results.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXT[page.name])
    there = [(page.parent / link).exists() for link in links if not link.startswith(MADE_BY_READERS)]
    assert all(there), links


def test_every_page_is_linked_from_the_readme() -> None:
    assert [page.name for page in PAGES[1:] if f"](docs/{page.name})" not in TEXT["README.md"]] == []


def test_the_readme_names_every_lesson() -> None:
    named = re.findall(r"^\| `(scenes/\w+\.py)` \| `\w+` \|", TEXT["README.md"], re.MULTILINE)
    lectures = (
        load(SCRIPTS / f"{name}.toml") for name in ("gradient_descent", "five_sources", "better_descents")
    )
    lessons = [part.module for lecture in lectures for part in lecture.parts]
    assert named == [f"{lesson.replace('.', '/')}.py" for lesson in lessons]


def test_the_readme_is_short() -> None:
    assert len(TEXT["README.md"].splitlines()) <= 160


def test_the_kits_words_are_there() -> None:
    own = TEXT["your-own.md"]
    table = own[own.index("| Words of `scenes.kit`") :].split("\n\n")[0]
    words = set(re.findall(r"`([A-Za-z_]+)(?:\(|\.\w+\(|`)", table)) - {"run"}
    assert len(words) > 25
    assert sorted(word for word in words if not hasattr(kit, word)) == []
