"""Placeholder until the stage is merged."""


class TakeEndedError(Exception):
    """The take has ended before this frame."""
