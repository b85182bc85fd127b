"""Whether speakers of a language can say a name: rules by language, one row each in `sayability.csv`.

lacks: sounds that the language does not have. start, middle, end: how many consonants may follow each other there.
s_starts: whether a word may begin with s and another consonant. ends: the consonants a word may end in, closes: those
that a syllable inside a word may end in; none named: any. doubled: whether a consonant may be said twice.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from cx.market.names.spelled_sounds import Sound, sounds
from cx.text.formatting import _

RULES = Path(__file__).with_name("sayability.csv")


@dataclass(frozen=True)
class Rules:
    """What can be said in one language, as the table of rules has it."""

    language: str
    lacks: frozenset[str]
    start: int
    middle: int
    end: int
    s_starts: bool
    ends: frozenset[str]
    closes: frozenset[str]
    doubled: bool


@cache
def rules() -> dict[str, Rules]:
    """The rules of each language, by its code, in the order of the table."""
    with RULES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _rules(row) for row in csv.DictReader(file)}


def _rules(row: dict[str, str]) -> Rules:
    lacks, ends, closes = (frozenset(row[name].split()) for name in ("lacks", "ends", "closes"))
    start, middle, end = (int(row[name]) for name in ("start", "middle", "end"))
    s_starts, doubled = (row[name] == "yes" for name in ("s_starts", "doubled"))
    return Rules(row["language"], lacks, start, middle, end, s_starts, ends, closes, doubled)


def obstacle(words: str, code: str) -> str:
    """What a speaker of a language stumbles over in a name.

    Parameters
    ----------
    words : as of `spelled_sounds.latin`
    code : of the language, one of `rules`

    Returns
    -------
    The first obstacle in a few words, "" where there is none.

    Examples
    --------
    >>> obstacle("zarrin", "en"), obstacle("zarrin", "it"), obstacle("nordlis", "ja")
    ('', 'no word ends in -n', 'no sound l')
    """
    return next((found for word in words.split() if (found := _of_word(sounds(word), rules()[code]))), "")


def _of_word(said: list[Sound], rule: Rules) -> str:
    lacking = next((sound for sound in said if sound.said in rule.lacks), None)
    if lacking:
        return _("no sound {sound}").format(sound=lacking.said)
    runs = [(is_vowel, list(run)) for is_vowel, run in groupby(said, lambda sound: sound.is_vowel)]
    for place, (is_vowel, run) in enumerate(runs):
        if is_vowel:
            continue
        found = _of_run(run, rule, is_first=place == 0, is_last=place == len(runs) - 1)
        if found:
            return found
    return ""


def _of_run(run: list[Sound], rule: Rules, is_first: bool, is_last: bool) -> str:
    """What cannot be said in consonants that follow each other."""
    written = "".join(sound.written for sound in run)
    first, last = run[0].said, run[-1].said
    if is_first and (len(run) > rule.start or (len(run) > 1 and first == "s" and not rule.s_starts)):
        return _("no word begins with {letters}-").format(letters=written)
    if is_last and not is_first and (len(run) > rule.end or (rule.ends and last not in rule.ends)):
        return _("no word ends in -{letters}").format(letters=written)
    if any(sound.is_doubled for sound in run) and not rule.doubled:
        return _("no syllable ends in {letter}").format(letter=first)
    if not is_first and not is_last and len(run) > rule.middle:
        return _("too many consonants: -{letters}-").format(letters=written)
    if not is_first and not is_last and len(run) > 1 and rule.closes and first not in rule.closes:
        return _("no syllable ends in {letter}").format(letter=first)
    return ""
