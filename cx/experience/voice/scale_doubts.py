"""Doubts about the scale of a survey: answers that were excluded, and answers that leave the upper part unused."""

import pandas as pd

from cx.engine.connection import Engine
from cx.experience.voice.measures import MEASURES
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.tables.survey_scales import SCALES

COLUMNS = ["measure", "doubt", "answers", "highest", "lowest", "top"]
OFF_SCALE, NARROW = "off scale", "narrow"
USED = 0.75
"""A scale of which ENOUGH_TO_RANK answers use no more than so much may be another one: 1 to 7 of 0 to 10."""


def scale_doubts(store: Engine) -> pd.DataFrame:
    """Measures whose answers may have been given on another scale.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a measure ("nps", "csat", "ces") and doubt: measure, doubt, answers, highest (score in use), lowest,
    top (the scale of the measure).

    - "off scale" : answers are excluded as the scale does not hold their score; the figures are of the others alone
    - "narrow" : of 30 answers or more in use none lies in the upper quarter of the scale

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("surveys", b"answered_at,measure,score\\n2025-01-02,csat,4\\n2025-01-03,csat,9\\n")
    >>> scale_doubts(store)[["measure", "doubt", "answers"]].values.tolist()
    [['csat', 'off scale', 1]]
    """
    counted = store.read("voice/scales").set_index("measure")
    rows = []
    for measure in MEASURES:
        if measure not in counted.index:
            continue
        row, (lowest, top) = counted.loc[measure], SCALES[measure]
        if row["excluded"]:
            rows.append([measure, OFF_SCALE, int(row["excluded"]), row["highest"], lowest, top])
        elif row["answers"] >= ENOUGH_TO_RANK and row["highest"] <= lowest + USED * (top - lowest):
            rows.append([measure, NARROW, int(row["answers"]), row["highest"], lowest, top])
    return pd.DataFrame(rows, columns=COLUMNS)
