"""What is there and made from the same is not made again, and nothing else counts as that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.production.outputs import receipt
from scenes.production.outputs.receipt import make_unless_there


class Outputs:
    """Two files and a folder, made where they are missing; remembers how often, and what it told."""

    def __init__(self, folder: Path) -> None:
        self.receipt = folder / "receipts" / "all.json"
        self.targets = [folder / "film.mp4", folder / "deck"]
        self.times, self.told = 0, list[str]()

    def make(self, tell: Callable[[str], None]) -> None:
        self.times += 1
        self.targets[1].mkdir(exist_ok=True)
        for path in (self.targets[0], self.targets[1] / "page.html"):
            path.write_bytes(b"made")
        tell("too quiet")

    def wanted(self, made_from: object = "lines") -> bool:
        return make_unless_there(self.receipt, made_from, self.targets, self.make, self.told.append)


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    outputs = Outputs(tmp_path)
    assert outputs.wanted()
    return outputs


def test_what_is_there_is_not_made_again_and_what_was_told_is_told_again(outputs: Outputs) -> None:
    assert not outputs.wanted()
    assert outputs.times == 1
    assert outputs.told == ["too quiet", "too quiet"]


def change(outputs: Outputs) -> None:
    outputs.targets[0].write_bytes(b"mode")  # as long, and within the same tick of the clock


def remove(outputs: Outputs) -> None:
    outputs.targets[0].unlink()


def add(outputs: Outputs) -> None:
    (outputs.targets[1] / "more.html").write_bytes(b"")


def empty(outputs: Outputs) -> None:
    (outputs.targets[1] / "page.html").write_bytes(b"")


def tear(outputs: Outputs) -> None:
    outputs.receipt.write_bytes(outputs.receipt.read_bytes()[:-9])


def lose(outputs: Outputs) -> None:
    outputs.receipt.unlink()


@pytest.mark.parametrize("attack", [change, remove, add, empty, tear, lose])
def test_what_was_changed_since_is_made_again(outputs: Outputs, attack: Callable[[Outputs], None]) -> None:
    attack(outputs)
    assert outputs.wanted()
    assert outputs.times == 2


def test_what_would_be_made_from_something_else_is_made_again(outputs: Outputs) -> None:
    assert outputs.wanted("other lines")
    assert outputs.wanted("lines")
    assert outputs.times == 3


def test_other_code_makes_it_again(outputs: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt, "_CODE", ["edited"])
    assert outputs.wanted()


def test_what_fails_leaves_no_receipt_of_it(outputs: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(tell: Callable[[str], None]) -> None:
        raise OSError("full")

    monkeypatch.setattr(outputs, "make", fail)
    with pytest.raises(OSError, match="full"):
        outputs.wanted("other lines")
    assert not outputs.wanted()
