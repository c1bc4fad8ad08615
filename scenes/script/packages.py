"""The packages of others that a picture depends on."""

from importlib.metadata import PackageNotFoundError, version

PACKAGES = (
    "manim",
    "numpy",
    "scipy",
    "contourpy",
    "pycairo",
    "typst",
    "svgelements",
    "pillow",
    "numba",
    "av",
)
"""Whatever computes, draws, reads outlines or pictures, converts colours or encodes a frame."""


def version_of(package: str) -> str:
    """Return which version of a package is installed, or `none`."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
