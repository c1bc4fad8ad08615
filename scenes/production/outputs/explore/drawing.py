"""A beat drawn at each of several values, by several processes."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Flag

from rich.filesize import decimal

from scenes.production.build.freshness import clear_stamp, write_stamp
from scenes.production.build.progress import Steps, roughly
from scenes.production.build.protocol import BeatJob, ClipRefused, Event, FramesDrawn, TrialJob
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.scene_fields import SceneFields, scene_fields
from scenes.production.build.sources import Sources
from scenes.production.outputs.explore.page import bytes_in_page
from scenes.production.outputs.explore.variants import Variant


class Drawing:
    """Draws a beat at several values: first one of them, which tells how long the others take.

    Parameters
    ----------
    variants : sequence of Variant
        The beat at all values that are to be on a page.
    to_do : sequence of Variant
        Those of them that are to be drawn.
    steps : Steps
        Counts frames as they are drawn.
    expected : int
        About how many frames each has.
    tell : callable
        Told in a line how long it will take, and how large the page will be.
    """

    def __init__(
        self,
        variants: Sequence[Variant],
        to_do: Sequence[Variant],
        steps: Steps,
        expected: int,
        tell: Callable[[str], None],
    ) -> None:
        self._variants, self._to_do, self._steps, self._expected = variants, to_do, steps, expected
        self._tell = tell
        self._first = to_do[len(to_do) // 2]
        self._sources = Sources.of(self._first.planned)
        self._refused: list[str] = []
        self._seconds: float | None = None  # that the first has taken
        self._first_is_over = Flag()
        self._rooms: deque[Path] = deque()

    def run(self, root: Path, jobs: int) -> list[str]:
        """Draw.

        Parameters
        ----------
        root : Path
            The lecture's folder.
        jobs : int
            How many processes draw at once.

        Returns
        -------
        list of str
            Why some are not drawn, one line each; what is drawn stays.

        Raises
        ------
        ValueError
            If the lesson cannot be with some of the values: one line, before any is drawn.
        """
        with TemporaryDirectory() as temporary:  # for the texts that Manim sets, apart for each process
            self._rooms.extend(Path(temporary, str(i)) for i in range(jobs))
            failures = share_out(root, jobs, self._work, self._in_order(jobs))
        if self._refused:
            first, *others = self._refused
            count = f" ({len(self._refused)} of the {len(self._to_do)} values are refused)"
            raise ValueError(first + (count if others else ""))
        return list(dict.fromkeys(filter(None, failures)))

    def _in_order(self, jobs: int) -> Iterator[Variant]:
        yield self._first
        self._first_is_over.wait()
        if self._refused:
            return
        if self._seconds is not None and len(self._to_do) > 1:
            self._tell(self._estimate(self._seconds, jobs))
        yield from (variant for variant in self._to_do if variant is not self._first)

    def _estimate(self, seconds: float, jobs: int) -> str:
        beat, rate = self._first.played()
        quality, count = self._first.planned.edition.quality, len(self._variants)
        left = seconds * (len(self._to_do) - 1) / jobs
        size = bytes_in_page(count * self._first.files.movie.stat().st_size)
        return (
            f"{count} values × {beat.frames / rate:.1f} s at {quality.width}×{quality.height}: "
            f"about {roughly(left)} of rendering, about {decimal(size)}"
        )

    def _work(self, server: RenderServer, variant: Variant) -> str:
        """Draw one; return why not, if it cannot be drawn."""
        room = self._rooms.popleft()
        try:
            if variant is self._first:
                return self._begin(server, room)
            return self._draw(server, variant, room)
        except RenderFailedError as error:
            return str(error)
        finally:
            self._rooms.append(room)
            if variant is self._first:
                self._first_is_over.set()

    def _begin(self, server: RenderServer, room: Path) -> str:
        """Find out what the lesson says of the values; draw the first, if it refuses none."""
        first = self._first

        def handle(event: Event) -> None:
            if isinstance(event, ClipRefused):
                self._refused.append(f"{first.planned.part.scene} at {event.reason}")

        values = tuple(variant.values for variant in self._to_do)
        rate = first.planned.edition.quality.frame_rate
        job = TrialJob(**_scene(first, room), frame_rate=rate, values=values)
        server.run(job, first.planned.part.scene, first.files.log, handle)
        if self._refused:
            return ""
        began = time.monotonic()
        failure = self._draw(server, first, room)
        self._seconds = time.monotonic() - began
        return failure

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
