"""Whether the captions of a beat can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scenes.script.captions import LINE_LENGTH, READING_SPEED, Caption

ROWS = 2


def caption_faults(captions: Sequence[Caption], frame_rate: int) -> Iterator[str]:
    """Yield what is wrong with captions: too long for two rows, or gone before they are read."""
    for caption in captions:
        rows, seconds = caption.text.split("\n"), caption.frames / frame_rate
        if len(rows) > ROWS or max(map(len, rows)) > LINE_LENGTH:
            yield (
                f"the caption {caption.text!r} is too long for {ROWS} rows of {LINE_LENGTH} letters: split it"
            )
        if len(caption.text) > READING_SPEED * seconds + 1e-9:
            yield (
                f"the caption {caption.text!r} is too fast to be read in {seconds:.1f} s: shorten it, "
                f"or let it stand for {len(caption.text) / READING_SPEED:.1f} s"
            )
