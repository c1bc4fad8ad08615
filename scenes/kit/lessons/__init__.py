"""The base classes of lessons, and what checks and describes them."""
