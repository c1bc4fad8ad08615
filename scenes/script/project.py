"""Where the project itself lies: in a checkout, or installed among other packages."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
"""The folder of `scenes`, in which our lessons lie."""

MATHEMATICS = PACKAGE.parent / "gdmath"
"""The folder of the other package, whose state counts for all lessons."""

SCRIPTS = PACKAGE / "scripts"
"""The screenplays of our lectures."""

FIRST_LECTURE = SCRIPTS / "gradient_descent.toml"
"""The one that is meant in the checkout where none is named."""

_PACKED_CONFIG = PACKAGE / "manim.cfg"  # only a wheel has it here

CHECKOUT = None if _PACKED_CONFIG.is_file() else PACKAGE.parent
"""The folder of the checkout; None where the project is installed without one."""

MANIM_CONFIG = _PACKED_CONFIG if CHECKOUT is None else CHECKOUT / "manim.cfg"
"""How Manim encodes films, wherever it runs."""
