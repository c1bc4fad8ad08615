"""The base of every lesson: named beats, times in whole frames, a title, and a record of what was played."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from manim import (
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    MovingCameraScene,
    Typst,
    Wait,
    config,
    logger,
    tempconfig,
)

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.cached_files import checked_caches
from scenes.kit.lessons.code_digest import code_digest, note_made
from scenes.kit.lessons.encoding import encoder_options
from scenes.kit.lessons.frames import moving_time, still_time
from scenes.kit.lessons.hand_over import becoming, waiting_point
from scenes.kit.lessons.manim_adapter import (
    configured_for,
    in_notebook,
    is_still,
    movie_path,
    stop_encoding,
)
from scenes.kit.lessons.options import (
    check_encoding,
    check_excerpt,
    check_options,
    check_shapes,
    is_excerpt,
    remove_records,
    unsuited,
)
from scenes.kit.lessons.own_renderer import own_renderer, told_of_beats
from scenes.kit.lessons.script import Script, spoken_numbers
from scenes.kit.lessons.theme import chosen_theme
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.beat_cache import StaleCacheError
from scenes.kit.rendering.families import family, without
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.kit.rendering.updating import update_family
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import written_in
from scenes.kit.style.motion import stepwise as stepwise
from scenes.script import manifest
from scenes.script.captions import BREATH, Caption, reading_frames, schedule, speaking_time
from scenes.script.screenplay import Part
from scenes.script.themes import theme_named
from scenes.script.vocabulary import Vocabulary

logging.getLogger("gdmath").parent = logger  # what it has read is said in Manim's log

CURTAIN, HANDED_OVER = 0.6, 1.0
"""Seconds in which a lesson fades out at its end, and in which its point goes to where the next finds it."""


class Lesson(MovingCameraScene):
    """A lecture's part: subclass it, compute in `setup`, and list the beats in `construct`.

    Attributes
    ----------
    lines
        Spoken lines by beat, of a lesson that is in no screenplay. They go before those of its ancestors:
        a subclass with other data may say something else there.
    theme
        The name of its colours: ``"dark"``, ``"light"``, ``"print"`` or ``"contrast"``; empty for what
        `manim.cfg` says, which is dark if it says nothing.
    words
        What stands on the picture, by name, as it is asked for by `word`. A subclass gives those that it
        changes; so does a lecture, in its part's table ``[part.words]``.
    shapes
        Those of the picture that it lays itself out for, as `layout.shape` tells them; in others, things may
        be cut off or overlap. None if its author has not said: then `lecture shorts` looks at it.
    goes_on
        Whether the next lesson begins with this one's last picture: then no curtain falls between them.
    carried
        The point that goes on into the next lesson: at the end all else fades, and it moves to the middle of
        the frame, from where `take_over` fetches it. None where there is none.
    beat_hooks
        Called when a beat starts and ends; whoever renders the lesson appends to them.
    beats
        What was played so far.
    frames
        Their number so far.

    Examples
    --------
    A lesson of one's own, outside any lecture::

        class Hello(Lesson):
            lines = {"greeting": "Hello, gradient."}
            words = {"title": "Hello"}

            def construct(self):
                with self.beat("greeting"):
                    self.play(FadeIn(self.heading(self.word("title"))))
    """

    lines: ClassVar[Mapping[str, str]] = {}
    theme: str = ""
    words: ClassVar[Mapping[str, str]] = {}
    shapes: ClassVar[Collection[layout.Shape] | None] = None
    goes_on: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        note_made(cls)

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        check_options()
        self.theme = chosen_theme(self.theme)
        # Whoever else steps through it asks for no digest, and takes none of Manim's cache.
        digest = "" if isinstance(renderer, SteppingRenderer) else code_digest(type(self))
        with configured_for(_lesson_config()):
            self._brings_renderer = renderer is None and not kwargs.get("skip_animations")
            if self._brings_renderer:
                renderer = own_renderer(type(self), digest)
            super().__init__(camera_class=PaintingCamera, renderer=renderer, **kwargs)
        check_encoding(self)
        check_shapes(self.shapes)
        if not self.suits():
            logger.warning(unsuited(type(self).__name__, layout.shape(), self.shapes or ()))
        camera = self.camera
        if not isinstance(camera, PaintingCamera):
            raise ValueError("Lessons are drawn by Cairo: leave out any camera of your own.")
        camera.background_color = ManimColor(theme_named(self.theme).background)
        camera.drawn_by = f"{self.theme} {digest}"
        self.frames = 0
        self.carried: Dots | None = None
        self.beats: list[manifest.Beat] = []
        self.beat_hooks: list[BeatHook] = []

    @property
    def part(self) -> Part | None:
        """Its part in a lecture, from which it speaks; whoever renders it for a lecture sets it.

        Left alone, it is found in the screenplays beside the lesson's file, then in those beside the
        files of its ancestors: a subclass speaks what its nearest ancestor speaks.
        """
        return self._script.part

    @part.setter
    def part(self, part: Part) -> None:
        self._script = Script.given(type(self), part)

    @cached_property
    def _script(self) -> Script:
        return Script.beside(type(self))

    @property
    def _vocabulary(self) -> Vocabulary | None:
        return self.part.vocabulary if self.part else None

    def render(self, preview: bool = False) -> bool:
        """Render the lesson, with Manim configured for it; afterwards, Manim is configured as before."""
        try:
            return self._render_once(preview)
        except StaleCacheError as error:
            if not self._brings_renderer:
                raise
            logger.warning(f"{error}: all of it is stepped through again")
            self._begin_anew()
            return self._render_once(preview)

    def _render_once(self, preview: bool) -> bool:
        with (
            configured_for(_lesson_config()),
            palette.themed(self.theme),
            written_in(self._vocabulary),
            checked_caches(self),
            told_of_beats(self.renderer, self.beat_hooks, self.part),
        ):
            return super().render(preview)

    def _begin_anew(self) -> None:
        """Become a new lesson, as Manim's command makes it, of which no beat is skipped."""
        vars(self).clear()
        with tempconfig({"disable_caching": True}):
            self.__init__()  # type: ignore[misc]

    def word(self, name: str, **values: float | str) -> str:
        """Return words of the picture, in its language.

        Parameters
        ----------
        name
            Their name in `words`.
        values
            What stands for the names in braces in them: numbers, or words.

        Raises
        ------
        ValueError
            If there are no words of this name, or they ask for a value that is not given.
        """
        return self._script.word(name, values)

    def quoted(self, name: str) -> str:
        """Return words of the picture as they stand in Typst mathematics."""
        return typography.quoted(self.word(name))

    @classmethod
    def suits(cls) -> bool:
        """Return whether it lays itself out for the picture's shape, as far as its author has said."""
        return cls.shapes is None or layout.shape() in cls.shapes

    @contextmanager
    def beat(self, name: str, **numbers: float | str) -> Iterator[None]:
        """Play what is inside as the beat of this name, and hold the picture until its line is spoken.

        Opens a section of Manim's, and captions it.

        Parameters
        ----------
        name
            The beat's name in the screenplay.
        numbers
            What stands for the names in braces in its line, so that spoken numbers are computed ones.

        Raises
        ------
        ValueError
            If no line is written for the beat, or the line asks for a number that is not given.
        """
        said = self._said(name, numbers)
        line = self._script.line(name, said)
        logger.info(f"Beat {name}")
        self.next_section(name)
        spoken = self._spoken_seconds(name, line)
        start, words = self.frames, _frames_of_words(line, spoken)
        for hook in self.beat_hooks:
            hook.beat_starts(BeatStart(name, line, words))
        try:
            yield
        except Exception as error:
            error.add_note(f"in the beat {name!r} of {type(self).__name__}")
            raise
        if self.frames - start < words:
            self.hold((start + words - self.frames) / config.frame_rate)
        read = self.frames - start if spoken is None else words
        captions = schedule(line, start, read, round(config.frame_rate))
        self._end_beat(manifest.Beat(name, start, self.frames - start, line, said, tuple(captions)))

    def hold(self, seconds: float) -> None:
        """Hold the picture."""
        self.wait(seconds, frozen_frame=True)

    def play(self, *args: Any, **kwargs: Any) -> None:
        """Play animations; their run time becomes a whole number of frames."""
        super().play(*args, **kwargs)
        self.frames += round(self.duration * config.frame_rate)

    def update_mobjects(self, dt: float) -> None:
        """Apply the updaters of all mobjects in the scene, so many seconds after the last time."""
        for mobject in self.mobjects:
            update_family(mobject, dt)

    def get_mobject_family_members(self) -> list[Mobject]:
        """Return all mobjects in the scene, and their parts."""
        return sorted(family(self.mobjects), key=attrgetter("z_index"))

    def get_restructured_mobject_list(
        self, mobjects: Iterable[Mobject], to_remove: Iterable[Mobject]
    ) -> list[Mobject]:
        """Return mobjects without some, which may be parts of them."""
        return without(mobjects, set(to_remove))

    def compile_animations(self, *args: Any, **kwargs: Any) -> list[Animation]:
        """Return the animations of a play; on an empty stage, what fades in is there at once.

        So a lesson that begins by fading in has something on its first picture, as on a title card.
        """
        animations = super().compile_animations(*args, **kwargs)
        if self.frames == 0 and not _drawn(self.mobjects):
            for animation in animations:
                if isinstance(animation, FadeIn):
                    animation.rate_func = _at_once
        return animations

    def get_run_time(self, animations: list[Animation]) -> float:
        """Return the animations' run time, as a whole number of frames."""
        seconds = super().get_run_time(animations)
        still = isinstance(animations[0], Wait) and not self.should_update_mobjects()
        return (still_time if still else moving_time)(seconds, config.frame_rate)

    def heading(self, words: str) -> Typst:
        """Set the lesson's title, as it is, in the upper left corner of the frame, and no wider than that."""
        corner = layout.frame()
        title = typography.fitted(typography.text(typography.as_is(words), typography.TITLE), corner.width)
        return title.move_to((corner.left, corner.top, 0.0), aligned_edge=LEFT + UP)

    def take_over(self, point: Dots, run_time: float = 1.5) -> Animation:
        """Show the point that the lesson before has left in the middle, and return its way to this one's."""
        waiting = waiting_point()
        self.add(waiting.set_z_index(point.z_index))
        return becoming(waiting, point, run_time=run_time)

    def tear_down(self) -> None:
        """Check that every line was spoken, let the picture fade, and write the manifest of a movie.

        Where ``-n`` asks for some of the animations, nothing is told of the whole.
        """
        movie = movie_path(self)
        if is_excerpt():
            check_excerpt(self)
            remove_records(movie)
        else:
            self._script.check_all_spoken([beat.name for beat in self.beats])
            if not (is_still(self) or self.goes_on):
                self._draw_curtain()
            if movie is not None:
                self._write_manifest(movie)
        super().tear_down()

    def _draw_curtain(self) -> None:
        """Fade to the background or to the point alone, in a section of its own: no beat ends in the dark."""
        drawn = _drawn(self.mobjects)
        if not drawn:  # a lesson that has cleared its stage
            return
        self.next_section("curtain")
        others = [mobject for mobject in drawn if mobject is not self.carried]
        rest = [FadeOut(*others)] if others else []
        try:
            if self.carried is None:
                self.play(*rest, run_time=CURTAIN)
            else:
                self.play(*rest, becoming(self.carried, waiting_point()), run_time=HANDED_OVER)
        except BaseException:
            stop_encoding(self)
            raise

    def _said(self, beat: str, numbers: Mapping[str, float | str]) -> dict[str, float | str]:
        try:
            return spoken_numbers(numbers)
        except ValueError as error:
            raise ValueError(f"{type(self).__name__}, beat {beat!r}: {error}.") from error

    def _spoken_seconds(self, beat: str, line: str) -> float | None:
        """Have a line spoken, and return how long that takes; None if it is only read."""
        spoken = (hook.speak(beat, line) for hook in self.beat_hooks)
        return next((seconds for seconds in spoken if seconds is not None), None)

    def _end_beat(self, beat: manifest.Beat) -> None:
        """Record a beat that has been played, with its captions."""
        for caption in () if is_excerpt() else beat.captions:
            self._subcaption(caption)
        self.beats.append(beat)
        for hook in self.beat_hooks:
            hook.beat_ends(beat)

    def _subcaption(self, caption: Caption) -> None:
        # Manim adds its clock, which is some microseconds off where plays were found in its cache.
        offset = caption.start / config.frame_rate - self.time
        self.add_subcaption(caption.text, caption.frames / config.frame_rate, offset)

    def _write_manifest(self, movie: Path) -> None:
        movie.parent.mkdir(parents=True, exist_ok=True)
        record = manifest.Manifest(
            type(self).__name__, round(config.frame_rate), self.frames, tuple(self.beats)
        )
        manifest.write(manifest.manifest_path(movie), record)


def _lesson_config() -> dict[str, Any]:
    """Return what Manim is configured with while it makes or renders a lesson."""
    width, height = layout.frame_size()
    # A notebook keeps every state of every animation's bar as a line.
    bar = "none" if config.progress_bar == "display" and in_notebook() else config.progress_bar
    return {
        "video_encoder_options": encoder_options(),
        "frame_width": width,
        "frame_height": height,
        "progress_bar": bar,
    }


def _frames_of_words(line: str, spoken: float | None) -> int:
    """Return how long a line takes to speak, with a breath at its end, or to read if that is longer."""
    seconds = speaking_time(line) if spoken is None else spoken + BREATH
    rate = round(config.frame_rate)
    return max(round(seconds * config.frame_rate + 0.5), reading_frames(line, rate))


def _at_once(time: float) -> float:
    """Return that an animation is done, whatever the time: a rate function."""
    return 1.0


def _drawn(mobjects: Iterable[Mobject]) -> list[Mobject]:
    return [mobject for mobject in mobjects if mobject.has_points() or mobject.submobjects]
