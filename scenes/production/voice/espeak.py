"""A voice that needs no network: espeak-ng, as a speech service of manim-voiceover."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from manim_voiceover.services.base import SpeechService

WORDS_PER_MINUTE = 150


class EspeakService(SpeechService):
    """Speaks by the program espeak-ng.

    Subclass it for another voice or speed, and name that class as the voice::

        class Scottish(EspeakService):
            voice = "en-gb-scotland"

    Attributes
    ----------
    voice : str
        One of those that `espeak-ng --voices` lists.
    speed : int
        Words a minute.
    """

    voice = "en-gb"
    speed = WORDS_PER_MINUTE

    def __init__(self, **kwargs: Any) -> None:
        if shutil.which("espeak-ng") is None:
            raise ValueError("espeak-ng is not installed: install your system's package espeak-ng")
        super().__init__(**kwargs)

    def generate_from_text(self, text: str, cache_dir: Any = None, path: Any = None, **kwargs: object) -> Any:
        """Write a text as a WAV file, without a pause at its end, and tell where."""
        data: dict[str, Any] = {
            "input_text": text,
            "service": "espeak-ng",
            "voice": self.voice,
            "speed": self.speed,
        }
        audio = path or f"{self.get_audio_basename(data)}.wav"
        target = Path(cache_dir or self.cache_dir, audio)
        command = ["espeak-ng", "-v", self.voice, "-s", str(self.speed), "-z", "-w", str(target), "--", text]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ValueError(f"espeak-ng: {done.stderr.strip()}")
        return {"input_text": text, "input_data": data, "original_audio": audio}
