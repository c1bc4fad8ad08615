"""How long the films of a beat take to draw, and how large their page becomes.

The constants are in the middle of what beats of our lessons take on one core, in the plane and in space; most
of these take from half as much to twice as much.
"""

from collections.abc import Sequence

from rich.filesize import decimal

from scenes.production.build.progress import roughly
from scenes.production.build.protocol import LengthFound
from scenes.production.outputs.explore.page import bytes_in_page
from scenes.production.outputs.explore.variants import Variant

_SECONDS_A_PIXEL = 25e-9
_BYTES_A_SECOND = 40
"""Of a film, for each pixel of its width: in a picture twice as wide, the edges are twice as long."""


class Estimates:
    """Tells what is ahead.

    Parameters
    ----------
    variants : sequence of Variant
        The beat at all values that are to be on a page.
    to_do : sequence of Variant
        Those of them that are to be drawn.
    jobs : int
        How many processes draw at once, at most as many as are to be drawn.
    """

    def __init__(self, variants: Sequence[Variant], to_do: Sequence[Variant], jobs: int) -> None:
        self._variants, self._to_do, self._jobs = variants, to_do, jobs
        self._quality = to_do[0].planned.edition.quality

    def before(self, length: LengthFound) -> str:
        """Return a line for when none is drawn.

        Parameters
        ----------
        length : LengthFound
            Of one film. Where it had a core for a part of the time only, so will those have who draw.
        """
        quality, count = self._quality, len(self._to_do)
        plays = length.frames / quality.frame_rate
        pixels = length.frames * quality.width * quality.height
        had_core = min(length.at_work / length.seconds, 1)
        drawing = length.seconds + pixels * _SECONDS_A_PIXEL / had_core
        size = round(plays * quality.width * _BYTES_A_SECOND)
        return (
            f"{self._to_do[0].beat_name}: {count} film{'s' * (count > 1)} of {plays:.1f} s at "
            f"{quality.width}×{quality.height}: about {self._time(drawing, count)} of drawing, "
            f"about {self._size(size, digits=1)}"
        )

    def after(self, first: Variant, seconds: float) -> str:
        """Return a line for when one film is drawn, and others are to be.

        Parameters
        ----------
        first : Variant
            That one.
        seconds : float
            Which it has taken.
        """
        left = self._time(seconds, len(self._to_do) - 1)
        size = self._size(first.files.movie.stat().st_size, digits=2)
        return f"{first.beat_name}: after the first film, about {left} left, about {size}"

    def _time(self, each: float, count: int) -> str:
        return roughly(each * count / self._jobs)

    def _size(self, each: int, digits: int) -> str:
        size = bytes_in_page(len(self._variants) * each)
        return decimal(int(float(f"{size:.{digits}g}"))).replace(".0 ", " ")
