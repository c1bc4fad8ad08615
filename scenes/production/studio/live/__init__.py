"""What `lecture live` does with a lesson where Manim is loaded."""
