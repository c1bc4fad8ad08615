"""Formulas of objectives and learning rates, typeset from the plain numbers that `gdmath` gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

import numpy as np

from gdmath import (
    ClassicSurface,
    Convention,
    DoubleWell,
    GaussianDifference,
    HillsOnBowl,
    Objective,
    Polynomial,
    QuadraticForm,
    RoundHill,
    Schedule,
)
from gdmath.logistic import CrossEntropy
from gdmath.rules import GeometricDecay, InverseTimeDecay, StepDecay
from scenes.kit.style import typography

_CLASSICS = {
    ClassicSurface.ROSENBROCK: "(1 - {0})^2 + 100 ({1} - {0}^2)^2",
    ClassicSurface.HIMMELBLAU: "({0}^2 + {1} - 11)^2 + ({0} + {1}^2 - 7)^2",
    ClassicSurface.BEALE: (
        "(1.5 - {0} + {0} {1})^2 + (2.25 - {0} + {0} {1}^2)^2 + (2.625 - {0} + {0} {1}^3)^2"
    ),
    ClassicSurface.SADDLE: "{0}^2 - {1}^2",
    ClassicSurface.WAVY_BOWL: "({0}^2 + {1}^2) / 4 + sin 2 {0} + cos 2 {1}",
}

_COSTS = {
    Convention.HALF_SSE: "1/2 sum_(i=1)^n (y_i - hat(y)_i)^2",
    Convention.MSE: "1/n sum_(i=1)^n (y_i - hat(y)_i)^2",
    Convention.HALF_MSE: "1/(2n) sum_(i=1)^n (y_i - hat(y)_i)^2",
}


def formula_of(described: Objective | Schedule, variables: Sequence[str] = ("x", "y")) -> str:
    r"""Return what an objective or a learning rate is, as Typst mathematics; empty where nobody knows.

    A learning rate is written in the iteration k. A formula that was given along with an objective is taken
    as it is: Typst mathematics.

    Parameters
    ----------
    described
        What it is the formula of.
    variables
        What an objective's variables are called, as Typst mathematics.

    Raises
    ------
    ValueError
        If it is none: one line that names the objective.

    Examples
    --------
    >>> from gdmath import inverse_time_decay, shifted_parabola
    >>> formula_of(shifted_parabola())
    'x^2 - 6x + 5'
    >>> formula_of(shifted_parabola(), ["w"])
    'w^2 - 6w + 5'
    >>> formula_of(inverse_time_decay(0.9, 0.2))
    '0.9 \\/ (1 + 0.2 k)'
    """
    if isinstance(described, Objective):
        return _given(described) if described.formula else _typeset(described.form, variables)
    return _typeset(described, variables)


def named_formula(name: str, objective: Objective, variables: Sequence[str] = ("x", "y")) -> str:
    """Return an objective's name and what it is, as Typst mathematics; the name alone where nobody knows.

    Parameters
    ----------
    name
        As Typst mathematics.
    objective, variables
        As for `formula_of`.

    Examples
    --------
    >>> from gdmath import from_function, parabola
    >>> named_formula("f(x)", parabola()), named_formula("f(x)", from_function(abs, (-1, 1)))
    ('f(x) = x^2', 'f(x)')
    """
    formula = formula_of(objective, variables)
    return f"{name} = {formula}" if formula else name


def exact(number: float) -> str:
    """Write a number with all its digits, as Typst mathematics; where that is shorter, by a power of ten.

    Examples
    --------
    >>> exact(1.0000001), exact(1e6), exact(-2.5e-7), exact(0.001)
    ('1.0000001', '10^6', '-2.5 dot 10^(-7)', '0.001')
    """
    digits, _, exponent = np.format_float_scientific(number, trim="-").partition("e")
    power = f"10^{int(exponent)}" if int(exponent) >= 0 else f"10^({int(exponent)})"
    by_power = {"1": power, "-1": f"-{power}"}.get(digits, f"{digits} dot {power}")
    positional = np.format_float_positional(number, trim="-")
    is_long = not -5 <= int(exponent) < 6 and len(positional) > len(digits) + 3
    return by_power if is_long else positional


def _given(objective: Objective) -> str:
    """Return the formula that was given along with an objective."""
    try:
        typography.formula(objective.formula)
    except ValueError as error:
        raise ValueError(f"the formula of {objective.name}: {error}") from error
    return objective.formula


@singledispatch
def _typeset(form: object, names: Sequence[str]) -> str:
    """Return the formula of plain data of a kind; those of no kind listed here have none."""
    return ""


@_typeset.register
def _(form: ClassicSurface, names: Sequence[str]) -> str:
    return _CLASSICS[form].format(*names)


@_typeset.register
def _(form: Convention, names: Sequence[str]) -> str:
    return _COSTS[form]


@_typeset.register
def _(form: CrossEntropy, names: Sequence[str]) -> str:
    return "1/n sum_(i=1)^n (log(1 + e^(z_i)) - y_i z_i)"


@_typeset.register
def _(form: Polynomial, names: Sequence[str]) -> str:
    highest = len(form.coefficients) - 1
    terms = [(c, _monomial(abs(c), names[0], highest - k)) for k, c in enumerate(form.coefficients) if c != 0]
    return _summed(terms) or "0"


@_typeset.register
def _(form: DoubleWell, names: Sequence[str]) -> str:
    well = f"({_shifted(f'{names[0]}^2', form.square)})^2"
    rest = [(form.slope, _monomial(abs(form.slope), names[0], 1)), (form.offset, exact(abs(form.offset)))]
    return _summed([(1.0, well), *(term for term in rest if term[0] != 0)])


@_typeset.register
def _(form: QuadraticForm, names: Sequence[str]) -> str:
    return "1/2 (bold(x) - bold(c))^top A (bold(x) - bold(c))"


@_typeset.register
def _(form: GaussianDifference, names: Sequence[str]) -> str:
    return f"{exact(form.weight)} (cal(N)(mu_2, Sigma_2) - cal(N)(mu_1, Sigma_1))"


@_typeset.register
def _(form: HillsOnBowl, names: Sequence[str]) -> str:
    terms = [(form.base, exact(abs(form.base)))] if form.base else []
    if any(form.bowl):
        squares = [
            (bend, f"{exact(abs(bend))} {x}^2") for bend, x in zip(form.bowl, names, strict=True) if bend
        ]
        terms.append((1.0, f"({_summed(squares)}) / 2"))
    return _summed([*terms, *((hill.height, _bell(hill, names)) for hill in form.hills)])


@_typeset.register
def _(form: InverseTimeDecay, names: Sequence[str]) -> str:
    return f"{exact(form.rate)} \\/ (1 + {exact(form.decay)} k)"


@_typeset.register
def _(form: GeometricDecay, names: Sequence[str]) -> str:
    return f"{exact(form.rate)} dot {_base(form.factor)}^k"


@_typeset.register
def _(form: StepDecay, names: Sequence[str]) -> str:
    return f"{exact(form.rate)} dot {_base(form.factor)}^floor(k \\/ {form.every})"


def _summed(terms: list[tuple[float, str]]) -> str:
    """Join terms, each with a number that has its sign."""
    joined = " ".join(f"{'-' if sign < 0 else '+'} {term}" for sign, term in terms)
    return f"-{joined[2:]}" if joined.startswith("-") else joined[2:]


def _monomial(size: float, name: str, power: int) -> str:
    variable = ("", name)[power] if power < 2 else f"{name}^{power}"
    if size == 1 and variable:
        return variable
    gap = " " if "^" in exact(size) and variable else ""  # the name would become part of the exponent
    return f"{exact(size)}{gap}{variable}"


def _shifted(variable: str, center: float) -> str:
    """Return variable - center."""
    return _summed([(1.0, variable), *([(-center, exact(abs(center)))] if center else [])])


def _bell(hill: RoundHill, names: Sequence[str]) -> str:
    x, y = (
        f"({_shifted(name, center)})^2" if center else f"{name}^2"
        for name, center in zip(names, hill.center, strict=True)
    )
    return f"{_height(hill)}exp(-({x} + {y}) / (2 dot {_base(hill.width)}^2))"


def _height(hill: RoundHill) -> str:
    """Write how high a hill is, without its sign, as a factor."""
    return "" if abs(hill.height) == 1 else f"{exact(abs(hill.height))} "


def _base(number: float) -> str:
    """Write a number that is raised to a power."""
    return f"({exact(number)})" if "^" in exact(number) else exact(number)
