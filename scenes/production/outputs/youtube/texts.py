"""The texts of an upload: title, description with chapters, and captions, by YouTube's rules."""

from collections.abc import Sequence

from scenes.production.outputs.subtitles import (
    Chapter,
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
    """Return the description, ending with the chapters."""
    in_order = chapters(screenplay, parts)
    _check_chapters(in_order)
    listed = chapter_text(in_order).rstrip()
    text = f"{screenplay.description}\n\n{listed}" if screenplay.description else listed
    what = f"the description in {screenplay.language!r}"
    size = len(text.encode())
    if size > DESCRIPTION_SIZE:
        raise ValueError(
            f"{what} has {size} bytes with its chapters, and YouTube takes {DESCRIPTION_SIZE}: shorten it"
        )
    _check_signs(text, what)
    return text


def _check_chapters(listed: Sequence[Chapter]) -> None:
    """Check what YouTube asks of chapters, in whole seconds as they are listed.

    That the first one is at 0:00 is true of every film's chapters.
    """
    if len(listed) < LEAST_CHAPTERS:
        names = ", ".join(repr(chapter.title) for chapter in listed)
        raise ValueError(
            f"YouTube takes no fewer than {LEAST_CHAPTERS} chapters, and there are only {names}: "
            "give more parts a `chapter`"
        )
    for chapter in listed:
        seconds = int(chapter.end) - int(chapter.start)
        if seconds < LEAST_CHAPTER:
            raise ValueError(
                f"the chapter {chapter.title!r} at {minutes(chapter.start)} lasts {seconds} s, and YouTube "
                f"takes none below {LEAST_CHAPTER} s: join it to the chapter before"
            )


def _check_signs(text: str, what: str) -> None:
    for sign in "<>":
        if sign in text:
            raise ValueError(f"{what} has the sign {sign!r}, which YouTube refuses: write it in words")
