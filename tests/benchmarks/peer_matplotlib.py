"""The three animations as Matplotlib's documentation would have one write them: FuncAnimation, ffmpeg.

``python -m tests.benchmarks.peer_matplotlib LineFilm 10 1920 1080 60 FOLDER``. Needs the extra
`bench`. Artists are updated in place; the surface is drawn by `plot_surface`, the camera turned.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import matplotlib as mpl
import numpy as np

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.animation import FFMpegWriter, FuncAnimation
from matplotlib.figure import Figure

from gdmath import TEN_POINTS, at
from tests.benchmarks import seeds

Update = Callable[[float], Any]


def line_film(figure: Figure) -> Update:
    """Points, the line, its dashed residuals, and the cost as a number."""
    x, y = TEN_POINTS.x[:, 0], TEN_POINTS.y
    path, values = seeds.LINE.path, seeds.LINE.values
    axes = figure.add_subplot()
    axes.set(xlim=(0, x.max() + 1), ylim=(y.min() - 1, y.max() + 1))
    axes.plot(x, y, "o")
    (line,) = axes.plot([], [])
    residuals = axes.vlines(x, y, y, linestyles="dashed", colors="tab:red")
    cost = axes.text(0.05, 0.93, "", transform=axes.transAxes)
    ends = np.array([0.0, x.max() + 1])

    def update(share: float) -> None:
        w, b = at(path, share * (len(path) - 1))
        line.set_data(ends, w * ends + b)
        residuals.set_segments([[(a, c), (a, w * a + b)] for a, c in zip(x, y, strict=True)])
        cost.set_text(f"J = {float(at(values, share * (len(path) - 1))):.1f}")

    return update


def contour_film(figure: Figure) -> Update:
    """Filled, numbered contours, and the path that grows over them."""
    axes = figure.add_subplot()
    w, b = np.meshgrid(np.linspace(*seeds.W_RANGE, 201), np.linspace(*seeds.B_RANGE, 201))
    axes.contourf(w, b, seeds.cost(w, b), seeds.LEVELS, extend="both")
    axes.clabel(axes.contour(w, b, seeds.cost(w, b), seeds.LEVELS, colors="grey"))
    (trail,) = axes.plot([], [], color="gold")
    (ball,) = axes.plot([], [], "o", color="gold")

    def update(share: float) -> None:
        moment = share * (len(seeds.PATH) - 1)
        place = at(seeds.PATH, moment)
        trail.set_data(*np.vstack([seeds.PATH[: int(moment) + 1], place]).T)
        ball.set_data(*place[:, None])

    return update


def surface_film(figure: Figure, cells: int = 32) -> Update:
    """The cost as a surface under a moving camera, numbered axes, and the path and a ball on it."""
    axes = figure.add_subplot(projection="3d")
    w, b = np.meshgrid(np.linspace(*seeds.W_RANGE, cells + 1), np.linspace(*seeds.B_RANGE, cells + 1))
    axes.plot_surface(w, b, seeds.cost(w, b), rcount=cells, ccount=cells, cmap="viridis")
    heights = seeds.cost(*seeds.PATH.T)
    (trail,) = axes.plot([], [], [], color="gold", zorder=5)
    (ball,) = axes.plot([], [], [], "o", color="gold", zorder=6)

    def update(share: float) -> None:
        last = round(share * (len(seeds.PATH) - 1))
        trail.set_data_3d(*seeds.PATH[: last + 1].T, heights[: last + 1])
        ball.set_data_3d(*seeds.PATH[last : last + 1].T, heights[last : last + 1])
        axes.view_init(elev=28, azim=-55 + seeds.TURN * share)

    return update


FILMS: dict[str, Callable[[Figure], Update]] = {
    "LineFilm": line_film,
    "ContourFilm": contour_film,
    "SurfaceFilm": surface_film,
    "FineSurfaceFilm": lambda figure: surface_film(figure, 64),
}


def main(name: str, seconds: str, width: str, height: str, rate: str, folder: str) -> None:
    """Render one of the films."""
    plt.style.use("dark_background")
    mpl.rcParams["animation.ffmpeg_path"] = imageio_ffmpeg.get_ffmpeg_exe()
    figure = plt.figure(figsize=(int(width) / 100, int(height) / 100), dpi=100)
    update, frames = FILMS[name](figure), round(float(seconds) * int(rate))
    film = FuncAnimation(figure, lambda k: update(k / (frames - 1)), frames=frames, cache_frame_data=False)
    target = Path(folder, f"{name}.mp4")
    target.parent.mkdir(parents=True, exist_ok=True)
    lean = ["-x264-params", "qp=17:subme=0:weightp=0:scenecut=0:no-deblock=1"]  # as our own films
    arguments = ["-preset", "superfast", *lean, "-pix_fmt", "yuv420p"]
    film.save(target, FFMpegWriter(fps=int(rate), codec="libx264", extra_args=arguments), dpi=100)


if __name__ == "__main__":
    main(*sys.argv[1:])
