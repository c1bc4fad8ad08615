"""How many examples each property is tried on: the same few in every run, many by `make attack`."""

from hypothesis import settings

settings.register_profile("few", max_examples=30, derandomize=True, deadline=None, database=None)
settings.register_profile("many", max_examples=500, deadline=None)
settings.load_profile("few")  # Hypothesis' own option, read after this, may choose the other
