"""Words of pictures and lines in another language, by the English ones.

A translation's table ``[words]`` holds them. The kit looks up what it writes itself, such as "step";
lessons look up what they write and have no translation of by name; and the words that lessons give for the
lines are looked up as well.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# Letters alone are names, as of the valleys A and B; raised digits are numbers.
_WORDS = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]{2,}(?: [^\W\d_⁰¹²³⁴-⁹]{2,})*")


@dataclass(frozen=True)
class Vocabulary:
    """What stands for English words in another language.

    Attributes
    ----------
    file : str
        The name of the translation's file.
    words : Mapping[str, str]
        Words of that language by the English ones.
    """

    file: str
    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, english: str) -> str:
        """Return what stands for words.

        Raises
        ------
        ValueError
            If nothing does: one line that names the file and the words.
        """
        if english not in self.words:
            raise ValueError(f"{self.file}: {english!r} has no translation: add it to [words]")
        return self.words[english]

    def said(self, value: str | float) -> str | float:
        """Return what a lesson gives for a line: a number as it is, words as a whole or else run by run.

        Raises
        ------
        ValueError
            If words have no translation.
        """
        if not isinstance(value, str):
            return value
        if value in self.words:
            return self.words[value]
        try:
            return _WORDS.sub(lambda run: self.words[run[0]], value)
        except KeyError:
            raise ValueError(f"{value!r} has no translation: add it to [words]") from None
