"""Text files as people have them: found beside the code that names them, decoded for certain or refused."""

from __future__ import annotations

import codecs
import inspect
from os import PathLike
from pathlib import Path
from typing import Final

# The longer marks first, for that of UTF-32 begins like that of UTF-16.
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

LARGEST: Final = 100 * 2**20
"""Bytes; a table of a million points in a plane has a third of it, and a picture shows far fewer."""

SIGNATURES: Final = (
    (b"PK\x03\x04", "a spreadsheet or another zip archive", "save it as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as CSV"),
    (b"\x1f\x8b", "compressed by gzip", "unpack it first"),
    (b"$FL2", "an SPSS data file", "save it as CSV"),
    (b"PAR1", "a Parquet file", "write it as CSV, or give its DataFrame to Dataset.from_dataframe"),
    (b"\x93NUMPY", "a NumPy array", "load it, and give it to from_arrays"),
    (b"SQLite format 3", "a database", "write a table of it as CSV"),
    (b"%PDF", "a PDF", "copy its table into a CSV file"),
    (b"{", "JSON", "load it, and give its lists to from_arrays"),
    (b"[", "JSON", "load it, and give its lists to from_arrays"),
    (b"<", "a web page or XML", "download the table itself, as CSV"),
)
"""How files begin that are no text tables, what they are, and what to do."""


def found_file(name: str | PathLike[str]) -> Path:
    """Return where a file is: in the current folder, or beside the code that asked for it.

    Raises
    ------
    ValueError
        If it is in neither, or is no ordinary file.
    """
    path = Path(name)
    folder = None if path.is_absolute() else _folder_of_caller()
    places = [path] if folder is None else [path, folder / path]
    for place in places:
        if place.is_file():
            return place
        if place.exists():
            raise ValueError(f"cannot read {place}: it is no ordinary file; name a text table")
    if path.is_absolute():
        raise ValueError(f"cannot read {path}: No such file; check the name")
    folders = dict.fromkeys(str(place.absolute().parent) for place in places)
    raise ValueError(
        f"cannot read {path}: No such file in {' nor in '.join(folders)}; check the name, or give the "
        "whole path"
    )


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text of a file: UTF-8, or what its byte order mark says, if no encoding is given.

    Raises
    ------
    ValueError
        If it cannot be read, is absurdly large, is no text, or is in another encoding.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ValueError(
                f"cannot read {path}: it has {size / 2**20:.0f} MiB, the most is {LARGEST >> 20}; "
                "keep fewer rows"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"cannot read {path}: {error.strerror}; check the path and the file") from error
    for start, what, remedy in SIGNATURES:
        if data.lstrip().startswith(start):
            raise ValueError(f"cannot read {path}: it is {what}, no text table; {remedy}")
    marked = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if encoding is None and marked is None and b"\0" in data:
        remedy = 'if it is text in UTF-16, say so by encoding="utf-16-le"; else save it as CSV'
        raise ValueError(f"cannot read {path}: it has bytes that no text in UTF-8 has; {remedy}")
    try:
        return data.decode(encoding or marked or "utf-8").removeprefix("\ufeff").rstrip("\x1a")
    except LookupError:
        raise ValueError(
            f"{encoding!r} is no encoding: give one such as 'utf-8', 'cp1252', 'utf-16'"
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"cannot read {path}: it is not {encoding or marked or 'UTF-8'} text (line {line}); save it as "
            'UTF-8, or name its encoding, as by encoding="cp1252" (Latin-1, Western Windows), '
            '"cp1251" (Cyrillic), "gb18030" (Chinese), "shift_jis" (Japanese)'
        ) from None


def _folder_of_caller() -> Path | None:
    """Return the folder of the nearest code outside this package; None if it is in no file."""
    frame = inspect.currentframe()
    while frame is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] == "gdmath":
        frame = frame.f_back
    file = frame.f_globals.get("__file__") if frame is not None else None
    return Path(file).parent if file else None
