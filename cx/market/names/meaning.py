"""Whether a name is, holds or nearly is an offensive word."""

from cx.market.names.bad_words import LANGUAGES, ONE_AWAY, WHOLE, WITHIN, Hit, hits
from cx.market.names.finding import DOUBT, FAIL, PASS, Finding
from cx.text.formatting import _

NAMED = 3


def judge(name: str, _rivals: dict[str, str | None], _languages: list[str]) -> Finding:
    """The words of the lists that the name comes near to.

    Parameters
    ----------
    name : in any script
    """
    limits = _("Slang, religion, politics and unlucky words are not in the lists: ask a speaker of each market.")
    found = hits(name)
    if not found:
        why = _("{n} languages were looked through.").format(n=len(LANGUAGES))
        return Finding(PASS, _("nothing in the lists"), why, limits)
    first, why = found[0], "; ".join(_said(hit) for hit in found[:NAMED]) + "."
    language = _(LANGUAGES[first.languages[0]])
    if first.how == ONE_AWAY:
        return Finding(DOUBT, _("close to a bad word in {language}").format(language=language), why, limits)
    return Finding(FAIL, _("a bad word in {language}").format(language=language), why, limits)


def _said(hit: Hit) -> str:
    languages = ", ".join(_(LANGUAGES[code]) for code in hit.languages[:NAMED])
    sentences = {
        WHOLE: _("“{word}” is in the lists ({languages})"),
        WITHIN: _("“{word}” lies inside it ({languages})"),
        ONE_AWAY: _("one letter away from “{word}” ({languages})"),
    }
    return sentences[hit.how].format(word=hit.word, languages=languages)
