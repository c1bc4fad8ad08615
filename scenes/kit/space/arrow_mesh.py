"""An arrow in space: a tube along points, and a cone at its tip."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View
from scenes.kit.space.depth_marks import SIDE
from scenes.kit.space.raster import DITHER, NOTHING, WIDTH, fill
from scenes.kit.space.room import room
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
    ways = np.gradient(shaft, axis=0) if len(shaft) > 1 else along[None]
    rings = len(shaft)
    return _swept(
        np.vstack([shaft[[0, 0]], shaft, shaft[[-1, -1, -1]], points[-1]]),
        np.concatenate([[1e-6], np.full(rings + 2, radius), [width, width, 1e-6]]),
        np.concatenate([[-1.0, -1.0], np.zeros(rings), [-1.0, -1.0, width / head, width / head]]),
        np.vstack([ways[[0, 0]], ways, np.tile(along, (4, 1))]),
    )


def grown(mesh: Mesh, width: float) -> Mesh:
    """Return a mesh as much larger on all sides, in world units, as its outline is wide."""
    return mesh._replace(corners=mesh.corners + width * mesh.normals)


def _swept(middles: Floats, radii: Floats, leans: Floats, ways: Floats) -> Mesh:
    """Return circles, joined: of each its middle, radius, how much its normals lean forward, and its way."""
    forward = (ways / np.linalg.norm(ways, axis=1, keepdims=True))[:, None]
    upright = np.eye(3)[np.abs(forward).max(axis=(0, 1)).argmin()]  # never along the arrow
    side = upright - (forward @ upright)[..., None] * forward
    side /= np.linalg.norm(side, axis=2, keepdims=True)
    turn = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)[None, :, None]
    out = np.cos(turn) * side + np.sin(turn) * np.cross(forward, side)
    lean = leans[:, None, None]
    normals = np.where(lean < 0, -forward, out + lean * forward)
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    corners = middles[:, None] + radii[:, None, None] * out
    return Mesh(corners.reshape(-1, 3), normals.reshape(-1, 3), _joined(len(middles)))


@lru_cache(maxsize=64)
def _joined(rings: int) -> NDArray[np.int32]:
    """Return the triangles between circles, each joined with the next."""
    here = np.arange(SIDES)
    there = (here + 1) % SIDES
    begin = SIDES * np.arange(rings - 1)[:, None]
    end = begin + SIDES
    cells = [[begin + here, begin + there, end + there], [begin + here, end + there, end + here]]
    return np.ascontiguousarray(np.array(cells, np.int32).transpose(2, 0, 3, 1).reshape(-1, 3))


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
    """Draw a mesh with `SIDE` × `SIDE` samples for each pixel of a patch: its picture and its depth.

    They last until the next mesh is drawn.
    """
    height, width = shape
    corners = np.zeros((len(x), WIDTH))
    corners[:, 0], corners[:, 1], corners[:, 2], corners[:, 3:6] = SIDE * x, SIDE * y, far, colors
    depth = room("depth of samples", (SIDE * height, SIDE * width), np.float32, NOTHING)
    picture = room("samples", depth.shape, np.uint32)
    fill(corners, _facing(mesh.triangles, x, y), np.zeros((2, 5)), depth, picture, DITHER)
    return picture, depth


def _facing(triangles: NDArray[np.int32], x: Floats, y: Floats) -> NDArray[np.int32]:
    """Return those triangles of a closed mesh that face the eye: they hide the others."""
    (xa, xb, xc), (ya, yb, yc) = x[triangles].T, y[triangles].T
    return np.asarray(triangles[(xb - xa) * (yc - ya) < (xc - xa) * (yb - ya)])
