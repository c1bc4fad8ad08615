import os
import subprocess
import sys

from scenes.production.slots import Slots


def is_empty(slots: Slots) -> bool:
    os.set_blocking(slots.descriptors[0], False)
    try:
        os.read(slots.descriptors[0], 1)
    except BlockingIOError:
        return True
    finally:
        os.set_blocking(slots.descriptors[0], True)
    return False


def test_there_are_as_many_as_were_made() -> None:
    slots = Slots.of(2)
    slots.take()
    slots.take()
    assert is_empty(slots)
    slots.free()
    slots.take()
    slots.close()


def test_another_process_takes_and_frees_the_same_slots() -> None:
    slots = Slots.of(1)
    program = (
        "import os; from scenes.production.slots import Slots\n"
        "slots = Slots.inherited(os.environ); slots.take(); slots.free(); slots.free()"
    )
    environment = {**os.environ, **slots.environment()}
    subprocess.run([sys.executable, "-c", program], env=environment, pass_fds=slots.descriptors, check=True)
    slots.take()
    slots.take()
    assert is_empty(slots)
    slots.close()


def test_none_are_inherited_from_nobody() -> None:
    assert Slots.inherited({}) is None
