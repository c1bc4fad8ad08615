"""What the studio needs of Manim that its documentation leaves out: the place to look when Manim changes.

Manim renders a play in one piece: hash it, look it up, draw its frames, encode them. The studio takes
that apart, for others draw and encode the frames. Checked with Manim 0.22.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from manim import Mobject, Scene, config
from manim._config.output import OutputFormat
from manim._config.video_encoder import VideoEncoderSpec as VideoEncoderSpec  # how a segment is encoded
from manim._config.video_encoder import video_encoder_fingerprint
from manim.camera.camera import Camera
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray
from manim.utils.iterables import list_update

from scenes.kit.rendering.joined import unless_joined
from scenes.kit.rendering.jumping import shorten


def writes_movie() -> bool:
    """Return whether Manim, as it is configured, makes a movie of a scene: no still, pictures, or nothing."""
    # A scene works it out for itself when it is made, which is when it needs its renderer.
    if config.dry_run or config.live_preview or config.enable_gui:
        return False
    chosen = OutputFormat.parse(config.format)
    return chosen not in (OutputFormat.NONE, OutputFormat.PNG, OutputFormat.PNG_SEQUENCE)


def displayed_mobjects(scene: Scene) -> list[Mobject]:
    """Return all mobjects that a scene shows, in the order in which Manim draws them."""
    # Foreground mobjects are kept in the list of all mobjects too, and are drawn last.
    return list_update(scene.mobjects, scene.foreground_mobjects)


def moving_mobjects(scene: Scene) -> list[Mobject]:
    """Return what is drawn anew for each frame of the present play, in the order of drawing."""
    # If nothing moves, Manim's renderer draws everything: a held picture that is not a picture of nothing.
    return scene.moving_mobjects or displayed_mobjects(scene)


def static_mobjects(scene: Scene) -> Sequence[Mobject]:
    """Return what is drawn once, behind all frames of the present play."""
    # All that comes before the first mobject that moves; worked out when a play begins.
    return scene.static_mobjects


def silence_progress(scene: Scene) -> None:
    """Show no progress of the present play any more, in a process that has just been forked."""
    # The bar of a play that holds its picture is the one of a play before, if there was any.
    bar = scene.time_progression
    if bar is not None:
        bar.set_lock(RLock())  # another thread may have held it in this moment, and is not here to let it go
        bar.disable = True


def call_at_each_frame(scene: Scene, call: Callable[[], None]) -> None:
    """Have something called at each play, and each frame, of a scene that Manim renders alone."""
    # A scene makes its own renderer, with its own camera: it cannot be given a subclass.
    for name in ("play", "render"):
        setattr(scene.renderer, name, _calling_first(call, getattr(scene.renderer, name)))


def _calling_first(call: Callable[[], None], method: Callable[..., None]) -> Callable[..., None]:
    def called(*args: Any, **kwargs: Any) -> None:
        call()
        method(*args, **kwargs)

    return called


def encoder_fingerprint(scene: Scene) -> str:
    """Return a digest of how the scene's movie is encoded: codec, format, size, rate and options."""
    # Part of the key of Manim's own cache.
    return video_encoder_fingerprint(scene.session_spec.video_encoder)


class SteppingRenderer(CairoRenderer):
    """Manim's renderer in pieces, with which a subclass steps through the plays of a scene.

    A subclass overrides ``play``, which Manim calls for each play; ``render``, which it calls for each
    frame of a moving one; and ``scene_finished``, which it calls at the end.

    Parameters
    ----------
    camera_class
        The camera, made with Manim's configuration as it is now.
    """

    def __init__(self, camera_class: type[Camera]) -> None:
        super().__init__(camera_class=camera_class)

    def turn_to(self, beat: str) -> None:
        """Take note of what plays from now on: the same again, from the same picture on, is the same film."""

    def end_workers(self) -> None:
        """End what still draws, if the scene has failed, and remove what that leaves half written."""

    def is_told_to_skip(self) -> bool:
        """Find out whether Manim was told not to render the coming play.

        That is so in a skipped section, before the first play that ``-n`` asks for, and for a still.

        Raises
        ------
        EndSceneEarlyException
            After the last play that ``-n`` asks for; Manim then ends the scene.
        """
        # What the scene was made with, for a play before may have been skipped for a reason of its own.
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        return self.skip_animations

    @property
    def is_skipping(self) -> bool:
        """Whether the present play goes straight to its end, and has no frames."""
        return self.skip_animations

    def prepare_play(self, scene: Scene, animations: tuple[Any, ...], options: dict[str, Any]) -> None:
        """Work out a play's animations and its run time."""
        self.skip_animations = False  # the play before may have been skipped
        # Manim's own `play` does this and what `begin` does, and between them looks the play up in its cache.
        scene.compile_animation_data(*animations, **options)
        self._has_begun = False

    def begin(self, scene: Scene) -> None:
        """Begin the present play's animations, and work out what moves: for its frames to be drawn."""
        scene.begin_animations()
        self._has_begun = True

    def frames_held(self, scene: Scene) -> int:
        """Return for how many frames the present play holds one picture; 0 if it moves."""
        # Manim steps through a wait too, unless nothing can change while it lasts.
        held = scene.is_current_animation_frozen_frame()
        return self.frames_in(scene) if held else 0

    def frames_in(self, scene: Scene) -> int:
        """Return the number of frames of the present play."""
        # A lesson's run times miss a whole number of frames by a trifle, for Manim to count them right.
        return round(scene.duration * self.camera.frame_rate)

    def step_through(self, scene: Scene) -> None:
        """Run the present play, which moves: ``render`` is called for each of its frames."""
        # Updates at each frame's time, then whatever ends and cleans up the animations.
        scene.play_internal()

    def jump_to_end(self, scene: Scene) -> None:
        """Bring the present play to its end at once, and the clock to where it ends.

        Where it has not begun, that takes less: then nothing is made that only its frames need.
        """
        self.skip_animations = True
        if not self._has_begun:
            self._begin_to_end(scene)
        if scene.is_current_animation_frozen_frame():
            self.advance(self.frames_in(scene))
        else:
            scene.update_to_time(scene.duration)  # one step instead of one for each frame
            self.end_here(scene)

    def _begin_to_end(self, scene: Scene) -> None:
        shorten(scene)
        for animation in scene.animations or ():  # as Manim does, which then works out what moves
            animation._setup_scene(scene)
            animation.begin()

    def show_at(self, scene: Scene, frame: int) -> None:
        """Bring the present play, which moves, to one of its frames."""
        # Manim computes the times of frames as multiples of this, and lets all that moves go there at once.
        scene.update_to_time(frame * (1 / config.frame_rate))

    def end_here(self, scene: Scene) -> None:
        """End the present play, which moves and has come to its last frame or its end; move the clock on."""
        # As Manim does when it has stepped through a play.
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self.advance(self.frames_in(scene))

    def end_play(self) -> None:
        """Count the present play: Manim falls back to a still for a scene that has none."""
        self.num_plays += 1
        # Manim adds no sound while this says so, which is meant for plays that were not asked for.
        self.skip_animations = self._original_skipping_status

    def advance(self, frames: int) -> None:
        """Move the scene's clock on, from which captions take their times."""
        # Within a play, Manim leaves that to whoever adds frames to the film. Whether they come one by one or
        # all at once, the clock shows the same: sounds are placed by it.
        rate = self.camera.frame_rate
        self.time = round(self.time * rate + frames) / rate

    def draw_static(self, scene: Scene) -> None:
        """Draw what stands still in the present play; each of its frames starts from that."""
        # Manim draws nothing if there is nothing: the picture of the play before would stay.
        if self.save_static_frame_data(scene, scene.static_mobjects) is None:
            self.camera.reset()

    def draw_frame(self, scene: Scene) -> PixelArray:
        """Return the present picture of the present play, drawn on what stands still in it."""
        # A copy, which whoever encodes it may keep.
        self.update_frame(scene, scene.moving_mobjects)
        return self.get_frame()

    @property
    def encoding(self) -> VideoEncoderSpec:
        """How the scene's segments are encoded."""
        # Worked out by the scene from Manim's configuration, once, when it is made.
        spec = self.file_writer.video_encoder
        assert isinstance(spec, VideoEncoderSpec)
        return spec

    @property
    def segment_folder(self) -> Path:
        """The folder of the scene's segments."""
        # Manim names it after the scene, and removes the oldest segments in it beyond `max_files_cached`.
        return Path(self.file_writer.partial_movie_directory)

    def segment_file(self, name: str) -> Path:
        """Return the file of the segment of this name."""
        # Its ending is that of the container.
        return Path(self.file_writer.output_plan.segment_path(name))

    def keep_segments(self) -> None:
        """Have Manim keep all segments of a film of which it would keep a segment for each play."""
        # It removes the oldest beyond a limit that was meant for segments of a whole play each.
        writer, limit = self.file_writer, self.file_writer.settings.max_files_cached
        if limit >= self.num_plays:
            most = max(limit, len(writer.partial_movie_files))
            writer.settings = replace(writer.settings, max_files_cached=most)

    def leave_joined(self) -> None:
        """Have Manim leave the movie, and that of each section, as it is if it is of the same segments."""
        # It calls this for each of them, and opens every segment then: of a scene that has not changed, that
        # takes a tenth of the time.
        writer = self.file_writer
        writer.combine_files = unless_joined(writer.combine_files, self.segment_folder)

    def add_segment(self, name: str) -> None:
        """Add a segment to the film, and to its present section."""
        # Manim joins the files that it was told of, in this order, when the scene is finished.
        self.file_writer.add_partial_movie_file(name)
