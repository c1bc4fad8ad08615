"""What the search of the lecture's own rates has found: it takes half a minute, and is kept here.

A test searches anew, and compares. Rules, surfaces or rates of one's own are never looked up here.
"""

from __future__ import annotations

import math

import numpy as np

from gdmath import RateSearch, RuleFamily, descend
from scenes.kit.runs.race_entries import RACE_GROUNDS, RACE_RATES, RACE_RULES
from scenes.kit.runs.race_ground import RaceGround

RECORD = """
@ Rosenbrock, gradient_descent, 10
- - - - - - - - - 2265 1683 1195 - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
@ Rosenbrock, heavy_ball, 11
- 2222 1652 1225 903 662 479 340 233 143 73 118 87 - - - - - - - - - - - - - - - - - - - - - - - - -
- - -
@ Rosenbrock, nesterov, 8
- 2247 1680 1255 936 696 516 378 269 178 - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
-
@ Rosenbrock, adagrad, 33
- - - - - - - - - - - - - - - - - - - - - - - - - - - 2193 1997 1845 1650 1472 1314 692 9 - - - - -
-
@ Rosenbrock, rmsprop, 14
- - - - - - - - - 2068 1685 1413 1224 1105 1056 1117 1786 - - - - - - - - - - - - - - - - - - - - -
- - -
@ Rosenbrock, adam, 31
- - - - - - - - - - - - - - - - 2203 1798 1467 1200 984 809 669 555 464 391 330 282 250 224 184 194
177 88 333 271 1165 667 1083 894 2197
@ Rosenbrock, damped_newton, 38
- - - - - - - - - - - - - - - - - 2313 1769 1361 1049 809 629 489 385 301 237 189 149 117 93 77 68
71 72 72 78 59 70 69 93
@ Himmelblau, gradient_descent, 17
- - - - - - 189 142 107 81 61 46 35 27 21 16 12 9 7 15 - - - - - - - - - - - - - - - - - - - - -
@ Himmelblau, heavy_ball, 18
132 104 84 87 85 76 66 75 67 73 66 65 72 66 64 65 65 63 64 60 - - - - - - - - - - - - - - - - - - -
- -
@ Himmelblau, nesterov, 16
131 104 84 68 74 68 62 54 46 40 44 38 33 28 23 15 12 10 - - - - - - - - - - - - - - - - - - - - - -
-
@ Himmelblau, adagrad, 33
- - - - - - - - - - - - - - - - - - - - - - - - - 200 115 66 39 23 14 9 5 3 5 7 9 8 14 25 45
@ Himmelblau, rmsprop, 26
- - - - - - - - - - - - - - - - - - 165 123 92 69 50 36 26 18 12 8 - - - - - - 11 17 24 33 42 52 62
@ Himmelblau, adam, 30
- - - - - - - - - - - - - - - - - - 192 146 113 88 70 75 72 63 66 60 65 58 61 61 60 61 60 77 57 75
84 112 107
@ Himmelblau, damped_newton, 33
- - - - - - - - - - - - - - - - - - - - - - - 189 177 101 102 81 56 33 45 31 22 19 25 35 25 34 24 26
75
@ Beale, gradient_descent, 21
- - - - - - - - - - - - - - - - - 172 129 97 73 55 43 - - - - - - - - - - - - - - - - - -
@ Beale, heavy_ball, 14
- - - - - - - - - 161 116 86 72 68 70 68 70 66 67 76 - - - - - - - - - - - - - - - - - - - - -
@ Beale, nesterov, 15
- - - - - - - - - 161 116 82 59 45 34 28 23 56 63 - - - - - - - - - - - - - - - - - - - - - -
@ Beale, adagrad, 33
- - - - - - - - - - - - - - - - - - - - - - - - - - - 135 88 59 41 29 22 19 23 51 - - - - -
@ Beale, rmsprop, 23
- - - - - - - - - - - - - - - - 193 158 136 96 79 65 53 43 35 - - - - - - - 114 111 - 200 - - - - -
@ Beale, adam, 26
- - - - - - - - - - - - - - - - - - - - 187 143 110 85 70 59 58 61 62 59 61 61 65 79 106 79 - - - -
-
@ Beale, damped_newton, 33
- - - - - - - - - - - - - - - - - - - - - - 193 - 29 85 76 45 13 26 33 24 14 13 20 20 23 24 26 21 40
@ saddle, gradient_descent, 31
- - - - - - - - - - - - - - - - - - - - - - - 50 38 30 23 18 15 12 10 8 7 10 13 18 23 31 42 55 -
@ saddle, heavy_ball, 33
- - - - - - - - - - - - - - - - - 60 50 42 35 30 26 22 19 16 14 12 11 9 8 7 6 5 5 9 12 17 22 29 39
@ saddle, nesterov, 30
- - - - - - - - - - - - - - - - - 56 47 39 32 27 23 19 16 14 12 10 9 7 7 7 9 13 17 23 31 41 55 - -
@ saddle, adagrad, 34
- - - - - - - - - - - - - - - - - - - - - - - 41 25 16 10 7 5 3 3 2 2 1 1 1 1 1 1 1 1
@ saddle, rmsprop, 30
- - - - - - - - - - - - - - - - - - 44 30 20 14 9 7 5 3 3 2 2 1 1 1 1 1 1 1 1 1 1 1 1
@ saddle, adam, 34
- - - - - - - - - - - - - - - - - - 55 43 33 26 20 16 12 9 7 6 4 3 3 2 2 1 1 1 1 1 1 1 1
@ saddle, damped_newton, 35
- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - 53 41 37 29 32 34 29 33 41 36
@ plateau, gradient_descent, 32
- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - 729 547 - - - - - - - -
@ plateau, heavy_ball, 32
- - - - - - - - - - - - - - - - - - - - - - - - 636 499 395 316 256 212 178 151 127 107 - - - - - -
-
@ plateau, nesterov, 30
- - - - - - - - - - - - - - - - - - - - - - - 793 607 466 360 276 215 169 133 104 - - - - - - - - -
@ plateau, adagrad, 31
- - - - - - - - - - - - - - - - - - - - - 514 293 169 98 58 35 22 14 10 7 7 7 12 24 32 67 - - - -
@ plateau, rmsprop, 20
- - - - - - - - - - - - - 627 458 332 240 172 123 86 60 42 108 92 96 81 - - - - - - - - - - - - - -
-
@ plateau, adam, 31
- - - - - - - - - - - 690 517 390 296 227 175 137 109 87 90 76 64 66 57 49 51 44 45 44 38 38 39 35
46 - - - - - -
@ plateau, damped_newton, 40
- - - - - - - - - - - - - - - - - - - - - - 645 469 365 273 206 149 105 85 65 50 41 37 27 34 34 27
24 18 17
@ two Gaussians, gradient_descent, 29
- - - - - - - - - - - - - - - - - - - - - - - - - 532 404 309 237 183 143 - - - - - - - - - -
@ two Gaussians, heavy_ball, 22
- - - - - - - - - - - - - - - - - - - 693 629 601 597 617 690 - - - - - - - - - - - - - - - -
@ two Gaussians, nesterov, 23
- - - - - - - - - - - - - - - - - - - 626 555 507 486 478 490 542 650 - - - - - - - - - - - - - -
@ two Gaussians, adagrad, 30
- - - - - - - - - - - - - - - - - - - - - 568 326 189 111 67 41 26 17 14 11 11 16 20 31 106 - - - -
-
@ two Gaussians, rmsprop, 22
- - - - - - - - - - - - - 617 448 325 235 171 123 89 63 45 55 33 18 69 - - - - - - - - - - - - - - -
@ two Gaussians, adam, 26
- - - - - - - - - - - - 577 437 334 257 200 157 126 102 102 87 73 75 65 56 57 57 56 52 70 - - - - -
- - - - -
@ two Gaussians, damped_newton, 38
- - - - - - - - - - - - - - - - - - - - - - - 545 369 286 254 175 155 121 94 77 65 53 65 53 58 49 38
51 51
@ noisy valley, gradient_descent, 26
- - - - - - - - - - - - - - - - - - - - - - 317 240 192 145 145 147 - - - - - - - - - - - - -
@ noisy valley, heavy_ball, 20
- - - - - - - - - - - - - - 305 227 169 129 93 77 59 55 97 47 100 - - - - - - - - - - - - - - - -
@ noisy valley, nesterov, 24
- - - - - - - - - - - - - - 306 227 170 129 94 73 57 45 36 32 24 35 35 35 - - - - - - - - - - - - -
@ noisy valley, adagrad, 31
- - - - - - - - - - - - - - - - - - - - - - - - - - - - 317 192 125 84 69 147 240 - - - - - -
@ noisy valley, rmsprop, 22
- - - - - - - - - - - - - - - - - - - 362 308 240 192 145 - - - - - - - - - - - - - - - - -
@ noisy valley, adam, 27
- - - - - - - - - - - - - - - - - - - - 336 260 192 147 110 88 64 57 55 97 - - - - - - - - - - -
@ noisy valley, damped_newton, 25
- - - - - - - - - - - - - - - - - - - 290 225 170 145 125 80 70 95 155 155 195 195 200 - - - - - - -
- -
"""
"""For each surface and rule the index of its best rate, and the evaluations needed at each; - for never."""


def kept(ground: RaceGround, family: RuleFamily, rates: tuple[float, ...]) -> RateSearch | None:
    """Return what a search has found, if it is kept.

    Parameters
    ----------
    ground, family
        One of the lecture's own surfaces and rules; of any other, nothing is kept.
    rates
        The lecture's own, likewise.
    """
    surface = next((name for name, known in RACE_GROUNDS.items() if known is ground), None)
    rule = next((name for name, known in RACE_RULES.items() if known is family), None)
    if surface is None or rule is None or rates != RACE_RATES:
        return None
    best, needed = _records()[surface, rule]
    descent = descend(
        ground.objective,
        ground.rule(family, rates[best]),
        ground.start,
        iterations=ground.budget,
        budget=ground.budget,
    )
    arrivals = np.flatnonzero(descent.gradient_equivalents == needed[best])
    return RateSearch(
        np.array(rates), np.array(needed), best, descent, int(arrivals[0]) if len(arrivals) else None
    )


def _records() -> dict[tuple[str, str], tuple[int, list[float]]]:
    records = {}
    for record in RECORD.strip().split("@")[1:]:
        head, *rows = record.splitlines()
        surface, rule, best = (part.strip() for part in head.split(","))
        needed = [math.inf if count == "-" else float(count) for count in " ".join(rows).split()]
        records[surface, rule] = int(best), needed
    return records
