"""What lessons share in which rules race: who races, where, and what all of them are called."""

from __future__ import annotations

from collections.abc import Mapping

from gdmath import RuleFamily
from scenes.kit.lessons.attribute_checks import check_races
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.runs.race_entries import RACE_GROUNDS, RACE_RATES, RACE_RULES
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout
from scenes.kit.style.rule_colors import rule_colors


class RaceLesson(Lesson):
    """A lesson on fair races of rules; a subclass changes who races, or where, in one line.

    Attributes
    ----------
    rules
        What returns each rule for a learning rate, by name.
    surfaces
        By name where they race.
    rates
        The learning rates that each rule tries on each surface.

    Notes
    -----
    Once `setup` has raced all of them, a lesson has ``races``, one for each surface, in order; ``first``, the
    first of these; ``names`` and ``colors`` of the rules by their names, ``heads`` of the surfaces in order,
    as they stand on the picture; ``spoken``, what rules and surfaces are called in lines, by name; and
    ``spoken_grounds``, those of the surfaces in order.
    """

    words = {
        "gradient_descent": "plain",
        "heavy_ball": "momentum",
        "nesterov": "Nesterov",
        "adagrad": "AdaGrad",
        "rmsprop": "RMSProp",
        "adam": "Adam",
        "damped_newton": "Newton",
        "Rosenbrock": "Rosenbrock's valley",
        "Himmelblau": "Himmelblau",
        "Beale": "Beale",
        "saddle": "saddle",
        "plateau": "plateau",
        "two Gaussians": "two Gaussians",
        "noisy valley": "noisy valley",
    }
    rules: Mapping[str, RuleFamily] = RACE_RULES
    surfaces: Mapping[str, RaceGround] = RACE_GROUNDS
    rates: tuple[float, ...] = RACE_RATES
    shapes = (layout.Shape.WIDE,)

    def setup(self) -> None:
        """Race all rules on all surfaces."""
        super().setup()
        check_races(self.rules, self.surfaces)
        colors = rule_colors(self.rules)
        self.colors = dict(zip(self.rules, colors, strict=True))
        self.names = {rule: self.named(rule) for rule in self.rules}
        self.heads = [self.named(surface) for surface in self.surfaces]
        # Lines are told in English, and translated as a whole.
        self.spoken = {name: RaceLesson.words.get(name, name) for name in (*self.rules, *self.surfaces)}
        self.spoken_grounds = [self.spoken[name] for name in self.surfaces]
        self.races = [RankedRace(ground, self.rules, self.rates, colors) for ground in self.surfaces.values()]
        self.first = self.races[0]

    def is_told_by(self, lesson: type[RaceLesson], surface: str) -> bool:
        """Return whether what a lesson says of one of its surfaces holds here: the same rules and rates race.

        Parameters
        ----------
        lesson
            Whose lines they are: this lesson's class, or an ancestor.
        surface
            Its name; it need not be one of this lesson's.
        """
        ground = self.surfaces.get(surface)
        is_same_race = self.rules is lesson.rules and self.rates is lesson.rates
        return is_same_race and ground is not None and ground is lesson.surfaces.get(surface)

    def named(self, name: str) -> str:
        """Return what a rule or a surface is called on the picture: one of one's own, by its name."""
        return self.word(name) if name in RaceLesson.words else name
