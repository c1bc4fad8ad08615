"""Surfaces and marks in three dimensions, as a panel of a flat scene."""
