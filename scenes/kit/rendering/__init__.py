"""How the frames of a scene come into a film, sooner than Manim alone brings them there."""
