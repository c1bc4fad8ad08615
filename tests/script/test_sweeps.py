from itertools import pairwise

import pytest

from scenes.script.sweeps import MOST_VALUES, Sweep, combinations, explored_beats, read_sweeps, told


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rate=0:1:5", "0 0.25 0.5 0.75 1"),
        ("rate=0:1:4", "0 0.333 0.667 1"),
        ("rate=1e-3:1e-1:3", "0.001 0.0505 0.1"),
        ("rate=-1:1:3", "-1 0 1"),
        ("rate=1.0:3:3", "1.0 2.0 3.0"),
        ("rate=10:40:4", "10 20 30 40"),
        ("rate=1:2:3", "1 1.5 2"),
        ("rate=0.001:1:7:log", "0.001 0.00316 0.01 0.0316 0.1 0.316 1.0"),
        (" rate = 1 : 4 : 3 : log ", "1 2 4"),
        ("rate=0.1,1", "0.1 1"),
        ("rate=None,geometric_decay(0.1)", "None geometric_decay(0.1)"),
        ("rate='a','b'", "'a' 'b'"),
    ],
)
def test_values_are_as_short_as_they_can_be_told_apart(text: str, values: str) -> None:
    assert Sweep.read(text) == Sweep("rate", tuple(values.split()))


def test_points_are_values() -> None:
    assert Sweep.read("start=(1, 2),(3, 4)").values == ("(1, 2)", "(3, 4)")


def test_the_ends_of_21_values_are_as_written_and_their_distances_alike() -> None:
    values = list(map(float, Sweep.read("learning_rate=0.01:1.05:21").values))
    assert (values[0], values[10], values[20]) == (0.01, 0.53, 1.05)
    assert [round(b - a, 9) for a, b in pairwise(values)] == [0.052] * 20


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not say what is varied"),
        ("rate", "does not say what is varied"),
        ("=0:1:3", "does not say what is varied"),
        ("rate=", "does not say what is varied"),
        ("_rate=0:1:3", "does not say what is varied"),
        ("a rate=0:1:3", "does not say what is varied"),
        ("rate=0:1", "write NAME=LOW:HIGH:COUNT"),
        ("rate=0:1:3:linear", "write NAME=LOW:HIGH:COUNT"),
        ("rate=0:1:3:log:log", "write NAME=LOW:HIGH:COUNT"),
        ("rate=low:1:3", "'low' is no number"),
        ("rate=nan:1:3", "nan is no number that a lesson can have"),
        ("rate=0:inf:3", "inf is no number that a lesson can have"),
        ("rate=0:1e999:3", "1e999 is no number that a lesson can have"),
        ("rate=1:1:3", "1 is not below 1"),
        ("rate=2:1:3", "2 is not below 1"),
        ("rate=0:1:1", "COUNT is '1'"),
        ("rate=0:1:x", "COUNT is 'x'"),
        (f"rate=0:1:{MOST_VALUES + 1}", "write how many values"),
        ("rate=0:1:3:log", "0 must be positive"),
        ("rate=1:1.0001:300:log", "all different"),
        ("rate=1", "two or more"),
        ("rate=1,1", "all different"),
        ("rate=1,", "two or more"),
        ("rate=1],[2", "no list of numbers or other values"),
        ("rate=1;2", "no list of numbers or other values"),
        ("rate=" + "(" * 500 + "1,2", "no list of numbers or other values"),
    ],
)
def test_what_tells_no_values_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        Sweep.read(text)
    assert "\n" not in str(refused.value)


def test_each_value_of_one_goes_with_each_of_the_other() -> None:
    sweeps = read_sweeps(["rate=1,2", "start=3,4"])
    assert list(map(told, combinations(sweeps))) == [
        "rate = 1, start = 3",
        "rate = 1, start = 4",
        "rate = 2, start = 3",
        "rate = 2, start = 4",
    ]


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ([], "none is named"),
        (["a=1,2", "b=1,2", "c=1,2"], "one attribute can be varied, or two"),
        (["a=1,2", "a=3,4"], "a is varied twice: write all of its values once, as in a=1,2,3"),
        (["a=0:1:30", "b=0:1:30"], "900 films are more than the 441"),
    ],
)
def test_more_than_two_sliders_or_too_many_films_are_refused(texts: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_sweeps(texts)


def test_a_screenplay_marks_beats() -> None:
    marked = explored_beats({"go": "a=1,2", "far": ["a=1,2", "b=3,4"]}, ["go", "far"], "part 1")
    assert marked == {"go": read_sweeps(["a=1,2"]), "far": read_sweeps(["a=1,2", "b=3,4"])}
    assert explored_beats({}, ["go"], "part 1") == {}
    with pytest.raises(ValueError, match="part 1: `explore` must be a table"):
        explored_beats("go", ["go"], "part 1")
