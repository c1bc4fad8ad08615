"""A lesson stepped through, with a look at each play's end, and a longer one at each beat's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from manim import Mobject, Scene, tempconfig
from manim.typing import PixelArray

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer, displayed_mobjects
from scenes.production.studio.checking.arithmetic import number_faults
from scenes.production.studio.checking.captions import caption_faults
from scenes.production.studio.checking.colors import contrast_faults, is_ink, look_alike_faults
from scenes.production.studio.checking.finding import Fault, holder
from scenes.production.studio.checking.finding import Finding as Finding
from scenes.production.studio.checking.layers import draw_in_layers
from scenes.production.studio.checking.layout import layout_faults
from scenes.production.studio.checking.texts import AnyText, named, visible
from scenes.script.manifest import Beat
from scenes.script.screenplay import Part


def inspect_lesson(
    lesson: type[Lesson],
    report: Callable[[Finding], None],
    part: Part | None = None,
    *,
    beat_starts: Callable[[str], None] = lambda beat: None,
    picture: Callable[[str, PixelArray], None] = lambda beat, pixels: None,
) -> None:
    """Step through a lesson, and find what is wrong with its pictures.

    Parameters
    ----------
    lesson
        Its class.
    report
        Called with what is wrong, as soon as it is found, and once in a beat.
    part
        Its part in a lecture; found beside its file if None.
    beat_starts
        Called with the name of each beat that starts.
    picture
        Called with the name of each beat, and with the picture in which it ends: red, green, blue and
        opacity, shape (height, width, 4).
    """
    _step_through(lesson, part, lambda scene: _Inspection(scene, report, beat_starts, picture))


def inspect_layout(lesson: type[Lesson], report: Callable[[Finding], None], part: Part | None = None) -> None:
    """Step through a lesson, and find only what is cut off, too small or covered in its pictures.

    Parameters
    ----------
    lesson
        Its class.
    report
        Called with what is wrong, as soon as it is found, and once in a beat.
    part
        Its part in a lecture; found beside its file if None.
    """
    _step_through(lesson, part, lambda scene: _LayoutInspection(scene, report))


def _step_through(
    lesson: type[Lesson], part: Part | None, inspection_of: Callable[[Lesson], _LayoutInspection]
) -> None:
    with tempconfig({"dry_run": True}):
        renderer = _InspectingRenderer()
        scene = lesson(renderer=renderer)
        if part is not None:
            scene.part = part
        inspection = inspection_of(scene)
        renderer.play_ends = inspection.look
        scene.beat_hooks.append(inspection)
        scene.render()


class _InspectingRenderer(SteppingRenderer):
    """Goes straight to the end of each play, and calls `play_ends` there if something moved in it."""

    def __init__(self) -> None:
        super().__init__(PaintingCamera)
        self.play_ends: Callable[[], object] = lambda: None

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Go to the end of one play."""
        self.prepare_play(scene, args, kwargs)
        moves = not self.frames_held(scene)
        self.jump_to_end(scene)
        self.end_play()
        if moves:
            self.play_ends()

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        """Do nothing: no frame is drawn."""

    def scene_finished(self, scene: Scene) -> None:
        """Do nothing: there is no film."""


class _LayoutInspection(BeatHook):
    """Looks at how what a lesson shows is laid out, and tells once in a beat of each thing that is wrong."""

    def __init__(self, scene: Lesson, report: Callable[[Finding], None]) -> None:
        self._scene, self._report = scene, report
        self._beat: str | None = None
        self._told: set[Finding] = set()

    def beat_starts(self, beat: BeatStart) -> None:
        self._beat = beat.name

    def beat_ends(self, beat: Beat) -> None:
        self.look()
        self._beat = None

    def look(self) -> list[Mobject]:
        """Find what can be found without drawing, and return what is seen."""
        shown = displayed_mobjects(self._scene)
        seen = list(dict.fromkeys(part for mobject in shown for part in visible(mobject)))
        if self._beat is not None:  # between beats there is nothing to look at
            camera = self._scene.camera
            assert isinstance(camera, PaintingCamera)
            self._tell([*layout_faults(seen, camera), *self._other_faults(shown, seen)])
        return seen

    def _other_faults(self, shown: Iterable[Mobject], seen: Sequence[Mobject]) -> Iterable[Fault]:
        return ()

    def _tell(self, faults: Iterable[Fault]) -> None:
        for mobject, what in faults:
            self._tell_of(f"{named(mobject)}{holder(mobject, self._scene)} {what}")

    def _tell_of(self, what: str) -> None:
        assert self._beat is not None
        finding = Finding(self._beat, what)
        if finding not in self._told:
            self._told.add(finding)
            self._report(finding)


class _Inspection(_LayoutInspection):
    """Looks at all that can be wrong with what a lesson shows."""

    def __init__(
        self,
        scene: Lesson,
        report: Callable[[Finding], None],
        beat_starts: Callable[[str], None],
        picture: Callable[[str, PixelArray], None],
    ) -> None:
        super().__init__(scene, report)
        self._beat_starts, self._picture = beat_starts, picture

    def beat_starts(self, beat: BeatStart) -> None:
        super().beat_starts(beat)
        self._beat_starts(beat.name)

    def beat_ends(self, beat: Beat) -> None:
        texts = [part for part in self.look() if isinstance(part, AnyText)]
        pixels, layers = draw_in_layers(self._scene, texts, is_ink)
        self._tell([*contrast_faults(layers), *look_alike_faults(layers)])
        for what in caption_faults(beat.captions, round(self._scene.camera.frame_rate)):
            self._tell_of(what)
        self._picture(beat.name, pixels)
        self._beat = None

    def _other_faults(self, shown: Iterable[Mobject], seen: Sequence[Mobject]) -> Iterable[Fault]:
        groups = dict.fromkeys(part for mobject in shown for part in mobject.get_family())
        return number_faults(seen, list(groups))
