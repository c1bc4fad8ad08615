"""Looping GIFs: small, and near the film in their colours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.decoding import in_rgb, pictures
from scenes.production.media.filters import pulled

if TYPE_CHECKING:
    from av import VideoFrame
    from av.filter import Graph
    from av.filter.context import FilterContext

HEIGHT = 480
"""Pixels; a film that is smaller stays as it is."""

BYTES_PER_SECOND = 600_000
"""At most: 3 MB for five seconds."""

ATTEMPTS = ((256, 15), (128, 15), (128, 7.5), (64, 7.5), (32, 7.5))
"""Colours of the palette and pictures a second, until the file is small enough; 15 divides every frame
rate of ours, so that each picture stands equally long."""

HUNDREDTH = Fraction(1, 100)
"""A GIF's unit of time, in seconds."""


@dataclass(frozen=True)
class Stretch:
    """A piece of a movie: `frames` from `start` on, at `frame_rate`."""

    movie: Path
    start: int
    frames: int
    frame_rate: int


def write_gif(stretch: Stretch, target: Path, tick: Callable[[int], None]) -> None:
    """Write a piece of a movie as a GIF that loops for ever.

    FFmpeg chooses its palette from all of its pictures, and replaces colours by their nearest
    without dithering: on flat colours that is exact, and what stands still stays unchanged, which
    costs nothing. Only a clip too large for its length is written again with fewer colours and
    pictures.

    Parameters
    ----------
    stretch : Stretch
        What to show.
    target : Path
        The GIF. It is written in place: pass a temporary path.
    tick : callable
        Called with numbers of frames as they are looked at: the whole piece twice, once for its palette.
    """
    for colors, rate in ATTEMPTS:
        every = max(1, round(stretch.frame_rate / rate))
        _write(stretch, every, colors, target, tick)
        if target.stat().st_size <= BYTES_PER_SECOND * stretch.frames / stretch.frame_rate:
            break


def _write(stretch: Stretch, every: int, colors: int, target: Path, tick: Callable[[int], None]) -> None:
    import av

    first = next(_small(stretch, every))
    palette = _palette(stretch, every, colors, tick)
    hundredths = Fraction(100 * every, stretch.frame_rate)
    options = {"loop": "0", "final_delay": str(round(hundredths))}
    with av.open(target, "w", format="gif", options=options) as container:
        stream = container.add_stream("gif", rate=100)
        stream.width, stream.height, stream.pix_fmt = first.width, first.height, "pal8"
        for i, picture in enumerate(_in_palette(stretch, every, palette, tick)):
            picture.pts, picture.time_base = round(i * hundredths), HUNDREDTH
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))


def _small(stretch: Stretch, every: int) -> Iterator["VideoFrame"]:
    """Yield every n-th picture, as high as a GIF is, in red, green and blue."""
    shown = pictures(stretch.movie, stretch.start, stretch.frames, stretch.frame_rate)
    for i, picture in enumerate(islice(shown, 0, None, every)):
        small = in_rgb(picture, HEIGHT)
        small.pts, small.time_base = i, HUNDREDTH
        yield small


def _palette(stretch: Stretch, every: int, colors: int, tick: Callable[[int], None]) -> "VideoFrame":
    """Return the colours that all pictures of a piece share."""
    from av import VideoFrame

    first = next(_small(stretch, every))
    _kept, [source], sink = _graph("palettegen", f"max_colors={colors}", first)
    for picture in _small(stretch, every):
        source.push(picture)
        tick(every)
    source.push(None)
    [palette] = pulled(sink, VideoFrame)
    return palette


def _in_palette(
    stretch: Stretch, every: int, palette: "VideoFrame", tick: Callable[[int], None]
) -> Iterator["VideoFrame"]:
    """Yield the pictures with each colour replaced by the palette's nearest."""
    from av import VideoFrame

    first = next(_small(stretch, every))
    _kept, [source, colors], sink = _graph("paletteuse", "dither=none", first, palette)
    colors.push(palette)
    colors.push(None)
    for picture in _small(stretch, every):
        source.push(picture)
        tick(every)
        yield from pulled(sink, VideoFrame)
    source.push(None)
    yield from pulled(sink, VideoFrame)


def _graph(
    name: str, options: str, *inputs: "VideoFrame"
) -> tuple["Graph", list["FilterContext"], "FilterContext"]:
    """Return one filter of FFmpeg's, the sources of its inputs, which are like these, and its sink.

    The graph itself has to outlive them.
    """
    from av.filter import Graph

    graph = Graph()
    chosen, sink = graph.add(name, options), graph.add("buffersink")
    sources = [
        graph.add_buffer(width=like.width, height=like.height, format=like.format, time_base=HUNDREDTH)
        for like in inputs
    ]
    for i, source in enumerate(sources):
        source.link_to(chosen, 0, i)
    chosen.link_to(sink)
    graph.configure()
    return graph, sources, sink
