from pathlib import Path

import pytest

from scenes.script.atomic_write import replacing_folder, replacing_together


def put(folder: Path, **files: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    put(tmp_path / "up", old="1", both="1")
    with replacing_folder(tmp_path / "up") as beside:
        put(beside, both="2", new="2")
        assert contents(tmp_path / "up") == {"old": "1", "both": "1"}
    assert contents(tmp_path) == {"up/both": "2", "up/new": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["up"]


def test_a_folder_is_made_where_there_was_none(tmp_path: Path) -> None:
    with replacing_folder(tmp_path / "deep" / "up") as beside:
        put(beside, new="2")
    assert contents(tmp_path) == {"deep/up/new": "2"}


def fail(target: Path, error: type[BaseException]) -> None:
    with replacing_folder(target) as beside:
        put(beside, new="2")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_folder_whole(tmp_path: Path, error: type[BaseException]) -> None:
    put(tmp_path / "up", old="1")
    with pytest.raises(error):
        fail(tmp_path / "up", error)
    assert contents(tmp_path) == {"up/old": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["up"]


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(tmp_path: Path) -> None:
    put(tmp_path / "up", old="1")
    with pytest.raises(OSError, match="up"), replacing_folder(tmp_path / "up") as beside:
        beside.rmdir()
    assert contents(tmp_path) == {"up/old": "1"}


def write_deck(folder: Path, page: Path, *, all_of_it: bool) -> None:
    with replacing_together([folder, page], folders=[folder]) as [new_folder, new_page]:
        put(new_folder, new="2")
        if all_of_it:
            new_page.write_text("2")


@pytest.mark.parametrize("old", [{}, {"old": "1"}])
def test_a_folder_and_a_file_are_exchanged_together_or_not_at_all(
    tmp_path: Path, old: dict[str, str]
) -> None:
    folder, page = tmp_path / "deck", tmp_path / "deck.html"
    if old:
        put(folder, **old)
    page.write_text("1")
    before = contents(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"deck\.html"):
        write_deck(folder, page, all_of_it=False)
    assert contents(tmp_path) == before
    assert folder.exists() == bool(old)
    write_deck(folder, page, all_of_it=True)
    assert contents(tmp_path) == {"deck/new": "2", "deck.html": "2"}
    assert len(list(tmp_path.iterdir())) == 2
