"""Maps of a few touchpoints, and companies that meet their customers at them."""

import random
from functools import cache
from typing import Any

import pandas as pd

import cx

Rows = dict[str, list[dict[str, Any]]]
REGIONS = ["North", "South", None]


def touchpoint(name: str, met_by: str = "", asked_as: str = "", topics: str = "", **more: object) -> dict[str, object]:
    """A touchpoint where somebody buys, of the team Stores."""
    cells = {"touchpoint": name, "step": "buy", "p": "place", "team": "Stores", "met_by": met_by}
    return cells | {"asked_as": asked_as, "topics": topics} | more


def drawn(*touchpoints: dict[str, object]) -> pd.DataFrame:
    """A map that lies in no table."""
    return pd.DataFrame(touchpoints, columns=list(cx.journey.COLUMNS))


def answer(person: str | None, measure: str, subject: str, score: float, on: str = "2025-06-01") -> dict[str, object]:
    return {"customer_id": person, "measure": measure, "subject": subject, "score": score, "answered_at": on}


@cache
def crowd(seed: int = 7) -> Rows:
    """Sixty customers of three regions with contacts, orders of several lines, tickets and answers over two years."""
    draw = random.Random(seed)
    tables: Rows = {name: [] for name in ("customers", "touchpoints", "orders", "tickets", "surveys")}
    for number in range(60):
        person = f"c{number}"
        tables["customers"].append({"customer_id": person, "region": draw.choice(REGIONS)})
        for _contact in range(draw.randrange(9)):
            tables["touchpoints"].append(
                {
                    "person_id": person, "occurred_at": _moment(draw),
                    "channel": draw.choice(["Store", "Mail", "Display ads", None]),
                    "campaign": draw.choice(["Newsletter 2025-02", "Spring", None]),
                    "kind": draw.choice(["visited", "Served", "sent", "bounced", None]),
                    "cost": draw.choice([None, 0.5, 2]), "variant": draw.choice([None, "treated", "held out"]),
                }
            )  # fmt: skip
        for order in range(draw.randrange(5)):
            same = {
                "order_id": f"{person}-{order}",
                "ordered_at": _moment(draw),
                "channel": draw.choice(["Store", "App"]),
            }
            guest = draw.random() < 0.1
            for _line in range(draw.randrange(1, 4)):
                revenue = draw.choice([10, 40, -5])
                tables["orders"].append(same | {"customer_id": None if guest else person, "revenue": revenue})
        for ticket in range(draw.randrange(3)):
            tables["tickets"].append(
                {
                    "ticket_id": f"{person}-{ticket}", "customer_id": person, "opened_at": _moment(draw),
                    "kind": draw.choice(["complaint", "question", "call"]),
                    "topic": draw.choice(["Late", "late ", "Size", None]), "channel": draw.choice(["Phone", "Store"]),
                    "cost": draw.choice([None, 3]),
                }
            )  # fmt: skip
        for _answer in range(draw.randrange(80)):
            measure = draw.choice(["csat", "promise", "perception", "importance"])
            who = None if draw.random() < 0.1 else person
            tables["surveys"].append(
                answer(who, measure, draw.choice(["Shop", "shop", "Mail"]), draw.randrange(1, 6), _moment(draw))
            )
    return tables


def _moment(draw: random.Random) -> str:
    day = f"{draw.choice([2024, 2025])}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    return f"{day} {draw.randrange(24):02d}:00"
