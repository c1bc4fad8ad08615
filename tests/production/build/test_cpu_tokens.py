"""A token belongs to a process, and ends with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scenes.production.build.cpu_tokens import CpuTokens

HOLD = (
    "import os; from scenes.production.build.cpu_tokens import CpuTokens\n"
    "CpuTokens.inherited(os.environ).take(); print('taken', flush=True); input()"
)
TRY = (
    "import os, sys; from scenes.production.build.cpu_tokens import CpuTokens\n"
    "CpuTokens.inherited(os.environ).take(lambda: sys.exit('there is none'))"
)


@pytest.fixture
def tokens() -> Iterator[CpuTokens]:
    """Two tokens."""
    made = CpuTokens.of(2)
    yield made
    made.close()


def start(tokens: CpuTokens, program: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, **tokens.environment()},
        pass_fds=tokens.descriptors,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def holder(tokens: CpuTokens) -> "Iterator[subprocess.Popen[str]]":
    """Yield a process that holds a token, until it is ended."""
    with start(tokens, HOLD) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "taken\n"
        yield process
        process.kill()


def is_free(tokens: CpuTokens) -> bool:
    with start(tokens, TRY) as process:
        _, errors = process.communicate()
    assert errors in ("", "there is none\n")
    return process.returncode == 0


def test_there_are_as_many_as_were_made(tokens: CpuTokens) -> None:
    with holder(tokens):
        assert is_free(tokens)
        with holder(tokens):
            assert not is_free(tokens)


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGKILL])
def test_a_process_gives_its_token_back_however_it_ends(
    tokens: CpuTokens, number: signal.Signals | None
) -> None:
    with holder(tokens), holder(tokens) as process:
        assert not is_free(tokens)
        process.communicate("\n") if number is None else process.send_signal(number)
        process.wait()
        assert is_free(tokens)


def test_a_stopped_process_holds_its_token_until_it_is_killed(tokens: CpuTokens) -> None:
    with holder(tokens), holder(tokens) as process:
        process.send_signal(signal.SIGSTOP)
        assert not is_free(tokens)
        process.kill()
        process.wait()
        assert is_free(tokens)


def test_none_are_inherited_from_nobody() -> None:
    assert CpuTokens.inherited({}) is None
