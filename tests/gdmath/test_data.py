"""Data sets: arrays, CSV in its variants, standardising, and what each mistake is told."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gdmath import SIX_POINTS, TEN_POINTS, TWO_FEATURES, Dataset


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "data.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_reference_data() -> None:
    assert TEN_POINTS.x[:, 0].tolist() == list(range(1, 11))
    assert TEN_POINTS.y.tolist() == [14, 12, 13, 15, 11, 9, 8, 4, 2, 1]
    assert SIX_POINTS.x[:, 0].tolist() == [1, 2, 4, 5, 6, 7]
    assert SIX_POINTS.y.tolist() == [4, -12, 3, -11, -5, -17]
    assert TWO_FEATURES.x.tolist() == [[1, -2], [2, 1], [4, 1], [5, -3], [6, 4], [7, 5]]
    assert TWO_FEATURES.y.tolist() == [14, -12, -31, -21, -51, -37]


def test_from_arrays_copies_and_freezes() -> None:
    x, y = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    data = Dataset.from_arrays(x, y)
    x[0] = y[0] = 99
    assert data.x.tolist() == [[1], [2]]
    assert data.y.tolist() == [3, 4]
    with pytest.raises(ValueError, match="read-only"):
        data.x[0, 0] = 0
    with pytest.raises(ValueError, match="read-only"):
        data.y[0] = 0


def test_names() -> None:
    assert SIX_POINTS.feature_names == ("x",)
    assert TWO_FEATURES.feature_names == ("x1", "x2")
    named = Dataset.from_arrays([1, 2], [3, 4], feature_names=["hours"], target_name="score")
    assert (named.feature_names, named.target_name) == (("hours",), "score")


@pytest.mark.parametrize("separator", [",", ";", "\t", " ", ", ", " ; ", "   "])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_separators(tmp_path: Path, separator: str, ending: str) -> None:
    rows = [("a", "b", "c"), ("1", "-2.5", "3"), ("4e1", "5", "6")]
    data = Dataset.from_csv(write(tmp_path, ending.join(separator.join(row) for row in rows) + ending))
    assert data.x.tolist() == [[1, -2.5], [40, 5]]
    assert data.y.tolist() == [3, 6]
    assert (data.feature_names, data.target_name) == (("a", "b"), "c")


def test_csv_without_header(tmp_path: Path) -> None:
    data = Dataset.from_csv(write(tmp_path, "1,2,3\n4,5,6\n"))
    assert (data.feature_names, data.target_name, len(data.y)) == (("x1", "x2"), "y", 2)


def test_csv_chosen_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "id,hours,score,note\n1,2,3,good\n2,5,6,\n")
    data = Dataset.from_csv(path, features=["hours"], target="score")
    assert (data.x.tolist(), data.y.tolist()) == ([[2], [5]], [3, 6])


def test_csv_default_features_are_all_but_the_target(tmp_path: Path) -> None:
    data = Dataset.from_csv(write(tmp_path, "a,b,c\n1,2,3\n4,5,6\n"), target="a")
    assert (data.feature_names, data.x.tolist(), data.y.tolist()) == (("b", "c"), [[2, 3], [5, 6]], [1, 4])


def test_csv_quotes_blank_lines_byte_order_mark_and_names_with_spaces(tmp_path: Path) -> None:
    text = '"hours, studied",final score\n\n 1, 2\n\n"3","4"\n\n'
    data = Dataset.from_csv(write(tmp_path, text, encoding="utf-8-sig"))
    assert (data.feature_names, data.target_name) == (("hours, studied",), "final score")
    assert (data.x.tolist(), data.y.tolist()) == ([[1], [3]], [2, 4])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty; it needs one row"),
        ("a\n1\n2\n", "has only one column"),
        ("a,b\n1,2\n3\n", "line 3 has 1 cells, but the first row has 2"),
        ("a,b\n1,2\n\n3,x\n", "line 4, column 'b': 'x' is not a finite number"),
        ("a,b\n1,2\nnan,4\n", "line 3, column 'a': 'nan' is not a finite number but a missing value"),
        ("a,b\n1,2\n3,\n", "line 3, column 'b': '' is not a finite number"),
        ("a;b\n1.5;2\n3,5;4\n", "line 3, column 'a': '3,5' is not a finite number with a decimal point"),
        ("a,b\n1,2\n", "at least two points, got 1"),
        ("a,b\n", "at least two points, got 0"),
        ("a,a,b\n1,2,3\n4,5,6\n", "name 'a' is used for more than one column"),
    ],
)
def test_bad_csv(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Dataset.from_csv(write(tmp_path, text))


def test_missing_unreadable_and_undecodable_files(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot read .*nowhere\.csv: No such file"):
        Dataset.from_csv(tmp_path / "nowhere.csv")
    with pytest.raises(ValueError, match="cannot read"):
        Dataset.from_csv(tmp_path)
    with pytest.raises(ValueError, match="not UTF-8"):
        Dataset.from_csv(write(tmp_path, "größe,y\n1,2\n", encoding="latin-1"))


def test_missing_and_repeated_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1,2\n3,4\n")
    with pytest.raises(ValueError, match="has no column 'c'; available: a, b"):
        Dataset.from_csv(path, features=["c"])
    with pytest.raises(ValueError, match="has no column 'z'; available: a, b"):
        Dataset.from_csv(path, target="z")
    with pytest.raises(ValueError, match="name 'b' is used for more than one column"):
        Dataset.from_csv(path, features=["b"], target="b")
    with pytest.raises(ValueError, match="needs at least one feature; available: a, b"):
        Dataset.from_csv(path, features=[])


@pytest.mark.parametrize(
    ("x", "y", "names", "message"),
    [
        ([1], [2], None, "at least two points, got 1"),
        ([1, 2, 3], [1, 2], None, "as many rows, got 3 and 2"),
        ([1, np.nan], [1, 2], None, "row 2, column 'x' is nan, not a finite number"),
        ([[1, 2], [3, np.inf]], [1, 2], None, "row 2, column 'x2' is inf"),
        ([1, 2], [1, -np.inf], None, "row 2, column 'y' is -inf"),
        ([1, 2], [[1], [2]], None, r"must have shape \(n, p\) and y \(n,\)"),
        (1, [1, 2], None, r"must have shape \(n, p\)"),
        (np.empty((2, 0)), [1, 2], [], "at least one feature"),
        ([1, 2], [1, 2], ["a", "b"], "need as many names"),
        ([1, "a"], [1, 2], None, "x must be numbers in rows of equal length: could not convert"),
        ([1, 2], [[1], [2, 3]], None, "y must be numbers in rows of equal length"),
        ([1, 2], [1, 2], ["y"], "name 'y' is used for more than one column"),
    ],
)
def test_bad_arrays(x: ArrayLike, y: ArrayLike, names: list[str] | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Dataset.from_arrays(x, y, feature_names=names)


@pytest.mark.parametrize("ddof", [0, 1])
def test_standardized_features_have_mean_0_and_deviation_1(ddof: int) -> None:
    scaled = TWO_FEATURES.standardized(ddof=ddof).dataset
    np.testing.assert_allclose(scaled.x.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(scaled.x.std(axis=0, ddof=ddof), 1, rtol=1e-14)
    np.testing.assert_array_equal(scaled.y, TWO_FEATURES.y)


def test_two_numbers_standardized_by_hand() -> None:
    pair = Dataset.from_arrays([1, 3], [0, 1])
    assert pair.standardized().dataset.x[:, 0].tolist() == [-1, 1]
    np.testing.assert_allclose(pair.standardized(ddof=1).scale, [np.sqrt(2)], rtol=1e-15)
    with pytest.raises(ValueError, match="ddof must be 0 or 1, got 2"):
        pair.standardized(ddof=2)


@pytest.mark.parametrize("ddof", [0, 1])
def test_parameters_translate_both_ways(ddof: int) -> None:
    standardized = TWO_FEATURES.standardized(ddof=ddof)
    parameters = np.random.default_rng(5).normal(size=(4, 3))
    original = standardized.to_original(parameters)
    scaled_line = standardized.dataset.x @ parameters[:, :-1].T + parameters[:, -1]
    np.testing.assert_allclose(TWO_FEATURES.x @ original[:, :-1].T + original[:, -1], scaled_line, rtol=1e-12)
    np.testing.assert_allclose(standardized.from_original(original), parameters, rtol=1e-12)
    assert standardized.to_original(parameters[0]).shape == (3,)


def test_constant_feature_cannot_be_standardized() -> None:
    data = Dataset.from_arrays([[1, 5], [2, 5]], [1, 2])
    with pytest.raises(ValueError, match=r"feature 'x2' is constant \(5\)"):
        data.standardized()


def test_data_are_standardized_by_shares_from_what_they_were_to_the_whole() -> None:
    nothing, half, whole = (TEN_POINTS.partly_standardized(*shares) for shares in ((0, 0), (0.5, 0), (1, 1)))
    np.testing.assert_array_equal(nothing.dataset.x, TEN_POINTS.x)
    assert half.dataset.x.mean() == pytest.approx(2.75)
    np.testing.assert_allclose(whole.dataset.x, TEN_POINTS.standardized().dataset.x, rtol=1e-14)
    line = np.array([-1.5, 17.0])
    for changed in (nothing, half, whole):
        slope, intercept = changed.from_original(line)
        np.testing.assert_allclose(slope * changed.dataset.x + intercept, 17 - 1.5 * TEN_POINTS.x, atol=1e-12)


@pytest.mark.parametrize(("shares", "name"), [((-0.1, 0), "centered"), ((0, 1.01), "scaled")])
def test_a_share_of_standardizing_is_no_other_number(shares: tuple[float, float], name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a share, from 0 to 1, got"):
        TEN_POINTS.partly_standardized(*shares)
