"""Update rules as pure functions, one family a file, and learning-rate schedules."""

from gdmath.rules.adaptive import adagrad, adam, rmsprop
from gdmath.rules.base import Move, Rule, State
from gdmath.rules.line_search import backtracking
from gdmath.rules.mini_batch import batch_rows, mini_batch
from gdmath.rules.momentum import heavy_ball, nesterov
from gdmath.rules.newton import damped_newton, newton
from gdmath.rules.plain import gradient_descent
from gdmath.rules.schedules import (
    GeometricDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
    constant,
    geometric_decay,
    inverse_time_decay,
    step_decay,
)

__all__ = [
    "GeometricDecay",
    "InverseTimeDecay",
    "Move",
    "Rule",
    "Schedule",
    "State",
    "StepDecay",
    "adagrad",
    "adam",
    "backtracking",
    "batch_rows",
    "constant",
    "damped_newton",
    "geometric_decay",
    "gradient_descent",
    "heavy_ball",
    "inverse_time_decay",
    "mini_batch",
    "nesterov",
    "newton",
    "rmsprop",
    "step_decay",
]
