"""Lessons stepped through and drawn for a page, in processes that have loaded Manim."""
