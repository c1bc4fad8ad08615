"""One picture becomes another: what is painted in the one goes to its place in the other."""

from __future__ import annotations

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Mobject, ReplacementTransform

from scenes.kit.painted.painted import Painted


def reshaped(first: Mobject, second: Mobject) -> Animation:
    """Return the animation in which something painted becomes what it is in another picture.

    On its way it is seen whole, whatever windows the two are seen through. Where it has not as many points
    in both, as a graph that is in more pieces in a wider window, the one fades and the other appears.

    Parameters
    ----------
    first, second
        Painted mobjects, or groups of as many, in their order.
    """
    pairs = list(zip(_painted(first), _painted(second), strict=True))
    if any(len(one.points) != len(other.points) for one, other in pairs):
        return AnimationGroup(FadeOut(first), FadeIn(second))
    first.clear_updaters()
    for one, _ in pairs:
        one.window = None
    return ReplacementTransform(first, second)


def _painted(mobject: Mobject) -> list[Painted]:
    return [part for part in mobject.get_family() if isinstance(part, Painted)]
