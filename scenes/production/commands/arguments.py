"""The arguments that commands of `lecture` share: a lecture, and as what it is rendered."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TypeAlias

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder
from scenes.production.build.quality import HIGH, QUALITIES, Quality
from scenes.production.commands.common import bad_input, need_speech
from scenes.production.voice.choice import Service, voice_named
from scenes.script.lectures import path_and_pieces, screenplay_path
from scenes.script.screenplay import Screenplay, load
from scenes.script.themes import THEMES
from scenes.script.translation import in_language

_Command: TypeAlias = Callable[..., None]
_Decorator: TypeAlias = Callable[[_Command], _Command]

_MOST_JOBS = 256

lecture_argument = click.argument("lecture", required=False)
_voice_option = click.option(
    "--voice",
    metavar="VOICE",
    help="Have it spoken: takes:FOLDER, with a recording FOLDER/<lesson>/<beat>.wav of each beat; espeak, "
    "which needs the extra voice and the program espeak-ng; or module:Class, a speech service of "
    "manim-voiceover, which needs the extra voice. Silent without.",
)
theme_option = click.option(
    "--theme",
    type=click.Choice(list(THEMES)),
    callback=lambda _context, _option, theme: theme or "",
    help="The colours: dark, light for white slides, print for paper, contrast for weak projectors.  "
    "[default: what the lessons or manim.cfg say, else dark]",
)
language_option = click.option(
    "--language",
    default="",
    help="The words, as in LECTURE.LANGUAGE.toml beside the screenplay, for instance es.  "
    "[default: the screenplay's own]",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, _MOST_JOBS),
    default=min(os.cpu_count() or 1, _MOST_JOBS),
    show_default="all cores",
    help="How many processes draw at once.",
)


def edition_options(
    default: Quality = HIGH, *, may_speak: bool = False, qualities: Mapping[str, Quality] = QUALITIES
) -> _Decorator:
    """Give a command the arguments that name a lecture, and as what it is rendered.

    The command gets them as a `Screenplay` and an `Edition`, in front of its other arguments.

    Parameters
    ----------
    default : Quality
        What is taken if none is named.
    may_speak : bool
        Whether there is a choice of voices.
    qualities : Mapping[str, Quality]
        What can be named.

    Returns
    -------
    callable
        A decorator.
    """

    def decorate(command: _Command) -> _Command:
        @wraps(command)
        def run(
            lecture: str | None,
            quality: str,
            theme: str,
            language: str,
            voice: str | None = None,
            **others: object,
        ) -> None:
            with bad_input():
                screenplay = screenplay_named(lecture, language)
                _check_spoken(voice, screenplay.language)
                speaker = voice_named(voice, lecture_folder(screenplay)) if voice else None
            if isinstance(speaker, Service):
                need_speech(speaker)
            told_in = screenplay.language if screenplay.is_translated else ""
            command(screenplay, Edition(qualities[quality], theme, told_in, speaker), **others)

        with_options = theme_option(language_option(_voice_option(run) if may_speak else run))
        return lecture_argument(_quality_option(default, qualities)(with_options))

    return decorate


def _check_spoken(voice: str | None, language: str) -> None:
    """Refuse a language that would be spoken as if it were English."""
    if voice == "espeak" and language.partition("-")[0] != "en":
        raise ValueError(
            f"the voice espeak speaks English, and the lines are in {language!r}: name takes:FOLDER, or "
            f"module:Class for a subclass of EspeakService with voice = {language!r}"
        )


def _quality_option(default: Quality, qualities: Mapping[str, Quality]) -> _Decorator:
    first, *others = qualities.values()
    told = [f"{first.name} is {first.folder}", *(f"{each.name} {each.folder}" for each in others)]
    return click.option(
        "--quality",
        type=click.Choice(list(qualities)),
        default=default.name,
        show_default=True,
        help=f"{', '.join(told)}.",
    )


def beats_after_lecture(context: click.Context, _: click.Parameter, beats: tuple[str, ...]) -> Sequence[str]:
    """Return the names of beats; the first may stand where a lecture could, if there is only one."""
    first = context.params["lecture"]
    with bad_input():
        path, names = path_and_pieces([first, *beats] if first else beats, Path.cwd())
    context.params["lecture"] = str(path)
    return names


def screenplay_named(lecture: str | None, language: str = "") -> Screenplay:
    """Load the screenplay that is meant in the current folder, by its file, its name, or nothing.

    In the language into which it is translated, if that is named.
    """
    return in_language(load(screenplay_path(lecture, Path.cwd())), language)
