"""A page written: what is missing of its films is drawn first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.paths import explore_folder, lecture_folder
from scenes.production.build.plan import plan
from scenes.production.outputs.clip_choice import Clip
from scenes.production.outputs.clip_files import seconds_of
from scenes.production.outputs.explore.drawing import Drawing
from scenes.production.outputs.explore.page import page_of
from scenes.production.outputs.explore.variants import Variant, variants_of
from scenes.script.atomic_write import replacing
from scenes.script.screenplay import Screenplay
from scenes.script.sweeps import Sweep

if TYPE_CHECKING:
    from rich.console import Console


def variants_planned(
    screenplay: Screenplay, clip: Clip, sweeps: Sequence[Sweep], edition: Edition
) -> list[Variant]:
    """Find out what is there of a beat at several values.

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

    Returns
    -------
    list of Variant

    Raises
    ------
    ValueError
        If the lesson is not there.
    """
    assert clip.beat is not None
    [planned] = plan(replace(screenplay, parts=(clip.part,)), edition)
    return variants_of(planned, clip.beat, sweeps, lecture_folder(screenplay))


def draw_missing(
    screenplay: Screenplay,
    clip: Clip,
    variants: Sequence[Variant],
    jobs: int,
    console: "Console",
    tell: Callable[[str], None],
) -> list[str]:
    """Draw what is not there, telling how long that takes and how large the page will be.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    clip : Clip
        The beat.
    variants : sequence of Variant
        It at all values.
    jobs : int
        How many processes draw at once.
    console : Console
        Where to show how far it is.
    tell : callable
        Told a line.

    Returns
    -------
    list of str
        Why some are not drawn, one line each.

    Raises
    ------
    ValueError
        If the lesson refuses some of the values: one line, before any is drawn.
    """
    to_do = [variant for variant in variants if not variant.is_drawn()]
    if not to_do:
        return []
    count = f"{len(to_do)} value{'s' * (len(to_do) > 1)}"
    tell(f"{clip.name}: the lesson is tried out with {count}")
    expected = round(seconds_of(clip) * variants[0].planned.edition.quality.frame_rate)
    return Drawing(variants, to_do, expected, jobs, console, tell).run(lecture_folder(screenplay))


def write_page(
    screenplay: Screenplay, clip: Clip, sweeps: Sequence[Sweep], variants: Sequence[Variant], edition: Edition
) -> Path:
    """Write the page of a beat that is drawn at all values.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    clip : Clip
        The beat.
    sweeps : sequence of Sweep
        What is varied.
    variants : sequence of Variant
        The beat at all values.
    edition : Edition
        As what it is drawn.

    Returns
    -------
    Path
        The page. If it cannot be written, the old one stays.
    """
    varied = ".".join(sweep.name for sweep in sweeps)
    target = explore_folder(screenplay) / f"{clip.name}.{varied}{edition.suffix}.html"
    language = edition.language or screenplay.language
    with replacing(target) as beside:
        beside.write_text(page_of(screenplay.title, language, sweeps, variants), encoding="utf-8")
    return target
