"""The texts of an upload: title, description with chapters, and captions, by YouTube's rules."""

from collections.abc import Sequence

from scenes.production.outputs.subtitles import (
    chapter_text,
    chapters,
    cues,
    minutes,
    srt_text,
    vtt_text,
)
from scenes.script.manifest import Manifest
from scenes.script.screenplay import Screenplay

TITLE_LENGTH = 100  # characters
DESCRIPTION_SIZE = 5000  # bytes
LEAST_CHAPTERS = 3
LEAST_CHAPTER = 10  # seconds


def upload_texts(screenplay: Screenplay, parts: Sequence[Manifest]) -> dict[str, str]:
    """Return all texts of an upload in one language.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture, in that language.
    parts : sequence of Manifest
        Its rendered parts, their lines and captions in that language.

    Returns
    -------
    dict
        From the name of a file to what is in it.

    Raises
    ------
    ValueError
        If YouTube would not take a text: one line that names it.
    """
    captions, language = cues(parts), screenplay.language
    return {
        f"title.{language}.txt": _title(screenplay) + "\n",
        f"description.{language}.txt": _description(screenplay, parts) + "\n",
        f"captions.{language}.srt": srt_text(captions),
        f"captions.{language}.vtt": vtt_text(captions),
    }


def _title(screenplay: Screenplay) -> str:
    title, what = screenplay.title, f"the title in {screenplay.language!r}"
    if len(title) > TITLE_LENGTH:
        raise ValueError(
            f"{what} has {len(title)} characters, and YouTube takes {TITLE_LENGTH}: shorten {title!r}"
        )
    _check_signs(title, what)
    return title


def _description(screenplay: Screenplay, parts: Sequence[Manifest]) -> str:
    """Return the description, ending with the chapters if YouTube would show them."""
    listed = "" if why_no_chapters(screenplay, parts) else chapter_text(chapters(screenplay, parts)).rstrip()
    text = "\n\n".join(filter(None, [screenplay.description, listed]))
    what = f"the description in {screenplay.language!r}"
    size = len(text.encode())
    if size > DESCRIPTION_SIZE:
        with_chapters = " with its chapters" if listed else ""
        raise ValueError(
            f"{what} has {size} bytes{with_chapters}, and YouTube takes {DESCRIPTION_SIZE}: shorten it"
        )
    _check_signs(text, what)
    return text


def why_no_chapters(screenplay: Screenplay, parts: Sequence[Manifest]) -> str:
    """Tell why YouTube would show no chapters, and what to do for them.

    It asks for three at least, each of ten seconds at least as they are listed, in whole seconds, and for
    the first at 0:00, as every film's is.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    parts : sequence of Manifest
        Its rendered parts.

    Returns
    -------
    str
        One line; empty if YouTube would show them.
    """
    listed = chapters(screenplay, parts)
    if len(listed) < LEAST_CHAPTERS:
        names = ", ".join(repr(chapter.title) for chapter in listed)
        return (
            f"YouTube shows no fewer than {LEAST_CHAPTERS} chapters, and there are only {len(listed)} "
            f"({names}): give more parts a `chapter`"
        )
    for chapter in listed:
        seconds = int(chapter.end) - int(chapter.start)
        if seconds < LEAST_CHAPTER:
            return (
                f"YouTube shows no chapters if one is below {LEAST_CHAPTER} s, and {chapter.title!r} at "
                f"{minutes(chapter.start)} lasts {seconds} s: join it to the chapter before"
            )
    return ""


def _check_signs(text: str, what: str) -> None:
    for sign in "<>":
        if sign in text:
            raise ValueError(f"{what} has the sign {sign!r}, which YouTube refuses: write it in words")
