"""The small lecture of tests/production, to be attacked."""

from tests.production.conftest import rendered, rendered_once

__all__ = ["rendered", "rendered_once"]
