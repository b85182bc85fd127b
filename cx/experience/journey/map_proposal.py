"""Proposal for a first map of the journey, from the company's own channels, topics and survey subjects.

Each name is put where its kind, the step that its contacts say, or a word in it points; `touchpoint_roles.csv` has
these words with the usual step, P and team. It is a beginning to edit, not a finding.
"""

from dataclasses import dataclass, field

import pandas as pd

from cx.engine.connection import Engine
from cx.experience.journey import map_versions, touchpoint_roles
from cx.experience.journey.journey_map import COLUMNS
from cx.experience.journey.touchpoint_roles import Role, roles
from cx.text.formatting import _

MOST_RULES = 12
"""So many channels, campaigns or topics of one touchpoint are named, those with most rows."""
MOST_NAMES = 25
"""So many channels or subjects become touchpoints, those with most rows."""
MESSAGES = ("sent", "opened")
SERVED_AS_TICKETS = ("complaint", "question", "request")
NEITHER = ("asked", "unsubscribed", "bounced")
"""Kinds of contacts that meet nobody at a touchpoint of the company's own making."""


@dataclass
class Part:
    """A proposed touchpoint."""

    role: Role
    name: str
    rules: list[str] = field(default_factory=list)
    step: str = ""
    asked_as: str = ""
    topics: list[str] = field(default_factory=list)
    is_direct: bool = True


def waiting(store: Engine) -> int:
    """How many channels of contacts and orders, and topics of tickets, the company's data have.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> waiting(cx.open_store())
    0
    """
    known = _known(store)
    channels = set(known.loc[known.source.isin(["contacts", "orders"]), "channel"].dropna().str.lower())
    return len(channels) + int((known.source == "topics").sum())


def proposal(store: Engine) -> pd.DataFrame:
    """A first map to edit.

    Parameters
    ----------
    store : the company

    Returns
    -------
    As of `cx.journey.rows`. Without contacts, orders, tickets and surveys it has no row.

    Notes
    -----
    Contacts become advertising (exposed, clicked), a touchpoint a channel that was visited, service, messages by the
    step of their campaign, recommendations and thanks; orders become a checkout; tickets become support and a phone
    line. A survey subject is asked of the touchpoint of its name or sort; one of satisfaction without any becomes a
    touchpoint of its own, met by every order. A topic goes to the sort that a word in it names, else to support. The
    team is that of the employee surveys that shares most words with the usual one.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-01-02,90,Web\\n")
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score\\n2025-01-31,csat,Delivery,4\\n")
    >>> proposal(store)[["step", "touchpoint", "met_by", "asked_as"]].values.tolist()
    [['buy', 'Checkout', 'orders:*', None], ['use', 'Delivery', 'orders:*', 'Delivery']]
    """
    known = _known(store)
    parts = [*_reached(known), *_visited(known), *_messages(known), *_told(known), *_bought(known), *_helped(known)]
    _ask(parts, known)
    _place_topics(parts, known)
    teams = known.loc[known.source == "teams", "name"].tolist()
    return map_versions.ordered(_frame(parts, teams))


def _known(store: Engine) -> pd.DataFrame:
    return store.once("known names", lambda: store.read("journey/known_names")).astype(object)


# --- contacts, orders and tickets --------------------------------------------------------------------------


def _of_kinds(known: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    return known[(known.source == "contacts") & known.kind.isin(kinds) & known.channel.notna()]


def _by_size(found: pd.DataFrame, column: str, most: int = MOST_RULES) -> list[str]:
    """The values of a column, those with most rows first."""
    sizes = found.assign(size=found["size"].astype(float)).groupby(column, sort=True)["size"].sum()
    return [str(name) for name in sizes.sort_values(ascending=False, kind="stable").index[:most]]


def _message_channels(known: pd.DataFrame) -> set[str]:
    return set(_of_kinds(known, *MESSAGES).channel)


def _reached(known: pd.DataFrame) -> list[Part]:
    """Advertising: whoever saw or clicked on a channel that sends no messages."""
    found = _of_kinds(known, "exposed", "clicked")
    found = found[~found.channel.isin(_message_channels(known))]
    rules = [f"contacts:{channel}" for channel in _by_size(found, "channel")]
    return [Part(roles()["advertising"], _("Advertising"), rules, is_direct=False)] if rules else []


def _visited(known: pd.DataFrame) -> list[Part]:
    """A touchpoint a channel that was visited."""
    channels = _by_size(_of_kinds(known, "visited"), "channel", MOST_NAMES)
    return [
        Part(
            roles()["store" if touchpoint_roles.is_of(name, "store") else "website"], name, [f"contacts:visited@{name}"]
        )
        for name in channels
    ]


def _messages(known: pd.DataFrame) -> list[Part]:
    """Messages by the step of their campaigns; a channel whose campaigns have no name as a whole."""
    found = known[(known.source == "contacts") & known.channel.isin(_message_channels(known))]
    found = found[~found.kind.isin(["thanked", "served", "visited", "referred", "recommended", *NEITHER])]
    found = found.assign(step=found.step.fillna("bond"))
    parts = []
    for step, of_step in found.groupby("step", sort=True):
        campaigns = _by_size(of_step, "name")
        rules = [f"contacts:{name}*" for name in campaigns]
        rules = rules or [f"contacts:{channel}" for channel in _by_size(of_step, "channel")]
        role = roles()["offer" if step == "return" else "newsletter"]
        name = campaigns[0] if len(campaigns) == 1 else _message_name(str(step))
        parts.append(Part(role, name, rules, step=str(step)))
    return parts


def _message_name(step: str) -> str:
    names = {"return": _("Offers"), "bond": _("Messages to customers"), "aware": _("First messages")}
    return names.get(step) or _("Messages ({step})").format(step=step)


def _told(known: pd.DataFrame) -> list[Part]:
    """Who was referred, who recommends, who was thanked."""
    named = {
        "referred": ("word of mouth", _("Word of mouth"), False),
        "recommended": ("recommendation", _("Recommendation"), False),
        "thanked": ("thanks", _("Thanks"), True),
    }
    kinds = set(known.loc[known.source == "contacts", "kind"].dropna())
    return [
        Part(roles()[role], name, [f"contacts:{kind}"], is_direct=is_direct)
        for kind, (role, name, is_direct) in named.items()
        if kind in kinds
    ]


def _bought(known: pd.DataFrame) -> list[Part]:
    found = known[known.source == "orders"]
    return [Part(roles()["checkout"], _("Checkout"), ["orders:*"])] if len(found) else []


def _helped(known: pd.DataFrame) -> list[Part]:
    """Support by tickets and by people who serve outside of the stores, staff in the stores, the phone line."""
    kinds = set(known.loc[known.source == "tickets", "kind"])
    staff: list[str] = []
    support = [f"tickets:{kind}" for kind in SERVED_AS_TICKETS if kind in kinds]
    for channel in _by_size(_of_kinds(known, "served"), "channel"):
        (staff if touchpoint_roles.is_of(channel, "store") else support).append(f"contacts:served@{channel}")
    calls = ["tickets:call"] if "call" in kinds else []
    made = (("staff", _("Staff"), staff), ("support", _("Support"), support), ("calls", _("Phone line"), calls))
    return [Part(roles()[role], name, rules) for role, name, rules in made if rules]


# --- subjects and topics -----------------------------------------------------------------------------------


def _ask(parts: list[Part], known: pd.DataFrame) -> None:
    """Each survey subject is asked of a touchpoint: that of its name, else the first of its sort that asks nothing yet;
    one of satisfaction without any becomes a touchpoint of its own.
    """
    found = known[known.source == "subjects"]
    satisfaction = _by_size(found[found.kind == "csat"], "name", MOST_NAMES)
    others = [name for name in _by_size(found, "name", 10 * MOST_NAMES) if name not in satisfaction]
    for subject in satisfaction:
        part = _asked_of(parts, subject)
        if part is None:
            role = touchpoint_roles.first(subject) or roles()["product"]
            part = Part(role, subject, _ordered_by(role, known))
            parts.append(part)
        part.name, part.asked_as = subject, subject
    for subject in others:
        part = _asked_of(parts, subject) if touchpoint_roles.is_of_touchpoints(subject) else None
        if part is not None:
            part.asked_as = subject


def _asked_of(parts: list[Part], subject: str) -> Part | None:
    free = [part for part in parts if not part.asked_as]
    of_name = [part for part in free if part.name.lower() == subject.lower()]
    role = touchpoint_roles.first(subject)
    return next(iter(of_name + [part for part in free if role and part.role.role == role.role]), None)


def _ordered_by(role: Role, known: pd.DataFrame) -> list[str]:
    """The orders that meet a touchpoint of a sort: of a delivery, those that were not bought in a store."""
    if role.role != "delivery":
        return ["orders:*"]
    channels = _by_size(known[known.source == "orders"], "channel")
    in_store = {name for name in channels if touchpoint_roles.is_of(name, "store")}
    return [f"orders:{name}" for name in channels if name not in in_store] if in_store else ["orders:*"]


def _place_topics(parts: list[Part], known: pd.DataFrame) -> None:
    for topic in _by_size(known[known.source == "topics"], "name", 100):
        role = touchpoint_roles.first(topic)
        of_role = [part for part in parts if role and part.role.role == role.role]
        part = next(iter(of_role + [part for part in parts if part.role.role == "support"]), None)
        if part is not None and len(part.topics) < MOST_RULES:
            part.topics.append(topic)


def _frame(parts: list[Part], teams: list[str]) -> pd.DataFrame:
    rows = [
        {
            "row": number,
            "touchpoint": part.name,
            "step": part.step or part.role.step,
            "position": float(number),
            "p": part.role.p,
            "team": touchpoint_roles.team(part.role.team, teams),
            "owner": None,
            "promise_text": None,
            "direct": part.is_direct,
            "met_by": ";".join(part.rules) or None,
            "asked_as": part.asked_as or None,
            "topics": ";".join(part.topics) or None,
        }
        for number, part in enumerate(parts, 1)
    ]
    return pd.DataFrame(rows, columns=["row", *COLUMNS], dtype=object)
