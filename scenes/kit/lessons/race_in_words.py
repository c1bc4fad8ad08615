"""What is said of races: who comes first and last, and whether anybody is first everywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.rule_score import RuleScore
from scenes.kit.style.language import translated
from scenes.kit.style.numbers import short

MANY = 1e6
"""For so many weights numbers are compared that rules hold."""


def aim_in_words(ground: RaceGround) -> str:
    """Return when a rule has arrived, as it stands on a picture."""
    if ground.aim is None:
        return translated("{percent} % left", percent=short(100 * ground.left))
    return f"J = {short(ground.aim)}".replace("-", "\u2212")


def luck_in_words(race: RankedRace, names: Mapping[str, str]) -> dict[str, str]:
    """Return which rule had luck with one of the rates, and what it needs beside that, as a line asks for it.

    Parameters
    ----------
    race
        In which somebody had luck.
    names
        What the rules are called, by name.
    """
    assert race.luckiest is not None
    search = race.searches[race.luckiest]
    cell = search.luckiest
    least, beside = (counted(needed[cell], race.ground.budget) for needed in (search.needed, search.worst))
    return {"rule": names[race.luckiest], "least": least, "beside": beside}


def elsewhere(races: Sequence[RankedRace]) -> str:
    """Return whether who is first in the first race is so in all."""
    return "It is the same one again." if _always_first(races) else "It is not always the same."


def race_in_words(race: RankedRace, names: Mapping[str, str]) -> dict[str, str]:
    """Return who arrives first and last, and after how many gradients, as a line asks for them.

    Parameters
    ----------
    race
        Which race it is.
    names
        What the rules are called, by name.
    """
    first, last = race.order[0], race.order[-1]
    most = race.written(last) if math.isfinite(race.needed(last)) else counted(math.inf, race.ground.budget)
    return {"first": names[first], "least": race.written(first), "last": names[last], "most": most}


def counted(count: float, most: int) -> str:
    """Return a count as a line says it; where it is infinite, it is more than so many.

    Examples
    --------
    >>> counted(1377.0, 1600), counted(math.inf, 1600)
    ('1377', 'more than 1600')
    """
    return str(int(count)) if math.isfinite(count) else f"more than {most}"


def ups_and_downs(
    rule: str, races: Sequence[RankedRace], names: Mapping[str, str], grounds: Sequence[str]
) -> dict[str, str | int]:
    """Return how often a rule is first, and where its place is the worst, as a line asks for them.

    Parameters
    ----------
    rule
        Its name.
    races, grounds
        The races, and what their grounds are called.
    names
        What the rules are called, by name.
    """
    places = [race.place(rule) for race in races]
    worst = max(places)
    where = grounds[places.index(worst)]
    return {
        "rule": names[rule],
        "times": places.count(1),
        "grounds": len(races),
        "worst": worst,
        "surface": where,
    }


def moral_of(races: Sequence[RankedRace]) -> str:
    """Return whether one of the rules is first on all grounds."""
    return "Here, one rule is first everywhere." if _always_first(races) else "No rule is first everywhere."


def way_down(races: Sequence[RankedRace]) -> str:
    """Return whether one way down is the best, as far as these races tell."""
    return "Here, one way down is the best." if _always_first(races) else "There is no best way down."


def best_and_worst(
    scores: Mapping[str, RuleScore], names: Mapping[str, str], races: Sequence[RankedRace]
) -> dict[str, str | int]:
    """Return which rule came first most often, and what its worst place is, each with its gradients.

    Parameters
    ----------
    scores
        What is told of the rules, by name.
    names
        What they are called, by name.
    races
        Those that the scores are of.
    """
    rule = max(scores, key=lambda name: scores[name].firsts)
    score = scores[rule]
    worst = max(score.places)
    needed = [race.needed(rule) for race in races]
    won = [
        count for count, place in zip(needed, score.places, strict=True) if place == 1 and count < math.inf
    ]
    lost = max(range(len(races)), key=lambda k: (score.places[k], needed[k]))
    return {
        "rule": names[rule],
        "times": score.firsts,
        "grounds": len(score.places),
        "quick": int(max(won, default=0)),
        "worst": worst,
        "long": counted(needed[lost], races[lost].ground.budget),
    }


def held_in_words(scores: Mapping[str, RuleScore], names: Mapping[str, str]) -> dict[str, str]:
    """Return which rules hold fewest numbers and most, of many weights, and how many; as `best_and_worst`."""
    least, most = (choose(scores, key=lambda name: scores[name].needs.numbers(MANY)) for choose in (min, max))
    return {
        "least": names[least],
        "fewest": _written(scores[least]),
        "most": names[most],
        "numbers": _written(scores[most]),
    }


def arrivals_in_words(scores: Mapping[str, RuleScore], names: Mapping[str, str]) -> dict[str, str | int]:
    """Return which rules arrived with fewest of the rates and with most, in percent; as `best_and_worst`."""
    picky, easy = (choose(scores, key=lambda name: scores[name].arrived) for choose in (min, max))
    return {
        "picky": names[picky],
        "few": round(100 * scores[picky].arrived / scores[picky].tried),
        "easy": names[easy],
        "many": round(100 * scores[easy].arrived / scores[easy].tried),
        "tries": scores[easy].tried,
    }


def advised(scores: Mapping[str, RuleScore]) -> tuple[str, str]:
    """Return the rules that a table of scores speaks for, with few weights, and with many.

    With few, it is the one of the best places on average, of those that ask for the Hessian if any does.
    With many, squares of n numbers are too much; of the others, it is the one that arrives with most of the
    rates, and of those with as many, the one that holds least.

    Parameters
    ----------
    scores
        What is told of the rules, by name.
    """
    heavy = [name for name, score in scores.items() if score.needs.hessians]
    few = min(heavy or scores, key=lambda name: sum(scores[name].places))
    light = [name for name, score in scores.items() if not score.needs.held[2]] or list(scores)
    many = min(light, key=lambda name: (-scores[name].arrived, scores[name].needs.numbers(MANY)))
    return few, many


def advice_in_words(scores: Mapping[str, RuleScore], names: Mapping[str, str]) -> dict[str, str | int]:
    """Return who is `advised`, and on how many grounds the first of them came first or second."""
    few, many = advised(scores)
    small, large, score = names[few], names[many], scores[few]
    top = sum(place <= 2 and arrives for place, arrives in zip(score.places, score.arrives, strict=True))
    return {"small": small, "large": large, "top": top, "grounds": len(score.places)}


def _written(score: RuleScore) -> str:
    return score.held.replace("^2", "²")


def _always_first(races: Sequence[RankedRace]) -> bool:
    return any(all(race.place(rule) == 1 for race in races) for rule in races[0].order)
