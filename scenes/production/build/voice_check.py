"""A voice is tried out before anything renders."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from scenes.production.build.patience import PATIENCE
from scenes.production.build.protocol import VoiceJob
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.voice.choice import Service, Voice
from scenes.script.screenplay import Part


def check_voice(root: Path, voice: Voice, parts: Sequence[Part], patience: float = PATIENCE) -> None:
    """Make sure that a voice can speak these parts.

    Parameters
    ----------
    root : Path
        The lecture's folder.
    voice : Voice
        Its takes are looked for, or its service is started in a process of its own, for that imports Manim.
    parts : sequence of Part
        What it will speak.
    patience : float
        Seconds that a service may take to start.

    Raises
    ------
    ValueError
        If it cannot: one line that tells why.
    """
    voice.check(parts)
    if isinstance(voice, Service):
        share_out(root, 1, _start_service, [voice], patience)


def _start_service(server: RenderServer, service: Service) -> None:
    with tempfile.TemporaryDirectory(prefix="lecture-voice-") as folder:
        job = VoiceJob(module=service.module, name=service.name)
        try:
            server.run(job, service.choice, Path(folder, "voice.log"))
        except RenderFailedError as error:
            raise ValueError(error.reason) from error
