"""What the journey page found, in sentences."""

import pandas as pd

from cx.charts.experience.journey_scores import score
from cx.experience import journey
from cx.statistics import verdicts
from cx.text.formatting import _, count, day, number, percent, short_money, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim


def main(table: pd.DataFrame) -> str:
    """The touchpoint that the page is about while none is picked.

    That which breaks an important promise most, else the one that satisfies least, else the one that most people meet.
    """
    broken = short(table)
    if len(broken):
        return str(broken["touchpoint"].iloc[0])
    column, is_ascending = ("csat", True) if table["csat_n"].any() else ("people", False)
    return str(table.sort_values(column, ascending=is_ascending, kind="stable")["touchpoint"].iloc[0])


def short(table: pd.DataFrame) -> pd.DataFrame:
    """Touchpoints at least as important as the median one whose gap is below 0 for certain, the widest gap first."""
    is_important = table["importance"] >= table["importance"].median()
    is_broken = table["verdict"].map(lambda verdict: verdict is False)
    return table[is_important & is_broken].sort_values("gap", kind="stable")


def title(table: pd.DataFrame) -> str:
    """Where the experience breaks."""
    unclear = _("No touchpoint stands out: too few to tell")
    if table["gap_n"].any():
        broken = short(table)
        if broken.empty:
            return unclear
        worst = broken.iloc[0]
        said = _("{touchpoint} breaks the promise: promised {promised}, experienced {experienced}").format(
            touchpoint=safe_text.escaped(worst["touchpoint"]),
            promised=score(worst["promise"]),
            experienced=score(worst["experienced"]),
        )
        return claim(said, unclear, worst["gap_n"])
    if table["csat_n"].any():
        return _least_satisfying(table[table["csat_n"] > 0], unclear)
    return _("{touchpoints} on the map, none of them asked about yet").format(touchpoints=_touchpoints(table))


def _least_satisfying(table: pd.DataFrame, unclear: str) -> str:
    """Which touchpoint satisfies least, where it differs from all others together."""
    if len(table) > 1 and table["csat"].min() == table["csat"].max() and table["csat"].min() in (0, 1):
        alike = _("All {n} scores are 4 or 5 of 5") if table["csat"].min() else _("All {n} scores are 3 of 5 or less")
        return alike.format(n=number(table["csat_n"].sum()))
    votes = [(round(row.csat * row.csat_n), int(row.csat_n)) for row in table.itertuples()]
    least = table["csat"].argmin()
    row = table.iloc[least]
    said = _("{touchpoint} satisfies least: {share} of {n}").format(
        touchpoint=safe_text.escaped(row["touchpoint"]), share=percent(row["csat"]), n=number(row["csat_n"])
    )
    if len(table) == 1:
        return _("{share} of {n} are satisfied with {touchpoint}").format(
            share=percent(row["csat"]), n=number(row["csat_n"]), touchpoint=safe_text.escaped(row["touchpoint"])
        )
    is_least = verdicts.of_shares(verdicts.against_the_rest(votes))[least] is False
    return claim(said, unclear, row["csat_n"], verdict=is_least)


def _touchpoints(table: pd.DataFrame) -> str:
    return count(len(table), _("touchpoint"), _("touchpoints"))


def basis(table: pd.DataFrame, chosen) -> str:
    """What the map holds, on how many it stands, and what is at stake."""
    asked = int(((table["csat_n"] > 0) | (table["study_n"] > 0)).sum())
    parts = [
        _("{touchpoints} on {steps}, {n} of them asked about").format(
            touchpoints=_touchpoints(table),
            steps=count(table["step"].nunique(), _("step"), _("steps")),
            n=number(asked),
        )
    ]
    if table["gap_n"].any():
        parts.append(_("study of {people}").format(people=count(table["gap_n"].max(), _("person"), _("people"))))
    parts.append(_("12 months to {day}").format(day=day(chosen.as_of)))
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def map_note() -> str:
    """How to read the map."""
    return _(
        "Black line: promised; grey dashes: expected; dot: experienced, larger with more people. Bar: promise gap,"
        " wider with importance; red: short by a twelfth of the scale or more, for certain; green: better."
    )


def map_further() -> str:
    """What stands in the lanes."""
    return _(
        "Satisfied: of those who answered, unweighted; Voice weights them to all customers. At stake: 12-month"
        " contribution of customers who scored 3 or less; touchpoints share customers, do not add them up. Team eNPS:"
        " latest round, small teams hidden."
    )


def invest_title(table: pd.DataFrame) -> str:
    """Where to invest first."""
    ranked = table[table["rank"].notna()]
    if ranked.empty or table["gap"].count() < 2:
        return _("Importance and promise gap of each touchpoint")
    first = ranked.iloc[0]
    said = _("Invest first in {touchpoint}: important, and short of its promise").format(
        touchpoint=safe_text.escaped(first["touchpoint"])
    )
    return claim(said, _("Where to invest first: too few to tell"), first["gap_n"], verdict=first["rank_high"] == 1)


def only_one(row: pd.Series) -> str:
    """The one touchpoint that people were asked about: there is none to rank it against."""
    said = _("Only {touchpoint} has a study: importance {importance}, gap {gap}. Ask about others to compare them.")
    return said.format(
        touchpoint=safe_text.escaped(row["touchpoint"]),
        importance=score(row["importance"]),
        gap=with_sign(row["gap"], number(abs(row["gap"]), 1)),
    )


def invest_note(table: pd.DataFrame) -> str:
    """The ranks with their intervals, and what they mean."""
    ranks = [
        (_("{touchpoint} {rank}") if row.rank_low == row.rank_high else _("{touchpoint} {rank} ({low}–{high})")).format(
            touchpoint=safe_text.escaped(row.touchpoint),
            rank=number(row.rank),
            low=number(row.rank_low),
            high=number(row.rank_high),
        )
        for row in table[table["rank"].notna()].head(3).itertuples()
    ]
    said = _("Line: 95% interval. Size: at stake.")
    return said + (" " + _("Rank by importance × gap: {ranks}.").format(ranks=", ".join(ranks)) if ranks else "")


def teams_title(table: pd.DataFrame) -> str:
    """Whether unhappy teams own wide gaps."""
    found = journey.beside_gaps(table)
    said = _("The unhappier the team, the wider its promise gap ({n} teams)").format(n=number(found.teams))
    if found.is_certain and found.correlation > 0:
        return said
    return _("Team eNPS beside the promise gap: {n} teams, too few to tell").format(n=number(found.teams))


def list_figures(rows: pd.DataFrame, who: str, currency: str) -> list[str]:
    """What a list comes to."""
    if rows.empty or who != journey.NOT_SATISFIED or pd.isna(rows["contribution_of_all"].iloc[0]):
        return []
    money = short_money(rows["contribution_of_all"].iloc[0], currency)
    return [_("{money} contribution").format(money=money)]


def list_words(touchpoint: str, who: str) -> str:
    """Who is listed."""
    said = _("not satisfied with {touchpoint}") if who == journey.NOT_SATISFIED else _("met {touchpoint}")
    return said.format(touchpoint=safe_text.escaped(touchpoint))


def unplaced_title(elsewhere: pd.DataFrame) -> str:
    """How many names stand on no touchpoint."""
    names = int(elsewhere["names"].sum())
    return count(names, _("name on no touchpoint"), _("names on no touchpoint"))
