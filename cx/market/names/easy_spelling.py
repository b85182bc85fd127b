"""Whether a name that was heard is written down right."""

from cx.market.names.finding import DOUBT, FAIL, PASS, UNKNOWN, Finding
from cx.market.names.likeness import likeness
from cx.market.names.spelled_sounds import is_latin, is_unvowelled, latin
from cx.market.names.spelling import LONG, Spelling, spelling
from cx.text.formatting import _, count


def judge(name: str, rivals: dict[str, str | None], _languages: list[str]) -> Finding:
    """Letters, doubled and silent ones, sounds of several spellings, and rivals one slip away.

    Parameters
    ----------
    name : in any script
    rivals : company -> the state of its name
    """
    limits = _("Spellings are those of Latin letters; nobody was asked to write it down.")
    if is_unvowelled(name):
        why = _("Its script leaves vowels out: write it in Latin letters, as it is said.")
        return Finding(UNKNOWN, _("vowels are not written"), why, limits)
    if not is_latin(name):
        limits = _("Read as “{letters}”.").format(letters=latin(name)) + " " + limits
    found = spelling(latin(name))
    slip = next((company for company in rivals if likeness(name, company).slips == 1), None)
    why = _why(found, slip)
    if found.silent:
        return Finding(FAIL, _("{letters} is silent").format(letters=found.silent[0]), why, limits)
    if slip:
        return Finding(DOUBT, _("taken for {company}").format(company=slip), why, limits)
    if found.has_several:
        return Finding(DOUBT, _("several ways to write it"), why, limits)
    if found.letters > LONG:
        return Finding(DOUBT, _("long"), why, limits)
    return Finding(PASS, _("one way to write it"), why, limits)


def _why(found: Spelling, slip: str | None) -> str:
    parts = [count(found.letters, _("letter"), _("letters"))]
    if slip:
        parts.append(_("one slip away from {company}").format(company=slip))
    parts += [_("{letters} or {instead}").format(letters=a, instead=b) for a, b in dict.fromkeys(found.otherwise)]
    parts += [_("doubled {letter}").format(letter=letter) for letter in dict.fromkeys(found.doubled)]
    parts += [_("silent {letters}").format(letters=letters) for letters in found.silent]
    return "; ".join(parts) + "."
