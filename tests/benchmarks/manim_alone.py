"""Manim's command where no process can be forked: ``python -m tests.benchmarks.manim_alone render …``."""

from unittest.mock import patch

from manim.__main__ import main

if __name__ == "__main__":
    with patch("scenes.kit.lessons.own_renderer.may_fork", lambda: False):
        main()
