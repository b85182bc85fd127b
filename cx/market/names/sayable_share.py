"""In how many languages speakers can say a name."""

from cx.market.names.finding import DOUBT, FAIL, PASS, UNKNOWN, Finding
from cx.market.names.sayability import obstacle, rules
from cx.market.names.spelled_sounds import is_latin, is_unvowelled, latin
from cx.text.formatting import _

GOOD, HALF = 0.75, 0.5
"""Shares of the languages from which a name passes, and from which it is in doubt."""
NAMED = 4


def judge(name: str, _rivals: dict[str, str | None], languages: list[str]) -> Finding:
    """The languages in which the name is sayable, by rules of letters.

    Parameters
    ----------
    name : in any script
    languages : codes of `sayability.rules`
    """
    limits = _("Rules of letters, not speakers: how it sounds and where the stress lies is not checked.")
    if is_unvowelled(name):
        why = _("Its script leaves vowels out: write it in Latin letters, as it is said.")
        return Finding(UNKNOWN, _("vowels are not written"), why, limits)
    if not languages:
        return Finding(UNKNOWN, _("no language is chosen"), _("Choose the languages of your markets."), limits)
    if not is_latin(name):
        limits = _("Read as “{letters}”.").format(letters=latin(name)) + " " + limits
    obstacles = {code: found for code in languages if (found := obstacle(latin(name), code))}
    good, of = len(languages) - len(obstacles), len(languages)
    verdict = PASS if good >= GOOD * of else DOUBT if good >= HALF * of else FAIL
    return Finding(verdict, _("sayable in {good} of {of}").format(good=good, of=of), _why(obstacles), limits)


def _why(obstacles: dict[str, str]) -> str:
    """Each obstacle with its languages, those of most languages first."""
    if not obstacles:
        return _("No obstacle in the languages chosen.")
    by_reason: dict[str, list[str]] = {}
    for code, reason in obstacles.items():
        by_reason.setdefault(reason, []).append(_(rules()[code].language))
    parts = [
        _("{languages}: {reason}").format(reason=reason, languages=_listed(named))
        for reason, named in sorted(by_reason.items(), key=lambda item: -len(item[1]))
    ]
    return "; ".join(parts) + "."


def _listed(named: list[str]) -> str:
    if len(named) <= NAMED:
        return ", ".join(named)
    return _("{languages} and {n} more").format(languages=", ".join(named[:NAMED]), n=len(named) - NAMED)
