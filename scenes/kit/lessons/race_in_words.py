"""What is said of races: who comes first and last, and whether anybody is first everywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from scenes.kit.runs.race_entries import RACE_RULES, SUMMING
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.race_slopes import RaceSlopes
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.rule_score import RuleScore
from scenes.kit.style.language import translated
from scenes.kit.style.numbers import short

MANY = 1e6
"""For so many weights numbers are compared that rules hold."""

SMALL_SLOPE = 0.2
"""Gradients shorter than that are small slopes."""


def aim_in_words(ground: RaceGround) -> str:
    """Return when a rule has arrived, as it stands on a picture."""
    if ground.aim is None:
        return translated("{percent} % left", percent=short(100 * ground.left))
    return f"J = {short(ground.aim)}".replace("-", "\u2212")


def search_in_words(race: RankedRace, rule: str, names: Mapping[str, str]) -> dict[str, int | str]:
    """Return how many rates a rule tries, with how many it arrives, and what it needs at least, for a line.

    Parameters
    ----------
    race, rule
        Which race it is, and the rule's name.
    names
        What the rules are called, by name.
    """
    search = race.searches[rule]
    return {
        "rule": names[rule],
        "count": len(search.rates),
        "arrived": int(np.isfinite(search.needed).sum()),
        "least": counted(search.needed[search.luckiest], race.ground.budget),
    }


def noise_in_words(ground: RaceGround) -> dict[str, int]:
    """Return on how many points of the data each gradient is measured, and of how many, as a line asks."""
    assert ground.batch is not None
    return {"batch": ground.batch, "rows": ground.rows}


def race_in_words(race: RankedRace, names: Mapping[str, str]) -> dict[str, str]:
    """Return who arrives first and last, after how many gradients, and what is left then, as a line asks.

    Parameters
    ----------
    race
        Which race it is.
    names
        What the rules are called, by name.
    """
    first, last = race.order[0], race.order[-1]
    most = race.written(last) if math.isfinite(race.needed(last)) else counted(math.inf, race.ground.budget)
    return {
        "first": names[first],
        "least": race.written(first),
        "last": names[last],
        "most": most,
        "left": short(100 * race.ground.left),
    }


def told_of_race(race: RankedRace, slopes: RaceSlopes, names: Mapping[str, str]) -> dict[str, int | str]:
    """Return what can be said of a race: what each rule needs, who is first and last, and the slopes.

    Parameters
    ----------
    race, slopes
        Which race it is, and how steep its ground is.
    names
        What the rules are called, by name.
    """
    return {
        **{rule: race.written(rule) for rule in race.searches},
        **race_in_words(race, names),
        "slope": short(slopes.steep, 2),
        "floor": short(slopes.floor, 2),
        "across": short(slopes.across, 1),
    }


def counted(count: float, most: int) -> str:
    """Return a count as a line says it; where it is infinite, it is more than so many.

    Examples
    --------
    >>> counted(1377.0, 1600), counted(math.inf, 1600)
    ('1377', 'more than 1600')
    """
    return str(int(count)) if math.isfinite(count) else f"more than {most}"


def leaders_in_noise(races: Sequence[RankedRace]) -> tuple[int, list[str]] | None:
    """Return which race has noisy gradients, and who leads there: the rules that sum up past slopes.

    Returns
    -------
    (int, list of str) or None
        The number of the race, and those rules, first arrival first; None if nothing is noisy, if there are
        no such rules, or if another one is among the first.
    """
    number = noisy_of(races)
    if number is None:
        return None
    race = races[number]
    summing = [rule for rule in race.order if rule in SUMMING and race.families[rule] is RACE_RULES[rule]]
    return (number, summing) if summing and race.order[: len(summing)] == summing else None


def noisy_of(races: Sequence[RankedRace]) -> int | None:
    """Return the number of the first race on whose ground gradients are noisy, if there is one."""
    return next((k for k, race in enumerate(races) if race.ground.batch is not None), None)


def gentle_grounds(races: Sequence[RankedRace]) -> list[int]:
    """Return the numbers of the races in which slopes are small where all start, and not noisy."""
    slopes = [np.linalg.norm(race.ground.objective.gradient(race.ground.start)) for race in races]
    return [k for k, slope in enumerate(slopes) if slope < SMALL_SLOPE and races[k].ground.batch is None]


def moral_of(races: Sequence[RankedRace]) -> str:
    """Return whether one of the rules is first on all grounds."""
    return "Here, one rule is first everywhere." if _always_first(races) else "No rule is first everywhere."


def way_down(races: Sequence[RankedRace]) -> str:
    """Return whether one way down is the best, as far as these races tell."""
    return "Here, one way down is the best." if _always_first(races) else "There is no best way down."


def best_and_worst(
    rule: str, scores: Mapping[str, RuleScore], names: Mapping[str, str]
) -> dict[str, str | int]:
    """Return how often a rule came first, and what its worst place is, as a line asks for them.

    Parameters
    ----------
    rule
        Its name.
    scores
        What is told of the rules, by name.
    names
        What they are called, by name.
    """
    score = scores[rule]
    return {
        "rule": names[rule],
        "times": score.firsts,
        "grounds": len(score.places),
        "worst": max(score.places),
    }


def most_often_first(scores: Mapping[str, RuleScore]) -> str:
    """Return the rule that came first most often; of several, the one of the better places."""
    return max(scores, key=lambda name: (scores[name].firsts, -sum(scores[name].places)))


def most_uneven(scores: Mapping[str, RuleScore]) -> str | None:
    """Return the rule that came first somewhere, and farthest back elsewhere; None if none did both."""
    uneven = [name for name, score in scores.items() if score.firsts and max(score.places) > 1]
    return max(uneven, key=lambda name: (max(scores[name].places), scores[name].firsts), default=None)


def holds_least_and_most(scores: Mapping[str, RuleScore]) -> tuple[str, str]:
    """Return the rules that hold fewest numbers and most, of many weights."""
    least, most = (choose(scores, key=lambda name: scores[name].needs.numbers(MANY)) for choose in (min, max))
    return least, most


def network_in_words(
    scores: Mapping[str, RuleScore], races: Sequence[RankedRace], names: Mapping[str, str]
) -> dict[str, str] | None:
    """Return which rule holds too many numbers for a network, and who led where slopes were noisy.

    Returns
    -------
    dict of str or None
        As a line asks for it; None if no rule holds n^2 numbers, or nothing is told of noise.
    """
    most, led = holds_least_and_most(scores)[1], leaders_in_noise(races)
    if led is None or not scores[most].needs.held[-1]:
        return None
    leaders = ", ".join(names[rule] for rule in led[1])
    return {"most": names[most], "numbers": _written(scores[most]), "leaders": leaders}


def arrivals_in_words(scores: Mapping[str, RuleScore], names: Mapping[str, str]) -> dict[str, str | int]:
    """Return of how many tries rules arrived at fewest and at most, in percent; as `best_and_worst`."""
    picky, easy = min(scores, key=lambda name: scores[name].arrived), most_forgiving(scores)
    return {
        "tries": scores[picky].tried,
        "picky": names[picky],
        "few": round(100 * scores[picky].arrived / scores[picky].tried),
        "easy": names[easy],
        "many": round(100 * scores[easy].arrived / scores[easy].tried),
    }


def most_forgiving(scores: Mapping[str, RuleScore]) -> str:
    """Return the rule that arrived with most of the rates; of several, the one that holds least."""
    return max(scores, key=lambda name: (scores[name].arrived, -scores[name].needs.numbers(MANY)))


def _written(score: RuleScore) -> str:
    return re.sub(r"(\d) n", r"\1n", score.held.replace("^2", "²"))


def _always_first(races: Sequence[RankedRace]) -> bool:
    return any(all(race.place(rule) == 1 for race in races) for rule in races[0].order)
