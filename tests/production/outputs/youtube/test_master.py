import base64
import re
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from scenes.production.media.concat import FilmError, count_frames
from scenes.production.media.master import write_master
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


@pytest.fixture(scope="module")
def master(bars: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("master") / "master.mp4"
    write_master(bars, "Bars", target, ignore)
    return target


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
    write_master(bars, "Bars", tmp_path / "master.mp4", told.append)
    assert told == list(range(1, FRAMES + 1))


def test_a_film_that_cannot_all_be_shown_is_refused(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [np.zeros((90, 160, 3), dtype=np.uint8)] * 24, g="12")
    broken = without_its_first_picture(film, tmp_path / "broken.mp4")
    with pytest.raises(FilmError, match=r"the master has 12 pictures and its film 23"):
        write_master(broken, "Bars", tmp_path / "master.mp4", ignore)


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
    target = tmp_path / "master.mp4"
    write_master(film, "Noise", target, ignore)
    assert film.stat().st_size * 8 > 1.05 * (seconds + 2) * 4_000_000  # though of a lower quality
    assert target.stat().st_size * 8 < 1.05 * (seconds + 2) * 4_000_000


@pytest.mark.parametrize(("size", "kilobits"), CEILINGS.items(), ids=str)
def test_the_ceiling_is_what_youtube_recommends(tmp_path: Path, size: tuple[int, int], kilobits: int) -> None:
    """The encoder notes its settings in the first packet."""
    width, height = size
    film = write_film(tmp_path / "film.mp4", [np.zeros((height, width, 3), dtype=np.uint8)])
    write_master(film, "One", tmp_path / "master.mp4", ignore)
    assert f"vbv_maxrate={kilobits} ".encode() in (tmp_path / "master.mp4").read_bytes()


def sounding(path: Path) -> Path:
    """A film of three seconds with a click after one of them, and a second one after two."""
    sound = np.zeros(3 * 44100, dtype=np.float32)
    sound[44100 : 44100 + 20] = sound[2 * 44100 : 2 * 44100 + 20] = 0.9
    return write_film(path, [np.zeros((90, 160, 3), dtype=np.uint8)] * 3 * RATE, sound)


def test_sound_is_stereo_and_in_time(tmp_path: Path) -> None:
    film, target = sounding(tmp_path / "film.mp4"), tmp_path / "master.mp4"
    write_master(film, "Clicks", target, ignore)
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
    assert count_frames(target) == 3 * RATE


def clicks(sound: NDArray[np.float32]) -> list[float]:
    """Return the times of two clicks: where each second's sound is loudest."""
    starts = (24000, 72000)
    return [float(start + np.abs(sound[start : start + 48000]).argmax()) / 48000 for start in starts]


def test_a_master_is_as_long_as_its_film(uploaded_once: Path) -> None:
    film = uploaded_once / "media/lectures/three.480p15.mp4"
    master = uploaded_once / "media/youtube/three.480p15/three.mp4"
    assert count_frames(master) == count_frames(film) == 600
    assert not re.search(b"elst|soun", master.read_bytes())
