from typing import Any

import pytest

from scenes.production.build import protocol
from scenes.production.build.protocol import (
    AtWork,
    BeatStarted,
    ClipRefused,
    ClipsJob,
    Done,
    Envelope,
    Event,
    Failed,
    FramesDrawn,
    Job,
    RenderJob,
    StillJob,
    VoiceJob,
    WaitingForCore,
)

SCENE: dict[str, Any] = {
    "screenplay": "talk.toml",
    "module": "scenes.line_fit",
    "scene": "LineFit",
    "width": 854,
    "height": 480,
    "media": "/m é",
    "theme": "light",
    "language": "",
}
JOBS = [
    RenderJob(**SCENE, frame_rate=15, workers=2, voice=None),
    RenderJob(**SCENE, frame_rate=15, workers=2, voice="takes:/my takes"),
    ClipsJob(
        **SCENE,
        frame_rate=15,
        format="webm",
        is_transparent=True,
        beats={"/a/LineFit.webm": None, "/a/LineFit.data.webm": "data"},
    ),
    StillJob(**SCENE, target="/a/thumbnail.png"),
    VoiceJob(module="voices", name="Mine"),
]
EVENTS = [
    BeatStarted(name="data"),
    FramesDrawn(count=3),
    AtWork(),
    WaitingForCore(),
    ClipRefused(reason='a "photo"\nis pixels'),
    Done(),
    Failed(reason="KeyError: 'no such beat'"),
    Failed(reason="its process was ended by SIGTERM", left_behind=True),
]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: type(job).__name__)
def test_a_job_is_read_as_it_was_sent_in_one_line(job: Job) -> None:
    line = protocol.line_of(Envelope(job, "/a/render.log"))
    assert line.index(b"\n") == len(line) - 1
    assert protocol.read_job(line) == Envelope(job, "/a/render.log")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_is_read_as_it_was_sent_in_one_line(event: Event) -> None:
    line = protocol.line_of(event)
    assert line.index(b"\n") == len(line) - 1
    assert protocol.read_event(line) == event


@pytest.mark.parametrize("line", [b"Beat data\n", b'{"type":"Done","extra":', b'{"type":"Over"}\n', b"{}\n"])
def test_anything_else_is_no_event(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|[Ii]nvalid|missing|truncated"):
        protocol.read_event(line)
