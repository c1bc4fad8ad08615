"""Letters of the numbers that rules hold besides the learning rate."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gdmath import Rule, fixed_numbers
from scenes.kit.style import typography
from scenes.kit.style.numbers import short

LETTERS: Mapping[str, str] = MappingProxyType(
    {"momentum": "beta", "decay": "rho", "beta1": "beta_1", "beta2": "beta_2"}
)
"""What stands for them in formulas, by the names of their parameters in `gdmath`."""

GUARDS = frozenset({"epsilon", "sufficient_decrease"})
"""Numbers that keep an operation from failing, and hardly change where a rule goes."""


def fixed_in_letters(rule: Rule) -> str:
    """Return what is fixed in a rule besides its learning rate, as Typst mathematics; empty if nothing is.

    Examples
    --------
    >>> from gdmath import adam, damped_newton, heavy_ball
    >>> fixed_in_letters(heavy_ball(0.1, 0.9)), fixed_in_letters(adam(0.1))
    ('beta = 0.9', 'beta_1, beta_2 = 0.9, 0.999')
    >>> fixed_in_letters(damped_newton())
    'eta arrow 0.5 eta'
    """
    numbers = {name: short(number) for name, number in fixed_numbers(rule).items() if name not in GUARDS}
    # A line search has no letter: it is told by what it does to the learning rate.
    searched = [f"eta arrow {number} eta" for name, number in numbers.items() if name == "shrink"]
    others = {name: number for name, number in numbers.items() if name != "shrink"}
    letters = ", ".join(LETTERS.get(name, typography.name(name)) for name in others)
    held = [f"{letters} = {', '.join(others.values())}"] if others else []
    return ", ".join([*held, *searched])
