"""TOML files that people write: read, and checked with one line for each mistake.

These checks are our own. Msgspec, which reads our JSON records, says where a mistake is in a program's words
and without a remedy, and does not name a table's key: "Expected `str`, got `bool` - at
`$.part[0].lines[...]`" leaves open which of a lesson's lines it means. Pydantic names it, but loading it
would add half to the time of `lecture list`.
"""

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import category

from scenes.script.pieces import with_single_blanks

LARGEST = 1_000_000
"""Bytes of a file, at most: a book has as many letters."""

_TITLE_LENGTH = 200
_KINDS = {dict: "a table", list: "a list", bool: "true or false", int: "a number", float: "a number"}
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
        If the file is missing, no ordinary one, too large, not in UTF-8, or is not TOML: one line that
        names it.
    """
    if path.exists() and not path.is_file():  # a pipe or a device may have no end
        raise ValueError(f"{path} is no ordinary file: save the screenplay as one")
    try:
        return tomllib.loads(_text(path))
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: write it, or name another screenplay") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} is not valid TOML: {_one_line(str(error))}: correct it") from error
    except RecursionError:
        raise ValueError(
            f"{path.name} has tables in tables in tables, too many of them: correct it"
        ) from None


def start_of(path: Path) -> str:
    """Return a file as far as a screenplay may be long, in whatever way it is written."""
    with path.open("rb") as file:
        return file.read(LARGEST).replace(b"\0", b"").decode("utf-8-sig", errors="replace")


def _text(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST:
        raise ValueError(
            f"{path.name} has {size / 1e6:.1f} MB, more than any screenplay's {LARGEST / 1e6:.0f} MB: "
            "name a TOML file"
        )
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:100]:
        raise ValueError(f"{path.name} is written in UTF-16: save it in UTF-8, as TOML has to be")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"{path.name}, line {row}: a character is not in UTF-8, but perhaps in Latin-1: "
            "save the file in UTF-8, as TOML has to be"
        ) from error


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


def check_tables(entries: Any, key: str, where: str) -> None:
    """Check that what stands at a key is a list of tables.

    Parameters
    ----------
    entries
        What stands there.
    key : str
        The tables' own.
    where : str
        What an error calls the part that they are in.

    Raises
    ------
    ValueError
        If it is not.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"{where}: `{key}` must be a list of tables: start each one with [[{key}]]")


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
        kind = _KINDS.get(type(value), type(value).__name__)
        raise ValueError(f"{where}: `{key}` must be a text in quotes, not {kind}")
    text = _one_line(value)
    if not text:
        raise ValueError(f"{where}: `{key}` is empty: write it, or remove it")
    for sign in text:
        if category(sign) == "Cc":
            raise ValueError(f"{where}: `{key}` holds the control character U+{ord(sign):04X}: remove it")
    return text


def rows(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return one text of a table as `line` does, but with its line breaks kept.

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
        Rows of single blanks, joined by line breaks.

    Raises
    ------
    ValueError
        As `line`.
    """
    line(table, key, where)
    return "\n".join(map(_one_line, table[key].strip().splitlines()))


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
    return with_single_blanks(text)
