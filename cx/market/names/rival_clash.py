"""Whether others could hold the name: how near it comes to the names of rivals."""

from cx.market.names.finding import DOUBT, FAIL, PASS, UNKNOWN, Finding
from cx.market.names.likeness import Likeness, likeness
from cx.market.names.spelled_sounds import is_latin, is_unvowelled, latin
from cx.text.formatting import _, number

NEAR = 0.5
"""Below, a rival is not named as the nearest."""


def judge(name: str, rivals: dict[str, str | None], _languages: list[str]) -> Finding:
    """The rival that is most alike, and whether the names clash.

    Parameters
    ----------
    name : in any script
    rivals : company -> the state of its name
    """
    limits = _("Registers of trademarks, companies and web addresses are not asked.")
    if not is_latin(name):
        read = _("Compared as “{letters}”, without vowels.") if is_unvowelled(name) else _("Compared as “{letters}”.")
        limits = read.format(letters=latin(name)) + " " + limits
    if not rivals:
        return Finding(UNKNOWN, _("no rival is known"), _("Name the companies to compare with."), limits)
    found = {company: likeness(name, company) for company in rivals}
    company = max(found, key=lambda one: (found[one].is_clash, found[one].similarity, found[one].is_same_sound))
    nearest = found[company]
    why = _why(company, rivals[company], nearest)
    if nearest.is_clash or nearest.is_same_sound:
        short = _("sounds like {company}") if nearest.is_same_sound else _("looks like {company}")
        return Finding(FAIL if nearest.is_clash else DOUBT, short.format(company=company), why, limits)
    if nearest.similarity < NEAR:
        return Finding(PASS, _("unlike rivals"), _("No rival is half alike."), limits)
    return Finding(PASS, _("unlike rivals"), _("Nearest: {why}").format(why=why), limits)


def _why(company: str, state: str | None, found: Likeness) -> str:
    named = _("{company} ({state})").format(company=company, state=state) if state else company
    said = {"named": named, "alike": number(found.similarity, 2)}
    if found.is_same_sound:
        return _("{named}: {alike} alike, same sound.").format(**said)
    return _("{named}: {alike} alike.").format(**said)
