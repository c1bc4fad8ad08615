"""A picture drawn one thing after another, so that one can tell what lies behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from manim import Mobject, Scene
from manim.typing import PixelArray
from numpy.typing import NDArray

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.frame_digest import displayed
from scenes.kit.rendering.manim_adapter import displayed_mobjects


class Layer(NamedTuple):
    """One thing of a picture.

    Attributes
    ----------
    mobject
        What is drawn; of a text, the whole of it.
    behind
        Red, green and blue, 0 to 255, behind each of the pixels that it changes, shape (n, 3).
    ground
        The same, of those things only that are no layers: a line may run along another.
    """

    mobject: Mobject
    behind: NDArray[np.uint8]
    ground: NDArray[np.uint8]


def draw_in_layers(
    scene: Scene, wholes: Sequence[Mobject], is_wanted: Callable[[Mobject], bool]
) -> tuple[PixelArray, list[Layer]]:
    """Draw the present picture of a scene, as the film shows it.

    Parameters
    ----------
    scene
        Whose picture; its camera is a `PaintingCamera`.
    wholes
        What is drawn as one layer with all of its family.
    is_wanted
        Tells of which mobjects, and wholes, layers are returned.

    Returns
    -------
    PixelArray
        The picture.
    list of Layer
        In the order of drawing.
    """
    camera = scene.camera
    assert isinstance(camera, PaintingCamera)
    owners = {id(part): whole for whole in wholes for part in whole.get_family()}
    single = displayed(displayed_mobjects(scene), camera)
    layers: list[Layer] = []
    camera.reset()
    pixels = camera.pixel_array
    ground = pixels.copy()
    for (_, wanted), parts in groupby(single, _layer_of(owners, is_wanted)):
        drawn, before = list(parts), pixels.copy()
        camera.capture_mobjects(drawn, include_submobjects=False)
        changed = (pixels != before).any(axis=-1)
        if wanted:
            whole = owners.get(id(drawn[0]), drawn[0])
            layers.append(Layer(whole, before[changed][:, :3], ground[changed][:, :3]))
        else:
            ground[changed] = pixels[changed]
    return pixels.copy(), layers


def _layer_of(
    owners: dict[int, Mobject], is_wanted: Callable[[Mobject], bool]
) -> Callable[[Mobject], tuple[int, bool]]:
    """Return what tells of a mobject which layer it is in, and whether that is wanted; 0 for all others."""

    def layer_of(mobject: Mobject) -> tuple[int, bool]:
        owner = owners.get(id(mobject), mobject)
        return (id(owner), True) if is_wanted(owner) else (0, False)

    return layer_of
