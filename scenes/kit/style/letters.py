"""What a function of one variable and its variable are called, on axes and in formulas."""

from __future__ import annotations

from typing import NamedTuple, Self

from gdmath import Objective
from scenes.kit.style.formulas import formula_of, named_formula


class Letters(NamedTuple):
    """The letters of a function of one variable, as Typst mathematics.

    Attributes
    ----------
    variable
        What is adjusted, such as ``w``.
    function
        What is to become small, such as ``J``.

    Examples
    --------
    >>> letters = Letters.of(("w", "J"))
    >>> letters.at(0), letters.value("k"), letters.slope(0), letters.curvature
    ('w_0', 'J(w_k)', "J'(w_0)", "J''")
    """

    variable: str
    function: str

    @classmethod
    def of(cls, symbols: object) -> Self:
        """Return the letters that a lesson was given as a pair.

        Raises
        ------
        ValueError
            If they are no pair of words.
        """
        match symbols:
            case (str(variable), str(function)) if variable.strip() and function.strip():
                return cls(variable, function)
        raise ValueError(
            f"symbols must be the letters of the variable and of the function, got {symbols!r}: "
            'write a pair such as ("w", "J")'
        )

    def at(self, index: int | str) -> str:
        """Return the variable's letter with an index."""
        return f"{self.variable}_{index}"

    def value(self, index: int | str = "") -> str:
        """Return the function's value at the variable, or at the one with an index."""
        return f"{self.function}({self._indexed(index)})"

    def slope(self, index: int | str = "") -> str:
        """Return the derivative at the variable, or at the one with an index."""
        return f"{self.function}'({self._indexed(index)})"

    @property
    def curvature(self) -> str:
        """The second derivative."""
        return f"{self.function}''"

    def formula(self, objective: Objective) -> str:
        """Return what a function is, in its variable; see `formula_of`."""
        return formula_of(objective, [self.variable])

    def named(self, objective: Objective) -> str:
        """Return a function's name and what it is; see `named_formula`."""
        return named_formula(self.value(), objective, [self.variable])

    def _indexed(self, index: int | str) -> str:
        return self.variable if index == "" else self.at(index)
