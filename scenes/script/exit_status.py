"""What the exit status of a process says."""

import signal


def how_it_ended(status: int) -> str:
    """Return what to say of a process that has ended before it should, from its exit status or -signal."""
    if status >= 0:
        return f"ended with status {status} before its work was done"
    told = f"was ended by {signal.Signals(-status).name}"
    return f"{told}; perhaps the machine has too little memory" if status == -signal.SIGKILL else told
