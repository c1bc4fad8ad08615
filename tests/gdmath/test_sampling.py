"""Which iterations are shown, and the values between them."""

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import at, by_arc_length, first_then_every, geometric


def test_first_then_every() -> None:
    assert first_then_every(10, [(4, 1), (10, 3)]).tolist() == [0, 1, 2, 3, 4, 7, 10]
    assert first_then_every(12, [(4, 1), (10, 4)]).tolist() == [0, 1, 2, 3, 4, 8, 12]
    assert first_then_every(3, [(50, 1), (1000, 5)]).tolist() == [0, 1, 2, 3]
    assert first_then_every(7, []).tolist() == [0, 7]


@pytest.mark.parametrize("iterations", [1, 2, 9, 60, 1000, 60_000])
@pytest.mark.parametrize("count", [2, 3, 10, 61, 500])
def test_geometric_has_the_count_asked_for(iterations: int, count: int) -> None:
    chosen = geometric(iterations, count)
    assert len(chosen) == min(count, iterations + 1)
    assert (chosen[0], chosen[-1]) == (0, iterations)
    assert (np.diff(chosen) > 0).all()


def test_by_arc_length_is_even_along_the_path() -> None:
    t = np.linspace(0, 1, 2001) ** 3
    path = np.stack([np.cos(t), np.sin(t)], axis=-1)
    chosen = by_arc_length(path, 11)
    assert len(chosen) == 11
    np.testing.assert_allclose(t[chosen], np.linspace(0, 1, 11), atol=1e-3)


def test_by_arc_length_of_short_paths() -> None:
    assert by_arc_length([[1, 1]], 5).tolist() == [0]
    assert by_arc_length([[1, 1]] * 4, 3).tolist() == [0, 3]
    assert by_arc_length([[0], [1], [5]], 2).tolist() == [0, 2]


def test_at() -> None:
    values = np.array([[0.0, 1.0], [2.0, 5.0], [4.0, 0.1]])
    np.testing.assert_array_equal(at(values, [0, 1, 2]), values)
    np.testing.assert_allclose(at(values, 0.25), [0.5, 2])
    np.testing.assert_array_equal(at(values, [-3, 99, np.inf]), values[[0, 2, 2]])
    assert at(values, np.zeros((4, 5))).shape == (4, 5, 2)
    assert at([1, 2, 4], 1.5) == 3
    assert at([7], 0.5) == 7


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: first_then_every(0, []), "iterations must be a whole number of at least 1"),
        (lambda: first_then_every(9, [(5, 0)]), "every must be a whole number of at least 1"),
        (lambda: first_then_every(9, [(5, 1), (5, 2)]), "one after the other, but 5 follows 5"),
        (lambda: geometric(0, 5), "iterations must be"),
        (lambda: geometric(10, 1), "count must be a whole number of at least 2"),
        (lambda: by_arc_length([[0, 0]], 1), "count must be a whole number of at least 2"),
        (lambda: by_arc_length([0, 1], 3), r"shape \(k \+ 1, m\)"),
        (lambda: by_arc_length([[0.0], [float("nan")]], 3), "point 1 of the path is not finite"),
        (lambda: at([], 0), "no values"),
        (lambda: at([1, 2], [0, np.nan]), "position must be a number"),
    ],
)
def test_bad_input(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
