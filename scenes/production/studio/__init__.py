"""Where lessons are drawn and encoded; the only part of production that runs Manim."""
