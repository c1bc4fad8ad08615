"""What lessons are made of: their look, their beats, their plots."""
