"""Mobjects that draw themselves from arrays."""
