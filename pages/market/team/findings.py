"""What the team page found, in sentences."""

import pandas as pd

from cx.charts.market.team import capital, signed
from cx.charts.market.team_rounds import quarter
from cx.market import team
from cx.market.team import Together
from cx.text.formatting import _, count, day, number
from pages.shared import safe_text
from pages.shared.claims import claim

NAMED = 3
"""So many teams are named in a title."""


def unhappy(table: pd.DataFrame) -> pd.DataFrame:
    """The teams that are unhappy for certain, the unhappiest first."""
    return table[[verdict is False for verdict in table["verdict"]]]


def title(table: pd.DataFrame, rounds: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """Which teams are unhappy, and whether customers are less satisfied with their touchpoints."""
    if table.empty:
        return nothing_shown(rounds)
    found, answers = unhappy(table), float(table["answers"].sum())
    lowest = table.iloc[0]
    row = {"team": _plain(lowest["team"]), "score": signed(lowest["enps"]), "n": number(lowest["n"])}
    if found.empty:
        return _("No team is unhappy for certain; lowest: {team} at {score} (n = {n})").format(**row)
    fact = _("{team} scores lowest: {score} (n = {n})") if len(table) > 1 else _("{team} is at {score} (n = {n})")
    names = _listed(found["team"].tolist())
    lower = found.loc[found["team"].isin(pairs.loc[pairs["is_lower"], "team"]), "team"].tolist()
    given = {"teams": names, "lower": _listed(lower, begins=False), "n": count(len(pairs), _("team"), _("teams"))}
    return claim(_unhappy_sentence(found, lower, pairs).format(**given), fact.format(**row), answers)


def _unhappy_sentence(found: pd.DataFrame, lower: list[str], pairs: pd.DataFrame) -> str:
    """What is said of unhappy teams; lower : those whose touchpoints satisfy less than the others' for certain."""
    is_one = len(found) == 1
    if not lower:
        return _("{teams} is unhappy") if is_one else _("{teams} are unhappy")
    if len(lower) < len(found):
        return _("{teams} are unhappy; touchpoints of {lower} score below the others ({n}: a reason to ask)")
    if set(pairs["team"].head(len(lower))) == set(lower):
        one = _("{teams} is unhappy; its touchpoints score lowest ({n}: a reason to ask)")
        return one if is_one else _("{teams} are unhappy; their touchpoints score lowest ({n}: a reason to ask)")
    one = _("{teams} is unhappy; its touchpoints score below the others ({n}: a reason to ask)")
    return one if is_one else _("{teams} are unhappy; their touchpoints score below the others ({n}: a reason to ask)")


def _listed(teams: list[str], begins: bool = True) -> str:
    """Names of teams in a sentence, which they may begin; in quotes where one of several has an "and" of its own."""
    shown = [capital(name) if begins and place == 0 else name for place, name in enumerate(teams[:NAMED])]
    if len(shown) < 2:
        return "".join(map(safe_text.escaped, shown))
    if any(" and " in name for name in shown):
        shown = [f"“{name}”" for name in shown]
    shown = [safe_text.escaped(name) for name in shown]
    if len(teams) > NAMED:
        return _("{teams} and {n} more").format(teams=", ".join(shown), n=number(len(teams) - NAMED))
    return _("{teams} and {last}").format(teams=", ".join(shown[:-1]), last=shown[-1])


def _plain(name: str) -> str:
    return safe_text.escaped(capital(name))


def nothing_shown(rounds: pd.DataFrame) -> str:
    """Why no team is shown although employees answered."""
    last = rounds.iloc[-1]
    return _("{answers} of {teams}: too few to show a team").format(
        answers=count(last["answers"], _("answer"), _("answers")), teams=count(last["teams"], _("team"), _("teams"))
    )


def basis(table: pd.DataFrame, rounds: pd.DataFrame, known: dict[str, int], chosen) -> str:
    """Which round the page is of, and what is left out."""
    last = rounds.iloc[-1]
    parts = [
        _("{answers} of {teams} in the round {round}").format(
            answers=count(last["answers"], _("answer"), _("answers")),
            teams=count(last["teams"], _("team"), _("teams")),
            round=quarter(last["first_on"]),
        ),
        _("the last that was over by {day}").format(day=day(chosen.as_of)),
        _("teams under {n} answers are hidden").format(n=team.FEWEST),
    ]
    if known["without_team"]:
        parts.append(_("{n} without a team left out").format(n=number(known["without_team"])))
    return " · ".join(parts)


def company(rounds: pd.DataFrame) -> str:
    """The score of all teams together."""
    last = rounds.iloc[-1]
    if pd.isna(last["enps"]):
        return _("The company's score is hidden too: it would tell a hidden team apart.")
    return _("All teams together: {score} ({low} to {high}).").format(
        score=signed(last["enps"]), low=signed(last["low"]), high=signed(last["high"])
    )


def beside_title(pairs: pd.DataFrame, both: Together) -> str:
    """Whether teams that are less happy have less satisfied customers."""
    fact = _("Teams beside their customers: {teams}, a reason to ask, not a proof").format(
        teams=count(both.teams, _("team"), _("teams"))
    )
    rises = _("The happier the team, the more satisfied its customers")
    falls = _("The happier the team, the less satisfied its customers")
    finding = rises if both.correlation > 0 else falls
    return claim(finding, fact, pairs["csat_n"].min(), verdict=both.is_certain)


def beside_caption(both: Together, absent: int) -> str:
    """How sure the two belong together."""
    said = [_("Line: 95% interval of the team; larger: more answers of customers. Click a team.")]
    if pd.notna(both.low):
        text = _("Rank correlation of {n} teams: {rho} ({low} to {high}).")
        said.append(
            text.format(n=number(both.teams), rho=_two(both.correlation), low=_two(both.low), high=_two(both.high))
        )
    if both.teams < team.ENOUGH_TEAMS:
        said.append(_("Under {n} teams it is a reason to ask, not a proof.").format(n=team.ENOUGH_TEAMS))
    if absent:
        said.append(_("Without answers of customers: {teams}.").format(teams=count(absent, _("team"), _("teams"))))
    return " ".join(said)


def _two(value: float) -> str:
    return number(value, 2)


def scores_title(table: pd.DataFrame) -> str:
    """Where the unhappiest team stands, and what it never was above."""
    found = unhappy(table)
    row = (table if found.empty else found).iloc[0]
    given = {"team": _plain(row["team"]), "score": signed(row["enps"]), "n": number(row["n"])}
    known = [score for score in row["history"] if pd.notna(score)]
    fact = _("{team} scores lowest: {score} (n = {n})").format(**given)
    if len(known) < 2 or found.empty:
        return fact if len(table) > 1 else _("{team} is at {score} (n = {n})").format(**given)
    finding = _("{team} is at {score} and was never above {most} in {rounds} rounds")
    return claim(finding.format(**given, most=signed(max(known)), rounds=number(len(known))), fact, row["answers"])


def scores_caption(rounds: pd.DataFrame) -> str:
    """How to read the rows, and which teams are hidden."""
    last = rounds.iloc[-1]
    said = [
        _("Dot and line: the round with its 95% interval. Bar: 95% interval of the mean of the rounds shown."),
        _("Filled: certain after Holm, by the mean from 30 answers on, else by the round."),
    ]
    if last["hidden_teams"]:
        text = _("{teams} hidden ({n} together), so that nobody can be worked out.")
        teams = count(last["hidden_teams"], _("team is"), _("teams are"))
        said.append(text.format(teams=teams, n=count(last["hidden_answers"], _("answer"), _("answers"))))
    return " ".join(said)


def trend_title(table: pd.DataFrame, rounds: pd.DataFrame, picked: str | None) -> str:
    """The rounds of the company, or how often the team that is picked was below 0."""
    if picked is None:
        known = rounds.dropna(subset="enps")
        fact = _("{n} rounds of the company").format(n=number(len(known)))
        below = int((known["enps"] < 0).sum())
        said = _("The company was below 0 in {below} of {n} rounds").format(below=number(below), n=number(len(known)))
        return claim(said, fact, float(rounds["answers"].sum()), verdict=len(known) > 1)
    history = table.loc[table["team"] == picked, "history"].iloc[0]
    known = [score for score in history if pd.notna(score)]
    below = sum(score < 0 for score in known)
    text = _("{team} was below 0 in {below} of {n} rounds")
    return text.format(team=_plain(picked), below=number(below), n=number(len(known)))


def comments_title(shown: pd.DataFrame, picked: str | None, is_of_all: bool) -> str:
    """Whose comments are shown: of the team that is picked, of all teams, or of those without a list of their own."""
    if shown.empty:
        return _("No comment to show")
    n = count(len(shown), _("comment"), _("comments"))
    if picked is not None:
        return _("{team}: {n}").format(team=_plain(picked), n=n)
    together = _("All teams together: {n}") if is_of_all else _("The other teams together: {n}")
    return together.format(n=n)
