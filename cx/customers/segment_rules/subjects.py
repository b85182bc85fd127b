"""What a condition can ask of a customer: measures, groups, attributes, purchases, answers and tickets."""

from dataclasses import dataclass

from cx.tables import customer_measures
from cx.tables.customer_measures import MEASURES, SCORE
from cx.text.formatting import _

NUMBER, CHOICE, BOUGHT = "number", "choice", "bought"
OPEN, NOT_OPEN = "yes", "no"
"""The two values of the subject open_ticket."""


@dataclass(frozen=True)
class Subject:
    """What is asked.

    Attributes
    ----------
    kind : NUMBER (limits), CHOICE (values; of an attribute limits too) or BOUGHT (products or categories, ever or
        within days)
    of : kind of the number, as of `cx.tables.customer_measures.MEASURES`
    is_named : whether a name says which one: an attribute, a survey's measure
    """

    kind: str
    of: str = SCORE
    is_named: bool = False


SUBJECTS = {
    **{measure: Subject(NUMBER, of) for measure, of in MEASURES.items()},
    "tier": Subject(CHOICE),
    "type": Subject(CHOICE),
    "rfm_group": Subject(CHOICE),
    "region": Subject(CHOICE),
    "channel": Subject(CHOICE),
    "attribute": Subject(CHOICE, is_named=True),
    "product": Subject(BOUGHT),
    "category": Subject(BOUGHT),
    "survey": Subject(NUMBER, is_named=True),
    "open_ticket": Subject(CHOICE),
}
"""Every subject by its name in a rule."""


def title(subject: str, name: str | None = None) -> str:
    """What a subject is called on screen.

    Parameters
    ----------
    subject : of SUBJECTS
    name : of the attribute or the survey's measure

    Examples
    --------
    >>> title("recency_days"), title("attribute", "e-mail"), title("survey", "nps")
    ('Days since last order', 'e-mail', 'NPS answer')
    """
    if subject in MEASURES:
        return customer_measures.title(subject)
    if subject == "attribute" and name:
        return name
    if subject == "survey" and name:
        return _("{measure} answer").format(measure=name.upper() if len(name) <= 4 else name.replace("_", " "))
    return {
        "tier": _("Tier"),
        "type": _("Customer type"),
        "rfm_group": _("RFM group"),
        "region": _("Region"),
        "channel": _("Channel of first touch"),
        "attribute": _("Uploaded attribute"),
        "product": _("Product bought"),
        "category": _("Category bought"),
        "survey": _("Latest survey answer"),
        "open_ticket": _("Open ticket"),
    }[subject]
