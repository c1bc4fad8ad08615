"""Placeholder until the knobs' own file is merged."""

from collections.abc import Mapping, Sequence

import msgspec


class Knob(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute of a lesson that can be turned."""

    name: str
    kind: str
    value: str
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    low2: float = 0.0
    high2: float = 1.0
    is_logarithmic: bool = False
    choices: tuple[str, ...] = ()
    told: str = ""


def as_subclass(module: str, scene: str, values: Mapping[str, str], knobs: Sequence[Knob] = ()) -> str:
    """Return the lines that define a lesson with other values."""
    lines = "".join(f"    {name} = {value}\n" for name, value in values.items())
    return f"from {module} import {scene}\n\n\nclass My{scene}({scene}):\n{lines}"
