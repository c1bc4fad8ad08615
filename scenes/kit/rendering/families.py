"""Families of mobjects, listed as Manim lists them, in less time: each play asks for them many times."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Mobject


def family(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """Return mobjects and all their parts, each once: where it comes last."""
    found: list[Mobject] = []
    for mobject in mobjects:
        _add(mobject, found, [])
    found.reverse()
    return list(dict.fromkeys(found))[::-1]


def _add(mobject: Mobject, found: list[Mobject], within: list[Mobject]) -> None:
    found.append(mobject)
    if mobject.submobjects:
        within.append(mobject)
        for part in mobject.submobjects:
            if not part.submobjects:
                found.append(part)
            elif part not in within:
                _add(part, found, within)
        within.pop()


def without(mobjects: Iterable[Mobject], removed: set[Mobject]) -> list[Mobject]:
    """Return mobjects without some; where one of these is part of another, the rest of that in its place."""
    kept: list[Mobject] = []
    for mobject in mobjects:
        if mobject in removed:
            continue
        inside = removed.intersection(family([mobject])) if mobject.submobjects else None
        if inside:
            kept += without(mobject.submobjects, inside)
        else:
            kept.append(mobject)
    return kept
