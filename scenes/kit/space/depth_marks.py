"""Marks among a surface, pixel by pixel: what the surface hides of a stroke, a ball or an arrow is faint.

Each mark is drawn on a patch: the pixels around it, with the depth of the surface there. A pixel of a mark
is hidden if the surface is nearer to the eye than the mark.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.kit.painted.compiled import compiled, inlined

SIDE = 4
"""Samples of a pixel along either of its sides."""


@inlined(fastmath=True)
def _over(pixel: Any, rgb: Any, share: Any) -> None:
    """Lay a colour, of an opacity, over a pixel of red, green, blue (times its opacity) and opacity."""
    for k in range(3):
        pixel[k] = rgb[k] * share + pixel[k] * (1.0 - share)
    pixel[3] = share + pixel[3] * (1.0 - share)


@inlined(fastmath=True)
def _lean(depth: Any, i: Any, j: Any) -> Any:
    """Return how much the surface's depth changes from pixel to pixel, on its smoother side."""
    height, width = depth.shape
    here = depth[i, j]
    across, down = np.float32(1e30), np.float32(1e30)
    if j > 0:
        across = min(across, abs(here - depth[i, j - 1]))
    if j + 1 < width:
        across = min(across, abs(here - depth[i, j + 1]))
    if i > 0:
        down = min(down, abs(here - depth[i - 1, j]))
    if i + 1 < height:
        down = min(down, abs(here - depth[i + 1, j]))
    return max(across, down) if max(across, down) < 1e29 else 0.0


@compiled(
    "void(float64[::1], float64[::1], float64[::1], boolean[::1], float64, float64, float32[:,::1],"
    " float32[:,::1])",
    fastmath=True,
)
def cover_strokes(
    x: Any, y: Any, far: Any, joined: Any, half_width: Any, edge: Any, apart: Any, deep: Any
) -> None:
    """Find how far the pixels around a polyline are from it, and how far it is from the eye there.

    Parameters
    ----------
    x, y, far
        Its points: pixels of the patch, and distance from the eye; shape (n,).
    joined
        Whether a stroke leads from a point to the next, shape (n - 1,).
    half_width, edge
        In pixels; the edge is its outline's.
    apart
        Gets the distance in pixels, shape (height, width); very large before.
    deep
        Gets the distance from the eye where it, or its outline, is.
    """
    height, width = apart.shape
    reach = half_width + edge + 0.5
    for s in range(x.shape[0] - 1):
        if not joined[s]:
            continue
        xa, ya = x[s], y[s]
        dx, dy = x[s + 1] - xa, y[s + 1] - ya
        length = dx * dx + dy * dy
        scale = 1.0 / length if length > 0.0 else 0.0
        first, last = max(0, int(min(ya, ya + dy) - reach)), min(height - 1, int(max(ya, ya + dy) + reach))
        begin, end = max(0, int(min(xa, xa + dx) - reach)), min(width - 1, int(max(xa, xa + dx) + reach))
        for i in range(first, last + 1):
            for j in range(begin, end + 1):
                px, py = j + 0.5 - xa, i + 0.5 - ya
                share = min(max((px * dx + py * dy) * scale, 0.0), 1.0)
                px, py = px - share * dx, py - share * dy
                away = np.float32(np.sqrt(px * px + py * py))
                if away < apart[i, j]:
                    apart[i, j] = away
                    deep[i, j] = far[s] + share * (far[s + 1] - far[s])


@inlined(fastmath=True)
def _cover(apart: Any, half_width: Any) -> Any:
    """Return how much of a pixel a stroke covers whose middle runs so far from the pixel's."""
    return max(min(half_width + 0.5 - apart, 1.0, 2.0 * half_width), 0.0)


@compiled(
    "void(float32[:,::1], float32[:,::1], float32[:,::1], float64, float64, float64, float64[::1],"
    " float64[::1], float64, float64, float32[:,:,::1])",
    fastmath=True,
)
def lay_strokes(
    apart: Any,
    deep: Any,
    depth: Any,
    slack: Any,
    half_width: Any,
    edge_width: Any,
    rgb: Any,
    edge: Any,
    opacity: Any,
    ghost: Any,
    pixels: Any,
) -> None:
    """Lay strokes over pixels: outlined where they are seen, faint where they are hidden.

    Parameters
    ----------
    apart, deep
        As of `cover_strokes`.
    depth
        The surface's.
    slack
        So much nearer the surface may be, besides what it leans over half the width of the stroke.
    half_width, edge_width
        In pixels.
    rgb, edge
        The stroke's colour and its outline's, 0..1, shape (3,).
    opacity, ghost
        Of what is seen, and of what is hidden as a share of that.
    pixels
        Red, green, blue (times their opacity) and opacity, 0..1, shape (height, width, 4).
    """
    height, width = apart.shape
    for i in range(height):
        for j in range(width):
            outline = _cover(apart[i, j], half_width + edge_width)
            if outline <= 0.0:
                continue
            cover = _cover(apart[i, j], half_width)
            allowed = slack + half_width * _lean(depth, i, j)
            if deep[i, j] > depth[i, j] + allowed:
                _over(pixels[i, j], rgb, opacity * ghost * cover)
            else:
                _over(pixels[i, j], edge, opacity * outline)
                _over(pixels[i, j], rgb, opacity * cover)


@compiled(
    "void(float32[:,::1], float64[::1], float64[:,::1], float64[::1], float64, float64[::1], float64,"
    " float32[:,:,::1])",
    fastmath=True,
)
def lay_shadow(
    depth: Any, corner: Any, look: Any, foot: Any, radius: Any, rgb: Any, opacity: Any, pixels: Any
) -> None:
    """Darken a surface around the point where a ball touches it.

    Parameters
    ----------
    depth
        The surface's, shape (height, width).
    corner
        Pixels of the patch's corner in the picture, shape (2,).
    look
        As `Relief.look`.
    foot
        World point, shape (3,).
    radius
        Of the ball, in world units.
    rgb, opacity
        The shadow's, where it is darkest.
    pixels
        As of `lay_strokes`.
    """
    height, width = depth.shape
    scale, origin_x, origin_y, distance = look[4, 0], look[4, 1], look[4, 2], look[4, 3]
    for i in range(height):
        for j in range(width):
            far = depth[i, j]
            if far > 1e29:
                continue
            growth = scale * distance / far
            right = (j + 0.5 + corner[0] - origin_x) / growth
            up = (origin_y - i - 0.5 - corner[1]) / growth
            near = distance - far
            apart = 0.0
            for k in range(3):
                place = look[3, k] + right * look[0, k] + up * look[1, k] + near * look[2, k]
                apart += (place - foot[k]) ** 2
            share = 1.0 - np.sqrt(apart) / (2.0 * radius)
            if share > 0.0:
                _over(pixels[i, j], rgb, opacity * share * share * (3.0 - 2.0 * share))


@compiled(
    "void(float32[:,:], float64[::1], float64, float64, float64, float64[::1], float64[::1], float64[::1],"
    " float64[::1], float64[::1], float64, float64, float64, float64, float32[:,:,:])",
    fastmath=True,
)
def lay_ball(
    depth: Any,
    center: Any,
    far: Any,
    radius: Any,
    world_radius: Any,
    light: Any,
    rgb: Any,
    shade: Any,
    bright: Any,
    edge: Any,
    edge_width: Any,
    opacity: Any,
    ghost: Any,
    slack: Any,
    pixels: Any,
) -> None:
    """Draw a ball, lit as the surface is.

    Parameters
    ----------
    depth
        The surface's, shape (height, width).
    center
        Pixels of the patch, shape (2,).
    far, world_radius
        Distance of the middle from the eye, and the ball's radius, in world units.
    radius, edge_width
        In pixels: the ball's, and of the outline around it.
    light
        To the light: to the right, up, and towards the eye, shape (3,).
    rgb, shade, bright, edge
        Colours of the ball, of its dark side, of its highlight and of its outline.
    opacity, ghost, slack, pixels
        As of `lay_strokes`.
    """
    height, width = depth.shape
    color = np.empty(3)
    half = np.array([light[0], light[1], light[2] + 1.0])
    half /= np.sqrt(half[0] ** 2 + half[1] ** 2 + half[2] ** 2)
    for i in range(height):
        for j in range(width):
            dx, dy = j + 0.5 - center[0], i + 0.5 - center[1]
            if dx * dx + dy * dy > (radius + edge_width + 1.0) ** 2:
                continue
            apart = np.sqrt(dx * dx + dy * dy)
            around = min(max(radius + edge_width + 0.5 - apart, 0.0), 1.0)
            inside = min(max(radius + 0.5 - apart, 0.0), 1.0)
            nx, ny = dx / radius, -dy / radius
            inner = nx * nx + ny * ny
            if inner > 1.0:
                nx, ny, inner = nx / np.sqrt(inner), ny / np.sqrt(inner), 1.0
            nz = np.sqrt(1.0 - inner)
            lit = max(0.0, nx * light[0] + ny * light[1] + nz * light[2])
            shine = 0.7 * max(0.0, nx * half[0] + ny * half[1] + nz * half[2]) ** 30
            share = min(1.0, 0.5 + 0.62 * lit)
            for k in range(3):
                plain = shade[k] + share * (rgb[k] - shade[k])
                color[k] = plain + shine * (bright[k] - plain)
            if far - nz * world_radius > depth[i, j] + slack:
                _over(pixels[i, j], color, opacity * ghost * inside)
            else:
                _over(pixels[i, j], edge, opacity * around)
                _over(pixels[i, j], color, opacity * inside)


@inlined(fastmath=True)
def _is_empty(samples: Any, i: Any, j: Any) -> Any:
    """Tell whether nothing is drawn at any sample of a pixel, as of most; without branches, so quick."""
    drawn = np.uint32(0)
    for a in range(SIDE * i, SIDE * (i + 1)):
        for b in range(SIDE * j, SIDE * (j + 1)):
            drawn |= samples[a, b]
    return drawn == 0


@compiled(
    "void(uint32[:,::1], float32[:,::1], float32[:,::1], float64, float64, float64, float32[:,:,::1])",
    fastmath=True,
)
def lay_samples(
    samples: Any, sample_depth: Any, depth: Any, slack: Any, opacity: Any, ghost: Any, pixels: Any
) -> None:
    """Lay a mesh, drawn with `SIDE` × `SIDE` samples a pixel, over pixels.

    Parameters
    ----------
    samples, sample_depth
        The mesh's picture and depth as `raster.fill` draws them, shape (SIDE height, SIDE width).
    depth, slack, opacity, ghost, pixels
        As of `lay_strokes`.
    """
    height, width = depth.shape
    color = np.empty(3)
    for i in range(height):
        for j in range(width):
            if _is_empty(samples, i, j):
                continue
            seen, hidden = 0, 0
            color[:] = 0.0
            for a in range(SIDE * i, SIDE * (i + 1)):
                for b in range(SIDE * j, SIDE * (j + 1)):
                    word = samples[a, b]
                    if word == 0:
                        continue
                    if sample_depth[a, b] > depth[i, j] + slack:
                        hidden += 1
                    else:
                        seen += 1
                    color[0] += word & np.uint32(255)
                    color[1] += (word >> np.uint32(8)) & np.uint32(255)
                    color[2] += (word >> np.uint32(16)) & np.uint32(255)
            count = seen + hidden
            if count:
                color /= 255.0 * count
                _over(pixels[i, j], color, opacity * (seen + ghost * hidden) / (SIDE * SIDE))


@compiled(
    "void(float32[:,:,::1], uint32[:,::1])",
    fastmath=True,
)
def words_of(pixels: Any, words: Any) -> None:
    """Write pixels, shape (height, width, 4), as words of red (lowest), green, blue and opacity."""
    height, width = words.shape
    for i in range(height):
        for j in range(width):
            if pixels[i, j, 3] > 0.0:
                word = np.uint32(0)
                for k in range(4):
                    byte = np.uint32(min(max(pixels[i, j, k] * 255.0 + 0.5, 0.0), 255.0))
                    word |= byte << np.uint32(8 * k)
                words[i, j] = word
