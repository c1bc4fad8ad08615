"""A beat cut out of its part: the pictures as they were encoded, for clips and slides."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.concat import MUXER, FilmError, display_order, mux, retimed
from scenes.script.manifest import Beat

if TYPE_CHECKING:
    from av import AudioFrame, Packet, VideoStream


def cut(
    movie: Path, beat: Beat, frame_rate: int, target: Path, sound: Iterable["AudioFrame"] | None = None
) -> None:
    """Write one beat of a part's movie as a movie of its own, without encoding its pictures anew.

    Parameters
    ----------
    movie : Path
        The part, whose animations start with key frames, as those of a beat do.
    beat : Beat
        What to cut out.
    frame_rate : int
        Frames a second.
    target : Path
        The clip, an MP4. It is written in place: give a path that nobody reads yet.
    sound : iterable of AudioFrame or None
        What is heard, as long as the beat is; None if the clip is silent.

    Raises
    ------
    FilmError
        If the part has no key frame where the beat starts, or ends before the beat does.
    """
    import av

    with av.open(target, "w", format="mp4", options=MUXER) as clip, av.open(movie) as part:
        stream = clip.add_stream_from_template(part.streams.video[0])
        mux(clip, _pictures(movie, beat, frame_rate, stream), sound, beat.frames, frame_rate)


def _pictures(
    movie: Path, beat: Beat, frame_rate: int, stream: "VideoStream"
) -> Iterator["Packet[VideoStream]"]:
    order = display_order(movie)
    places = range(beat.start, beat.start + beat.frames)
    decoded = [i for i, place in enumerate(order) if place in places]
    if len(decoded) != beat.frames:
        raise FilmError(f"{movie} ends before its beat {beat.name!r} does: remove it and render again")
    shown = [place - beat.start for place in order]
    delay = max(i - decoded[0] - shown[i] for i in decoded)
    for i, packet in enumerate(retimed(movie, stream, frame_rate, shown, -decoded[0] - delay)):
        if i == decoded[0] and not packet.is_keyframe:
            raise FilmError(f"{movie} has no key frame where its beat {beat.name!r} starts: render it again")
        if i in decoded:
            yield packet
