"""How videos are encoded wherever Manim runs: as the project's `manim.cfg` says.

Manim reads that file only in the project's folder. In others, as notebooks are, films would lack
the colour tags without which browsers show HD colours wrongly.
"""

from __future__ import annotations

from configparser import RawConfigParser
from pathlib import Path

from manim import config

PROJECT_CONFIG = Path(__file__).parents[3] / "manim.cfg"


def encoder_options() -> dict[str, str]:
    """Return the encoder's options: those Manim is configured with, and the others of the project's file."""
    chosen, ours = config.video_encoder_options, _project_options()
    if "crf" in chosen and chosen["crf"] != ours.get("crf"):
        ours.pop("x264-params", None)  # its quantizer would win over a chosen quality
    return {**ours, **chosen}


def _project_options() -> dict[str, str]:
    parser = RawConfigParser()
    parser.read(PROJECT_CONFIG, encoding="utf-8")
    section = "video_encoder.options"
    return dict(parser[section]) if section in parser else {}
