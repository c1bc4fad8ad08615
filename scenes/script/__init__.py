"""What lessons and films both read: screenplays, captions, manifests. Free of Manim."""
