"""Lectures that are spoken: whose voice it is, and the film's sound."""
