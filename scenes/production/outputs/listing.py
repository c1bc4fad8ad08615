"""The list of a lecture's lessons: chapter, length, and what is rendered."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.plan import PlannedPart
from scenes.production.outputs.subtitles import minutes
from scenes.script.screenplay import Screenplay

if TYPE_CHECKING:
    from rich.table import Table


def lesson_table(title: str, edition: Edition, planned: Sequence[PlannedPart]) -> "Table":
    """Return the lessons of a lecture as a table.

    Parameters
    ----------
    title : str
        The lecture's.
    edition : Edition
        For which their state is told.
    planned : sequence of PlannedPart
        Its parts, in the order of the film.

    Returns
    -------
    Table
        A length with `~` before it is an estimate from the spoken lines.
    """
    from rich.table import Table
    from rich.text import Text  # or brackets would be read as Rich's markup

    table = Table(title=Text(title), title_justify="left", show_footer=True)
    table.add_column("", justify="right")
    table.add_column("Lesson", footer="Total")
    table.add_column("Chapter")
    total = _length(sum(part.seconds for part in planned), all(part.is_rendered for part in planned))
    table.add_column("Length", justify="right", footer=total)
    table.add_column(f"State at {edition.quality.name}")
    for number, planned_part in enumerate(planned, start=1):
        part, length = planned_part.part, _length(planned_part.seconds, planned_part.is_rendered)
        table.add_row(str(number), part.scene, Text(part.chapter or ""), length, planned_part.state)
    return table


def lesson_json(
    screenplay: Screenplay,
    edition: Edition,
    planned: Sequence[PlannedPart],
    there: Mapping[str, Sequence[PlannedPart]],
) -> str:
    """Return the lessons of a lecture as JSON.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        At which its state is told.
    planned : sequence of PlannedPart
        Its parts, in the order of the film.
    there : mapping
        For each quality in which any are there, the same.

    Returns
    -------
    str
        An object with `name`, `title`, `quality`, how many lessons are `rendered` in each quality in
        which any are there, and `lessons`: for each its `module`, `scene`,
        `chapter` (or null), `seconds`, whether these are `exact` or estimated, its `state`, and its
        `movie`, which is there if the state is "rendered".
    """
    lessons = [
        {
            "module": each.part.module,
            "scene": each.part.scene,
            "chapter": each.part.chapter,
            "seconds": round(each.seconds, 3),
            "exact": each.is_rendered,
            "state": str(each.state),
            "movie": str(each.files.movie),
        }
        for each in planned
    ]
    whole = {
        "name": screenplay.name,
        "title": screenplay.title,
        "quality": edition.quality.name,
        "rendered": {quality: _ready(parts) for quality, parts in there.items()},
        "lessons": lessons,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def qualities_there(there: Mapping[str, Sequence[PlannedPart]]) -> str:
    """Return a line that tells in which qualities how many lessons need no rendering.

    Parameters
    ----------
    there : mapping
        For each quality in which there is anything, the lecture's parts.

    Returns
    -------
    str
    """
    told = [f"{quality} {_ready(parts)} of {len(parts)}" for quality, parts in there.items()]
    return f"Ready to be watched: {'; '.join(told) or 'nothing yet'}"


def _ready(parts: Sequence[PlannedPart]) -> int:
    return sum(part.is_rendered for part in parts)


def _length(seconds: float, is_exact: bool) -> str:
    return minutes(seconds) if is_exact else f"~{minutes(seconds)}"
