"""Colour, type, boxes, ticks and motion by role."""
