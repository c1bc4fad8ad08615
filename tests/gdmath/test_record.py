"""Records of runs that happened elsewhere, from arrays and from logs, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gdmath import Descent, StopReason, adam, descend, himmelblau


def write(folder: Path, text: str) -> Path:
    path = folder / "run.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_arrays() -> None:
    run = Descent.from_arrays([[3.0, -1.0], [2.0, 0.0], [1.5, 0.25]], [9, 4, 2], rates=[0.1, 0.2])
    assert (run.iterations, run.stop) == (2, StopReason.RECORDED)
    assert run.steps.tolist() == [[-1, 1], [-0.5, 0.25]]
    assert run.values.tolist() == [9, 4, 2]
    assert run.rates.tolist() == [0.1, 0.2]
    assert not run.converged
    assert not run.diverged


def test_what_is_not_known_is_not_a_number() -> None:
    run = Descent.from_arrays([1, 2, 3])
    assert run.points.shape == run.gradients.shape == (3, 1)
    for array in (run.values, run.gradients, run.rates):
        assert np.isnan(array).all()
    assert run.states == {}
    for name in ("values", "gradients", "hessians", "terms"):
        assert getattr(run.evaluations, name).tolist() == [0, 0, 0]


def test_a_run_of_ours_written_down_is_read_again() -> None:
    walk = descend(himmelblau(), adam(0.1), [0, 0], iterations=20)
    run = Descent.from_arrays(walk.points, walk.values, gradients=walk.gradients, rates=walk.rates)
    np.testing.assert_array_equal(run.points, walk.points)
    np.testing.assert_allclose(run.steps, walk.steps, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(run.gradients, walk.gradients)


def test_arrays_are_copied_and_read_only() -> None:
    points = np.array([[1.0], [2.0]])
    run = Descent.from_arrays(points, points[:, 0])
    points[:] = 7
    assert run.points.tolist() == [[1], [2]]
    assert run.values.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        run.values[0] = 0


@pytest.mark.parametrize(
    ("points", "values", "message"),
    [
        ([], None, r"points of a run must have shape \(k \+ 1, d\), got \(0,\)"),
        ([[[1]]], None, r"must have shape \(k \+ 1, d\), got \(1, 1, 1\)"),
        ([[1, 2], [np.nan, 3]], None, r"point 1 of the run is not finite: \[nan, 3.0\]"),
        ([[1, 2], [3]], None, "points must be numbers in rows of equal length"),
        ([1, 2, 3], [1, 2], r"values of this run must have shape \(3,\), got \(2,\)"),
        ([1, 2], ["a", "b"], "the values must be numbers"),
    ],
)
def test_bad_arrays(points: ArrayLike, values: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Descent.from_arrays(points, values)


@pytest.mark.parametrize(
    "text",
    [
        "epoch,w,b,loss\n0,3,-1,9\n1,2,0,4\n",
        "w;b;loss;Step\n3;-1;9;1\n2;0;4;2\n",
        "loss w b\n9 3 -1\n4 2 0\n",
    ],
)
def test_logs_tell_parameters_from_loss_and_counters(tmp_path: Path, text: str) -> None:
    run = Descent.from_csv(write(tmp_path, text))
    assert run.points.tolist() == [[3, -1], [2, 0]]
    assert run.values.tolist() == [9, 4]


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    log = write(tmp_path, "epoch,coef,intercept,train_loss,val_loss\n0,3,-1,9,10\n1,2,0,4,5\n")
    run = Descent.from_csv(log, parameters=["intercept", "coef"], loss="val_loss")
    assert run.points.tolist() == [[-1, 3], [0, 2]]
    assert run.values.tolist() == [10, 5]


def test_one_parameter_and_no_loss_will_do(tmp_path: Path) -> None:
    run = Descent.from_csv(write(tmp_path, "w\n3\n2\n1.5\n"))
    assert run.points.tolist() == [[3], [2], [1.5]]
    assert np.isnan(run.values).all()


@pytest.mark.parametrize(
    ("text", "parameters", "loss", "message"),
    [
        ("w,loss\n1,2\n", ["b"], None, "has no column 'b'; available: w, loss"),
        ("w,b\n1,2\n", None, "loss", "has no column 'loss'; available: w, b"),
        ("epoch,loss\n1,2\n", None, None, "name a column of a parameter; available: epoch, loss"),
        ("w,loss\n1,2\n3,\n", None, None, "line 3, column 'loss': '' is not a finite number"),
        ("w,loss\nnan,2\n", None, None, "line 2, column 'w': 'nan' is not a finite number"),
        ("w,loss\n", None, None, r"must have shape \(k \+ 1, d\)"),
        ("", None, None, "is empty"),
        ("w,w,loss\n1,2,3\n", None, None, "the name 'w' is used for more than one column"),
        ("w,b\n1,2\n3\n", None, None, "line 3 has 1 cells, but the first row has 2"),
    ],
)
def test_bad_logs(
    tmp_path: Path, text: str, parameters: list[str] | None, loss: str | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        Descent.from_csv(write(tmp_path, text), parameters, loss)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot read .*gone.csv"):
        Descent.from_csv(tmp_path / "gone.csv")
