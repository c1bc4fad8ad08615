"""A beat drawn at each of several values, by several processes."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Flag
from typing import TYPE_CHECKING

from scenes.production.build.freshness import clear_stamp, write_stamp
from scenes.production.build.progress import Steps
from scenes.production.build.protocol import (
    BeatJob,
    ClipRefused,
    Event,
    FramesDrawn,
    LengthFound,
    LengthJob,
    TrialJob,
)
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.scene_fields import SceneFields, scene_fields
from scenes.production.build.sources import Sources
from scenes.production.outputs.explore.estimates import Estimates
from scenes.production.outputs.explore.variants import Variant

if TYPE_CHECKING:
    from rich.console import Console


class Drawing:
    """Draws a beat at several values, and tells how long it takes and how large the page becomes.

    That is told twice: before any is drawn, and when the one in the middle is, with which the work begins.

    Parameters
    ----------
    variants : sequence of Variant
        The beat at all values that are to be on a page.
    to_do : sequence of Variant
        Those of them that are to be drawn.
    expected : int
        About how many frames each has, as far as one can tell before the lesson is gone through.
    jobs : int
        How many processes draw at once.
    console : Console
        Where to show how far it is.
    tell : callable
        Told a line.
    """

    def __init__(
        self,
        variants: Sequence[Variant],
        to_do: Sequence[Variant],
        expected: int,
        jobs: int,
        console: "Console",
        tell: Callable[[str], None],
    ) -> None:
        self._to_do, self._expected, self._console, self._tell = to_do, expected, console, tell
        self._jobs = min(jobs, len(to_do))
        self._estimates = Estimates(variants, to_do, self._jobs)
        self._middle = to_do[len(to_do) // 2]
        self._sources = Sources.of(self._middle.planned)
        self._refused: list[str] = []
        self._is_tried, self._middle_fails = Flag(), False
        self._steps: Steps
        self._rooms: deque[Path] = deque()

    def run(self, root: Path) -> list[str]:
        """Draw.

        Parameters
        ----------
        root : Path
            The lecture's folder.

        Returns
        -------
        list of str
            Why some are not drawn, one line each; what is drawn stays.

        Raises
        ------
        ValueError
            If the lesson cannot be with some of the values: one line, before any is drawn.
        """
        with TemporaryDirectory() as temporary, ExitStack() as shown:
            # The texts that Manim sets lie apart for each process.
            self._rooms.extend(Path(temporary, str(i)) for i in range(self._jobs))
            failures = share_out(root, self._jobs, self._work, self._in_order(shown))
        if self._refused:
            first, *others = self._refused
            count = f" ({len(self._refused)} of the {len(self._to_do)} values are refused)"
            raise ValueError(first + (count if others else ""))
        return list(dict.fromkeys(filter(None, failures)))

    def _in_order(self, shown: ExitStack) -> Iterator[Variant | None]:
        """Yield the trial, None, and when that is over, what is to be drawn."""
        yield None
        self._is_tried.wait()
        if self._refused:
            return
        total = self._expected * len(self._to_do)
        self._steps = shown.enter_context(Steps(self._console, self._middle.beat_name, total, log=self._tell))
        if not self._middle_fails:
            yield self._middle
        yield from (variant for variant in self._to_do if variant is not self._middle)

    def _work(self, server: RenderServer, variant: Variant | None) -> str:
        """Draw one, or try all; return why one cannot be drawn, if that is so."""
        room = self._rooms.popleft()
        try:
            if variant is None:
                return self._try_out(server, room)
            began = time.monotonic()
            failure = self._draw(server, variant, room)
            if variant is self._middle and not failure and len(self._to_do) > 1:
                self._tell(self._estimates.after(variant, time.monotonic() - began))
            return failure
        except RenderFailedError as error:
            return str(error)
        finally:
            self._rooms.append(room)
            self._is_tried.set()

    def _try_out(self, server: RenderServer, room: Path) -> str:
        """Find out what the lesson says of the values; if it refuses none, how long it plays."""
        middle = self._middle

        def handle(event: Event) -> None:
            if isinstance(event, ClipRefused):
                self._refused.append(f"{middle.planned.part.scene} at {event.reason}")

        values = tuple(variant.values for variant in self._to_do)
        rate = middle.planned.edition.quality.frame_rate
        job = TrialJob(**_scene(middle, room), frame_rate=rate, values=values)
        server.run(job, middle.planned.part.scene, middle.files.log, handle)
        return "" if self._refused else self._measure(server, room)

    def _measure(self, server: RenderServer, room: Path) -> str:
        """Find out how long the middle one plays, and tell what is ahead; return nothing, for no failure."""
        middle = self._middle

        def handle(event: Event) -> None:
            if isinstance(event, LengthFound):
                self._expected = event.frames
                self._tell(self._estimates.before(event))

        job = LengthJob(
            **_scene(middle, room),
            frame_rate=middle.planned.edition.quality.frame_rate,
            beat=middle.beat,
            values=middle.values,
        )
        try:
            server.run(job, middle.name, middle.files.log, handle)
        except RenderFailedError:
            self._middle_fails = True
            raise
        return ""

    def _draw(self, server: RenderServer, variant: Variant, room: Path) -> str:
        files = variant.files
        clear_stamp(files)
        files.folder.mkdir(parents=True, exist_ok=True)
        job = BeatJob(
            **_scene(variant, room),
            frame_rate=variant.planned.edition.quality.frame_rate,
            beat=variant.beat,
            values=variant.values,
            target=str(files.movie),
        )
        with self._steps.share(self._expected) as tick:

            def handle(event: Event) -> None:
                if isinstance(event, FramesDrawn):
                    tick(event.count)

            server.run(job, variant.name, files.log, handle)
        if not self._sources.are_unchanged():
            return f"{variant.planned.part.scene}: what it is made from was changed meanwhile: run this again"
        write_stamp(files, variant.fingerprint)
        return ""


def _scene(variant: Variant, media: Path) -> SceneFields:
    planned = variant.planned
    return scene_fields(planned.screenplay, planned.part, planned.edition, media)
