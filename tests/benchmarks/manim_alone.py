"""Manim's command where no process can be forked: ``python -m tests.benchmarks.manim_alone render …``."""

from manim.__main__ import main

from scenes.kit.lessons import own_renderer

if __name__ == "__main__":
    own_renderer.may_fork = lambda: False
    main()
