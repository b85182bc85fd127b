"""What the page says of the map while it is edited, in sentences."""

from typing import Any

import pandas as pd

from cx.experience.journey import map_changes
from cx.text.durations import duration
from cx.text.formatting import _, count, money, number, percent, short_money, with_sign
from pages.shared import safe_text

MOST_NAMED = 5


def title(rows: pd.DataFrame) -> str:
    """How large the map is, how many teams answer for it, and about what nobody is asked."""
    size = count(len(rows), _("touchpoint"), _("touchpoints"))
    teams = count(rows["team"].str.strip().str.lower().nunique(), _("team"), _("teams"))
    silent = int(rows["asked_as"].isna().sum())
    said = _("Edit the map: {size}, {teams}, {silent} without a survey")
    return (said if silent else _("Edit the map: {size}, {teams}")).format(size=size, teams=teams, silent=silent)


def problem(row: Any) -> str:
    """A problem of the map, as `cx.experience.journey.map_problems` names it."""
    sentences = {
        "repeated": _("“{name}” is on the map twice: the first row counts. Rename or remove the other."),
        "two_teams": _("“{name}” has two teams ({detail}): the first row counts. Rename or remove the other."),
        "no_rule": _("“{name}” has no rule by which customers meet it: its figures are not known."),
        "no_rows": _("Nobody met “{name}” in these 12 months: no row matches {detail}."),
        "no_row_for": _("“{name}”: no row of these 12 months matches {detail}."),
        "no_answers": _("“{name}”: no survey answer is about {detail}."),
        "no_tickets": _("“{name}”: no ticket is about {detail}."),
    }
    detail = safe_text.escaped(row.detail).replace(";", ",")
    return sentences[row.problem].format(name=safe_text.escaped(row.touchpoint.strip()), detail=detail)


def received(receipt: Any) -> list[str]:
    """What became of a file that was loaded as the map; nothing where all of it is on the map."""
    said = [safe_text.escaped(note) for note in receipt.notes]
    if receipt.already_loaded:
        said = [_("This file was loaded before: its map counts again.")]
    if receipt.rows_loaded == 0:
        said.append(_("No row of the file could be read as a touchpoint: the map stays as it was."))
    for row in receipt.problems.head(MOST_NAMED).itertuples():
        said.append(_("Line {line}: {reason}.").format(line=row.line, reason=safe_text.escaped(str(row.reason))))
    if receipt.rows_quarantined:
        waits = _("{rows} of the file wait on the page Upload to be fixed.")
        said.append(waits.format(rows=count(receipt.rows_quarantined, _("row"), _("rows"))))
    return said


# --- no touchpoint -----------------------------------------------------------------------------------------


def elsewhere_title(names: int) -> str:
    """How much of the data is on no touchpoint."""
    if not names:
        return _("Everything in the data has a touchpoint")
    return (
        _("1 name in the data is on no touchpoint") if names == 1 else _("{n} names in the data are on no touchpoint")
    ).format(n=number(names))


def elsewhere_row(row: Any) -> str:
    """A name on no touchpoint, with what it counts."""
    units = {
        "contacts": (_("contact"), _("contacts")),
        "orders": (_("order"), _("orders")),
        "tickets": (_("ticket"), _("tickets")),
        "topics": (_("ticket"), _("tickets")),
        "subjects": (_("answer"), _("answers")),
    }
    people = count(row.people, _("person"), _("people"))
    rows = count(row.contacts, *units[row.source])
    topic = _("topic · {people}, {rows}") if row.source == "topics" else _("{people}, {rows}")
    text = _("survey subject · {people}, {rows}") if row.source == "subjects" else topic
    return f"**{safe_text.escaped(shown_name(row))}** · {text.format(people=people, rows=rows)}"


def shown_name(row: Any) -> str:
    """A name as people know it: without the source of its rule; rows may have none."""
    named = row.name.partition(":")[2] or row.name if row.source in ("contacts", "orders", "tickets") else row.name
    return named or _("no name")


# --- before and after --------------------------------------------------------------------------------------


def changes_title(changes: pd.DataFrame) -> str:
    """Which touchpoints differ."""
    names = list(dict.fromkeys(changes["touchpoint"]))
    if not names:
        return _("Before and after: no change yet")
    shown = ", ".join(safe_text.escaped(name) for name in names[:3])
    rest = len(names) - 3
    said = _("Before and after: {names} and {n} more") if rest > 0 else _("Before and after: {names}")
    return said.format(names=shown, n=number(rest))


def last_edit(changes: pd.DataFrame, currency: str) -> str:
    """The differences in a line, those of figures first."""
    is_cell = changes["what"].isin(map_changes.CELLS)
    ordered = pd.concat([changes[~is_cell], changes[is_cell]])
    said = [
        _("**{touchpoint}** {what}: {before} → {after}").format(
            touchpoint=safe_text.escaped(row.touchpoint),
            what=what(row.what),
            before=safe_text.escaped(value(row.what, row.before, currency)),
            after=safe_text.escaped(value(row.what, row.after, currency)),
        )
        for row in ordered.head(MOST_NAMED).itertuples()
    ]
    rest = len(ordered) - len(said)
    said += [_("{n} more").format(n=number(rest))] if rest else []
    return _("The map is being edited. {changes}").format(changes=" · ".join(said))


def what(code: str) -> str:
    """A cell or a figure of the map, in words."""
    names = {
        "touchpoint": _("Touchpoint"), "step": _("Step"), "p": _("P"), "team": _("Team"), "owner": _("Owner"),
        "promise_text": _("Promise"), "direct": _("Direct"), "met_by": _("Met by"), "asked_as": _("Asked as"),
        "topics": _("Ticket topics"), "people": _("People"), "contacts": _("Contacts"),
        "cost_per_contact": _("Cost per contact"), "csat": _("Satisfied"), "gap": _("Promise gap"),
        "wait_hours": _("First answer"), "complaints_per_100": _("Complaints per 100"), "at_stake": _("At stake"),
        "enps": _("eNPS of the team"),
    }  # fmt: skip
    return names[code]


def value(code: str, said: Any, currency: str) -> str:
    """A cell or a figure as it is shown; "–" where it is not known."""
    if said is None:
        return "–"
    if code in ("step", "p"):
        return _(str(said).capitalize())
    if code == "direct":
        return _("yes") if said else _("no")
    figures = {
        "people": number, "contacts": number, "csat": percent, "wait_hours": duration,
        "complaints_per_100": lambda one: number(one, 1),
        "cost_per_contact": lambda one: money(one, currency, 2), "at_stake": lambda one: short_money(one, currency),
        "gap": lambda one: with_sign(one, number(abs(one), 1)), "enps": lambda one: with_sign(one, number(abs(one))),
    }  # fmt: skip
    return str(figures[code](said)) if code in figures else str(said)
