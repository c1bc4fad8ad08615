import os
import subprocess
import sys

from scenes.production.build.cpu_tokens import CpuTokens


def is_empty(tokens: CpuTokens) -> bool:
    os.set_blocking(tokens.descriptors[0], False)
    try:
        os.read(tokens.descriptors[0], 1)
    except BlockingIOError:
        return True
    finally:
        os.set_blocking(tokens.descriptors[0], True)
    return False


def test_there_are_as_many_as_were_made() -> None:
    tokens = CpuTokens.of(2)
    tokens.take()
    tokens.take()
    assert is_empty(tokens)
    tokens.free()
    tokens.take()
    tokens.close()


def test_another_process_takes_and_frees_the_same_tokens() -> None:
    tokens = CpuTokens.of(1)
    program = (
        "import os; from scenes.production.build.cpu_tokens import CpuTokens\n"
        "tokens = CpuTokens.inherited(os.environ); tokens.take(); tokens.free(); tokens.free()"
    )
    environment = {**os.environ, **tokens.environment()}
    subprocess.run([sys.executable, "-c", program], env=environment, pass_fds=tokens.descriptors, check=True)
    tokens.take()
    tokens.take()
    assert is_empty(tokens)
    tokens.close()


def test_none_are_inherited_from_nobody() -> None:
    assert CpuTokens.inherited({}) is None
