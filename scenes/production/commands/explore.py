"""`lecture explore`: a beat with a slider."""

import sys
from collections.abc import Sequence

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder
from scenes.production.build.quality import QUALITIES, SMALL
from scenes.production.commands.arguments import beats_after_lecture, edition_options, jobs_option
from scenes.production.commands.common import bad_input, note, shown, working_on
from scenes.production.outputs.clip_choice import Clip, choose
from scenes.script.screenplay import Screenplay
from scenes.script.sweeps import read_sweeps


@click.command(
    epilog="Example: lecture explore gradient_descent CurveDescent.descend --vary learning_rate=0.01:1.05:21"
)
@edition_options(SMALL, qualities={SMALL.name: SMALL, **QUALITIES})
@click.argument("beats", nargs=-1, metavar="LESSON.BEAT", callback=beats_after_lecture)
@click.option(
    "--vary",
    "varied",
    metavar="NAME=LOW:HIGH:COUNT",
    multiple=True,
    required=True,
    help="An attribute of the lesson and how many values of it, evenly from LOW to HIGH, or by equal factors "
    "with :log after COUNT; or NAME=VALUE,VALUE. Given twice, each value of one goes with each of the other.",
)
@jobs_option
def explore(
    screenplay: Screenplay, edition: Edition, beats: Sequence[str], varied: tuple[str, ...], jobs: int
) -> None:
    """Write a page with a slider, which changes a number of a beat while it plays.

    The beat is rendered for each value. All films, with their captions, go into one file that needs no
    network: media/explore/LECTURE/LESSON.BEAT.NAME.540p30.html. LECTURE may be left out where there is only
    one. How long it takes and how large the page will be is told when the first film is rendered; those that
    are there are not rendered again.
    """
    from rich.console import Console

    from scenes.production.build.manim_config import check_configuration
    from scenes.production.outputs.explore.writing import draw_missing, variants_planned, write_page

    with bad_input():
        sweeps, clip = read_sweeps(varied), _beat(screenplay, beats)
    with working_on(screenplay):
        with bad_input():
            check_configuration(lecture_folder(screenplay))
            variants = variants_planned(screenplay, clip, sweeps, edition)
            refused = draw_missing(screenplay, clip, variants, jobs, Console(highlight=False), note)
        for line in refused:
            note(line)
        if refused:
            sys.exit(1)
        page = write_page(screenplay, clip, sweeps, variants, edition)
    click.echo(f"{shown(page)} ({page.stat().st_size / 1e6:.1f} MB)")


def _beat(screenplay: Screenplay, names: Sequence[str]) -> Clip:
    clips = choose(screenplay, names) if names else []
    if len(clips) != 1 or clips[0].beat is None:
        raise ValueError("name one beat, as in CurveDescent.descend: a page shows one")
    return clips[0]
