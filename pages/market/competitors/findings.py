"""What the competitors page found, in sentences."""

import pandas as pd

from cx.market import competitors
from cx.market.competitors import AHEAD, BEHIND
from cx.text.formatting import _, count, day, number, percent, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim

escaped = safe_text.escaped
STATES = {"idea": "Idea", "trying": "Trying", "done": "Done", "dropped": "Dropped"}


def title(gaps: pd.DataFrame) -> str:
    """The two largest losses where it matters, and where no rival is clearly better."""
    said = [_lost(row, place) for place, row in enumerate(competitors.losses(gaps).head(2).itertuples())]
    level = _level(gaps)
    if not said and level is None:
        return _no_verdict(gaps)
    parts = [", ".join(said)] if said else []
    if level is not None:
        parts.append(
            _("no rival is clearly better at {attribute}").format(attribute=escaped(level))
            if said
            else _("No rival is clearly better at {attribute}").format(attribute=escaped(level))
        )
    return "; ".join(parts)


def _lost(row, place: int) -> str:
    first, next_one = _("{company} beats us on {attribute} by {n}"), _("{company} on {attribute} by {n}")
    return (next_one if place else first).format(
        company=escaped(row.company), attribute=escaped(row.attribute), n=number(-row.gap, 1)
    )


def _level(gaps: pd.DataFrame) -> str | None:
    """The most important attribute of more than mean importance at which the interval of the best rival holds 0, or
    lies above it, with people enough.
    """
    best = competitors.best_rivals(gaps)
    rows = best[competitors.important(best) & (best["high"] >= 0)]
    known = [row.attribute for row in rows.itertuples() if claim("sure", "", row.n)]
    return known[0] if known else None


def _no_verdict(gaps: pd.DataFrame) -> str:
    attributes, rivals = gaps["attribute"].nunique(), gaps["company"].nunique()
    behind = int((competitors.best_rivals(gaps)["gap"] < 0).sum())
    return _("A rival scores higher on {n} of {attributes}, of {rivals} scored: too few to tell").format(
        n=number(behind),
        attributes=count(attributes, _("attribute"), _("attributes")),
        rivals=count(rivals, _("rival"), _("rivals")),
    )


def basis(who: pd.Series, source: str | None) -> str:
    """How many companies and attributes, by whom and when they were scored."""
    parts = [
        count(who["companies"], _("company"), _("companies")),
        count(who["attributes"], _("attribute"), _("attributes")),
    ]
    if who["most"] > 1:
        parts.append(_("scored by {n}").format(n=count(who["respondents"], _("respondent"), _("respondents"))))
    else:
        parts.append(_("single judgements, without an interval"))
    if pd.notna(who["first_on"]):
        parts.append(_("{since} – {until}").format(since=day(who["first_on"]), until=day(who["last_on"])))
    return " · ".join([*parts, *([escaped(source)] if source else [])])


def gaps_title(best: pd.DataFrame) -> str:
    """At how many attributes a rival is surely better, and at how many we are better than all."""
    behind, ahead = (int((best["verdict"] == side).sum()) for side in (BEHIND, AHEAD))
    whole = count(len(best), _("attribute"), _("attributes"))
    fact = _("Scores of {n}: no difference to the best rival is certain").format(n=whole)
    said = _("A rival is ahead on {behind} of {all}, we are ahead of all on {ahead}").format(
        behind=number(behind), all=whole, ahead=number(ahead)
    )
    return claim(said, fact, *best.loc[best["verdict"].notna(), "n"], verdict=behind + ahead > 0) if len(best) else fact


def people(rows: pd.DataFrame) -> str:
    """How many scored both companies of a gap."""
    few, many = int(rows["n"].min()), int(rows["n"].max())
    said = number(few) if few == many else _("{few} to {many}").format(few=number(few), many=number(many))
    return _("n = {n} respondents a gap").format(n=said)


def weighed_title(gaps: pd.DataFrame) -> str:
    """What to learn first, and what to defend."""
    best = competitors.best_rivals(gaps)
    lost = [escaped(name) for name in competitors.losses(gaps)["attribute"].head(2)]
    held = best[competitors.important(best) & (best["verdict"] == AHEAD)]["attribute"].tolist()[:1]
    learn = _("Learn first: {names}").format(names=", ".join(lost)) if lost else ""
    defend = _("defend {name}").format(name=escaped(held[0])) if held else ""
    if learn or defend:
        said = "; ".join(part for part in (learn, defend) if part)
        return said[:1].upper() + said[1:]
    return _("Importance against the gap to the best rival")


def standing_title(rows: pd.DataFrame, ours: str) -> str:
    """Whether we are ahead of all rivals, weighted by importance."""
    own = rows.loc[rows["company"] == ours, "score"]
    rivals = rows[rows["company"] != ours]
    fact = _("Mean scores, weighted by importance")
    if own.empty or rivals.empty:
        return fact
    score, others = number(own.iloc[0], 1), len(rivals)
    behind = rivals[rivals["verdict"] == BEHIND]
    if len(behind):
        row = behind.sort_values("score", ascending=False).iloc[0]
        said = _("{company} stands higher overall: {theirs}, we {ours}").format(
            company=escaped(row["company"]), theirs=number(row["score"], 1), ours=score
        )
        return claim(said, fact, row["n"])
    said = _("We stand highest overall: {ours}, the best rival {theirs}").format(
        ours=score, theirs=number(rivals["score"].max(), 1)
    )
    return claim(said, fact, *rivals["n"], verdict=int((rivals["verdict"] == AHEAD).sum()) == others)


def left_title(rows: pd.DataFrame, n: int) -> str:
    """How many of those who left named a competitor."""
    named = int(rows["customers"].sum())
    return _("{share} of the customers who said why they left named a competitor").format(
        share=percent(named / n) if n else "–"
    )


def rival(company: str) -> str:
    """What a rival is called that customers left for."""
    return company or _("Not named")


def chances_title(rows: pd.DataFrame) -> str:
    """Where all rivals are weak and customers want it."""
    if rows.empty:
        return _("No attribute where every rival is weak and that matters")
    row = rows.iloc[0]
    fact = _("{attribute} may be a group to win: every rival scores below the mean").format(
        attribute=escaped(row["attribute"])
    )
    said = _("A target group to win: who cares for {attribute}; the best rival scores {best}").format(
        attribute=escaped(row["attribute"]), best=number(row["best"], 1)
    )
    return said if row["is_clear"] else fact


def ideas_title(found: list, effects: pd.DataFrame) -> str:
    """How many ideas were borrowed, and how many of them saw their measure rise."""
    n = count(len(found), _("idea borrowed"), _("ideas borrowed"))
    tried = {one.idea for one in found if one.state in ("trying", "done")}
    judged = effects[effects["idea"].isin(tried)]
    better = [
        row.idea
        for row in judged.itertuples()
        if claim("sure", "", row.n, row.n_before, verdict=row.verdict == "better")
    ]
    if better:
        return _("{ideas}: the measure rose after {n} of them").format(ideas=n, n=number(len(better)))
    return _("{ideas}: no measure rose for certain").format(ideas=n) if len(judged) else n


def effect(row) -> str:
    """What moved since an idea was decided."""
    if pd.isna(row.change):
        return _("no answers to compare")
    known = {"change": signed(row.change), "n": number(row.n), "verdict": _(row.verdict)}
    if pd.isna(row.low):
        return _("{change}, n = {n}: {verdict}").format(**known)
    said = _("{change} (95% CI {low} to {high}), n = {n}: {verdict}")
    return said.format(**known, low=signed(row.low), high=signed(row.high))


def signed(change: float) -> str:
    """A change of a score with its sign, to two decimals."""
    return with_sign(change, number(abs(change), 2))


def state(code: str) -> str:
    """What a state is called."""
    return _(STATES[code])
