from io import StringIO
from itertools import chain, repeat

from rich.console import Console

from scenes.production.build.progress import FIRST_LOOK, Bars, Lines, Steps, progress_on
from scenes.script.screenplay import Part

PARTS = [
    Part("a", "First", None, {"x": "Short.", "y": "A longer line."}),
    Part("b", "Second", None, {"z": "Z."}),
]


def test_a_log_gets_one_line_for_each_event() -> None:
    out = StringIO()
    with progress_on(Console(file=out), PARTS) as progress:
        assert isinstance(progress, Lines)
        progress.started(PARTS[0])
        progress.beat_started(PARTS[0], "x")
        progress.finished(PARTS[0])
        progress.started(PARTS[1])
        progress.stalled(PARTS[1], "no frame for 300 s in the beat 'z'")
        progress.failed(PARTS[1])
    assert out.getvalue().splitlines() == [
        "First: started",
        "First: rendered (1 of 2)",
        "Second: started",
        "Second: no frame for 300 s in the beat 'z': its processes are ended, and it is tried once more",
        "Second: failed (2 of 2)",
    ]


def test_a_terminal_gets_bars_that_end_full() -> None:
    out = StringIO()
    with progress_on(Console(file=out, force_terminal=True, width=100), PARTS) as progress:
        assert isinstance(progress, Bars)
        for part in PARTS:
            progress.started(part)
            for beat in part.lines:
                progress.beat_started(part, beat)
            progress.finished(part)
    assert "Lecture" in out.getvalue()
    assert "100%" in out.getvalue()
    assert "First" not in out.getvalue().splitlines()[-1]


def test_bars_leave_room_for_what_stalls() -> None:
    out = StringIO()
    with progress_on(Console(file=out, force_terminal=True, width=100, highlight=False), PARTS) as progress:
        progress.started(PARTS[1])
        progress.stalled(PARTS[1], "no frame for 300 s")
    assert "Second: no frame for 300 s: its processes are ended, and it is tried once more" in out.getvalue()


def test_a_beat_counts_by_its_line() -> None:
    out = StringIO()
    progress = Bars(Console(file=out, force_terminal=True, width=100), PARTS[:1])
    with progress:
        progress.started(PARTS[0])
        progress.beat_started(PARTS[0], "y")
        progress.beat_started(PARTS[0], "of another lecture")
    assert "30%" in out.getvalue()


def test_a_log_is_told_how_long_the_rest_takes_at_the_pace_so_far() -> None:
    times = [0.0, 0.9 * FIRST_LOOK, FIRST_LOOK, 1.5 * FIRST_LOOK, 2 * FIRST_LOOK]
    clock, told = chain([0.0], times, repeat(100 * FIRST_LOOK)), list[str]()
    steps = Steps(Console(file=StringIO()), "Clips", 1000, log=told.append, now=lambda: next(clock))
    with steps, steps.share(1000) as tick:
        for _ in times:
            tick(10)
    assert told == ["Clips: about 8 minutes left"] * 2


def test_a_terminal_needs_no_lines_of_the_time_left() -> None:
    told: list[str] = []
    console = Console(file=StringIO(), force_terminal=True)
    with Steps(console, "Clips", 10, log=told.append, now=lambda: 1e6) as steps, steps.share(10) as tick:
        tick(5)
    assert not told
