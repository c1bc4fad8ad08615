import base64
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from scenes.production.media.concat import FilmError, count_frames, join
from scenes.production.media.master import MasterPart, write_master
from scenes.production.media.master_encoder import Finish, highest_bit_rate
from scenes.production.media.sound import played, write_track
from tests.production.outputs.youtube.conftest import BAR, COLOURS, FRAMES, HEIGHT, RATE, WIDTH, write_film

IDR = 5  # the kind of H.264 unit before which nothing counts

CEILINGS = {
    (854, 480): 4000,
    (1280, 720): 7500,
    (1920, 1080): 12000,
    (1080, 1920): 12000,
    (2560, 1440): 24000,
    (3840, 2160): 60000,
}

# Plays a film, and returns the colours of a row of points of a picture in its middle.
PLAY = """
async ([film, xs, y]) => {
    const video = document.createElement("video");
    video.muted = true;
    video.src = "data:video/mp4;base64," + film;
    await video.play();
    await new Promise(done => video.requestVideoFrameCallback(done));
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0);
    return xs.map(x => Array.from(context.getImageData(x, y, 1, 1).data.slice(0, 3)));
}
"""


def ignore(done: int) -> None:
    pass


def part(movie: Path, kept: Path, *cuts: int, finish: Finish | None = None) -> MasterPart:
    return MasterPart(movie, count_frames(movie), cuts, kept, finish)


def master_of(movie: Path, folder: Path) -> Path:
    """Write the master of one movie, silent and in one piece."""
    write_master([part(movie, folder / "kept")], RATE, "Bars", folder / "master.mp4", 1, ignore)
    return folder / "master.mp4"


@pytest.fixture(scope="module")
def master(bars: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return master_of(bars, tmp_path_factory.mktemp("master"))


def test_it_is_h264_high_in_the_colours_of_hd(master: Path) -> None:
    with av.open(master) as container:
        [stream] = container.streams
        context = container.streams.video[0].codec_context
        assert stream.type == "video"
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.width, context.height) == (WIDTH, HEIGHT)
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1
        assert container.metadata["title"] == "Bars"
    assert b"colrnclx\0\1\0\1\0\1\0" in master.read_bytes()


def test_its_frame_rate_is_constant_from_zero_on(master: Path) -> None:
    with av.open(master) as container:
        stream = container.streams.video[0]
        times = [frame.time for frame in container.decode(stream)]
        assert stream.start_time == 0
        assert stream.average_rate == stream.base_rate == RATE
    assert times == pytest.approx([k / RATE for k in range(FRAMES)])


def test_its_groups_are_closed_and_half_a_second_long(master: Path) -> None:
    with av.open(master) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    whole = [k for k, packet in enumerate(packets) if packet.is_keyframe]
    assert whole == list(range(0, FRAMES, RATE // 2))
    assert [k for k, packet in enumerate(packets) if IDR in units(bytes(packet))] == whole


def units(packet: bytes) -> set[int]:
    """Return the kinds of units in a packet of an MP4, each of which is led by its length."""
    kinds = set()
    while packet:
        length = int.from_bytes(packet[:4], "big")
        kinds.add(packet[4] & 31)
        packet = packet[4 + length :]
    return kinds


def test_the_index_comes_first_and_no_edit_list(master: Path) -> None:
    content = master.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"elst" not in content


def test_a_browser_shows_its_colours(master: Path, page: Page) -> None:
    film = base64.b64encode(master.read_bytes()).decode()
    middles = [BAR * k + BAR // 2 for k in range(len(COLOURS))]
    shown = page.evaluate(PLAY, [film, middles, HEIGHT // 2])
    far = {
        name: (wanted, got)
        for (name, wanted), got in zip(COLOURS.items(), shown, strict=True)
        if np.abs(np.subtract(wanted, got)).max() > 2
    }
    assert not far


def test_all_pictures_are_counted(bars: Path, tmp_path: Path) -> None:
    told: list[int] = []
    parts = [part(bars, tmp_path / "first"), part(bars, tmp_path / "second")]
    write_master(parts, RATE, "Bars", tmp_path / "master.mp4", 2, told.append)
    assert told == list(range(1, 2 * FRAMES + 1))


def test_a_film_that_cannot_all_be_shown_is_refused(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [np.zeros((90, 160, 3), dtype=np.uint8)] * 24, g="12")
    broken = without_its_first_picture(film, tmp_path / "broken.mp4")
    with pytest.raises(FilmError, match=r"broken.mp4 shows 11 pictures of 23 from 0 on: remove it"):
        master_of(broken, tmp_path)
    assert not list((tmp_path / "kept").iterdir())


def without_its_first_picture(film: Path, target: Path) -> Path:
    with av.open(film) as source, av.open(target, "w") as broken:
        stream = broken.add_stream_from_template(source.streams.video[0])
        for packet in list(source.demux(video=0))[1:]:
            if packet.size:
                packet.stream = stream
                broken.mux(packet)
    return target


def test_the_bit_rate_has_a_ceiling(tmp_path: Path) -> None:
    """What cannot be compressed gets what 480 rows may have, and a buffer of two seconds before."""
    random, seconds = np.random.default_rng(1), 2
    noise = [random.integers(0, 256, (240, 320, 3), dtype=np.uint8) for _ in range(seconds * RATE)]
    film = write_film(tmp_path / "noise.mp4", noise)
    target = master_of(film, tmp_path)
    assert film.stat().st_size * 8 > 1.05 * (seconds + 2) * 4_000_000  # though of a lower quality
    assert target.stat().st_size * 8 < 1.05 * (seconds + 2) * 4_000_000


@pytest.mark.parametrize(("size", "kilobits"), CEILINGS.items(), ids=str)
def test_the_ceiling_is_what_youtube_recommends(size: tuple[int, int], kilobits: int) -> None:
    assert highest_bit_rate(min(size)) == 1000 * kilobits


def test_sound_is_stereo_and_in_time(tmp_path: Path) -> None:
    """Two parts, with clicks in the middle of the first and where the second begins."""
    movie = write_film(tmp_path / "film.mp4", [np.zeros((90, 160, 3), dtype=np.uint8)] * 2 * RATE)
    click, target = np.full((20, 2), 30_000, dtype=np.int16), tmp_path / "master.mp4"
    tracks = [tmp_path / "first.wav", tmp_path / "second.wav"]
    for track, start in zip(tracks, (RATE, 0), strict=True):
        write_track(track, [(start, click)], 2 * RATE, RATE)
    parts = [part(movie, tmp_path / "first"), part(movie, tmp_path / "second")]
    write_master(parts, RATE, "Clicks", target, 2, ignore, played(tracks))
    with av.open(target) as container:
        [stream] = container.streams.audio
        context = stream.codec_context
        assert (context.name, context.profile, context.sample_rate) == ("aac", "LC", 48000)
        assert context.layout.name == "stereo"
        assert stream.start_time == 0
        heard = np.hstack([frame.to_ndarray() for frame in container.decode(stream)])
    assert heard.shape[0] == 2
    assert clicks(heard[0]) == pytest.approx([1.0, 2.0], abs=0.002)
    assert clicks(heard[1]) == pytest.approx([1.0, 2.0], abs=0.002)
    assert b"elst" not in target.read_bytes()
    assert count_frames(target) == 4 * RATE


def clicks(sound: NDArray[np.float32]) -> list[float]:
    """Return the times of two clicks: where each second's sound is loudest."""
    starts = (24000, 72000)
    return [float(start + np.abs(sound[start : start + 48000]).argmax()) / 48000 for start in starts]


def test_a_master_is_as_long_as_its_film(uploaded_once: Path) -> None:
    film = uploaded_once / "media/lectures/three.480p15.mp4"
    master = uploaded_once / "media/youtube/three.480p15/three.mp4"
    assert count_frames(master) == count_frames(film) == 600
    assert not re.search(b"elst|soun", master.read_bytes())


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two movies that move, with whole pictures where beats start: at 0, 20 and 50; at 0 and 40."""
    folder, movies = tmp_path_factory.mktemp("moving"), []
    for name, lengths in {"first": (20, 30, 25), "second": (40, 20)}.items():
        beats = [
            write_film(folder / f"{name}{k}.mp4", [picture(10 * k + i) for i in range(length)])
            for k, length in enumerate(lengths)
        ]
        movies.append(folder / f"{name}.mp4")
        join(beats, lengths, RATE, name, movies[-1])
    return movies


def picture(k: int) -> NDArray[np.uint8]:
    across = np.sin(np.arange(320) / 9 + k / 5)[None, :, None]
    down = np.cos(np.arange(180) / 7 - k / 9)[:, None, None]
    grey: NDArray[np.uint8] = np.rint(127 + 60 * across + 60 * down).astype(np.uint8)
    return np.concatenate([grey] * 3, axis=2)


def parts_of(moving: list[Path], folder: Path) -> list[MasterPart]:
    first, second = moving
    return [part(first, folder / "first", 0, 20, 50), part(second, folder / "second", 0, 40)]


def kept_in(folder: Path) -> dict[str, int]:
    """What is kept, and when each file was written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.glob("*/*")}


def test_a_master_shows_its_films_pictures_each_at_its_time(moving: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "master.mp4"
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, ignore)
    with av.open(target) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert [packet.is_keyframe for packet in packets if packet.dts is not None].count(
        True
    ) == 2 + 2 + 2 + 3 + 2
    times = [packet.dts for packet in packets if packet.dts is not None]
    assert all(before < after for before, after in pairwise(times))
    assert [packet.pts for packet in packets] == times
    shown, wanted = brightness(target), np.concatenate([brightness(movie) for movie in moving])
    assert shown.shape == wanted.shape
    assert np.abs(shown - wanted).max() <= 8
    assert np.mean((shown - wanted) ** 2) < 255**2 / 10**4.5  # 45 dB


def brightness(movie: Path) -> NDArray[np.int32]:
    with av.open(movie) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    return np.stack(frames).astype(np.int32)


def test_what_is_kept_is_not_encoded_again(
    moving: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, told = tmp_path / "master.mp4", list[int]()
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, ignore)
    before, kept = target.read_bytes(), kept_in(tmp_path)
    assert len(kept) == 5
    monkeypatch.setattr("scenes.production.media.master.encode_pictures", None)
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, told.append)
    assert target.read_bytes() == before
    assert kept_in(tmp_path) == kept
    assert told == [135]


def test_a_changed_beat_alone_is_encoded_again(moving: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "master.mp4"
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, ignore)
    before = kept_in(tmp_path)
    longer, folder = tmp_path / "longer.mp4", moving[0].parent
    beats = [folder / "first0.mp4", folder / "second1.mp4", folder / "first2.mp4"]
    join(beats, [20, 20, 25], RATE, "first", longer)
    parts = [part(longer, tmp_path / "first", 0, 20, 40), parts_of(moving, tmp_path)[1]]
    told: list[int] = []
    write_master(parts, RATE, "Moving", target, 2, told.append)
    after = kept_in(tmp_path)
    assert len(after) == 5
    assert len(after.items() - before.items()) == 1
    assert told == list(range(105, 126))
    assert count_frames(target) == 125


def test_what_is_kept_and_damaged_is_encoded_again(moving: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "master.mp4"
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, ignore)
    before = target.read_bytes()
    for place, path in enumerate(sorted(tmp_path.glob("*/*"))[:2]):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content) if place else b"")
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, ignore)
    assert target.read_bytes() == before


def test_pictures_that_are_finished_otherwise_are_encoded_again(moving: list[Path], tmp_path: Path) -> None:
    seen: list[int | None] = []

    def begin() -> Callable[[av.VideoFrame], av.VideoFrame]:
        def finished(frame: av.VideoFrame) -> av.VideoFrame:
            seen.append(frame.pts)
            return frame

        return finished

    for key in ("a", "b", "b"):
        pictures = part(moving[1], tmp_path / "kept", 0, 40, finish=Finish(key, begin))
        write_master([pictures], RATE, "Moving", tmp_path / "master.mp4", 1, ignore)
    assert seen == [*range(60), *range(60)]


def test_an_end_keeps_what_is_encoded_and_nothing_by_halves(moving: list[Path], tmp_path: Path) -> None:
    class EndedError(Exception):
        pass

    def end(done: int) -> None:
        if done == 45:  # the longest beat, of 40 pictures, is done, and another is not
            raise EndedError

    target = tmp_path / "master.mp4"
    with pytest.raises(EndedError):
        write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 1, end)
    assert not target.exists()
    [kept] = [path for path in tmp_path.rglob("*") if path.is_file()]
    written = kept.stat().st_mtime_ns
    told: list[int] = []
    write_master(parts_of(moving, tmp_path), RATE, "Moving", target, 2, told.append)
    assert told == list(range(40, 136))
    assert kept.stat().st_mtime_ns == written


def test_a_beat_that_starts_amid_others_is_encoded_with_the_one_before(
    moving: list[Path], tmp_path: Path
) -> None:
    """As where pictures there need those of the beat before."""
    pictures = part(moving[0], tmp_path / "kept", 0, 20, 33, 50)
    write_master([pictures], RATE, "Moving", tmp_path / "master.mp4", 1, ignore)
    assert len(kept_in(tmp_path)) == 3
