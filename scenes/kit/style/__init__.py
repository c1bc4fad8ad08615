"""Colour, type, numbers, boxes, ticks and motion by role."""
