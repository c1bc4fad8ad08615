"""Lessons seen while they are written: the page, its server, and the processes that draw for it."""
