"""Placeholder until the knobs' own file is merged."""

from collections.abc import Mapping

from scenes.production.live.told import Knob as Knob


def as_subclass(module: str, scene: str, values: Mapping[str, str]) -> str:
    """Return the lines that define a lesson with other values."""
    lines = "".join(f"    {name} = {value}\n" for name, value in values.items())
    return f"from {module} import {scene}\n\n\nclass My{scene}({scene}):\n{lines or '    pass' + chr(10)}"
