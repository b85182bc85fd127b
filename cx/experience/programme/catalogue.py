"""The five stages of managing experience, and what is measured in each."""

from dataclasses import dataclass

STAGES = ("needs", "strategy", "feelings", "experience", "behaviour")
"""In their order: what customers need, what the strategy offers, what it feels like, what they meet, what they do."""


@dataclass(frozen=True)
class Asked:
    """Something that a study asks about, promised and experienced.

    Attributes
    ----------
    stage : of STAGES; item : its code
    subjects : what it is called in surveys, in lower case; the first that was asked counts
    """

    stage: str
    item: str
    subjects: tuple[str, ...]


def _asked(stage: str, **items: str) -> tuple[Asked, ...]:
    """items : code -> further names of the subject, which commas part."""
    return tuple(
        Asked(stage, item, (item, f"{item} {stage}", *filter(None, names.split(",")))) for item, names in items.items()
    )


ASKED = (
    *_asked("needs", basic="functional", symbolic="", experiential=""),
    *_asked(
        "strategy",
        goods="goods and services,valuable goods and services,products,product quality",
        environment="",
        staff="employees",
        incentives="",
        pricing="price",
        technology="",
    ),
    *_asked("feelings", rational="", emotional="", sensory="", physical="", spiritual=""),
)
MEASURED = (
    ("experience", "direct"),
    ("experience", "indirect"),
    ("experience", "brought"),
    ("behaviour", "intention"),
    ("behaviour", "repurchase"),
    ("behaviour", "recommend"),
    ("behaviour", "advocates"),
)
"""What is measured otherwise: stage and code of each."""
ORDER = (*((asked.stage, asked.item) for asked in ASKED), *MEASURED)
"""Stage and code of every measure, in their order."""
INTENTION = ("intention", "intention to buy again", "purchase intention", "repurchase intention")
"""What the intention to buy again is called in surveys."""
