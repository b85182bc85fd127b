"""Which of the companies that were scored is ours."""

from datetime import date

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.statistics import periods
from cx.text.formatting import _

SETTING = "our_company"
MONTHS = 12


def companies(store: Engine) -> list[str]:
    """The companies that were scored on any day, those with most scores first."""
    query = "select company from competitors group by company order by count(*) desc, company"
    return list(store.rows(query)["company"])


def ours(store: Engine) -> str | None:
    """The company that was chosen as ours; None where none was, or where it has no score.

    Examples
    --------
    >>> import cx
    >>> ours(cx.open_store()) is None
    True
    """
    chosen = store.setting(SETTING)
    return chosen if chosen in companies(store) else None


def set_ours(store: Engine, company: str | None) -> str | None:
    """Choose which company is ours, for everybody who opens the store; every answer is asked with the one it is about.

    Parameters
    ----------
    store : the company's store
    company : of `companies`; None: not chosen

    Returns
    -------
    What was chosen before: to choose it undoes this.

    Raises
    ------
    CxError
        For a company without a score.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("competitors", b"company,attribute,score\\nWe,Price,6\\nThey,Price,8\\n")
    >>> set_ours(store, "We"), ours(store)
    (None, 'We')
    """
    before = ours(store)
    if company is not None and company not in companies(store):
        raise CxError(_("“{company}” is none of the companies that were scored.").format(company=company))
    store.note(SETTING, company or "")
    return before


def answers(store: Engine, as_of: date, source: str | None) -> str:
    """Kept table of the scores of the 12 months up to a day, and of those without a date.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    source : only respondents of it; None: all
    """
    text, since = statements.text("competitors/answers"), periods.first_day(as_of, MONTHS)
    return store.keep("rival_scores", text, since=since, as_of=as_of, source=source)


def importance(store: Engine, found: str) -> str:
    """Kept table of the importance of each attribute; found : of `answers`."""
    return store.keep("importance", statements.text("competitors/importance"), answers=found)


def sources(store: Engine) -> list[str]:
    """Who the respondents are, as `source` names them, in alphabetical order."""
    query = "select distinct source from competitors where source is not null order by source"
    return list(store.rows(query)["source"])


def respondents(store: Engine, as_of: date, source: str | None = None) -> pd.Series:
    """Who scored the companies in the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    source : only respondents of it; None: all

    Returns
    -------
    respondents (by scored_by; of rows that name nobody each is one), companies, attributes, scores, first_on, last_on
    (NaT without a date), most (scores of the company and attribute that has most: 1 where all are single judgements).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("competitors", b"company,attribute,score\\nWe,Price,6\\nThey,Price,8\\n")
    >>> found = respondents(store, date(2025, 12, 31))
    >>> int(found["companies"]), int(found["scores"]), int(found["most"])
    (2, 2, 1)
    """
    return store.read("competitors/respondents", answers=answers(store, as_of, source)).iloc[0]
