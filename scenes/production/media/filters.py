"""FFmpeg's filters: what has come out of one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from av.filter.context import FilterContext
    from av.frame import Frame

_Frame = TypeVar("_Frame", bound="Frame")


def pulled(sink: "FilterContext", kind: type[_Frame]) -> Iterator[_Frame]:
    """Yield what has come out of a filter by now: pictures, or pieces of sound."""
    from av.error import BlockingIOError, EOFError

    while True:
        try:
            frame = sink.pull()
        except (BlockingIOError, EOFError):
            return
        assert isinstance(frame, kind)
        yield frame
