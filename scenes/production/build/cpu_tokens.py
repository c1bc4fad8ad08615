"""CPU tokens shared between the processes of one command: whoever holds one may use a core."""

from __future__ import annotations

import os
from collections.abc import Mapping

_VARIABLE = "LECTURE_CPU_TOKENS"


class CpuTokens:
    """As many tokens as processes may work at once, each a byte in a pipe.

    A process inherits the pipe by its two numbers, which `environment` passes on.

    Parameters
    ----------
    reading, writing
        File descriptors of the pipe.
    """

    def __init__(self, reading: int, writing: int) -> None:
        self.descriptors = (reading, writing)

    @classmethod
    def of(cls, count: int) -> CpuTokens:
        """Make so many free tokens."""
        tokens = cls(*os.pipe())
        for _ in range(count):
            tokens.free()
        return tokens

    @classmethod
    def inherited(cls, environment: Mapping[str, str]) -> CpuTokens | None:
        """Return the tokens that the command which started this process shares with it, if any."""
        if _VARIABLE not in environment:
            return None
        reading, writing = map(int, environment[_VARIABLE].split(","))
        return cls(reading, writing)

    def environment(self) -> dict[str, str]:
        """Return what tells a process that inherits the descriptors about them."""
        return {_VARIABLE: ",".join(map(str, self.descriptors))}

    def take(self) -> None:
        """Wait for a free token, and take it."""
        os.read(self.descriptors[0], 1)

    def free(self) -> None:
        """Give a token back."""
        os.write(self.descriptors[1], b".")

    def close(self) -> None:
        """Close this process's ends of the pipe."""
        for descriptor in self.descriptors:
            os.close(descriptor)
