"""`lecture explore`: a beat with a slider."""

from collections.abc import Sequence

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder
from scenes.production.build.quality import QUALITIES, SMALL
from scenes.production.commands.arguments import beats_after_lecture, edition_options, jobs_option
from scenes.production.commands.common import bad_input, shown, working_on
from scenes.production.outputs.clip_choice import Clip, choose
from scenes.script.screenplay import Screenplay
from scenes.script.sweeps import Sweep, read_sweeps


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
    help="An attribute of the lesson and how many values of it, evenly from LOW to HIGH, or by equal factors "
    "with :log after COUNT; or NAME=VALUE,VALUE. Given twice, each value of one goes with each of the "
    "other.  "
    "[default: what the screenplay has in [part.explore]]",
)
@jobs_option
def explore(
    screenplay: Screenplay, edition: Edition, beats: Sequence[str], varied: tuple[str, ...], jobs: int
) -> None:
    """Write a page with a slider, which changes a number of a beat while it plays.

    The beat is rendered for each value. All films, with their captions, go into one file that needs no
    network: media/explore/LECTURE/LESSON.BEAT.NAME.540p30.html. LECTURE may be left out where there is only
    one. About how long it takes and how large the page will be is told before anything is rendered, and again
    after the first film; films that are there are not rendered again.
    """
    from scenes.production.build.manim_config import check_configuration
    from scenes.production.commands.exploring import page_explored

    with bad_input():
        clip = _beat(screenplay, beats)
        sweeps = _sweeps(clip, varied)
    with working_on(screenplay):
        with bad_input():
            check_configuration(lecture_folder(screenplay))
        page = page_explored(screenplay, clip, sweeps, edition, jobs)
    click.echo(f"{shown(page)} ({page.stat().st_size / 1e6:.1f} MB)")


def _beat(screenplay: Screenplay, names: Sequence[str]) -> Clip:
    clips = choose(screenplay, names) if names else []
    if len(clips) != 1 or clips[0].beat is None:
        raise ValueError("name one beat, as in CurveDescent.descend: a page shows one")
    return clips[0]


def _sweeps(clip: Clip, varied: Sequence[str]) -> Sequence[Sweep]:
    assert clip.beat is not None
    if varied:
        return read_sweeps(varied)
    if clip.beat not in clip.part.explore:
        raise ValueError(
            f"{clip.part.file} does not say what is varied of {clip.name}: add "
            "--vary NAME=LOW:HIGH:COUNT, as in --vary learning_rate=0.01:1.05:21"
        )
    return clip.part.explore[clip.beat]
