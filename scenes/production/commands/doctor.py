"""`lecture doctor`: what this machine has, and what it lacks."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scenes.production.build.lesson_sources import check_lessons, check_thumbnail
from scenes.production.build.paths import lecture_folder
from scenes.production.commands.arguments import lecture_argument, screenplay_named
from scenes.production.commands.common import bad_input

if TYPE_CHECKING:
    from rich.table import Table

    from scenes.production.outputs.doctor import Finding


@click.command(epilog="Example: lecture doctor --json")
@lecture_argument
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for other programs.")
def doctor(lecture: str | None, as_json: bool) -> None:
    """Show what this machine has and lacks, what each thing is for, and how to get it.

    If LECTURE is named, its screenplay and lessons are checked as well. Ends with exit code 1 if
    something is lacking that the film needs; the rest is a choice.
    """
    from rich.console import Console

    from scenes.production.outputs.doctor import examine

    folder = _checked_folder(lecture) if lecture else Path.cwd()
    findings = examine(folder)
    ready = all(finding.is_there for finding in findings if finding.is_needed)
    if as_json:
        click.echo(
            json.dumps({"ready": ready, "findings": [asdict(finding) for finding in findings]}, indent=2)
        )
    else:
        Console(highlight=False).print(_table(findings))
        for finding in findings:
            if not finding.is_there:
                click.echo(f"{finding.name}: {finding.remedy}")
        click.echo("The film can be made." if ready else "The film cannot be made yet.")
    sys.exit(0 if ready else 1)


def _checked_folder(lecture: str) -> Path:
    with bad_input():
        screenplay = screenplay_named(lecture)
        check_lessons(screenplay)
        check_thumbnail(screenplay)
    return lecture_folder(screenplay)


def _table(findings: list[Finding]) -> Table:
    from rich.table import Table
    from rich.text import Text  # or brackets would be read as Rich's markup

    table = Table(title="This machine", title_justify="left")
    for heading in ("", "", "Found", "Needed for"):
        table.add_column(heading)
    for finding in findings:
        mark = "ok" if finding.is_there else "LACKING" if finding.is_needed else "-"
        table.add_row(mark, finding.name, Text(finding.found), finding.purpose)
    table.rows[sum(finding.is_needed for finding in findings) - 1].end_section = True
    return table
