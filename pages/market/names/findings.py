"""What the names page found, in sentences."""

import pandas as pd

from cx.market import names
from cx.text.formatting import _, count
from pages.shared import safe_text

TESTS = {
    "rivals": "Others cannot use it",
    "sayable": "Sayable elsewhere",
    "meaning": "No bad meaning",
    "spelling": "Easy to spell",
}
MARKS = {"pass": "✓", "doubt": "?", "fail": "✗", "unknown": "–"}
VERDICTS = {"pass": "passed", "doubt": "in doubt", "fail": "failed", "unknown": "not checked"}
NAMED = 3


def title(table: pd.DataFrame) -> str:
    """Which names pass all tests; else how many the best one passes."""
    if table.empty:
        return _("Is it a good name? Four tests, nothing leaves this machine")
    passed = table["verdict"].eq("pass").groupby(table["name"], sort=False).sum()
    tests = len(names.TESTS)
    good = passed.index[passed == tests].tolist()
    if not good:
        best = str(passed.idxmax())
        return _("No name passes all {tests} tests; {name} passes {n}").format(
            tests=tests, name=safe_text.escaped(best), n=int(passed.max())
        )
    if len(good) == 1:
        return _("{name} passes all {tests} tests; ask the registers and a speaker").format(
            name=safe_text.escaped(good[0]), tests=tests
        )
    return _("{names} pass all {tests} tests; ask the registers and speakers").format(names=_listed(good), tests=tests)


def results_title(table: pd.DataFrame) -> str:
    """In how many cells of the table a test fails or is in doubt."""
    verdicts = table["verdict"].value_counts()
    failed, doubted = (int(verdicts.get(verdict, 0)) for verdict in ("fail", "doubt"))
    return _("{n} failed, {doubt} in doubt, of {all}").format(
        n=count(failed, _("test"), _("tests")), doubt=doubted, all=len(table)
    )


def _listed(found: list[str]) -> str:
    shown = [safe_text.escaped(name) for name in found[:NAMED]]
    if len(found) > NAMED:
        return _("{names} and {n} more").format(names=", ".join(shown), n=len(found) - NAMED)
    return _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])


def basis(asked: names.NameList, table: pd.DataFrame) -> str:
    """How many names, beside whom, in which languages."""
    parts = [
        count(table["name"].nunique(), _("name"), _("names")),
        _("against {rivals}").format(rivals=count(len(asked.rivals or {}), _("rival"), _("rivals"))),
        count(len(asked.languages or ()), _("language"), _("languages")),
        _("nothing leaves this machine"),
    ]
    return " · ".join(parts)


def limits() -> str:
    """What the page cannot know, and where its lists come from."""
    return _(
        "**What this cannot know.** No register is asked. Word lists hold obscenities, not every unlucky word: of 15"
        " names that failed abroad they find 6 (Pinto, Fitta, Mist, Osram, Bimbo, Laputa), not Pajero, Siri or Barf."
        " Slang, religion and politics are not checked: ask speakers in each market."
    )


def sources() -> str:
    """Where the word lists come from."""
    return _(
        "Word lists of {n} languages: List of Dirty, Naughty, Obscene, and Otherwise Bad Words (CC BY 4.0) and"
        " badwords-py (MIT), merged."
    ).format(n=len(names.LISTED_LANGUAGES))
