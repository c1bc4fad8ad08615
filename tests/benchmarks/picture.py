"""The peers' times as bars, for the README."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

from scenes.script.themes import THEME, THEMES

PALETTE = THEMES[THEME]

COLOURS = {
    "stock Manim": PALETTE.muted,
    "Matplotlib": PALETTE.residual,
    "ours, one process": PALETTE.second_parameter,
    "ours": PALETTE.objective,
}

SECONDS = (0.5, 1, 2, 5, 10, 20, 50)
"""Marked on the scale."""


def draw(times: Mapping[str, Mapping[str, float]], target: Path) -> None:
    """Draw seconds for a second of film, by film and by who draws it, on a scale of powers of ten."""
    plt.rcParams.update({"text.color": PALETTE.text, "axes.labelcolor": PALETTE.text, "font.size": 11})
    figure, axes = plt.subplots(figsize=(8, 3.6), dpi=110, facecolor=PALETTE.background)
    axes.set_facecolor(PALETTE.background)
    height = 0.8 / len(COLOURS)
    for row, by in enumerate(times.values()):
        for k, (who, colour) in enumerate(COLOURS.items()):
            place = row + (k - (len(COLOURS) - 1) / 2) * height
            axes.barh(place, by[who], height, color=colour, label=who if row == 0 else None)
            axes.text(by[who] * 1.06, place, _written(by[who]), va="center", color=PALETTE.text, fontsize=9)
    axes.axvline(1, color=PALETTE.step, linestyle="--", linewidth=1, zorder=0)
    axes.text(1.04, -0.72, "as long as it takes to watch", color=PALETTE.step, fontsize=9)
    axes.set_yticks(range(len(times)), list(times), color=PALETTE.text)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xticks(SECONDS, [f"{seconds:g}" for seconds in SECONDS])
    axes.minorticks_off()
    axes.set_xlabel(f"seconds of rendering for a second of film, 1080p60, {os.cpu_count()} cores")
    axes.tick_params(colors=PALETTE.muted)
    axes.spines[:].set_visible(False)
    axes.legend(facecolor=PALETTE.panel, edgecolor="none", labelcolor=PALETTE.text, fontsize=9)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, bbox_inches="tight")
    plt.close(figure)


def _written(seconds: float) -> str:
    """Return two digits of a small number, and all of a large one."""
    return f"{seconds:.2g}" if seconds < 10 else f"{seconds:.0f}"
