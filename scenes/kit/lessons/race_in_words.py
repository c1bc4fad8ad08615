"""What is said of races: who comes first and last, and whether anybody is first everywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.numbers import short


def aim_in_words(ground: RaceGround) -> str:
    """Return the value of J at which a rule has arrived, as a line asks for it."""
    return short(ground.height)


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
    always = [rule for rule in races[0].order if all(race.place(rule) == 1 for race in races)]
    return "Here, one rule is first everywhere." if always else "No rule is first everywhere."
