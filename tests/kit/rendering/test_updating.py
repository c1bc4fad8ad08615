from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Self

import pytest
from manim import Group, Mobject, ValueTracker

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.rendering.updating import update_family

Calls = list[tuple[str, float | None]]


class Own(Mobject):
    """A mobject that says itself how it is updated."""

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self.noted = calls

    def update(self, dt: float = 0, recursive: bool = True) -> Self:
        self.noted.append(("own", dt))
        return self


class Updater:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def __call__(self, mobject: Mobject, dt: float) -> None:
        self.calls.append(("callable", dt))


def bare(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def wrapped(*arguments: Any) -> None:
        function(*arguments)

    return wrapped


def family(calls: Calls) -> Group:
    """A family with updaters of all kinds, in parts and in parts of parts."""
    timed, plain, wrapped, bound, still, deep, own = (
        *(Mobject() for _ in range(6)),
        Own(calls),
    )
    timed.add_updater(lambda mobject, dt: calls.append(("timed", dt)))
    timed.add_updater(lambda mobject: calls.append(("plain", None)))
    wrapped.add_updater(bare(lambda mobject, dt: calls.append(("wrapped", dt))))
    wrapped.add_updater(partial(lambda calls, mobject: calls.append(("partial", None)), calls))
    plain.add_updater(Updater(calls))
    deep.add_updater(lambda mobject, dt=9.0: calls.append(("default", dt)))
    still.add_updater(lambda mobject: calls.append(("never", None)))
    still.suspend_updating()
    group = Group(timed, Mobject(), Group(plain, Group(deep, own)), wrapped, bound, still)
    group.add_updater(lambda mobject: calls.append(("group", None)))
    return group


def test_updaters_are_called_as_manim_calls_them() -> None:
    ours: Calls = []
    manims: Calls = []
    update_family(family(ours), 0.25)
    family(manims).update(0.25)
    assert ours == manims
    assert [name for name, _ in ours] == [
        "group", "timed", "plain", "callable", "default", "own", "wrapped", "partial",
    ]  # fmt: skip


def test_nothing_is_updated_in_a_suspended_family() -> None:
    calls: Calls = []
    group = family(calls)
    group.suspend_updating()
    update_family(group, 0.25)
    assert calls == []


def test_only_numbers_stay_true_in_a_suspended_family() -> None:
    told = ValueTracker(1.0)
    readout = Readout("w").tell(told.get_value)
    group = Group(Mobject(), Group(readout))
    group.suspend_updating()
    told.set_value(2.5)
    update_family(group, 0.25)
    assert readout.number.written == "2.50"


def test_an_updaters_error_is_told() -> None:
    mobject = Mobject()
    mobject.add_updater(lambda mobject: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        update_family(Group(mobject), 0.25)
