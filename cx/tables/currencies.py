"""The currencies that files name: code, sign and words, from currencies.csv."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Currency:
    """One currency.

    Attributes
    ----------
    code : of ISO 4217, or the one in use
    sign : the character that stands for it and for no other of the list; "" where it has none
    words : what files call it besides; in lower case, singular before plural
    """

    code: str
    sign: str
    words: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What stands for it in an answer: its sign, else its first word in capitals, else its code."""
        return self.sign or (self.words[0].upper() if self.words else self.code)


def _read() -> tuple[Currency, ...]:
    with (Path(__file__).parent / "currencies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Currency(row["code"], row["sign"], tuple(row["words"].split())) for row in csv.DictReader(file))


ALL = _read()
SIGNS = "[" + "".join(one.sign for one in ALL) + "]"
"""A pattern of any sign."""
_LATIN = [name for one in ALL for name in (one.code, *one.words) if name.isascii()]
_OTHER = [word for one in ALL for word in one.words if not word.isascii()]
CODES = "|".join(sorted(_LATIN, key=lambda name: (-len(name), name)))
"""A pattern of any code or word in Latin letters, to be matched in either case."""
WORDS = "|".join(sorted(_OTHER, key=lambda name: (-len(name), name)))
"""A pattern of any word in other letters."""


def in_sql(statement: str) -> str:
    """The statement with the list in place of `[currency signs]`, `[currency codes]` and `[currency words]`.

    `when '[name]' then '[mark]'` becomes one such part for each code or word, in capitals, that is not itself the mark.
    """
    marks = {name.upper(): one.mark for one in ALL for name in (one.code, *one.words)}
    parts = {
        "[currency signs]": SIGNS,
        "[currency codes]": CODES,
        "[currency words]": WORDS,
        "when '[name]' then '[mark]'": " ".join(
            f"when '{name}' then '{mark}'" for name, mark in marks.items() if name != mark
        ),
    }
    for place, part in parts.items():
        statement = statement.replace(place, part)
    return statement
