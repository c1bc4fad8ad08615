r"""Spoken lines with numbers in them: ``{steps}``, or to so many decimals, ``{slope:.2f}``.

A line is no Python: a name in braces stands for a number or word that the lesson gives, and nothing else can
be asked of it. After a colon may stand how a number is written:

=========  ===========
``:,``     1,250
``:.2f``   2.50, with up to nine decimals
``:,.2f``  1,250.00
``:.0%``   25%
=========  ===========

Braces that are spoken are doubled: ``{{`` and ``}}``.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

LONGEST = 2000
"""Characters of a line, at most: more than two minutes, in which nobody looks at one picture."""

_FORMAT = re.compile(r",|,?\.\d[f%]")
_POWER = re.compile(r"(?:(?P<digits>-?[\d.]+) times )?10\^\(?(?P<exponent>-?\d+)\)?")
_SCIENTIFIC = re.compile(r"(?P<digits>-?[\d.]+)e(?P<exponent>[+-]\d{2,})")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_JOINED = "\u00a0"  # a blank at which no row ends


class _Piece(NamedTuple):
    """Words, and behind them the name of a value and how it is written; no name at the end of a line."""

    words: str
    name: str | None
    form: str


def check_line(line: str) -> None:
    """Make sure that a line can be filled in.

    Parameters
    ----------
    line : str
        What is said.

    Raises
    ------
    ValueError
        If it is longer than `LONGEST`, or its braces hold anything but names and number formats.
    """
    if len(line) > LONGEST:
        raise ValueError(f"a line of {len(line)} characters is too long for one beat: split it into several")
    _pieces(line)


def filled(line: str, values: Mapping[str, str | int | float]) -> str:
    """Return a line with values in the place of their names.

    Parameters
    ----------
    line : str
        What is said, with names in braces.
    values : mapping
        Numbers and words by name.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the line cannot be filled in: one line that says what to write instead.

    Examples
    --------
    >>> filled("After {steps:,} steps, x is {x:.2f}.", {"steps": 1250, "x": 0.5})
    'After 1,250 steps, x is 0.50.'
    """
    check_line(line)
    return "".join(piece.words + _with_raised_powers(_written(piece, values)) for piece in _pieces(line))


def inserted(words: str, values: Mapping[str, str | int | float]) -> str:
    """Return words of a picture with values in the place of their names, powers of ten as they are given.

    Parameters
    ----------
    words : str
        What is shown, with names in braces.
    values : mapping
        Numbers and words by name.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        As `filled`.

    Examples
    --------
    >>> inserted("since epoch {early}: ${change}$", {"early": 50, "change": "10^(-3)"})
    'since epoch 50: $10^(-3)$'
    """
    check_line(words)
    return "".join(piece.words + _written(piece, values) for piece in _pieces(words))


def as_said(value: object) -> str | int | float:
    r"""Return a value that a lesson gives as it is said and shown in captions.

    Powers of ten, as Typst and Python write them, become such as captions and voices in all languages can do
    with: ``1.5 times 10^(-9)`` and ``1.5e-09`` are 1.5 × 10⁻⁹.

    Parameters
    ----------
    value
        A number or words.

    Returns
    -------
    str, int or float

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> as_said("1.5 times 10^(-9)"), as_said("10^6 or 1 times 10^6"), as_said(2.5)
    ('1.5\xa0×\xa010⁻⁹', '10⁶ or 10⁶', 2.5)
    """
    checked = _checked(value)
    return _with_raised_powers(checked) if isinstance(checked, str) else checked


def _pieces(line: str) -> list[_Piece]:
    try:
        pieces = [
            _Piece(words, name if conversion is None else f"{name}!{conversion}", form or "")
            for words, name, form, conversion in Formatter().parse(line)
        ]
    except ValueError:
        raise ValueError(
            f"the braces in {_cut(line)!r} do not pair up: write {{{{ and }}}} for braces that are spoken"
        ) from None
    for piece in pieces:
        if piece.name is not None and not piece.name.isidentifier():
            raise ValueError(
                f"{{{_cut(piece.name)}}} is no name: write a name that the lesson gives, as in {{steps}}, "
                "or {{ and }} for braces that are spoken"
            )
        if piece.form and not _FORMAT.fullmatch(piece.form):
            raise ValueError(
                f"{{{piece.name}:{_cut(piece.form)}}} has no number format: "
                "write one of :, and :.2f and :,.2f and :.0%, or the name alone"
            )
    return pieces


def _written(piece: _Piece, values: Mapping[str, str | int | float]) -> str:
    if piece.name is None:
        return ""
    if piece.name not in values:
        known = ", ".join(values) or "none"
        raise ValueError(f"the lesson gives no number {piece.name!r}: write one of {known}")
    value = _checked(values[piece.name])
    if isinstance(value, str) and piece.form:
        raise ValueError(
            f"{piece.name!r} is given as words, {value!r}, which have no number format: "
            f"write {{{piece.name}}}"
        )
    return format(value, piece.form)


def _checked(value: object) -> str | int | float:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"{value!r} is neither a number nor words: give one of them")
    return value


def _with_raised_powers(words: str) -> str:
    return _SCIENTIFIC.sub(_power, _POWER.sub(_power, words))


def _power(match: re.Match[str]) -> str:
    power = f"10{str(int(match['exponent'])).translate(_RAISED)}"
    return power if match["digits"] in (None, "1") else f"{match['digits']}{_JOINED}×{_JOINED}{power}"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
