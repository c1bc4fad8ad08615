"""How videos are encoded wherever Manim runs: as the project's `manim.cfg` says.

Manim reads that file only in the project's folder. In others, as those of lectures and notebooks are,
films would lack the colour tags without which browsers show HD colours wrongly.
"""

from __future__ import annotations

from configparser import RawConfigParser

from manim import config

from scenes.script.project import MANIM_CONFIG


def encoder_options() -> dict[str, str]:
    """Return the encoder's options: those Manim is configured with, and the others of the project's file."""
    chosen, ours = config.video_encoder_options, dict(project_config()["video_encoder.options"])
    if "crf" in chosen and chosen["crf"] != ours.get("crf"):
        ours.pop("x264-params", None)  # its quantizer would win over a chosen quality
    return {**ours, **chosen}


def project_config() -> RawConfigParser:
    """Return the project's `manim.cfg`."""
    parser = RawConfigParser()
    parser.read(MANIM_CONFIG, encoding="utf-8")
    return parser
