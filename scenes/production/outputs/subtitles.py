"""Subtitles and chapters of a film, from the manifests of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate

from scenes.script.captions import PHONE_LINE_LENGTH
from scenes.script.manifest import Beat, Manifest
from scenes.script.screenplay import Screenplay


@dataclass(frozen=True)
class Cue:
    """One caption, in the film's time.

    Attributes
    ----------
    start, end : int
        When it appears and goes, in milliseconds from the film's start.
    text : str
        Its rows, joined by a line break.
    """

    start: int
    end: int
    text: str


def cues(parts: Sequence[Manifest]) -> list[Cue]:
    """Return the captions of a film.

    Parameters
    ----------
    parts : sequence of Manifest
        The film's parts, in order, all at one frame rate.

    Returns
    -------
    list of Cue
    """
    return [
        Cue(
            milliseconds(start + caption.start, part.frame_rate),
            milliseconds(start + caption.start + caption.frames, part.frame_rate),
            caption.text,
        )
        for start, part in zip(_starts(parts), parts, strict=False)
        for beat in part.beats
        for caption in beat.captions
    ]


def captioned_for_phones(part: Manifest) -> Manifest:
    """Return a part whose lines are broken anew, into rows that a phone held upright has room for.

    Raises
    ------
    ValueError
        If a line cannot be read in its beat's time: one line that names lesson and beat.
    """

    def captioned(beat: Beat) -> Beat:
        try:
            return beat.retold(beat.line, part.frame_rate, PHONE_LINE_LENGTH)
        except ValueError as error:
            raise ValueError(f"{part.lesson}, beat {beat.name!r}: {error}") from error

    return replace(part, beats=tuple(map(captioned, part.beats)))


def srt_text(captions: Sequence[Cue]) -> str:
    """Return captions as a SubRip file."""
    return _file_text(captions, "srt")


def vtt_text(captions: Sequence[Cue]) -> str:
    """Return captions as a WebVTT file.

    Pysubs2 writes their words as they are; what WebVTT would read as tags is escaped here.
    """
    return _file_text([replace(cue, text=escape(cue.text, quote=False)) for cue in captions], "vtt")


@dataclass(frozen=True)
class Chapter:
    """One chapter, in the film's time.

    Attributes
    ----------
    start, end : float
        Seconds from the film's start.
    title : str
        Its name.
    """

    start: float
    end: float
    title: str


def chapters(screenplay: Screenplay, parts: Sequence[Manifest]) -> list[Chapter]:
    """Return the chapters of a film.

    Parameters
    ----------
    screenplay : Screenplay
        Names the chapters. A film that opens without one starts with its own title.
    parts : sequence of Manifest
        The film's parts, in the screenplay's order.

    Returns
    -------
    list of Chapter
        From the film's first frame to its last, without a gap.
    """
    first, *others = screenplay.parts
    titles = [first.chapter or screenplay.title, *(part.chapter for part in others)]
    times = [start / parts[0].frame_rate for start in _starts(parts)]
    named = [(time, title) for time, title in zip(times, titles, strict=False) if title]
    ends = [*(time for time, _ in named[1:]), times[-1]]
    return [Chapter(start, end, title) for (start, title), end in zip(named, ends, strict=True)]


def chapter_text(chapters: Sequence[Chapter]) -> str:
    """Return chapters as a list of times and titles, as video sites read it.

    Parameters
    ----------
    chapters : sequence of Chapter
        What `chapters` returned.

    Returns
    -------
    str
        One chapter a line: `0:00 Title`.
    """
    return "".join(f"{minutes(chapter.start)} {chapter.title}\n" for chapter in chapters)


def minutes(seconds: float) -> str:
    """Return a length of time as minutes and seconds, with hours where there are any.

    Examples
    --------
    >>> minutes(75.9)
    '1:15'
    >>> minutes(3675)
    '1:01:15'
    """
    whole_minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(whole_minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def _starts(parts: Sequence[Manifest]) -> list[int]:
    """Return the film's frame at which each part starts, and after them the film's end."""
    return list(accumulate((part.frames for part in parts), initial=0))


def milliseconds(frame: int, frame_rate: int) -> int:
    """Return when a frame is shown, from the film's start on."""
    return round(1000 * frame / frame_rate)


def _file_text(captions: Sequence[Cue], format_name: str) -> str:
    from pysubs2 import SSAEvent, SSAFile

    file = SSAFile()
    for cue in captions:
        event = SSAEvent(cue.start, cue.end)
        event.plaintext = cue.text
        file.append(event)
    return file.to_string(format_name, keep_ssa_tags=True)  # words in braces are words, not tags
