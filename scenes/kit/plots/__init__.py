"""Plots in the plane, and what is drawn in them."""
