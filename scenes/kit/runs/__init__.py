"""Runs: finished descents at a clock, which everything that moves reads."""
