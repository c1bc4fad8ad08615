"""A speech service at work."""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from manim_voiceover.services.base import SpeechService

from scenes.script.atomic_write import replacing


def speak(module: str, name: str, line: str, stem: Path) -> Path:
    """Have a line spoken.

    Parameters
    ----------
    module, name : str
        The service's class.
    line : str
        What is said.
    stem : Path
        The file to write, but for its ending, which the service decides.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        If the service fails: one line that tells why.
    """
    service = started(module, name)
    with _unattended(module, name):
        # Private, but what manim-voiceover's own scenes call: it keeps to the service's speed and callback.
        said = service._wrap_generate_from_text(line)
        made = Path(service.cache_dir, said["final_audio"])
    target = stem.with_suffix(made.suffix)
    with replacing(target) as beside:
        shutil.copyfile(made, beside)
    return target


@cache
def started(module: str, name: str) -> SpeechService:
    """Return a speech service, ready to speak; it works in a folder that ends with this process.

    Raises
    ------
    ValueError
        If there is none, or it does not start: one line that tells why.
    """
    with _unattended(module, name):
        service: type[SpeechService] = getattr(import_module(module), name)
        return service(cache_dir=_working_folder().name, transcription_model=None)


@cache
def _working_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="lecture-speech-")


@contextmanager
def _unattended(module: str, name: str) -> Iterator[None]:
    """Answer no to what a service asks, so that it says what it lacks; raise that as one line."""
    former, sys.stdin = sys.stdin, io.StringIO("n\n" * 100)
    try:
        yield
    except (Exception, SystemExit) as error:
        why = " ".join(f"{error}".split()) or type(error).__name__
        raise ValueError(f"the voice {module}:{name} does not speak: {why}") from error
    finally:
        sys.stdin = former
