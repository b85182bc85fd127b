"""Rows that loads excluded, as a file that leaves the machine: nothing of what an employee wrote is in it."""

import pandas as pd

MASK = "•••"


def excluded_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the lines of employees' answers masked.

    Parameters
    ----------
    rows : as of `Store.quarantine`: upload_id, kind, line, column, value, reason, raw

    Returns
    -------
    raw is masked where the line is of an employee, and value too unless it is a score or a moment.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> file = b"answered_at,measure,subject,score,comment\\n2025-01-02,employee,Stores,99,I am Ann\\n"
    >>> _ = store.load("surveys", file)
    >>> excluded_rows(store.quarantine())[["value", "raw"]].values.tolist()
    [['99', '•••']]
    """
    is_of_employee = (rows["kind"] == "surveys") & rows["raw"].str.contains("employee", case=False)
    is_written = is_of_employee & ~rows["column"].isin(["score", "answered_at"])
    return rows.assign(raw=rows["raw"].mask(is_of_employee, MASK), value=rows["value"].mask(is_written, MASK))
