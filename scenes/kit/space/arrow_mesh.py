"""An arrow in space: a tube along points, and a cone at its tip."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View
from scenes.kit.space.depth_marks import SIDE
from scenes.kit.space.raster import DITHER, NOTHING, WIDTH, fill
from scenes.kit.space.shading import LIGHT

SIDES = 16
"""Of the tube."""

HEAD_LENGTH, HEAD_RADIUS = 7.5, 2.6
"""Of the head, in radii of the tube."""

AMBIENT, DIFFUSE, SHINE = 0.55, 0.6, 0.35


class Mesh(NamedTuple):
    """World points and unit normals of corners, shape (n, 3) each, and triangles of their rows, (m, 3)."""

    corners: Floats
    normals: Floats
    triangles: NDArray[np.int32]


def arrow_mesh(points: Floats, radius: float) -> Mesh:
    """Return the mesh of an arrow.

    Parameters
    ----------
    points
        World points from its tail to its tip, shape (n, 3), n > 1.
    radius
        Of its tube. The head is in proportion, but never longer than two thirds of the arrow.
    """
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    head = min(HEAD_LENGTH * radius, 2 / 3 * lengths[-1])
    neck = lengths[-1] - head
    places = np.append(lengths[lengths < neck - 1e-9], neck)
    shaft = np.stack([np.interp(places, lengths, points[:, k]) for k in range(3)], axis=-1)
    width = HEAD_RADIUS * radius * head / (HEAD_LENGTH * radius)
    along = points[-1] - shaft[-1]
    rings = [(point, radius, 0.0) for point in shaft]
    rings += [(shaft[-1], radius, -1.0), (shaft[-1], width, -1.0), (shaft[-1], width, width / head)]
    rings += [(points[-1], 1e-6, width / head)]
    ways = np.gradient(shaft, axis=0) if len(shaft) > 1 else along[None]
    directions = [*ways, along, along, along, along]
    return _swept(rings, directions)


def grown(mesh: Mesh, width: float) -> Mesh:
    """Return a mesh as much larger on all sides, in world units, as its outline is wide."""
    return mesh._replace(corners=mesh.corners + width * mesh.normals)


def _swept(rings: list[tuple[Floats, float, float]], directions: list[Floats]) -> Mesh:
    """Return circles, joined: of each its middle, its radius, and how much its normals lean forward."""
    turn = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)[:, None]
    corners, normals = list[Floats](), list[Floats]()
    side = np.array([0.0, 0.0, 1.0])
    for (middle, radius, lean), direction in zip(rings, directions, strict=True):
        forward = direction / np.linalg.norm(direction)
        side = side - (side @ forward) * forward
        if np.linalg.norm(side) < 1e-6:
            side = np.cross(forward, [1.0, 0.0, 0.0])
        side = side / np.linalg.norm(side)
        out = np.cos(turn) * side + np.sin(turn) * np.cross(forward, side)
        corners.append(middle + radius * out)
        leaning = -forward + 0 * out if lean < 0 else out + lean * forward
        normals.append(leaning / np.linalg.norm(leaning, axis=1, keepdims=True))
    here = np.arange(SIDES)
    there = (here + 1) % SIDES
    cells = [
        np.concatenate(
            [np.stack([a + here, a + there, b + there], 1), np.stack([a + here, b + there, b + here], 1)]
        )
        for a, b in zip(SIDES * np.arange(len(rings) - 1), SIDES * np.arange(1, len(rings)), strict=True)
    ]
    return Mesh(np.concatenate(corners), np.concatenate(normals), np.concatenate(cells).astype(np.int32))


def lit_colors(mesh: Mesh, view: View, rgb: Floats, dark: Floats, bright: Floats) -> Floats:
    """Return the colours of a mesh's corners, 0..255, shape (n, 3): lit as the surface is."""
    towards = view.eye - mesh.corners
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    half = towards + LIGHT
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    lit = np.clip(mesh.normals @ LIGHT, 0, 1)[:, None]
    shine = SHINE * np.clip((mesh.normals * half).sum(axis=1), 0, 1)[:, None] ** 30
    plain = dark + np.minimum(1, AMBIENT + DIFFUSE * lit) * (rgb - dark)
    return np.asarray(255 * (plain + shine * (bright - plain)))


def draw_mesh(
    mesh: Mesh, x: Floats, y: Floats, far: Floats, colors: Floats, shape: tuple[int, ...]
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Draw a mesh with `SIDE` × `SIDE` samples for each pixel of a patch: its picture and its depth."""
    height, width = shape
    corners = np.zeros((len(x), WIDTH))
    corners[:, 0], corners[:, 1], corners[:, 2], corners[:, 3:6] = SIDE * x, SIDE * y, far, colors
    depth = np.full((SIDE * height, SIDE * width), NOTHING)
    picture = np.zeros(depth.shape, np.uint32)
    fill(corners, mesh.triangles, np.zeros((2, 5)), depth, picture, DITHER)
    return picture, depth
