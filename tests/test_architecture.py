"""The house's rules about who knows whom, read from the source."""

import ast
import re
import subprocess
import sys
from collections.abc import Set
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import manim
import pytest
from manim.utils.color import ManimColor, manim_colors

ROOT = Path(__file__).parents[1]
SCENES = ROOT / "scenes"

GDMATH = sorted((ROOT / "gdmath").rglob("*.py"))
KIT = sorted((SCENES / "kit").rglob("*.py"))
SCRIPT = sorted((SCENES / "script").rglob("*.py"))
PRODUCTION = sorted((SCENES / "production").rglob("*.py"))
STUDIO = [path for path in PRODUCTION if path.is_relative_to(SCENES / "production" / "studio")]
LESSONS = sorted(path for path in SCENES.glob("*.py") if path.name != "__init__.py")
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SOURCES = [*GDMATH, *SCRIPT, *KIT, *PRODUCTION, *LESSONS]

# What each room may import from, the house's arrows; all of them lead downwards in this list.
ROOMS = {
    "gdmath": [],
    "scenes.script": [],
    "scenes.kit.style": ["gdmath", "script"],
    "scenes.kit.runs": ["gdmath", "style"],
    "scenes.kit.painted": ["script", "style", "runs"],
    "scenes.kit.rendering": ["script", "style", "painted"],
    "scenes.kit.plots": ["gdmath", "style", "runs", "painted"],
    "scenes.kit.network": ["gdmath", "script", "style", "runs", "painted", "plots"],
    "scenes.kit.space": ["gdmath", "style", "runs", "painted", "plots"],
    "scenes.kit.lessons": ["gdmath", "script", "style", "runs", "painted", "rendering"],
    "scenes.production.media": ["script"],
    "scenes.production.voice": ["script", "media"],
    "scenes.production.build": ["script", "media", "voice"],
    "scenes.production.outputs": ["script", "media", "build"],
    "scenes.production.live": ["script"],
    "scenes.production.studio": [
        "script",
        "style",
        "painted",
        "rendering",
        "lessons",
        "media",
        "voice",
        "build",
        "live",
    ],
    "scenes.production.commands": ["script", "media", "voice", "build", "outputs"],
}
ADAPTERS = [
    SCENES / "kit" / "lessons" / "manim_adapter.py",
    SCENES / "kit" / "rendering" / "manim_adapter.py",
]
INTERNAL_MODULES = (
    "manim._config",
    "manim.manager",
    "manim.renderer",
    "manim.scene",
    "manim.utils.module_ops",
)
# What Manim neither hides by an underscore nor describes in its reference manual.
INTERNALS = {
    "abort_encode_jobs",
    "add_partial_movie_file",
    "begin_animations",
    "combine_files",
    "compile_animation_data",
    "file_writer",
    "foreground_mobjects",
    "is_current_animation_frozen_frame",
    "movie_file_path",
    "moving_mobjects",
    "num_plays",
    "output_plan",
    "output_spec",
    "partial_movie_directory",
    "partial_movie_files",
    "play_internal",
    "save_static_frame_data",
    "segment_path",
    "session_spec",
    "skip_animations",
    "static_mobjects",
    "time_progression",
    "update_skipping_status",
    "video_encoder",
}
COLOUR_NAMES = {name for name, value in vars(manim_colors).items() if isinstance(value, ManimColor)}
HEX_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All nodes of a file, which no test changes: read once, for each is asked of several times."""
    return list(ast.walk(ast.parse(path.read_bytes())))


@cache
def imported(path: Path) -> frozenset[str]:
    """Everything a file imports, by full name: modules, and what it takes from them."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            names |= {origin} | {f"{origin}.{alias.name}" for alias in node.names}
    return frozenset(names)


def attributes(path: Path) -> set[str]:
    """All names that a file looks up in an object."""
    return {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}


def defined(path: Path) -> set[str]:
    """All names that a file gives to functions, classes and attributes."""
    names = {node.name for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    stored = (node for node in nodes(path) if isinstance(node, ast.Attribute | ast.Name))
    return names | {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in stored
        if isinstance(node.ctx, ast.Store)
    }


@pytest.fixture(scope="session")
def manim_names() -> set[str]:
    """All names that Manim's source defines, or gives to attributes of its objects."""
    folder = Path(manim.__file__).parent
    sources = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {
        name for source in sources for name in re.findall(r"(?:\bdef|\bclass|\bself\s*\.)\s*(\w+)", source)
    }


def within(names: Set[str], *packages: str) -> set[str]:
    return {name for name in names if any(name == each or name.startswith(f"{each}.") for each in packages)}


def lesson_modules(*, but: Path | None = None) -> list[str]:
    return [module_name(path) for path in LESSONS if path != but]


@pytest.mark.parametrize("path", GDMATH, ids=shown)
def test_mathematics_knows_no_pictures(path: Path) -> None:
    assert not within(imported(path), "manim", "scenes")


@pytest.mark.parametrize("path", KIT, ids=shown)
def test_the_kit_knows_no_lesson(path: Path) -> None:
    assert not within(imported(path), "scenes.production", *lesson_modules())


@pytest.mark.parametrize("path", LESSONS, ids=shown)
def test_lessons_know_neither_each_other_nor_the_film(path: Path) -> None:
    assert not within(imported(path), "scenes.production", *lesson_modules(but=path))


@pytest.mark.parametrize("path", STUDIO, ids=shown)
def test_the_studio_knows_no_lesson(path: Path) -> None:
    assert not within(imported(path), "gdmath", *lesson_modules())


@pytest.mark.parametrize("path", [path for path in PRODUCTION if path not in STUDIO], ids=shown)
def test_production_needs_no_manim(path: Path) -> None:
    names = imported(path)
    assert not within(names, "manim", "gdmath", "scenes.kit", "scenes.production.studio", *lesson_modules())


@pytest.mark.parametrize("path", [path for path in SOURCES if path not in ADAPTERS], ids=shown)
def test_manims_internals_are_known_to_adapters_alone(path: Path, manim_names: set[str]) -> None:
    """A private name counts as Manim's if Manim has it and the file itself does not."""
    private = {name for name in attributes(path) - defined(path) if re.match("_[^_]", name)}
    assert not private & manim_names
    assert not attributes(path) & INTERNALS
    assert not within(imported(path), *INTERNAL_MODULES)


def test_each_of_the_internals_is_manims_and_needed(manim_names: set[str]) -> None:
    assert manim_names >= INTERNALS
    assert set().union(*map(attributes, ADAPTERS)) >= INTERNALS


@pytest.mark.parametrize("path", SCRIPT, ids=shown)
def test_what_kit_and_production_read_draws_nothing(path: Path) -> None:
    names = imported(path)
    assert not within(names, "manim", "numpy")
    assert within(names, "scenes") <= within(names, "scenes.script")


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_from_below(room: str) -> None:
    order = list(ROOMS)
    below = [each for each in order if each == room or each.rpartition(".")[2] in ROOMS[room]]
    files = [path for path in SOURCES if within({module_name(path)}, room)]
    assert files
    assert order.index(room) == max(map(order.index, below))
    names = set[str]().union(*map(imported, files))
    assert within(names, "gdmath", *within(names, *order)) <= within(names, *below)


def test_every_folder_is_a_room() -> None:
    folders = {path.parent for path in [*KIT, *PRODUCTION]} - {SCENES / "kit", SCENES / "production"}
    for folder in folders:
        assert within({module_name(folder / "__init__.py")}, *ROOMS)


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    """Without being told, pytest looks into no folder `build`."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in TESTS if path.name.startswith("test_")}
    assert ROOT / "tests" / "production" / "build" in folders
    assert not [path for path in folders if any(fnmatch(path.name, pattern) for pattern in left_out)]


@pytest.mark.parametrize("package", ["scenes", "scenes.production"])
def test_packages_import_nothing_by_themselves(package: str) -> None:
    assert not imported(ROOT / Path(*package.split(".")) / "__init__.py")


def test_the_face_of_the_kit_lists_all_that_it_imports() -> None:
    face = SCENES / "kit" / "__init__.py"
    listed = next(node.value for node in nodes(face) if isinstance(node, ast.Assign))
    assert not within(imported(face), "scenes.production", *lesson_modules())
    taken = [alias.name for node in nodes(face) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(ast.literal_eval(listed)) == sorted(taken)  # Ruff holds the order


@pytest.mark.parametrize("path", LESSONS, ids=shown)
def test_lessons_know_the_kit_by_its_face(path: Path) -> None:
    modules = {node.module for node in nodes(path) if isinstance(node, ast.ImportFrom)}
    assert within({module for module in modules if module}, "scenes.kit") <= {"scenes.kit"}


@pytest.mark.parametrize("path", LESSONS, ids=shown)
def test_a_lesson_is_no_longer_than_a_storyboard(path: Path) -> None:
    second = (SCENES / "scripts" / "better_descents.toml").read_text(encoding="utf-8")
    most = 200 if f'lesson = "scenes.{path.stem}.' in second else 220
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize("path", LESSONS, ids=shown)
def test_lessons_import_absolutely(path: Path) -> None:
    assert not [node for node in nodes(path) if isinstance(node, ast.ImportFrom) and node.level]


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path != SCENES / "script" / "themes.py"], ids=shown
)
def test_colours_are_roles(path: Path) -> None:
    written = {
        node.value
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value)
    }
    from_manim = {name for name in within(imported(path), "manim") if name.rpartition(".")[2] in COLOUR_NAMES}
    assert not written
    assert not from_manim


@pytest.mark.parametrize("path", LESSONS, ids=shown)
def test_no_lesson_hides_the_standard_library(path: Path) -> None:
    """Manim puts a lesson's folder first on the path of modules."""
    assert path.stem not in sys.stdlib_module_names


def test_the_top_level_stays_small() -> None:
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no git repository: nobody tells what belongs to the project")
    folders = {Path(name).parts[0] for name in listed.stdout.split("\0") if "/" in name}
    assert folders <= {"scenes", "gdmath", "media", "tests", "docs", ".ci"}
