"""As what a lecture is rendered."""

from dataclasses import dataclass, replace

from scenes.production.build.quality import HIGH, Quality, Shape
from scenes.production.voice.choice import Voice


@dataclass(frozen=True)
class Edition:
    """One of the films that a lecture can be rendered as.

    Attributes
    ----------
    quality : Quality
        Its size and frame rate.
    theme : str
        Its colours; empty for those that its lessons choose.
    language : str
        Its words, as in the name of a translation's file; empty for the screenplay's own.
    voice : Voice or None
        Who speaks it, whom its pictures wait for; None if it is silent.
    """

    quality: Quality = HIGH
    theme: str = ""
    language: str = ""
    voice: Voice | None = None

    @property
    def is_spoken(self) -> bool:
        """Whether there is something to hear."""
        return self.voice is not None

    @property
    def folder(self) -> str:
        """The folder of its parts."""
        return self.quality.folder + self.variant

    @property
    def suffix(self) -> str:
        """What files made of it carry in their names: nothing, if it is as a lecture is by default."""
        size = "" if self.quality == HIGH else f".{self.quality.folder}"
        return size + self.variant

    @property
    def variant(self) -> str:
        """What files carry in their names that are the same in all sizes."""
        named = [self.theme, self.language, "voice" if self.is_spoken else ""]
        return "".join(f".{name}" for name in named if name)

    def shaped(self, shape: Shape) -> "Edition":
        """Return the same for shorts of a shape."""
        return replace(self, quality=self.quality.shaped(shape))
