"""The mathematics of gradient descent: objectives, regression, update rules, descents. NumPy and SciPy only.

Examples
--------
>>> walk = descend(LinearRegression(SIX_POINTS), 0.04, start=[3, -1], iterations=5000, step_tolerance=1e-9)
>>> walk.converged, walk.points[-1].round(6).tolist()
(True, [-2.0, 2.0])
"""

from gdmath.arrays import FloatArray, IntArray
from gdmath.boundaries import basin_boundary, whole_basin_boundary
from gdmath.context import Context, SumOverData
from gdmath.coordinate_rates import corrected_averages, effective_rates, without_correction
from gdmath.data import SIX_POINTS, TEN_POINTS, TWO_FEATURES, Dataset, Standardized
from gdmath.descent import descend, descend_many, descend_rates
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
from gdmath.modes import (
    critical_momentum,
    half_turn_rate,
    heavy_ball_factors,
    heavy_ball_halves,
    measured_factors,
    mode_errors,
    nesterov_factors,
    plain_factors,
    steps_until,
)
from gdmath.mountains import mountainside
from gdmath.near_minimum import NearMinimum, rate_limit_at
from gdmath.networks import NeuralNetwork, waves
from gdmath.noisy_valley import noisy_valley
from gdmath.objectives import FunctionObjective, Objective
from gdmath.polynomials import (
    DoubleWell,
    Polynomial,
    double_well,
    parabola,
    polynomial,
    shifted_parabola,
)
from gdmath.quadratic import Spectrum, spectrum_of
from gdmath.rate_search import RateSearch, RuleFamily, fair_race, search_rate, share_of_excess
from gdmath.record import Descent, Evaluations, StopReason
from gdmath.regression import Convention, LinearRegression
from gdmath.rule_needs import RuleNeeds, fixed_numbers, rule_needs
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
    newton,
    rmsprop,
    step_decay,
)
from gdmath.sampling import at, by_arc_length, first_then_every, geometric
from gdmath.second_order import SecondOrderModel, second_order_model
from gdmath.surfaces import (
    ClassicSurface,
    QuadraticForm,
    beale,
    himmelblau,
    quadratic_form,
    rosenbrock,
    saddle,
    turned_bowl,
    wavy_bowl,
)
from gdmath.theory import (
    best_factor,
    best_heavy_ball,
    best_learning_rate,
    best_nesterov,
    heavy_ball_limit,
    learning_rate_limit,
    nesterov_limit,
)
from gdmath.training import Training
from gdmath.valleys import basins_of, hills_between, nearest_minimum, other_minima

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
    "RateSearch",
    "RoundHill",
    "Rule",
    "RuleFamily",
    "RuleNeeds",
    "Schedule",
    "SecondOrderModel",
    "Spectrum",
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
    "best_nesterov",
    "by_arc_length",
    "constant",
    "corrected_averages",
    "critical_momentum",
    "damped_newton",
    "descend",
    "descend_many",
    "descend_rates",
    "double_well",
    "effective_rates",
    "fair_race",
    "first_then_every",
    "fit_by_descent",
    "fixed_numbers",
    "from_function",
    "gaussian_difference",
    "geometric",
    "geometric_decay",
    "gradient_descent",
    "half_turn_rate",
    "heavy_ball",
    "heavy_ball_factors",
    "heavy_ball_halves",
    "heavy_ball_limit",
    "hills_between",
    "himmelblau",
    "inverse_time_decay",
    "landscape",
    "learning_rate_limit",
    "measured_factors",
    "mini_batch",
    "mode_errors",
    "mountainside",
    "nearest_minimum",
    "nesterov",
    "nesterov_factors",
    "nesterov_limit",
    "newton",
    "noisy_valley",
    "other_minima",
    "parabola",
    "plain_factors",
    "plateau",
    "polynomial",
    "quadratic_form",
    "rate_limit_at",
    "rmsprop",
    "rosenbrock",
    "rule_needs",
    "saddle",
    "search_rate",
    "second_order_model",
    "share_of_excess",
    "shifted_parabola",
    "spectrum_of",
    "step_decay",
    "steps_until",
    "turned_bowl",
    "waves",
    "wavy_bowl",
    "whole_basin_boundary",
    "without_correction",
]
