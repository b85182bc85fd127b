"""Reasons to thank a customer: which count, and which thanks fit each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

LONGEST = 80
"""Letters of the fitting thanks: they stand in a column."""
FITTING = {
    "referral": "A call from the owner",
    "five_years": "A gift and a hand-written card",
    "platinum": "A personal letter, early access to new products",
    "resolved": "A call: is everything fine now?",
    "promoter": "A note that asks for a review",
    "first_year": "A note from the team",
}
CODES = tuple(FITTING)
"""The reasons; of several on one customer the first of these counts."""


@dataclass(frozen=True)
class Reason:
    """A reason to thank a customer.

    Attributes
    ----------
    code : one of CODES
    words : the thanks that fit, at most LONGEST letters
    is_on : whether the reason counts
    """

    code: str
    words: str
    is_on: bool = True


def reasons(store: Engine) -> tuple[Reason, ...]:
    """The reasons as the company has chosen them, in the order of CODES; all count until somebody says otherwise.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> reasons(cx.open_store())[0]
    Reason(code='referral', words='A call from the owner', is_on=True)
    """
    rows = store.rows("select reason, words, is_on from thanks_reasons").itertuples(index=False)
    saved = {row.reason: Reason(row.reason, row.words, bool(row.is_on)) for row in rows}
    return tuple(saved.get(code, Reason(code, _(FITTING[code]))) for code in CODES)


def save_reasons(store: Engine, chosen: Sequence[Reason]) -> None:
    """Keep which reasons count and which thanks fit; those that are not given stay as they are.

    Parameters
    ----------
    store : the company
    chosen : the reasons; words that are blank become those of the start

    Raises
    ------
    CxError
        For words that are longer than LONGEST, or a code that is none of CODES; nothing was kept.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> save_reasons(store, [Reason("promoter", "Flowers", is_on=False)])
    >>> [reason.words for reason in reasons(store) if not reason.is_on]
    ['Flowers']
    """
    rows = [_checked(reason) for reason in chosen]
    with store.notes() as cursor:
        for row in rows:
            cursor.execute("insert or replace into thanks_reasons values ($code, $is_on, $words)", row)


def _checked(reason: Reason) -> dict[str, object]:
    if reason.code not in FITTING:
        raise CxError(_("{code} is no reason to thank; there are {codes}.").format(code=reason.code, codes=CODES))
    words = " ".join(reason.words.split()) or _(FITTING[reason.code])
    if len(words) > LONGEST:
        raise CxError(_("Fitting thanks have at most {most} characters.").format(most=LONGEST))
    return {"code": reason.code, "is_on": reason.is_on, "words": words}


def counted(store: Engine, chosen: Sequence[Reason] | None) -> list[Reason]:
    """The reasons that count, of those given or else of the company's."""
    return [reason for reason in (reasons(store) if chosen is None else chosen) if reason.is_on]
