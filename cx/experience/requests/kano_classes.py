"""Kano classes of requests: what having them pleases, and what missing them displeases."""

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.statistics import kano as classes

LETTERS = list(classes.NAMES)


@scoped
def kano(store: Engine, scope: Scope) -> pd.DataFrame:
    """The Kano class of each request, from the surveys of the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only answers of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a request (subject of measure kano_with and kano_without; merged ones together), by name.

    - n : people with both answers within 7 days, the latest pair each, without those of Q
    - A, O, M, I, R, Q : how many of each letter
    - better, worse : (A+O) and -(O+M) as shares of A+O+M+I; NaN where that is 0
    - kind : A, O, M or I where `cx.statistics.kano.kind` names it; None otherwise
    - unpaired : people who answered, but not both questions within 7 days

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> answers = b"2025-01-02,A,kano_with,Lids,1\\n2025-01-02,A,kano_without,Lids,5\\n2025-01-02,B,kano_with,Lids,1\\n"
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n" + answers)
    >>> kano(store, date(2025, 1, 31))[["topic", "n", "O", "better", "worse", "kind", "unpaired"]].values.tolist()
    [['Lids', 1, 1, 1.0, -1.0, None, 1]]
    """
    given = {"since": request_tables.first_day(scope), "as_of": scope.as_of, **scope.of_customers}
    pairs = store.read("requests/kano", merged=request_tables.merged(store), **given)
    rows = [_row(str(topic), answers) for topic, answers in pairs.groupby("topic")]
    columns = ["topic", "n", *LETTERS, "better", "worse", "kind", "unpaired"]
    found = pd.DataFrame(rows, columns=columns)
    return found.astype({"better": float, "worse": float, "kind": object})


def _row(topic: str, answers: pd.DataFrame) -> dict[str, object]:
    """One request; answers : there, missing (blank without a pair) and people."""
    counts, unpaired = dict.fromkeys(LETTERS, 0), 0
    for answer in answers.itertuples():
        if pd.isna(answer.there):
            unpaired += int(answer.people)
        else:
            counts[classes.answered(int(answer.there), int(answer.missing))] += int(answer.people)
    better, worse = classes.better_and_worse(counts)
    found = {"topic": topic, "n": sum(counts.values()) - counts["Q"], **counts}
    return {**found, "better": better, "worse": worse, "kind": classes.kind(counts), "unpaired": unpaired}
