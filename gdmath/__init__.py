"""The mathematics of gradient descent: objectives, regression, update rules, descents. NumPy and SciPy only.

Examples
--------
>>> walk = descend(LinearRegression(SIX_POINTS), 0.04, start=[3, -1], iterations=5000, step_tolerance=1e-9)
>>> walk.converged, walk.points[-1].round(6).tolist()
(True, [-2.0, 2.0])
"""

from gdmath.arrays import FloatArray, IntArray
from gdmath.boundaries import basin_boundary
from gdmath.context import Context, SumOverData
from gdmath.data import SIX_POINTS, TEN_POINTS, TWO_FEATURES, Dataset, Standardized
from gdmath.descent import descend, descend_many
from gdmath.fitting import Fit, fit_by_descent
from gdmath.functions import from_function
from gdmath.gaussians import (
    GaussianDifference,
    HillsOnBowl,
    RoundHill,
    gaussian_difference,
    landscape,
    plateau,
)
from gdmath.logistic import LogisticRegression
from gdmath.models import Model
from gdmath.mountains import mountainside
from gdmath.near_minimum import NearMinimum, rate_limit_at
from gdmath.networks import NeuralNetwork, waves
from gdmath.objectives import FunctionObjective, Objective
from gdmath.polynomials import (
    DoubleWell,
    Polynomial,
    double_well,
    parabola,
    polynomial,
    shifted_parabola,
)
from gdmath.record import Descent, Evaluations, StopReason
from gdmath.regression import Convention, LinearRegression
from gdmath.rules import (
    Move,
    Rule,
    Schedule,
    State,
    adagrad,
    adam,
    backtracking,
    batch_rows,
    constant,
    damped_newton,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    inverse_time_decay,
    mini_batch,
    nesterov,
    rmsprop,
    step_decay,
)
from gdmath.sampling import at, by_arc_length, first_then_every, geometric
from gdmath.surfaces import (
    ClassicSurface,
    QuadraticForm,
    beale,
    himmelblau,
    quadratic_form,
    rosenbrock,
    saddle,
)
from gdmath.theory import best_factor, best_heavy_ball, best_learning_rate, learning_rate_limit
from gdmath.training import Training
from gdmath.valleys import basins_of, hills_between, nearest_minimum

__all__ = [
    "SIX_POINTS",
    "TEN_POINTS",
    "TWO_FEATURES",
    "ClassicSurface",
    "Context",
    "Convention",
    "Dataset",
    "Descent",
    "DoubleWell",
    "Evaluations",
    "Fit",
    "FloatArray",
    "FunctionObjective",
    "GaussianDifference",
    "HillsOnBowl",
    "IntArray",
    "LinearRegression",
    "LogisticRegression",
    "Model",
    "Move",
    "NearMinimum",
    "NeuralNetwork",
    "Objective",
    "Polynomial",
    "QuadraticForm",
    "RoundHill",
    "Rule",
    "Schedule",
    "Standardized",
    "State",
    "StopReason",
    "SumOverData",
    "Training",
    "adagrad",
    "adam",
    "at",
    "backtracking",
    "basin_boundary",
    "basins_of",
    "batch_rows",
    "beale",
    "best_factor",
    "best_heavy_ball",
    "best_learning_rate",
    "by_arc_length",
    "constant",
    "damped_newton",
    "descend",
    "descend_many",
    "double_well",
    "first_then_every",
    "fit_by_descent",
    "from_function",
    "gaussian_difference",
    "geometric",
    "geometric_decay",
    "gradient_descent",
    "heavy_ball",
    "hills_between",
    "himmelblau",
    "inverse_time_decay",
    "landscape",
    "learning_rate_limit",
    "mini_batch",
    "mountainside",
    "nearest_minimum",
    "nesterov",
    "parabola",
    "plateau",
    "polynomial",
    "quadratic_form",
    "rate_limit_at",
    "rmsprop",
    "rosenbrock",
    "saddle",
    "shifted_parabola",
    "step_decay",
    "waves",
]
