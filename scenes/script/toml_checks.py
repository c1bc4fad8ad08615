"""TOML files that people write: read, and checked with one line for each mistake.

These checks are our own. Msgspec, which reads our JSON records, says where a mistake is in a program's words
and without a remedy, and does not name a table's key: "Expected `str`, got `bool` - at
`$.part[0].lines[...]`" leaves open which of a lesson's lines it means. Pydantic names it, but loading it
would add half to the time of `lecture list`.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import category

_LARGEST = 2**24  # bytes; a lecture of a whole day has a fiftieth of it
_TITLE_LENGTH = 200
_BLANK_ROW = re.compile(r"\n\s*\n")


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its top level.

    Raises
    ------
    ValueError
        If the file is missing, no ordinary one, too large or not TOML: one line that names it.
    """
    if path.exists() and not path.is_file():  # a pipe or a device may have no end
        raise ValueError(f"{path} is no ordinary file: save the screenplay as one")
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"{path} is larger than {_LARGEST >> 20} MiB: name a screenplay")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: write it, or name another screenplay") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is not valid TOML: {_one_line(str(error))}") from error


def check_keys(table: Mapping[str, Any], where: str, required: set[str], optional: set[str]) -> None:
    """Check that a table has all keys that it needs, and none that nobody knows.

    Parameters
    ----------
    table : mapping
        A part of the file.
    where : str
        What an error calls it.
    required, optional : set of str
        The keys it must and may have.

    Raises
    ------
    ValueError
        If a key is missing or unknown.
    """
    missing = sorted(required - table.keys())
    if missing:
        raise ValueError(f"{where}: `{missing[0]}` is missing: add it")
    unknown = sorted(table.keys() - required - optional)
    if unknown:
        known = ", ".join(sorted(required | optional))
        raise ValueError(f"{where}: unknown key `{unknown[0]}`: remove it, or use one of {known}")


def line(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return one text of a table, its line breaks and runs of blanks made single blanks.

    Parameters
    ----------
    table : mapping
        A part of the file.
    key : str
        The text's.
    where : str
        What an error calls the table.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is no text, is empty, or holds what cannot be shown.
    """
    value = table[key]
    if not isinstance(value, str):
        raise ValueError(f"{where}: `{key}` must be a text in quotes, not {type(value).__name__}")
    text = _one_line(value)
    if not text:
        raise ValueError(f"{where}: `{key}` is empty: write it, or remove it")
    for sign in text:
        if category(sign) == "Cc":
            raise ValueError(f"{where}: `{key}` holds the control character U+{ord(sign):04X}: remove it")
    return text


def title(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return one text of a table as `line` does, which is short enough for the head of a page.

    Parameters
    ----------
    table : mapping
        A part of the file.
    key : str
        The text's.
    where : str
        What an error calls the table.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is no text, empty, or too long.
    """
    text = line(table, key, where)
    if len(text) > _TITLE_LENGTH:
        raise ValueError(
            f"{where}: `{key}` has {len(text)} characters, and there is room for {_TITLE_LENGTH}: shorten it"
        )
    return text


def paragraphs(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return one text of a table as `line` does, but with its blank rows kept.

    Parameters
    ----------
    table : mapping
        A part of the file.
    key : str
        The text's.
    where : str
        What an error calls the table.

    Returns
    -------
    str
        Paragraphs of one line each, with a blank row between them.

    Raises
    ------
    ValueError
        If it is no text, or empty.
    """
    line(table, key, where)
    return "\n\n".join(_one_line(paragraph) for paragraph in _BLANK_ROW.split(table[key].strip()))


def _one_line(text: str) -> str:
    return " ".join(text.split())
