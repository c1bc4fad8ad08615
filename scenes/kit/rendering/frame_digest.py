"""Digests of what a frame's picture depends on, by which a segment that was drawn is found again.

A key made from the mobjects' state, frame by frame, needs to know nothing of the code that moved
them: whatever is changed in a lesson, a segment is drawn anew if and only if something in it moved,
changed its colour, or is drawn by other code.
"""

from __future__ import annotations

import hashlib
import inspect
import pickle
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from manim import ManimColor, Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.utils.iterables import remove_list_redundancies
from numpy.typing import NDArray

from scenes.kit.painted.painted import Painted, PaintingCamera

_NOT_DRAWN = frozenset(
    {"updaters", "updating_suspended", "name", "target", "submobjects", "color", "z_index", "original_id"}
)
"""Attributes of a painted mobject that no `paint` reads."""

_DECIMALS = 6  # decimals that can be seen of a scene unit, or of a colour's share

_SINGLE = (type(None), bool, int, float, complex, str, bytes, np.generic, Enum)
_CONTAINERS = (tuple, list, dict)

_Z_INDEX = attrgetter("z_index")


class NoDigestError(Exception):
    """A mobject's state does not determine its picture: it is drawn anew each time."""


def displayed(mobjects: Iterable[Mobject], camera: PaintingCamera) -> list[Mobject]:
    """Return the single mobjects that a camera draws of these and their families, in its order.

    The same list as Manim's camera makes, in less time.
    """
    found: list[Mobject] = []
    for mobject in mobjects:
        _collect(mobject, found)
    if len(found) != len(set(map(id, found))):
        found = remove_list_redundancies(found)
    return sorted(found, key=_Z_INDEX) if camera.use_z_index else found


def _collect(mobject: Mobject, found: list[Mobject]) -> None:
    if len(mobject.points):
        found.append(mobject)
    for part in mobject.submobjects:
        if part.submobjects:
            _collect(part, found)
        elif len(part.points):  # a glyph, as most are: without a call
            found.append(part)


class FrameDigests:
    """Digests of what a camera draws, frame after frame; what is as it was is not digested again.

    Parameters
    ----------
    camera
        Its frame is the region that is drawn.
    """

    def __init__(self, camera: PaintingCamera) -> None:
        self._camera = camera
        self._known: dict[int, tuple[list[object], bytes]] = {}

    def of(self, mobjects: Sequence[Mobject]) -> list[bytes]:
        """Return a digest of the region that the camera shows, and one of each mobject that it draws.

        Each digest tells all that its mobject's picture depends on, as long as the code that draws is
        the same: the same digest again means the same picture, whatever becomes of the other mobjects.

        Parameters
        ----------
        mobjects
            Single mobjects, in the order of drawing.

        Returns
        -------
        list of bytes
            One more than there are mobjects.

        Raises
        ------
        NoDigestError
            If a mobject is made of pixels, or holds something that cannot be written down.
        """
        state, before, self._known = _StateDigest(), self._known, {}
        state.add_value(self._camera.frame.points)
        digests = [_hashed(state.take_written())]
        for mobject in mobjects:
            state.add_mobject(mobject)
            if state.has_met_circle:  # from here on, digests tell all only together
                state.written.append(digests[-1])
            written = state.take_written()
            as_it_was, digest = before.get(id(mobject), (None, b""))
            if as_it_was != written:
                digest = _hashed(written)
            self._known[id(mobject)] = written, digest
            digests.append(digest)
        return digests


def picture_digest(mobjects: Sequence[Mobject], camera: PaintingCamera) -> str:
    """Return a digest of the picture of single mobjects, to a millionth of a scene unit.

    The same scene reached by other steps differs in the last bits of its floats, which change no pixel.

    Parameters
    ----------
    mobjects
        Single mobjects, in the order of drawing.
    camera
        Its frame is the region that is drawn.

    Returns
    -------
    str

    Raises
    ------
    NoDigestError
        As `frame_digests` does.
    """
    state = _RoundedDigest()
    state.add_value(camera.frame.points)
    for mobject in mobjects:
        state.add_mobject(mobject)
    return _hashed(state.take_written()).hex()


def _hashed(written: Iterable[object]) -> bytes:
    pieces = (piece if isinstance(piece, bytes) else repr(piece).encode() for piece in written)
    return hashlib.blake2b(b" ".join(pieces), digest_size=16).digest()


_LARGE = 1 << 16  # bytes, from which on an array is worth a digest of its own
_CONSTANTS = 64
_constants: dict[int, tuple[NDArray[Any], bytes]] = {}


def _digest(values: NDArray[Any]) -> bytes:
    """Return an array's digest; that of one that nobody can write to is found once."""
    if values.flags.writeable or values.base is not None:
        return _hashed([values.tobytes()])
    known, digest = _constants.get(id(values), (None, b""))
    if known is not values:
        digest = _hashed([values.tobytes()])
        while len(_constants) >= _CONSTANTS:
            del _constants[next(iter(_constants))]
        _constants[id(values)] = values, digest  # held, so that no other array gets its id
    return digest


class _StateDigest:
    """Writes down mobjects, as bytes or as what `repr` tells all of.

    What several of them refer to is written down once, and its digest for each.
    """

    def __init__(self) -> None:
        self.written: list[object] = []
        self.has_met_circle = False
        self._met: dict[int, bytes] = {}
        self._begun: dict[int, int] = {}

    def take_written(self) -> list[object]:
        """Return what was written since the last time."""
        written, self.written = self.written, []
        return written

    def add_mobject(self, mobject: Mobject) -> None:
        """Write down one mobject, without its submobjects."""
        if isinstance(mobject, VMobject):
            self._vectors(mobject)
        elif isinstance(mobject, Painted):
            self.written.append(_code_of(type(mobject)))  # type: ignore[arg-type]  # mypy: not Hashable
            self._attributes(mobject)
        elif isinstance(mobject, PMobject | AbstractImageMobject):
            raise NoDigestError(f"{type(mobject).__name__} is made of pixels")
        # All else, trackers for instance, is not drawn.

    def add_value(self, value: Any) -> None:
        """Write down any value."""
        if isinstance(value, np.ndarray):
            self.written += (value.dtype.str, value.shape, self.array(value))
        elif isinstance(value, _SINGLE):
            self.written.append(self.single(value))
        elif isinstance(value, _CONTAINERS):
            self._container(value)
        elif isinstance(value, ManimColor):
            self.written.append(self.array(value.to_rgba()))
        elif isinstance(value, Mobject) or _has_plain_state(value):
            self._referred(value)
        else:
            self._pickled(value)

    def _vectors(self, mobject: VMobject) -> None:
        """Write down all that Manim's camera reads of vectors."""
        if mobject.background_image is not None:
            raise NoDigestError(f"{type(mobject).__name__} is coloured by an image")
        style = (
            type(mobject).__qualname__,
            mobject.stroke_width,
            mobject.background_stroke_width,
            mobject.sheen_factor,
            mobject.joint_type,
            mobject.cap_style,
            len(mobject.fill_rgbas),
            len(mobject.stroke_rgbas),
            len(mobject.background_stroke_rgbas),
        )
        self.written += (
            self.style(style),
            self.array(mobject.points),
            self.array(np.asarray(mobject.sheen_direction)),
            self.array(mobject.fill_rgbas),
            self.array(mobject.stroke_rgbas),
            self.array(mobject.background_stroke_rgbas),
        )

    def array(self, values: NDArray[Any]) -> bytes:
        """Return an array as bytes, or what tells all of them."""
        return _digest(values) if values.nbytes >= _LARGE else values.tobytes()

    def single(self, value: Any) -> object:
        """Return what is written of a number or a text."""
        return value

    def style(self, style: tuple[Any, ...]) -> object:
        """Return what is written of a mobject's style."""
        return style

    def _attributes(self, thing: Any) -> None:
        for name, value in thing.__dict__.items():
            if name not in _NOT_DRAWN:
                self.written.append(name)
                self.add_value(value)

    def _container(self, value: Any) -> None:
        self.written += (type(value).__name__, len(value))
        for item in _items(value):
            self.add_value(item)

    def _referred(self, thing: Any) -> None:
        """Write the digest of something that others may refer to."""
        digest = self._met.get(id(thing))
        if digest is None and id(thing) in self._begun:
            self.has_met_circle, digest = True, b"@%d" % self._begun[id(thing)]
        if digest is None:
            self._begun[id(thing)] = len(self._begun)
            outside = self.take_written()
            self.written.append(type(thing).__qualname__)
            self._attributes(thing)
            if isinstance(thing, Mobject):
                for part in thing.submobjects:
                    self._referred(part)
            digest = self._met[id(thing)] = _hashed(self.take_written())
            self.written = outside
        self.written.append(digest)

    def _pickled(self, value: Any) -> None:
        try:
            self.written.append(pickle.dumps(value, protocol=5))
        except Exception as error:
            raise NoDigestError(f"{type(value).__name__} cannot be written down: {error}") from error


class _RoundedDigest(_StateDigest):
    """The same, rounded to what can be seen."""

    def array(self, values: NDArray[Any]) -> bytes:
        """Return an array as bytes, none of its zeros negative."""
        is_float = np.issubdtype(values.dtype, np.floating)
        return (np.round(values, _DECIMALS) + 0.0).tobytes() if is_float else values.tobytes()

    def single(self, value: Any) -> object:
        """Return what is written of a number or a text, whatever the type of the number."""
        is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
        return round(float(value), _DECIMALS) + 0.0 if is_number else value

    def style(self, style: tuple[Any, ...]) -> object:
        """Return what is written of a mobject's style."""
        return tuple(map(self.single, style))


@cache
def _code_of(painted: type[Painted]) -> bytes:
    """Return a class's name and a digest of its files; those of the kit are in every key already."""
    files = {inspect.getfile(cls) for cls in painted.__mro__ if _is_foreign(cls)}
    contents = (Path(file).read_bytes() for file in sorted(files))
    return painted.__qualname__.encode() + hashlib.sha256(b"".join(contents)).digest()


def _is_foreign(cls: type) -> bool:
    return issubclass(cls, Painted) and not cls.__module__.startswith("scenes.kit.")


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for pair in value.items():
            yield from pair
    else:
        yield from value


def _has_plain_state(value: Any) -> bool:
    """Whether an object's attributes determine it: a value object of ours."""
    return hasattr(value, "__dict__") and not callable(value) and type(value).__module__.startswith("scenes.")
