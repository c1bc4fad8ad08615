"""`lecture clips`: beats for slides and pages."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder
from scenes.production.commands.arguments import beats_after_lecture, edition_options, jobs_option
from scenes.production.commands.common import BadInputError, bad_input, render_stale_parts, shown, working_on
from scenes.production.media.clip_format import ClipFormat
from scenes.production.outputs.clip_choice import Clip, choose, clip_path
from scenes.script.screenplay import Screenplay

_LONG = 10.0
"""Seconds of film that one need not be warned of."""

if TYPE_CHECKING:
    from scenes.production.build.progress import Steps


@click.command(
    epilog="Example: lecture clips gradient_descent LineFit.descend CostSurface --format gif --quality low"
)
@edition_options()
@click.argument("beats", nargs=-1, metavar="[LESSON[.BEAT]]...", callback=beats_after_lecture)
@click.option(
    "--format",
    "kinds",
    type=click.Choice([str(kind) for kind in ClipFormat]),
    multiple=True,
    default=[str(ClipFormat.MP4)],
    show_default=True,
    help="webm and prores have no background; png and svg show how a beat ends. May be given again.",
)
@click.option("--transparent", is_flag=True, help="Leave the background out of a png or svg, too.")
@jobs_option
def clips(
    screenplay: Screenplay,
    edition: Edition,
    beats: Sequence[str],
    kinds: tuple[str, ...],
    transparent: bool,
    jobs: int,
) -> None:
    """Write beats of LECTURE, or whole lessons, as files of their own.

    LESSON is the whole of it, LESSON.BEAT one beat; without any, every beat is written. LECTURE may be
    left out where there is only one. They go to
    media/clips/LECTURE/LESSON.BEAT.ENDING, with what is not as by default in their names:
    LESSON.BEAT.480p15.transparent.png. MP4 and GIF are cut out of the rendered film, which is
    rendered first where it is stale; the others are drawn anew.
    """
    from scenes.production.build.lesson_sources import check_lessons
    from scenes.production.build.manim_config import check_configuration

    forms = [ClipFormat(kind) for kind in dict.fromkeys(kinds)]
    for form in forms:
        if transparent and form.is_cut:
            raise BadInputError(f"{form} has no transparency: take webm or prores, or png or svg for a still")
    with bad_input():
        chosen = choose(screenplay, beats)
        parts = {clip.part.scene: clip.part for clip in chosen}
        needed = replace(screenplay, parts=tuple(parts.values()))
        check_lessons(needed)
    with working_on(screenplay):
        if any(form.is_cut for form in forms):
            render_stale_parts(needed, edition, jobs)
        else:
            with bad_input():
                check_configuration(lecture_folder(screenplay))
        refused = [
            line for form in forms for line in _make(screenplay, chosen, form, edition, transparent, jobs)
        ]
    for line in refused:
        click.echo(line, err=True)
    if refused:
        sys.exit(1)


def _make(
    screenplay: Screenplay,
    chosen: list[Clip],
    form: ClipFormat,
    edition: Edition,
    transparent: bool,
    jobs: int,
) -> list[str]:
    """Write clips of one format, name them, and return why others are left out."""
    from rich.console import Console

    from scenes.production.build.progress import Steps
    from scenes.production.outputs.clip_files import steps_of

    _say_how_much(chosen, form, edition)
    total = sum(steps_of(clip, form, edition) for clip in chosen)
    with Steps(Console(highlight=False), f"Clips as {form}", total, log=_say) as steps:
        is_clear = transparent or not (form.is_cut or form.is_still)
        written, refused = _write(screenplay, chosen, form, edition, is_clear, jobs, steps)
    for clip in written:
        path = clip_path(screenplay, clip, form, edition, is_clear=is_clear)
        click.echo(f"{shown(path)} ({path.stat().st_size / 1e6:.2f} MB)")
    return refused


def _say_how_much(chosen: list[Clip], form: ClipFormat, edition: Edition) -> None:
    """Say how long films are that take long to write; the pace of the work then tells the rest."""
    from scenes.production.build.progress import FIRST_LOOK, roughly
    from scenes.production.outputs.clip_files import seconds_of

    seconds, quality = sum(map(seconds_of, chosen)), edition.quality
    if form.is_still or form == ClipFormat.MP4 or seconds < _LONG:
        return
    count = f"{len(chosen)} clips" if len(chosen) > 1 else chosen[0].name
    frames = round(seconds * quality.frame_rate)
    _say(
        f"{count} as {form}: about {roughly(seconds)} of film, {frames} frames of {quality.manim_folder}. "
        f"After {FIRST_LOOK:g} seconds it is told how long that takes"
    )


def _say(line: str) -> None:
    click.echo(line, err=True)


def _write(
    screenplay: Screenplay,
    chosen: list[Clip],
    form: ClipFormat,
    edition: Edition,
    is_clear: bool,
    jobs: int,
    steps: "Steps",
) -> tuple[list[Clip], list[str]]:
    from scenes.production.outputs.clip_files import cut_clips, draw_clips

    if not form.is_cut:
        return draw_clips(screenplay, chosen, form, edition, is_clear, jobs, steps)
    cut_clips(screenplay, chosen, form, edition, steps)
    return chosen, []
