"""The pages that beats are explored on, for the commands that need them."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from scenes.production.build.edition import Edition
from scenes.production.build.quality import SMALL
from scenes.production.commands.common import bad_input, need_numba, note
from scenes.production.outputs.clip_choice import Clip
from scenes.production.outputs.explore.page import check_words
from scenes.production.outputs.explore.writing import draw_missing, variants_planned, write_page
from scenes.script.screenplay import Screenplay
from scenes.script.sweeps import Sweep


def page_explored(
    screenplay: Screenplay, clip: Clip, sweeps: Sequence[Sweep], edition: Edition, jobs: int
) -> Path:
    """Write the page of a beat; if some of its films cannot be drawn, name them and end the command.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    clip : Clip
        The beat.
    sweeps : sequence of Sweep
        What is varied.
    edition : Edition
        As what it is drawn.
    jobs : int
        How many processes draw at once.

    Returns
    -------
    Path

    Raises
    ------
    BadInputError
        If the lesson is not there, or refuses some of the values, or if words of the page are not translated.
    """
    need_numba()
    with bad_input():
        check_words(clip.part)
        variants = variants_planned(screenplay, clip, sweeps, edition)
        failures = draw_missing(screenplay, clip, variants, jobs, Console(highlight=False), note)
    for line in failures:
        note(line)
    if failures:
        sys.exit(1)
    return write_page(screenplay, clip, sweeps, variants, edition)


def check_words_of_marked(screenplay: Screenplay) -> None:
    """Check that the pages of all beats that a screenplay marks for it can be in its language.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.

    Raises
    ------
    BadInputError
        If words of the pages are not translated.
    """
    with bad_input():
        for part in screenplay.parts:
            if part.explore:
                check_words(part)


def pages_marked(screenplay: Screenplay, edition: Edition, jobs: int) -> dict[str, Path]:
    """Write the pages of all beats that a screenplay marks for it.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what else it is rendered: a page is silent, and of a size of its own.
    jobs : int
        How many processes draw at once.

    Returns
    -------
    dict
        By the names of the beats, as in `CurveDescent.descend`.

    Raises
    ------
    BadInputError
        As by `page_explored`.
    """
    small = replace(edition, quality=SMALL, voice=None)
    marked = {Clip(part, beat): sweeps for part in screenplay.parts for beat, sweeps in part.explore.items()}
    return {
        clip.name: page_explored(screenplay, clip, sweeps, small, jobs) for clip, sweeps in marked.items()
    }
