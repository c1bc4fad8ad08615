"""What is wrong with the pictures and captions of a lecture."""

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder, part_files
from scenes.production.build.progress import Steps
from scenes.production.build.protocol import BeatStarted, CheckJob, Event, FaultFound
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.scene_fields import scene_fields
from scenes.script.screenplay import Part, Screenplay

SIZE = Quality("check", 384, 216, 30)
"""Of the pictures that are looked at: small, for each is drawn one thing after another."""


def check_lecture(screenplay: Screenplay, theme: str, jobs: int, steps: Steps) -> list[str]:
    """Step through the lessons of a lecture, several at once, and look at the pictures of all their beats.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    theme : str
        As `Edition` has it.
    jobs : int
        How many processes work at once.
    steps : Steps
        Counts beats.

    Returns
    -------
    list of str
        What is wrong, one line each that names the lesson, the beat and what to do; in the order of the
        film. A lesson that fails is wrong, too.
    """

    def check(server: RenderServer, part: Part) -> list[str]:
        return _check_part(screenplay, part, theme, server, steps)

    found = share_out(lecture_folder(screenplay), jobs, check, screenplay.parts)
    return [line for lines in found for line in lines]


def _check_part(
    screenplay: Screenplay, part: Part, theme: str, server: RenderServer, steps: Steps
) -> list[str]:
    edition = Edition(SIZE, theme, screenplay.language if screenplay.is_translated else "")
    files = part_files(screenplay, part, edition)
    fields = scene_fields(screenplay.path, part, edition, files.folder)
    job = CheckJob(**fields, frame_rate=SIZE.frame_rate)
    found = list[str]()
    with steps.share(len(part.lines)) as tick:

        def handle(event: Event) -> None:
            if isinstance(event, BeatStarted):
                tick(1)
            elif isinstance(event, FaultFound):
                found.append(f"{part.scene}.{event.beat}: {event.what}")

        try:
            server.run(job, part.scene, files.folder / "check.log", handle)
        except RenderFailedError as error:
            found.append(str(error))
    return found
