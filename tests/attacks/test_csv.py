"""Text tables as people have them: each is read right and said so in one line, or refused in one."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import manim
import numpy as np
import pytest

import gdmath
from gdmath import Dataset, Descent
from gdmath.data import _say
from scenes import kit

FOLDER = Path(__file__).parent / "csv"

Recorded = Callable[[str, object], None]

CASES = {
    "accounting.csv": "line 3, column 'profit': '(1,350)' is not a finite number; correct or drop the",
    "aligned_spaces.txt": "read 3 rows: x = x1 (1 … 10), y = y (2.5 … 20.7)",
    "all_missing.csv": "line 2, column 'x': 'NA' is not a finite number but a missing value; fill in or",
    "all_text.csv": "column 'name' holds text such as 'A', and no other column numbers",
    "apostrophe.csv": "column 'x' holds text such as \"'1\", not numbers; choose columns of numbers, as",
    "big_ints.csv": "read 2 rows: x = x (1.23456789e+19 … 2.23456789e+19), y = y (1 … 2)",
    "blank.csv": "is empty; it needs one row for each point",
    "blank_comma_rows.csv": "read 3 rows: x = area (2600 … 3200), y = price (550000 … 610000)",
    "bom.csv": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000)",
    "bom_sep.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "bom_utf16be.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "bools.csv": "column 'y' holds 'TRUE' and the like, not numbers; write 1 and 0",
    "both_marks.csv": "line 3, column 'y': '4.1' is not a finite number with a decimal comma; correct or",
    "chinese.csv": "read 4 rows: x = 面积 (45 … 90), y = 价格 (120 … 320)",
    "colon.csv": "the file has only one column; separate features and target by , ; tab or space",
    "comma_decimal_comma.csv": "some commas have a space behind them and some have none, so these may be",
    "comma_header_semicolon_data.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the",
    "commas_in_note.csv": "column 'note' holds text such as 'corner, quiet, x', not numbers; choose",
    "comment_header.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "comment_lines.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 6.2)",
    "complex.csv": "line 2, column 'y': '2+3j' is not a finite number; correct or drop the row",
    "cp1252.csv": "it is not UTF-8 text (line 1); save it as UTF-8, or name its encoding, as by",
    "crlf.csv": "read 3 rows: x = area (2600 … 3200), y = price (550000 … 610000)",
    "curly_quotes.csv": "column '“x”' holds text such as '“1”', and no other column numbers",
    "cyrillic.csv": "read 3 rows: x = площадь (45 … 75), y = цена (120 … 260)",
    "data.json": "it is JSON, no text table; load it, and give its lists to from_arrays",
    "date_first_number.csv": "read 3 rows: x = x1 (2023 … 2025), y = y (1.5 … 3.5)",
    "dates.csv": "column 'date' holds dates such as '2023-01-01', not numbers; choose columns of",
    "dollar.csv": "read 3 rows: x = area (1400 … 2010), y = price (255000 … 330500 $)",
    "dollar_thousands.csv": "read 2 rows: x = area (1400 … 1650), y = price (255000 … 281000 $)",
    "dot_groups.csv": "read 2 rows: x = x (1234567 … 2345678), y = y (2 … 3)",
    "dotted_dates.csv": "column 'Datum' holds dates such as '01.02.2020', not numbers; choose columns of",
    "dup_case.csv": "read 2 rows: x = x (1 … 2), y = X (2 … 4)",
    "dup_feature.csv": "the name 'x' is used for more than one column; give each its own",
    "dup_target.csv": "the name 'y' is used for more than one column; give each its own",
    "empty.csv": "is empty; it needs one row for each point",
    "end_of_file_sign.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "euro.csv": "read 3 rows: x = x (1 … 3), y = y (980 … 1350 €)",
    "euro_before.csv": "read 2 rows: x = x (1 … 2), y = y (900 … 1200.5 €)",
    "euro_dot_semi_mixed.csv": "read 2 rows: x = x (1234 … 2345), y = y (2.5 … 3.5)",
    "excel_error.csv": "line 3, column 'y': '#DIV/0!' is not a finite number but a missing value; fill in",
    "excel_german.csv": "read 2 rows: x = Fläche (45.5 … 61), y = Preis (1210.3 … 1255.9)",
    "excel_index_col.csv": "read 3 rows: x = Wert1 (2.5 … 4.5), y = Wert2 (3.5 … 5.5); left out: Nr.,",
    "excel_sep.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "excel_text.csv": "column 'x' holds text such as '=\"1\"', not numbers; choose columns of numbers,",
    "excel_title.csv": "line 1: column 2 has no name; name each there, without titles above",
    "excel_unicode_text.txt": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000)",
    "exclaim.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the names",
    "exps.csv": "read 5 rows: x = x (1 … 5), y = y (0.025 … 1000)",
    "fixed_width_names.txt": "read 2 rows: x = x (1 … 10), y = y (2.5 … 20.7)",
    "fortran.txt": "column '1.0D+00' holds text such as '2.0D+00', and no other column numbers",
    "fractions.csv": "column 'y' holds text such as '1/2', not numbers; choose columns of numbers, as by",
    "french.csv": "read 2 rows: x = x (1200.5 … 1900.5), y = y (2 … 3)",
    "french_headless.csv": "read 2 rows: x = x1 (1200.5 … 1900.5), y = y (2 … 3)",
    "full_width.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "german_thousands_only_with_unit.csv": "'1.210 €' may be 1.21 or 1210; say which by decimal=\".\" or",
    "google_de.csv": "read 2 rows: x = x (1234.5 … 2345.5), y = y (2.5 … 3.5)",
    "hash_names.csv": "read 2 rows: x = x (2 … 4), y = y (3 … 6); left out: id, which only names the rows",
    "header_and_decimal_commas.csv": "line 2 has 3 cells, but the first row has 2; where commas are",
    "header_numeric_names.csv": "line 1 (0, 1, 2) may be names or numbers; put a row of names that are",
    "header_only.csv": "a data set needs at least two points, got 0",
    "hex.csv": "column 'x' holds text such as '0x10', not numbers; choose columns of numbers, as by",
    "id_column.csv": "read 3 rows: x = area (2600 … 3200), y = price (550000 … 610000); left out: id,",
    "id_numbers.csv": "read 3 rows: x = id (24 … 71), area (2600 … 3200), y = price (550000 … 610000)",
    "inf.csv": "line 3, column 'y': 'inf' is not a finite number; correct or drop the row",
    "int_decimal_comma_all3.csv": "'1,234' may be 1234 or 1.234; say which by decimal=\".\" or",
    "joined_files.csv": "line 4, column 'x': 'x' is not a finite number; correct or drop the row",
    "json_lines.json": "it is JSON, no text table; load it, and give its lists to from_arrays",
    "lakhs.csv": "read 2 rows: x = area (600 … 750), y = price (1250000 … 10500000)",
    "latex.tex": "column 'x2' holds text such as '&', not numbers; choose columns of numbers, as by",
    "latin1.csv": "it is not UTF-8 text (line 1); save it as UTF-8, or name its encoding, as by",
    "leading_blank_lines.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "list_of_rows.txt": "it is JSON, no text table; load it, and give its lists to from_arrays",
    "lt.csv": "line 2, column 'y': '<5' is not a finite number; correct or drop the row",
    "mac_cr.csv": "read 4 rows: x = tv (17 … 230), y = sales (9.3 … 22); left out: obs, which only",
    "markdown.md": "line 2, column 'x': '---' is not a finite number; correct or drop the row",
    "meta_header.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the names",
    "meta_semicolon.csv": "line 2, column 'Device': 'Date' is not a finite number; correct or drop the",
    "minus999.csv": "read 3 rows: x = x (1 … 3), y = y (-999 … 5)",
    "missing_first.csv": "line 2, column 'x': 'NA' is not a finite number but a missing value; fill in or",
    "missing_value.csv": "line 3, column 'price': '' is not a finite number but a missing value; fill in or",
    "mixed_eol.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 6)",
    "mixed_units.csv": "line 4, column 'y': '9 mi' is in another unit than most, which are in km; convert",
    "mixed_ws_tab.data": "column 'y' holds text such as 'acme roadster', not numbers; choose columns of",
    "more_words_than_columns.txt": "line 2 has 2 cells, but the first row has 3",
    "multipliers.csv": "line 3, column 'revenue': '900k' is in another unit than most, which are in M;",
    "multispace_header.txt": "line 2 has 2 cells, but the first row has 3",
    "na.csv": "line 3, column 'area': 'NA' is not a finite number but a missing value; fill in or",
    "nan_word.csv": "line 2, column 'y': 'missing' is not a finite number but a missing value; fill in",
    "narrow_spaces.csv": "read 2 rows: x = x (1200 … 1900), y = y (2500.5 … 3100)",
    "neg_money.csv": "read 3 rows: x = x (1 … 3), y = y (-5 … 9 $)",
    "negative_numbers.csv": "read 3 rows: x = x (-3 … -1), y = y (-7 … -1.5)",
    "newline_in_name.csv": "read 2 rows: x = Time (s) (1 … 2), y = Height (m) (2.5 … 4.1)",
    "ng_noheader.txt": "read 4 rows: x = x1 (5.5 … 6.5), y = y (6.6 … 11.8)",
    "no_name.csv": "line 1: column 2 has no name; name each there, without titles above",
    "noaa.txt": "read 2 rows: x = year (1959 … 1960), mean (315.98 … 316.91), y = unc (0.12 … 0.12)",
    "noheader_first_q.csv": "line 1, column 'x1': '?' is not a finite number but a missing value; fill in or",
    "nul.csv": "it has bytes that no text in UTF-8 has; if it is text in UTF-16, say so by",
    "numpy_savetxt.txt": "read 3 rows: x = x (1 … 3), y = y (2.1 … 6.2)",
    "one_col_decimal.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the names",
    "one_column.csv": "the file has only one column; separate features and target by , ; tab or space",
    "one_row.csv": "a data set needs at least two points, got 1",
    "only_separators.csv": "is empty; it needs one row for each point",
    "open_quote.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "packed.csv": "it is compressed by gzip, no text table; unpack it first",
    "padded_quotes.csv": "read 3 rows: x = area (2600 … 3200), y = price (550000 … 610000)",
    "pandas_default_names.csv": "line 1 (, 0, 1) may be names or numbers; put a row of names that are no",
    "pandas_series.csv": "a data set needs at least one feature; available: (no name), price; name the first",
    "pandas_to_csv.csv": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000); left out: the",
    "pandas_twice.csv": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000); left out:",
    "percent.csv": "read 3 rows: x = x (1 … 3), y = y (12 … 21 %)",
    "percent_comment.txt": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "percent_decimal_comma.csv": "read 2 rows: x = x (1 … 2), y = y (12.5 … 13.1 %)",
    "phyphox.csv": "read 2 rows: x = Time (s) (0 … 0.01), y = Acceleration x (m/s^2) (-0.23456 …",
    "pipe.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "pm.csv": "column 'y' holds text such as '2±0.1', not numbers; choose columns of numbers, as by",
    "python_none.csv": "line 3, column 'x': 'None' is not a finite number but a missing value; fill in or",
    "quoted_all.csv": "read 2 rows: x = x (1.5 … 2.5), y = y (2.5 … 4.5)",
    "quoted_thousands.csv": "read 3 rows: x = area (1450 … 3020), y = price (255500 … 402000)",
    "r_commas.csv": "read 3 rows: x = speed (4 … 9), y = dist (2 … 22); left out: the first column,",
    "r_write_csv.csv": "read 4 rows: x = speed (4 … 12), y = dist (2 … 24); left out: the first column,",
    "r_write_table.txt": "read 3 rows: x = speed (4 … 9), y = dist (2 … 22); left out: the first column,",
    "ragged.csv": "line 2 has 3 cells, but the first row has 2; where commas are decimal commas, use ;",
    "ranges.csv": "column 'age' holds text such as '10-20', not numbers; choose columns of numbers, as",
    "rdatasets.csv": "read 2 rows: x = speed (4 … 7), y = dist (2 … 22); left out: rownames, which only",
    "repeated_header_case.csv": "read 3 rows: x = X (1 … 3), x (10 … 30), y = y (100 … 290)",
    "roman.csv": "column 'x' holds text such as 'I', not numbers; choose columns of numbers, as by",
    "row_ends_only.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "row_numbers_first_line.csv": "read 3 rows: x = x1 (1 … 3), y = y (2 … 7)",
    "sas_dot.csv": "line 3, column 'x': '.' is not a finite number but a missing value; fill in or drop",
    "sci_comma.csv": "read 2 rows: x = x (1 … 2), y = y (1500 … 2500)",
    "semi_decimal_comma.csv": "read 3 rows: x = fläche (45.5 … 80.25), y = preis (210.3 … 330.1)",
    "semi_in_note.csv": "column 'note' holds text such as 'corner; quiet', not numbers; choose columns of",
    "semi_thousands_dot.csv": '\'1.210\' may be 1.21 or 1210; say which by decimal="." or decimal=","',
    "semicolon_ends.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "semicolon_header_comma_data.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the",
    "sep_tab.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "sep_wrong.csv": "the file has only one column; separate features and target by , ; tab or space",
    "sheets_german.csv": "read 2 rows: x = x (1.5 … 2.5), y = y (2.25 … 4.75)",
    "short_row.csv": "line 3 has 1 cells, but the first row has 2",
    "single_quotes.csv": "column \"'x'\" holds text such as \"'1'\", and no other column numbers",
    "slash_comment.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the names",
    "source_note.csv": "line 5 has 1 cells, but the first row has 2",
    "space_decimal_comma.txt": "read 3 rows: x = x1 (1.5 … 3.5), y = y (2.5 … 6.5)",
    "space_sep.txt": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "space_thousands_csv.csv": "read 2 rows: x = x (1200 … 1900), y = y (2500 … 3100)",
    "spaces_in_names.txt": "read 2 rows: x = house size (45 … 60), y = price (120 … 180)",
    "spss.csv": "line 3, column 'alter': '#NULL!' is not a finite number but a missing value; fill",
    "ssv_tabs_header.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "star.csv": "line 2, column 'y': '2*' is not a finite number; correct or drop the row",
    "starts_in_column_b.csv": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000)",
    "status_column.csv": "column 'status' holds text such as 'OK', not numbers; choose columns of numbers,",
    "superscript.csv": "read 3 rows: x = x (1 … 3 m²), y = y (2 … 7)",
    "swiss.csv": "read 2 rows: x = x (1200 … 1900), y = y (2500 … 3100)",
    "swiss_dec.csv": "read 2 rows: x = x (1200.5 … 1900), y = y (2.5 … 3.1)",
    "tab_commas.txt": '\'1,234\' may be 1234 or 1.234; say which by decimal="." or decimal=","',
    "tab_decimal_comma_header.txt": "read 6 rows: x = kunder (14 … 131), y = belopp (16.7 … 430.2)",
    "tab_decimal_comma_noheader.txt": "read 6 rows: x = x1 (14 … 131), y = y (16.7 … 430.2)",
    "temp.csv": "read 3 rows: x = t (1 … 3), y = T (20.5 … 22 °C)",
    "ten_and_one.csv": "line 4 has 1 cells, but the first row has 2",
    "text_column.csv": "column 'country' holds text such as 'A-land', not numbers; choose columns of",
    "text_target.csv": "column 'group' holds text such as 'a', not numbers; choose columns of numbers, as",
    "thousands_or_columns.csv": "commas or spaces may separate its columns; use semicolons, and nothing",
    "thousands_quoted_decimals.csv": "read 2 rows: x = x (1234.5 … 1300.25), y = y (2000 … 3000)",
    "three_cols.txt": "read 3 rows: x = x1 (1 … 4), x2 (1 … 3), y = y (3 … 9)",
    "three_decimals.csv": '\'1.234\' may be 1.234 or 1234; say which by decimal="." or decimal=","',
    "three_digit_columns.csv": "read 3 rows: x = x1 (120 … 305), y = y (381 … 590)",
    "times.csv": "column 'time' holds text such as '12:30', not numbers; choose columns of numbers,",
    "title_alone.csv": "line 1 has 1 cell, but most rows have 2; drop titles above the names",
    "toml.toml": "column 'x1' holds text such as 'x = [1', not numbers; choose columns of numbers, as by",
    "too_large.csv": "line 2, column 'y': '1e400' is not a finite number; correct or drop the row",
    "total_row.csv": "line 4, column 'area': 'Total' is not a finite number; correct or drop the row",
    "trailing_comma.csv": "read 3 rows: x = x (1 … 3), y = y (2 … 7)",
    "trailing_spaces.csv": "read 2 rows: x = x (1 … 2), y = y (2 … 4)",
    "trailing_tab.txt": "read 3 rows: x = x1 (1 … 3), y = y (2 … 7)",
    "transposed.csv": "column 'x1' holds text such as 'x', not numbers; choose columns of numbers, as by",
    "underscore_nums.csv": "read 3 rows: x = x (1000 … 3000), y = y (2 … 7)",
    "unicode_minus.csv": "read 3 rows: x = x (1 … 3), y = y (-2.5 … 4)",
    "unit_once.csv": "line 3, column 'y': '0.15' is in another unit than most, which are in %; convert",
    "units_row.csv": "line 2, column 'time': 's' is not a finite number; correct or drop the row",
    "unix_time.csv": "read 4 rows: x = time (1609459200 … 1609718400), y = value (10.5 … 12.9)",
    "unquoted_thousands_noheader.csv": "399,900 may be one number or two; put a row of names above the",
    "usd_suffix.csv": "read 2 rows: x = area (1400 … 1650), y = price (255000 … 281000 USD)",
    "utf16.csv": "read 2 rows: x = area (2600 … 3000), y = price (550000 … 565000)",
    "utf16_without_mark.csv": "it has bytes that no text in UTF-8 has; if it is text in UTF-16, say so by",
    "web_page.csv": "it is a web page or XML, no text table; download the table itself, as CSV",
    "word_first.csv": "line 1 may be names or numbers: 'abc' is a word, '3.5' is none; put a row of names",
    "workbook.csv": "it is a spreadsheet or another zip archive, no text table; save it as CSV",
    "yaml.yml": "column 'x1' holds text such as 'x: [1', not numbers; choose columns of numbers, as by",
    "year_header.csv": "line 1 (2019, 2020) may be names or numbers; put a row of names that are no numbers",
    "years_rows.csv": "read 3 rows: x = x1 (2019 … 2021), y = y (2020 … 2022)",
    "zero_dec.csv": "read 2 rows: x = x (0.5 … 1.5), y = y (1.25 … 2.25)",
}


def what_is_said(caplog: pytest.LogCaptureFixture, read: Callable[[], object]) -> str:
    """Return the one line that reading logs, or the one that refuses."""
    caplog.clear()
    try:
        read()
    except ValueError as error:
        return str(error)
    (record,) = caplog.records
    return record.getMessage()


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "gdmath")
    _say.cache_clear()


def test_each_file_has_its_line() -> None:
    assert set(CASES) == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize("name", CASES)
def test_a_file(name: str, caplog: pytest.LogCaptureFixture, record_property: Recorded) -> None:
    said = what_is_said(caplog, lambda: Dataset.from_csv(FOLDER / name))
    line = said.replace(f"{FOLDER}/", "")
    record_property("case", (f"Dataset.from_csv: {name}", line))
    assert name in line
    assert CASES[name] in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "options", "first_x", "first_y"),
    [
        ("comma_decimal_comma.csv", {"decimal": ","}, 1.5, 2.5),
        ("semi_thousands_dot.csv", {"decimal": ","}, 45, 1210),
        ("semi_thousands_dot.csv", {"decimal": "."}, 45, 1.21),
        ("tab_commas.txt", {"decimal": "."}, 1234, 5),
        ("latin1.csv", {"encoding": "latin-1"}, 45, 120),
        ("cp1252.csv", {"encoding": "cp1252"}, 1, 2.5),
        ("utf16_without_mark.csv", {"encoding": "utf-16-le"}, 2600, 550000),
        ("commas_in_note.csv", {"features": "area", "target": "price"}, 2600, 550000),
        ("dates.csv", {"features": ["temp"], "target": "consumption"}, 27, 416),
        ("mixed_ws_tab.data", {"features": "x3", "target": "x1"}, 180, 21),
        ("id_column.csv", {"features": "id"}, 1, 550000),
        ("french.csv", {}, 1200.5, 2),
        ("swiss.csv", {}, 1200, 2500),
        ("quoted_thousands.csv", {}, 2100, 310000),
        ("unicode_minus.csv", {}, 1, -2.5),
    ],
)
def test_a_remedy_helps(name: str, options: dict[str, str], first_x: float, first_y: float) -> None:
    data = Dataset.from_csv(FOLDER / name, **options)
    assert (data.x[0].tolist(), data.y[0]) == ([first_x], first_y)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"decimal": ";"}, "the decimal mark must be '.' or ',', got ';'"),
        ({"encoding": "klingon"}, "'klingon' is no encoding"),
        ({"encoding": "ascii"}, "it is not ascii text (line 1)"),
        ({"features": "Preis"}, "has no column 'Preis'; available: 面积, 价格"),
        ({"target": "Preis"}, "has no column 'Preis'; available: 面积, 价格"),
    ],
)
def test_wrong_options(options: dict[str, str], line: str, record_property: Recorded) -> None:
    with pytest.raises(ValueError, match=re.escape(line)) as caught:
        Dataset.from_csv(FOLDER / "chinese.csv", **options)
    record_property("case", (f"Dataset.from_csv with {options}", str(caught.value).replace(f"{FOLDER}/", "")))


def test_a_file_is_found_beside_the_code_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Recorded
) -> None:
    here, there = tmp_path / "here", tmp_path / "lesson"
    here.mkdir()
    there.mkdir()
    (there / "own.csv").write_text("x,y\n1,2\n2,4\n")
    monkeypatch.chdir(here)
    lesson: dict[str, Any] = {"__name__": "mine", "__file__": str(there / "mine.py"), "Dataset": Dataset}
    exec("data = Dataset.from_csv('own.csv')", lesson)
    assert lesson["data"].y.tolist() == [2, 4]
    (here / "own.csv").write_text("x,y\n1,5\n2,6\n")
    exec("data = Dataset.from_csv('own.csv')", lesson)
    assert lesson["data"].y.tolist() == [5, 6]  # the current folder first
    with pytest.raises(ValueError, match=r"cannot read gone\.csv: No such file in ") as caught:
        exec("Dataset.from_csv('gone.csv')", lesson)
    assert f"{here} nor in {there}; check the name" in str(caught.value)
    record_property("case", ("a file that is nowhere", str(caught.value).replace(str(tmp_path), "…")))


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, record_property: Recorded) -> None:
    os.mkfifo(tmp_path / "pipe")
    for what in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(ValueError, match="it is no ordinary file; name a text table") as caught:
            Dataset.from_csv(what)
        record_property("case", ("a pipe, a folder, a device", str(caught.value).replace(str(tmp_path), "…")))


def test_what_was_read_is_said_once_and_in_manims_log(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        Dataset.from_csv(FOLDER / "bom.csv")
    assert len(caplog.records) == 1
    assert logging.getLogger("gdmath").parent is manim.logger


def test_a_log_of_a_run_may_have_decimal_commas() -> None:
    run = Descent.from_csv(FOLDER / "semi_decimal_comma.csv", parameters="fläche", loss="preis")
    assert run.points[:, 0].tolist() == [45.5, 61, 80.25]
    assert run.values.tolist() == [210.3, 255.9, 330.1]


class Frame:
    """What pandas' and Polars' DataFrames have in common."""

    def __init__(self, **columns: Any) -> None:
        self._columns = MappingProxyType(columns)

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    def __getitem__(self, label: str) -> Any:
        return self._columns[label]


def test_a_dataframe_is_taken(caplog: pytest.LogCaptureFixture) -> None:
    thirds = np.array([1, 2, 5]) / 3
    frame = Frame(area=thirds, rooms=np.array([1, 2, 4]), price=np.array([1.5, 2, 3], dtype=object))
    data = Dataset.from_dataframe(frame, features="area")
    assert data.x[:, 0].tolist() == thirds.tolist()
    assert (data.feature_names, data.target_name, data.y.tolist()) == (("area",), "price", [1.5, 2, 3])
    assert caplog.messages == [
        "the DataFrame: read 3 rows: x = area (0.3333333333 … 1.666666667), y = price (1.5 … 3)"
    ]


DAYS = np.array(["2023-01-01", "2023-01-02"], dtype="datetime64[ns]")


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        (Frame(day=DAYS, y=[1, 2]), "column 'day' holds dates such as '2023-01-01T00:00:00.000000000'"),
        (Frame(x=["a", "b"], y=[1, 2]), "column 'x' holds text such as 'a', not numbers"),
        (Frame(x=[1, np.nan], y=[1, 2]), "row 2, column 'x': 'nan' is not a finite number but a missing"),
        (Frame(x=[1, None], y=[1, 2]), "row 2, column 'x': 'None' is not a finite number but a missing"),
        (Frame(x=[1, np.inf], y=[1, 2]), "row 2, column 'x': 'inf' is not a finite number"),
        (Frame(x=[1, 2]), "needs at least one feature; available: x"),
        ([[1, 2], [3, 4]], "cannot read a list: give a DataFrame with columns"),
    ],
)
def test_a_dataframe_that_will_not_do(frame: Any, line: str, record_property: Recorded) -> None:
    with pytest.raises(ValueError, match=re.escape(line)) as caught:
        Dataset.from_dataframe(frame)
    record_property("case", ("Dataset.from_dataframe", str(caught.value)))


def test_a_dataframe_is_no_file() -> None:
    with pytest.raises(ValueError, match=r"a Frame is no file: give it to Dataset\.from_dataframe"):
        Dataset.from_csv(Frame(x=[1], y=[2]))  # type: ignore[arg-type]


@pytest.mark.parametrize("names", [gdmath.__all__, kit.__all__])
def test_importing_all_of_manim_replaces_nothing(names: list[str]) -> None:
    assert {name for name in dir(manim) if not name.startswith("_")} & set(names) == set()
