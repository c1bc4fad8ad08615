"""Themes: tables of colours by role, for dark rooms, for white slides, for paper, and for weak projectors.

The hues start from the set of Okabe and Ito (https://jfly.uni-koeln.de/color/), which stays apart under
the common forms of colour blindness, and are lightened or darkened until they can be read on their
background. Roles that can stand beside each other also differ in shape or label, so that no meaning hangs
on colour alone.
"""

from dataclasses import dataclass

THEME = "dark"
"""Of whatever nobody has chosen one for."""

OPTION = "lecture", "theme"
"""Section and name of the option by which a `manim.cfg` chooses one for all lessons of its folder."""


@dataclass(frozen=True)
class Theme:
    """Colours by role, each as ``#RRGGBB``.

    Attributes
    ----------
    background, panel : str
        Behind everything, and behind plots; outlines around marks and texts have the background's colour.
    text, muted, axis, grid : str
        From what is read first to what is hardly seen.
    objective, point, gradient, step, residual, minimum, warning : str
        What they are called after, in every lesson.
    first_parameter, second_parameter : str
        Those of a model: slope and intercept.
    bright, shade, fog : str
        What glints lean to, what shadows and the lines on surfaces do, and the air that hides a landscape.
    levels : tuple of str
        From a low to a high objective, for filled contours and surfaces; lightness rises with the value.
    outlines_arrows : bool
        Whether arrows have an outline: dark ones could not be seen well enough on contours filled so.
    line_shade : float
        How much of the shade goes into contour lines in those colours: some, where panels are light.
    """

    background: str
    panel: str
    text: str
    muted: str
    axis: str
    grid: str
    objective: str
    point: str
    gradient: str
    step: str
    residual: str
    minimum: str
    warning: str
    first_parameter: str
    second_parameter: str
    bright: str
    shade: str
    fog: str
    levels: tuple[str, str, str, str, str, str]
    outlines_arrows: bool
    line_shade: float


THEMES = {
    "dark": Theme(
        background="#0E1116",
        panel="#171C24",
        text="#ECEFF4",
        muted="#A9B4C0",
        axis="#7D8A99",
        grid="#232B36",
        objective="#56B4E9",
        point="#F0E442",
        gradient="#E9622E",  # dark enough that deuteranopes tell it from the step and the warning
        step="#E69F00",
        residual="#E08FBF",
        minimum="#2FC79A",
        warning="#FF6B6B",
        first_parameter="#B9A4FF",
        second_parameter="#7FDDE9",
        bright="#ECEFF4",
        shade="#0E1116",
        fog="#A9B4C0",
        levels=("#10263B", "#164A66", "#1F6E85", "#4C9192", "#8FB39A", "#D5D1A4"),
        outlines_arrows=False,
        line_shade=0.0,
    ),
    "light": Theme(
        background="#FFFFFF",
        panel="#F4F6F8",
        text="#141B24",
        muted="#4E5053",
        axis="#6B7785",
        grid="#DDE3E9",
        objective="#0164E2",
        point="#3E3900",
        gradient="#BC4B35",
        step="#845A00",
        residual="#BF0F7F",
        minimum="#00735A",
        warning="#971E32",
        first_parameter="#4A049F",
        second_parameter="#04657A",
        bright="#FFFFFF",
        shade="#141B24",
        fog="#9FB0C0",
        levels=("#6F9FC9", "#8DB8D6", "#A9CBD9", "#C3D9CF", "#DCE3BE", "#F2E6B0"),
        outlines_arrows=True,
        line_shade=0.45,
    ),
    "print": Theme(
        background="#FFFFFF",
        panel="#FFFFFF",
        text="#000000",
        muted="#4B4D4F",
        axis="#5A5A5A",
        grid="#DADADA",
        objective="#1A5FD6",
        point="#392400",
        gradient="#952E00",
        step="#AB5A00",
        residual="#9E3B95",
        minimum="#0F7951",
        warning="#80202D",
        first_parameter="#38036B",
        second_parameter="#005467",
        bright="#FFFFFF",
        shade="#000000",
        fog="#A8A8A8",
        levels=("#949494", "#A9A9A9", "#BCBCBC", "#CECECE", "#DEDEDE", "#EDEDED"),
        outlines_arrows=True,
        line_shade=0.45,
    ),
    "contrast": Theme(
        background="#000000",
        panel="#0D0D0D",
        text="#FFFFFF",
        muted="#C8C8C8",
        axis="#A8A8A8",
        grid="#333333",
        objective="#7AC7FF",
        point="#F7FF28",
        gradient="#FB724F",
        step="#FCAE15",
        residual="#E478B3",
        minimum="#79F182",
        warning="#F8818C",
        first_parameter="#9A8CFF",
        second_parameter="#66E1E5",
        bright="#FFFFFF",
        shade="#000000",
        fog="#707070",
        levels=("#00143A", "#00295F", "#07426F", "#255C76", "#4E7670", "#86895A"),
        outlines_arrows=False,
        line_shade=0.0,
    ),
}


def theme_named(name: str) -> Theme:
    """Return the theme of a name.

    Parameters
    ----------
    name : str
        One of `THEMES`.

    Returns
    -------
    Theme

    Raises
    ------
    ValueError
        If there is none of this name: one line that lists those that there are.
    """
    try:
        return THEMES[name]
    except (KeyError, TypeError):
        raise ValueError(f"there is no theme {name!r}: choose one of {', '.join(THEMES)}") from None
