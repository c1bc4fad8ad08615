"""The table of attacked cases holds what tests say."""

import pytest

pytest_plugins = ["pytester"]

CASES = """
def test_two(record_property):
    record_property("case", ("a pipe", "x | y\\nis no table"))
    record_property("case", ("no file", "it is not there"))
"""


def test_each_case_is_a_row(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(CASES)
    result = pytester.runpytest_subprocess("-p", "tests.attacks.table", "--table", "table.md", "-n", "1")
    result.assert_outcomes(passed=1)
    rows = (pytester.path / "table.md").read_text().splitlines()[-2:]
    assert rows == ["| a pipe | x \\| y is no table |", "| no file | it is not there |"]
