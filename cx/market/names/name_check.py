"""Four tests of a name, each with its verdict, its reason and what it does not check."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cx.errors import CxError
from cx.market.names import easy_spelling, meaning, rival_clash, sayable_share
from cx.market.names.finding import Finding
from cx.market.names.sayability import rules
from cx.market.names.spelled_sounds import latin
from cx.text.formatting import _

TESTS = {
    "rivals": rival_clash.judge,
    "sayable": sayable_share.judge,
    "meaning": meaning.judge,
    "spelling": easy_spelling.judge,
}
MOST, LONGEST = 30, 60
"""So many names at once, of so many characters."""
COLUMNS = ["name", "test", "verdict", "short", "why", "not_checked"]


def check(
    names: Sequence[str], rivals: Mapping[str, str | None] | None = None, languages: Sequence[str] | None = None
) -> pd.DataFrame:
    """Four tests of each name; nothing leaves the machine.

    Parameters
    ----------
    names : as they would be written, in any script; blank ones and repeated ones are left out
    rivals : companies whose names it must not be taken for, each with the state of its name (registered, pending ...)
    languages : codes of `cx.names.LANGUAGES` in which it must be sayable; None: all. Bad meanings are looked for in all
        languages that have a list

    Returns
    -------
    One row a name and test, in the order given: name; test, one of "rivals" (others cannot use it), "sayable",
    "meaning" (no bad meaning), "spelling" (easy to spell); verdict: "pass", "doubt", "fail" or "unknown"; short (the
    verdict in a few words), why, not_checked (what the test cannot know): sentences.

    Raises
    ------
    CxError
        For more than MOST names, a name of more than LONGEST characters, a language that has no rules.

    Notes
    -----
    Libraries: rapidfuzz (Damerau-Levenshtein), Metaphone (double metaphone), anyascii (transliteration).

    Examples
    --------
    >>> found = check(["Nordlis"], {"Nordlys Living": "registered"})
    >>> found[["test", "verdict"]].values.tolist()
    [['rivals', 'fail'], ['sayable', 'doubt'], ['meaning', 'pass'], ['spelling', 'doubt']]
    >>> found["why"].iloc[0]
    'Nordlys Living (registered): 0.86 alike, same sound.'
    """
    given, known = cleaned(names), dict(rivals or {})
    codes = list(rules()) if languages is None else list(languages)
    if unknown := [code for code in codes if code not in rules()]:
        raise CxError(_("There are no rules of {languages}.").format(languages=", ".join(unknown)))
    rows = [[name, test, *_found(name, test, known, codes)] for name in given for test in TESTS]
    return pd.DataFrame(rows, columns=COLUMNS)


def cleaned(names: Sequence[str]) -> list[str]:
    """Names without blanks at their ends, blank and repeated ones left out.

    Parameters
    ----------
    names : as they were typed

    Raises
    ------
    CxError
        For too many names, or too long a one.

    Examples
    --------
    >>> cleaned([" Zarrin ", "", "zarrin", "Mist"])
    ['Zarrin', 'Mist']
    """
    found: dict[str, str] = {}
    for name in (" ".join(name.split()) for name in names):
        found.setdefault(name.casefold(), name)
    found.pop("", None)
    if len(found) > MOST:
        raise CxError(_("At most {most} names are checked at once.").format(most=MOST))
    if long := next((name for name in found.values() if len(name) > LONGEST), None):
        raise CxError(_("“{name}…” is longer than {most} characters.").format(name=long[:20], most=LONGEST))
    return list(found.values())


def _found(name: str, test: str, rivals: dict[str, str | None], languages: list[str]) -> Finding:
    if not latin(name):
        return Finding("unknown", _("no letter"), _("The name has no letter that can be read."), _("Everything."))
    return TESTS[test](name, rivals, languages)
